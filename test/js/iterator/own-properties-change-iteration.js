// SPDX-License-Identifier: MIT
//
// Arrays, Maps, Sets and iterators that differ from others of their class: own
// properties and other prototypes. Nothing that all of them share is changed, so that the fast paths hold for the plain ones beside them.
'use strict';
const assert = require('assert');

function list(iterable) {
  const out = [];
  for (const item of iterable) out.push(item);
  return out;
}
function first(iterable) {
  for (const item of iterable) return item;
}
function two(iterable) {
  const [a, b] = iterable;
  return [a, b];
}
const plain = () => [
  [[1, 2.5, 'x'], [1, 2.5, 'x']],
  [[1, , 3], [1, undefined, 3]],
  [new Set([1, 'b', 0.5]), [1, 'b', 0.5]],
  [new Map([[1, 'a'], [2, 0.5]]), [[1, 'a'], [2, 0.5]]],
  [new Map([[1, 'a'], [2, 0.5]]).keys(), [1, 2]],
  [new Map([[1, 'a'], [2, 0.5]]).values(), ['a', 0.5]],
  [new Set([1, 2]).entries(), [[1, 1], [2, 2]]],
  [[5, 0.5].entries(), [[0, 5], [1, 0.5]]],
  [[5, 6].keys(), [0, 1]],
  [new Uint8Array([1, 2]), [1, 2]],
  [new Float64Array([0.5, 2]).entries(), [[0, 0.5], [1, 2]]],
  ['\u{1f600}b', ['\u{1f600}', 'b']],
];
function checkPlain() {
  for (const [iterable, expected] of plain())
    assert.deepStrictEqual(list(iterable), expected);
  for (const [iterable, [a, b]] of plain())
    assert.deepStrictEqual(two(iterable), [a, b]);
  for (const [iterable, [a]] of plain())
    assert.deepStrictEqual(first(iterable), a);
}
for (let i = 0; i < 20; i++) checkPlain();

const log = [];
const iterator = () => ({
  next() { log.push('next'); return {value: 7, done: log.length > 3}; },
  return() { log.push('return'); return {}; },
});
for (const special of [[1], new Set([1]), new Map([[1, 1]])]) {
  log.length = 0;
  special[Symbol.iterator] = iterator;
  assert.deepStrictEqual(two(special), [7, 7]);
  assert.deepStrictEqual(log, ['next', 'next', 'return']);
}
for (const Base of [Array, Set, Map]) {
  class Derived extends Base { * [Symbol.iterator]() { yield 1; yield 2; } }
  assert.deepStrictEqual(list(new Derived()), [1, 2]);
  assert.deepStrictEqual(two(new Derived()), [1, 2]);
}
for (const [iterable] of plain().slice(0, 11)) {
  const own = iterable[Symbol.iterator]();
  const {next} = own;
  let nexts = 0, returns = 0;
  own.next = function () { nexts++; return next.call(this); };
  own.return = () => { returns++; return {}; };
  const item = first(own);
  assert.deepStrictEqual([nexts, returns], [1, 1]);
  assert.strictEqual(two(own).length, 2);
  assert.strictEqual(nexts, 3);
  assert.notStrictEqual(item, undefined);
  own[Symbol.iterator] = () => [9][Symbol.iterator]();
  assert.deepStrictEqual(list(own), [9]);
  const other = Object.setPrototypeOf(iterable[Symbol.iterator](), {
    [Symbol.iterator]: () => [8].values(),
  });
  assert.deepStrictEqual(list(other), [8]);
}
checkPlain();

// An iterator that is done stays so.
const grown = [1];
const done = grown.values();
done.next(); done.next(); grown.push(2);
assert.deepStrictEqual(done.next(), {value: undefined, done: true});
const set = new Set([1]), values = set.values();
values.next(); values.next(); set.add(2);
assert.deepStrictEqual(values.next(), {value: undefined, done: true});
const cleared = new Map([[1, 1]]), entries = cleared.entries();
entries.next(); cleared.clear(); cleared.set(3, 4);
assert.deepStrictEqual(entries.next(), {value: [3, 4], done: false});

// `next` of the wrong class.
for (const [a, b] of [[[], new Set()], [new Set(), new Map()], [new Map(), []]])
  assert.throws(() => Object.getPrototypeOf(a[Symbol.iterator]())
      .next.call(b[Symbol.iterator]()), TypeError);
