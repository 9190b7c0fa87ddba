// SPDX-License-Identifier: MIT
//
// A `return` that appears on a prototype of the iterators of arrays, Maps and Sets
// is called by loops and patterns that were warm before.
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

const arrayIterator = Object.getPrototypeOf([].values());
const holders = [Object.prototype, Object.getPrototypeOf(arrayIterator),
                 arrayIterator];
for (const holder of holders) {
  let calls = 0;
  Object.defineProperty(holder, 'return', {
    configurable: true, value() { calls++; return {}; },
  });
  assert.strictEqual(first([1, 2]), 1);
  assert.deepStrictEqual(two([1, 2, 3]), [1, 2]);
  assert.strictEqual(calls, 2);
  const isShared = holder !== arrayIterator;
  assert.strictEqual(first(new Set([1, 2])), 1);
  assert.deepStrictEqual(two(new Map([[1, 1], [2, 2], [3, 3]])),
                         [[1, 1], [2, 2]]);
  assert.strictEqual(calls, isShared ? 4 : 2);
  delete holder.return;
  assert.strictEqual(first([1, 2]), 1);
  assert.strictEqual(calls, isShared ? 4 : 2);
}
