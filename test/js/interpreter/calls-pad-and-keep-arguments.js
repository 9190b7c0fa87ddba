// SPDX-License-Identifier: MIT
// Missing arguments are undefined, surplus ones are in `arguments`, and a
// receiver is converted only where sloppy code can see it.
function check(actual, expected) {
  if (actual !== expected) throw new Error(`got ${actual}, expected ${expected}`);
}
function three(a, b, c) { return [a, b, c, arguments.length].join(); }
check(three(), ',,,0');
check(three(1), '1,,,1');
check(three(1, 2, 3, 4, 5), '1,2,3,5');
function surplus() { return [...arguments].join(); }
check(surplus(1, 2, 3, 4, 5, 6, 7, 8, 9), '1,2,3,4,5,6,7,8,9');
function rest(a, ...others) { return a + ':' + others.join(); }
check(rest(1, 2, 3), '1:2,3');
check(rest(1), '1:');
function sum() { let s = 0; for (const x of arguments) s += x; return s; }
const many = new Array(5000).fill(1);
check(sum(...many), 5000);
check(sum.apply(null, many), 5000);
check(Math.max(...many, 7), 7);
function mapped(a) { arguments[0] = 5; return a; }
check(mapped(1, 2), 5);
function strictThis() { 'use strict'; return this; }
function sloppyThis() { return this; }
check(strictThis(), undefined);
check(sloppyThis(), globalThis);
check(sloppyThis.call(null), globalThis);
check(typeof sloppyThis.call(1), 'object');
check(typeof strictThis.call(1), 'number');
check((() => typeof this)(), 'object');
function* generator(a, b) { a = yield a + b; yield a + arguments.length; }
const it = generator(1, 2, 3);
check(it.next().value, 3);
check(it.next(10).value, 13);
for (const callee of [undefined, null, 1, 'x', {}, Symbol()]) {
  let caught;
  try { callee(1); } catch (error) { caught = error; }
  check(caught instanceof TypeError, true);
}
