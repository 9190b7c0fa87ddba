// SPDX-License-Identifier: MIT
// Math.max and Math.min of none, one, two and many arguments of every kind.
const check = (actual, expected, what) => {
  if (!Object.is(actual, expected))
    throw new Error(`${what}: ${String(actual)}, not ${String(expected)}`);
};
// By sorting: -0 before 0, and NaN wins.
function expected(list, greatest) {
  const numbers = list.map(Number);
  if (numbers.length === 0) return greatest ? -Infinity : Infinity;
  if (numbers.some(Number.isNaN)) return NaN;
  numbers.sort((x, y) => x - y || (Object.is(x, y) ? 0 :
                                   Object.is(x, -0) ? -1 : 1));
  return numbers[greatest ? numbers.length - 1 : 0];
}
function both(list) {
  check(Math.max(...list), expected(list, true), 'max ' + list.length);
  check(Math.min(...list), expected(list, false), 'min ' + list.length);
  check(Math.max.apply(null, list), expected(list, true), 'apply');
}
const values = [0, -0, 1, -1, 7, 2 ** 30 - 1, -(2 ** 30), 2 ** 30, 2 ** 31, 0.5,
                -1.5, NaN, Infinity, -Infinity, '3', '', 'x', null, undefined,
                true, {valueOf: () => 4}, [5]];
both([]);
for (const a of values) {
  both([a]);
  for (const b of values) {
    both([a, b]);
    both([a, 2, b]);
    both([3, 2, 1, a, b]);
    both([-5, a, 6, b, 9]);
  }
}
check(Math.max(), -Infinity, 'none');
check(Math.min(), Infinity, 'none');
check(Math.max(3), 3, 'one');
check(Math.min(1, 2, 3), 1, 'three');
check(Math.max(1, 3, 2), 3, 'three');
const many = Array.from({length: 5000}, (_, i) => (i * 7919) % 5003 - 2500);
both(many);
both([...many, 0.5]);
// Every argument is converted, in order, once.
const order = [];
const note = (n) => ({valueOf() { order.push(n); return n; }});
check(Math.max(9, note(1), NaN, note(2), 3), NaN, 'converted');
check(order.join(), '1,2', 'converted');
for (const bad of [() => Math.max(1, 2, 3n), () => Math.min(1, Symbol(), 2)]) {
  let thrown = null;
  try { bad(); } catch (error) { thrown = error; }
  check(thrown instanceof TypeError, true, 'throws');
}
