// SPDX-License-Identifier: MIT
// sort and toSorted with and without comparators: lengths and shapes of runs,
// kinds of elements, comparators that return anything, throw, or change the
// array.
const check = (actual, expected, what) => {
  if (!Object.is(actual, expected))
    throw new Error(`${what}: ${String(actual)}, not ${String(expected)}`);
};
let seed = 12345;
const random = (n) => {
  seed = (seed * 1103515245 + 12345) & 0x7fffffff;
  return (seed >> 8) % n;
};
const shapes = {
  random: (i, n) => random(n),
  few: () => random(3),
  ascending: (i) => i,
  descending: (i, n) => n - i,
  saw: (i) => i % 17,
  organ: (i, n) => Math.min(i, n - i),
  runs: (i) => (i * 919) % 1000,
  appended: (i, n) => (i < n - 2 ? i * 2 : random(2 * n)),
  prepended: (i, n) => (i < 2 ? random(2 * n) : i * 2),
  same: () => 1,
};
function inOrder(list, what) {
  for (let i = 1; i < list.length; i++) {
    const a = list[i - 1], b = list[i];
    if (!(a.key < b.key || (a.key === b.key && a.at < b.at)))
      throw new Error(`${what}: not stable or not sorted at ${i}`);
  }
}
const lengths = [0, 1, 2, 3, 7, 15, 16, 17, 31, 33, 64, 65, 100, 300];
for (const [name, shape] of Object.entries(shapes)) {
  for (const n of lengths) {
    const keys = Array.from({length: n}, (_, i) => shape(i, n));
    const what = `${name}, ${n}`;
    const list = keys.map((key, at) => ({key, at}));
    let calls = 0;
    const copy = list.toSorted((a, b) => { calls++; return a.key - b.key; });
    inOrder(copy, what);
    check(calls <= n * Math.ceil(Math.log2(n + 1)) + n, true, what);
    if (name === 'ascending' || name === 'descending')
      check(calls, Math.max(0, n - 1), what);
    list.forEach(({at}, i) => check(at, i, what));
    check(list.sort((a, b) => a.key - b.key), list, what);
    inOrder(list, what);
    check(keys.slice().sort((a, b) => a - b).join(),
          list.map(({key}) => key).join(), what);
    const doubles = keys.map((key) => key + 0.5);
    check(doubles.toSorted((a, b) => b - a).join(),
          doubles.toSorted((a, b) => a - b).reverse().join(), what);
    // Boxed results, and comparators in C.
    check(keys.toSorted((a, b) => ({valueOf: () => a - b})).join(),
          list.map(({key}) => key).join(), what);
    check(doubles.toSorted(Math.atan2).length, n, what);
  }
}
// One value among many that are in order costs few comparisons.
let calls = 0;
[...Array(1000).keys(), 500.5].sort((a, b) => { calls++; return a - b; });
check(calls < 1050, true, 'appended');
// Comparators that do not decide: what is there stays there.
for (const odd of [() => 1, () => -1, () => NaN, () => undefined, () => 0.5,
                   () => random(3) - 1, (a, b) => b, () => '1', () => true]) {
  const list = Array.from({length: 150}, (_, i) => i).sort(odd);
  check(list.length, 150, 'undecided');
  check(new Set(list).size, 150, 'undecided');
}
check([3, 1, 2].sort(() => undefined).join(), '3,1,2', 'undefined is 0');
// Undefineds and holes come last, uncompared; toSorted has no holes.
const sparse = [3, undefined, , 1, undefined, , 2];
const compare = (a, b) => {
  if (a === undefined || b === undefined) throw new Error('compared');
  return a - b;
};
check(sparse.toSorted(compare).join(), '1,2,3,,,,', 'toSorted');
check(5 in sparse.toSorted(compare), true, 'toSorted');
sparse.sort(compare);
check(sparse.join(), '1,2,3,,,,', 'sparse');
check(4 in sparse && !(5 in sparse), true, 'sparse');
check([2.5, , 1.5].sort((a, b) => a - b).join(), '1.5,2.5,', 'doubles');
// A comparator that throws leaves the array as it was.
const kept = [5, 3, 4, 1, 2];
let thrown;
calls = 0;
try {
  kept.sort((a, b) => { if (++calls > 3) throw 'stop'; return a - b; });
} catch (error) { thrown = error; }
check(thrown, 'stop', 'throws');
check(kept.join(), '5,3,4,1,2', 'throws');
for (const value of [1n, Symbol()]) {
  thrown = undefined;
  try { [2, 1].sort(() => value); } catch (error) { thrown = error; }
  check(thrown instanceof TypeError, true, 'no number');
}
// Comparators that change the array: the list is sorted, then stored.
const change = (act) => {
  const array = [4, 3, 2, 1];
  let first = true;
  array.sort((a, b) => {
    if (first) act(array);
    first = false;
    return a - b;
  });
  return array;
};
check(change((a) => a.push(9)).join(), '1,2,3,4,9', 'longer');
check(change((a) => { a.length = 1; }).join(), '1,2,3,4', 'shorter');
check(change((a) => { a[0] = 'x'; }).join(), '1,2,3,4', 'other kind');
check(change((a) => { a[1] = 0.5; }).join(), '1,2,3,4', 'doubles');
check(change((a) => { a[100000] = 0; }).slice(0, 5).join(), '1,2,3,4,',
      'dictionary');
let frozen = 0;
try { change(Object.freeze); } catch (error) {
  frozen = error instanceof TypeError;
}
check(frozen, true, 'frozen');
const seen = [];
change((a) => Object.defineProperty(a, 0, {set(v) { seen.push(v); }}));
check(seen.join(), '1', 'setter');
// Sorts in comparators, and calls in calls.
const nested = [3, 1, 2].sort((a, b) => [b, a].sort((c, d) => d - c)[0] === a
    ? (a === b ? 0 : 1) : -1);
check(nested.join(), '1,2,3', 'nested');
// Bound and native comparators, surplus parameters, this.
check([3, 1, 2].sort(((x, a, b) => a - b).bind(null, 0)).join(), '1,2,3',
      'bound');
check([3, 1, 2].sort(function(a, b) {
  'use strict';
  check(this, undefined, 'this');
  check(arguments.length, 2, 'arguments');
  return a - b;
}).join(), '1,2,3', 'function');
check([3, 1, 2].sort(new Proxy((a, b) => a - b, {})).join(), '1,2,3', 'proxy');
check(Array.prototype.sort.call({0: 'b', 1: 'a', length: 2}, (a, b) =>
    a < b ? -1 : 1)[0], 'a', 'array-like');
// Default order.
const texts = ['b', 'a', 'ab', '', 'a\0', 'abcdefghij', 'abcdefgh', 'abcdefghi',
               '\u4e00', '\uffff', 'é', 'aé', 'abcdefgh\u4e00', '10', '9'];
const less = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
for (const list of [
  texts, texts.map((t) => 'common prefix ' + t),
  texts.filter((t) => t < '\xff'),
  Array.from({length: 200}, () => random(1e6) - 5e5),
  [0, -1, 1, 10, -10, 1073741823, -1073741824, 100, 2, 20, -2], [1.5, -1.5, 10],
  [null, 'm', true, 5, 1e21, {}, 'p'],
  Array.from({length: 100}, () => 'x'.repeat(random(12))),
]) {
  const strings = list.map(String);
  check(JSON.stringify(list.toSorted().map(String)),
        JSON.stringify(strings.toSorted(less)), 'default order');
}
