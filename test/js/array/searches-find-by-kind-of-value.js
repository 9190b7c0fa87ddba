// SPDX-License-Identifier: MIT
// indexOf and includes of every kind of value in every kind of elements, against
// a search written out, short and long enough for whole vectors.
const same = (a, b, what) => {
  if (a !== b) throw new Error(`${what}: ${a} is not ${b}`);
};
const equal = (a, b) => a === b || (a !== a && b !== b);
function indexOf(array, sought, from) {
  for (let i = from; i < array.length; i++)
    if (i in array && array[i] === sought) return i;
  return -1;
}
function includes(array, sought, from) {
  for (let i = from; i < array.length; i++)
    if (equal(array[i], sought)) return true;
  return false;
}
const symbol = Symbol(), object = {};
const rope = (s) => s.slice(0, 1) + s.slice(1);
const stores = [
  [1, 2, 3, 0], [1, , 3], [1.5, 2.5, NaN, -0], [1.5, , 3], ['a', 'word', ''],
  [rope('word'), , 'a'], [object, symbol, null, undefined], [2 ** 40, {}, 1.5],
  [7, NaN, 'x', -0], [10n, 2n ** 70n, 'x'], [true, , false], [],
];
const values = [
  0, -0, 1, 3, 7, 1.5, 2.5, NaN, 2 ** 40, 2 ** 30, Infinity, 'a', 'word',
  rope('word'), '', 'absent', object, {}, symbol, null, undefined, true, false,
  10n, 2n ** 70n, 11n,
];
function compare(array, name) {
  for (const sought of values) {
    for (const from of [0, 1, array.length >> 1]) {
      const what = `${name} ${String(sought)} from ${from}`;
      same(array.indexOf(sought, from), indexOf(array, sought, from), what);
      same(array.includes(sought, from), includes(array, sought, from), what);
    }
    same(array.indexOf(sought, -2),
         indexOf(array, sought, Math.max(0, array.length - 2)), name);
  }
}
stores.forEach((store, number) => {
  compare(store, `store ${number}`);
  compare(Object.freeze(store.slice()), `frozen ${number}`);
  for (const length of [5, 16, 17, 70]) {
    const filler = store[0] === 1 ? 5 : store[0] === 1.5 ? 5.5 : 'filler';
    const long = new Array(length).fill(filler);
    for (let k = 0; k < store.length; k++)
      if (k in store) long[(k * 31 + length) % length] = store[k];
    compare(long, `long ${number}, ${length}`);
  }
});
// Integers held as doubles are equal to small ones.
const half = [0.5, 1].map((x) => x * 2);
same([1, 'x', 3].indexOf(half[0]), 0, 'integral double');
same([half[1], 'x'].indexOf(2), 0, 'boxed integral double');
// Behind the store of a grown array all is undefined, but absent.
const grown = [1];
grown.length = 100;
same(grown.includes(undefined), true, 'grown');
same(grown.indexOf(undefined), -1, 'grown');
same(grown.includes(undefined, 100), false, 'grown');
// The first of equal strings that are not the same object.
same([rope('ab'), 'ab', rope('ab')].indexOf('ab'), 0, 'equal strings');
// fromIndex that is no small integer, and one that changes the array.
same([1, 2].indexOf(2, 0.5), 1, 'fraction');
same([1, 2].indexOf(1, -Infinity), 0, 'infinity');
const list = [1, 2, 3];
same(list.includes(undefined, {valueOf() { list.length = 1; return 0; }}), true,
     'shortened');
// With elements on a prototype a hole is what they say.
Array.prototype[1] = 'inherited';
same([0, , 2].indexOf('inherited'), 1, 'inherited');
same([0, , 2].includes('inherited'), true, 'inherited');
same([0, 1, 2].includes('inherited'), false, 'inherited');
delete Array.prototype[1];
same([0, , 2].indexOf('inherited'), -1, 'no longer inherited');
