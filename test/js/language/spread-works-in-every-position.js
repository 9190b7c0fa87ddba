// SPDX-License-Identifier: MIT
'use strict';
function check(actual, expected) {
  if (!Object.is(actual, expected))
    throw new Error('got ' + String(actual) + ', expected ' + String(expected));
}
const a = [1, 2];
check([0, ...a, 3, ...'xy'].join(), '0,1,2,3,x,y');
check(Math.max(...a, 9, ...a), 9);
check(new Array(...a, 3).length, 3);
const o = { x: 1, ...{ y: 2, x: 3 }, z: 4, ...null };
check(Object.keys(o).join() + o.x, 'x,y,z3');
check([...[], ,].length, 1);
