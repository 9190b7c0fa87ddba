// SPDX-License-Identifier: MIT
'use strict';
function check(actual, expected) {
  if (!Object.is(actual, expected))
    throw new Error('got ' + String(actual) + ', expected ' + String(expected));
}
const s = Symbol();
const { a, ['b' + 1]: b, [s]: c, ...rest } = { a: 1, b1: 2, [s]: 3, x: 4, 7: 5 };
check(JSON.stringify([a, b, c, rest]), '[1,2,3,{"7":5,"x":4}]');
let log = [];
const sink = {};
({ [log.push('key')]: sink[log.push('target')] = log.push('default') } = {});
check(log.join(), 'key,target,default');
for (const bad of [null, undefined]) {
  let name;
  try { const {} = bad; } catch (e) { name = e.name; }
  check(name, 'TypeError');
}
