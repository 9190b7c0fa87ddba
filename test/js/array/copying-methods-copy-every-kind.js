// SPDX-License-Identifier: MIT
// toReversed, toSpliced and with on every kind of elements: holes are undefined
// in copies, the receiver stays as it was.
const check = (actual, expected, what) => {
  if (!Object.is(actual, expected))
    throw new Error(`${what}: ${String(actual)}, not ${String(expected)}`);
};
const same = (array, model, what) => {
  check(Object.getPrototypeOf(array), Array.prototype, what);
  check(array.length, model.length, `${what}: length`);
  for (let i = 0; i < model.length; i++) {
    check(i in array, true, `${what}: has ${i}`);
    check(array[i], model[i], `${what}: [${i}]`);
  }
};
const makers = [
  () => [1, 2, 3], () => [1.5, -0, NaN], () => ['a', null, 'c'], () => [, 1, 2],
  () => [, 1.5, 2], () => [, 'b', undefined], () => new Array(3), () => [],
  () => Object.freeze([7, 8, 9]), () => Object.freeze(['f', , 0.5]),
  () => { const a = [1]; a.length = 20; return a; }, () => [undefined],
  () => { const a = [4, 5]; a[9] = 6; a.own = 1; return a; },
];
const items = [[], [9], [0.5], ['x', undefined], [-0, NaN, {}], [1, 2, 3, 4]];
for (const make of makers) {
  const array = make();
  const dense = [];
  for (let i = 0; i < array.length; i++) dense[i] = array[i];
  const model = [];
  for (let i = 0; i < dense.length; i++) model[dense.length - 1 - i] = dense[i];
  same(array.toReversed(), model, 'toReversed');
  for (const added of items) {
    for (let start = 0; start <= Math.min(3, dense.length); start++) {
      for (const removed of [0, 1, dense.length - start]) {
        const end = Math.min(dense.length, start + removed);
        const result = [];
        for (let i = 0; i < start; i++) result[result.length] = dense[i];
        for (let i = 0; i < added.length; i++) result[result.length] = added[i];
        for (let i = end; i < dense.length; i++)
          result[result.length] = dense[i];
        same(array.toSpliced(start, removed, ...added), result, 'toSpliced');
      }
    }
  }
  for (let i = 0; i < dense.length; i++) {
    for (const value of [7, 0.25, 'w', undefined]) {
      const changed = dense.map((v, k) => (k === i ? value : v));
      same(array.with(i, value), changed, 'with');
      same(array.with(i - dense.length, value), changed, 'with');
    }
  }
  const again = make();
  check(array.length, again.length, 'unchanged');
  for (let i = 0; i < again.length; i++) {
    check(i in array, i in again, 'unchanged');
    if (typeof again[i] !== 'object') check(array[i], again[i], 'unchanged');
  }
}
same([1, 2, 3].toSpliced(), [1, 2, 3], 'no arguments');
same([1, 2, 3].toSpliced(1), [1], 'one argument');
same([1, 2, 3].toSpliced(1, undefined), [1, 2, 3], 'undefined count');
const array = [1, 2, 3];
same(array.toSpliced({valueOf() { array.length = 1; return 0; }}, 0, 'x'),
     ['x', 1, undefined, undefined], 'shortened');
const other = [1, 2, 3];
same(other.with({valueOf() { other[0] = 'changed'; return 1; }}, 'w'),
     ['changed', 'w', 3], 'changed');
let thrown;
try { [1].with(1, 0); } catch (error) { thrown = error; }
check(thrown instanceof RangeError, true, 'out of range');
class List extends Array {}
same(List.of(1, 2).toReversed(), [2, 1], 'no species');
same(List.of(1, 2).with(0, 5), [5, 2], 'no species');
same(List.of(1, 2).toSpliced(0, 1), [2], 'no species');
Array.prototype[1] = 'inherited';
same([0, , 2].toReversed(), [2, 'inherited', 0], 'inherited');
same([0, , 2].with(0, 1), [1, 'inherited', 2], 'inherited');
same([0, , 2].toSpliced(0, 1), ['inherited', 2], 'inherited');
