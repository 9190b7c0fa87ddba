// SPDX-License-Identifier: MIT
//
// `next` and @@iterator of the iterators of arrays, Maps and Sets, replaced under
// loops and patterns that were warm before.
'use strict';
const assert = require('assert');

function first(iterable) {
  for (const item of iterable) return item;
}
function two(iterable) {
  const [a, b] = iterable;
  return [a, b];
}
const iterables = [[1, 2, 3], new Set([1, 2, 3]), new Map([[1, 1], [2, 2]]),
                   new Map([[1, 1], [2, 2]]).keys()];
for (let i = 0; i < 20; i++)
  for (const iterable of iterables) { two(iterable); first(iterable); }

for (const make of [() => [1, 2], () => new Set([1, 2]),
                    () => new Map([[1, 1], [2, 2]])]) {
  const prototype = Object.getPrototypeOf(make()[Symbol.iterator]());
  const {next} = prototype;
  let calls = 0;
  prototype.next = function () { calls++; return next.call(this); };
  two(make());
  first(make());
  const before = calls;
  let count = 0;
  for (const item of make()) count += item ? 1 : 0;
  const after = calls;
  prototype.next = next;
  two(make());
  assert.deepStrictEqual([before, count, after, calls], [3, 2, 6, 6]);
}
const iteratorPrototype = Object.getPrototypeOf(
    Object.getPrototypeOf([].values()));
const original = iteratorPrototype[Symbol.iterator];
Object.defineProperty(iteratorPrototype, Symbol.iterator, {
  configurable: true, value: () => ['patched'].values(),
});
// The array's own @@iterator is not asked again for an iterator.
assert.deepStrictEqual([...[1, 2]], [1, 2]);
assert.strictEqual(first([1, 2]), 1);
let deep = true;
Object.defineProperty(iteratorPrototype, Symbol.iterator, {
  configurable: true,
  value() { return deep ? (deep = false, ['patched'].values()) : this; },
});
assert.strictEqual(first(new Set([1]).values()), 'patched');
deep = true;
assert.strictEqual(two(new Map([[1, 1]]).keys())[0], 'patched');
Object.defineProperty(iteratorPrototype, Symbol.iterator, {
  configurable: true, value: original,
});
assert.strictEqual(first(new Set([1]).values()), 1);
const values = Array.prototype[Symbol.iterator];
Array.prototype[Symbol.iterator] = function* () { yield 'own'; };
const seen = `${first([1, 2])} ${two([1, 2])}`;
Array.prototype[Symbol.iterator] = values;
assert.strictEqual(seen, 'own own,');
