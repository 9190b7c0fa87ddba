// SPDX-License-Identifier: MIT
//
// Making a class does not walk the chain of its ancestors, and using a long
// chain gives a result or a RangeError.
'use strict';
function check(actual, expected) {
  if (!Object.is(actual, expected))
    throw new Error('got ' + String(actual) + ', expected ' + String(expected));
}
const n = process.execArgv.includes('--gc-stress') ? 1000 : 50000;
class Base { static s = 1; m() { return 2; } }
let Last = Base;
for (let i = 0; i < n; i++) Last = class extends Last {};
check(Last.s, 1);
check(Last.prototype.m(), 2);
check(Last.prototype instanceof Base, true);
try {
  check(new Last() instanceof Base, true);
} catch (e) {
  check(e instanceof RangeError, true);
}

// Cycles are still found.
let cyclic;
try { Object.setPrototypeOf(Base, Last); } catch (e) { cyclic = e; }
check(cyclic.message, 'Cyclic __proto__ value');
const plain = {};
try { Object.setPrototypeOf(plain, plain); } catch (e) { cyclic = e; }
check(cyclic instanceof TypeError, true);
check(Reflect.setPrototypeOf(plain, Object.create(plain)), false);
