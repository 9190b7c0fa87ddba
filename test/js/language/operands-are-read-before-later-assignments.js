// SPDX-License-Identifier: MIT
'use strict';
function check(actual, expected) {
  if (!Object.is(actual, expected))
    throw new Error('got ' + String(actual) + ', expected ' + String(expected));
}
let x = 1;
check(x + (x = 5), 6);
check(x * x++ + x, 31);
const o = { v: 1 };
let p = o;
p.v = p = 2;
check(o.v, 2);
function f(a, b) { return a - b; }
let i = 1;
check(f(i, i += 1), -1);
check([i, i++, i].join(), '2,2,3');
