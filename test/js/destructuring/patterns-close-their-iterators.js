// SPDX-License-Identifier: MIT
'use strict';
function check(actual, expected) {
  if (!Object.is(actual, expected))
    throw new Error('got ' + String(actual) + ', expected ' + String(expected));
}
let closed = 0;
const iterable = { [Symbol.iterator]() { let n = 0; return {
  next() { return { value: ++n, done: false }; },
  return() { closed++; return {}; } }; } };
const [a, , b = 9, ...[]] = [1, 2];
check([a, b].join(), '1,9');
const [x, y] = iterable;
check([x, y, closed].join(), '1,2,1');
try { const [p = 0, { q }] = { [Symbol.iterator]: () => ({ next: () => ({ value: null, done: false }), return() { closed++; throw 1; } }) }; } catch (e) { check(e.name, 'TypeError'); }
check(closed, 2);
try { const [z] = { [Symbol.iterator]: () => ({ next() { throw new Error('n'); }, return() { closed++; } }) }; } catch (e) { check(e.message, 'n'); }
check(closed, 2);
let target = {};
[target.a, target['b'], ...target.c] = 'xyzw';
check(JSON.stringify(target), '{"a":"x","b":"y","c":["z","w"]}');
