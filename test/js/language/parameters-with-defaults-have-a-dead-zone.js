// SPDX-License-Identifier: MIT
'use strict';
function check(actual, expected) {
  if (!Object.is(actual, expected))
    throw new Error('got ' + String(actual) + ', expected ' + String(expected));
}
function f(a = b, b) {}
let name;
try { f(undefined, 1); } catch (e) { name = e.name; }
check(name, 'ReferenceError');
check(((a, b = a + 1, { c = b } = {}) => a + b + c)(1), 5);
check((function (a, b = 1, c) {}).length, 1);
