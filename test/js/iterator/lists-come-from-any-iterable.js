// SPDX-License-Identifier: MIT
//
// Spread, Array.from and destructuring of built-in iterables give what their
// iterators give, also after a program has changed how they iterate.
const assert = require('assert');

const iterables = () => [
  [[1, , 3], [1, undefined, 3]], [[0.5, 1.5], [0.5, 1.5]], [[], []],
  [new Set(['b', 'a', 'b', 1]), ['b', 'a', 1]], [new Set(), []],
  [new Map([['k', 1], [2, {}]]), [['k', 1], [2, {}]]],
  ['a\u{1F600}b\uD83D', ['a', '\u{1F600}', 'b', '\uD83D']], ['', []],
  ['\uDE00x\uD83D\uDE00', ['\uDE00', 'x', '\u{1F600}']],
  [new Uint8Array([3, 4]), [3, 4]], [(function*() { yield 1; })(), [1]],
  [new Map([[1, 2]]).keys(), [1]], [new String('hi'), ['h', 'i']],
];
function check() {
  for (const [iterable, list] of iterables())
    assert.deepStrictEqual([...iterable], list);
  for (const [iterable, list] of iterables())
    assert.deepStrictEqual(Array.from(iterable), list);
  for (const [iterable, list] of iterables())
    assert.deepStrictEqual(((...all) => all)(0, ...iterable), [0, ...list]);
}
check();
const shrunk = new Set([1, 2, 3, 4]);
shrunk.delete(1);
shrunk.delete(3);
shrunk.add(1);
assert.deepStrictEqual([...shrunk], [2, 4, 1]);

// A mapper may change what is still to come.
const source = [1, 2, 3];
assert.deepStrictEqual(Array.from(source, (x) => { source.length = 2; return x; }),
                       [1, 2]);
const growing = new Set([1]);
assert.deepStrictEqual(
    Array.from(growing, (x) => { if (x < 4) growing.add(x + 1); return x; }),
    [1, 2, 3, 4]);
class Mine extends Array {}
assert.ok(Mine.from(new Set([1])) instanceof Mine);
assert.ok(Array.from.call(Object, [1]) instanceof Object);

// One object's own iterator; a subclass's; then everybody's.
const own = new Set([1]);
own[Symbol.iterator] = function*() { yield 'own'; };
assert.deepStrictEqual([...own], ['own']);
class Sub extends Map {
  *[Symbol.iterator]() { yield 'sub'; }
}
assert.deepStrictEqual(Array.from(new Sub([[1, 2]])), ['sub']);
check();

const setNext = Object.getPrototypeOf(new Set().values());
const {next} = setNext;
setNext.next = function() {
  const result = next.call(this);
  return result.done ? result : {done: false, value: `<${result.value}>`};
};
assert.deepStrictEqual([...new Set([1, 2])], ['<1>', '<2>']);
setNext.next = next;
const stringIterator = String.prototype[Symbol.iterator];
String.prototype[Symbol.iterator] = function*() { yield 'patched'; };
assert.deepStrictEqual(Array.from('abc'), ['patched']);
String.prototype[Symbol.iterator] = stringIterator;
check();
