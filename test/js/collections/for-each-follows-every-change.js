// SPDX-License-Identifier: MIT
//
// forEach while its callback adds, removes, clears and throws; callbacks of
// every kind, and what they are called with.
'use strict';
const assert = require('assert');

function visit(collection, change) {
  const seen = [];
  assert.strictEqual(collection.forEach((value, key) => {
    seen.push(key);
    if (seen.length < 200) change(key, collection, seen);
  }), undefined);
  return seen;
}
for (const make of [(keys) => new Set(keys),
                    (keys) => new Map(keys.map((k) => [k, -k]))]) {
  const add = (c, k) => (c instanceof Set ? c.add(k) : c.set(k, -k));
  assert.deepStrictEqual(visit(make([]), () => {}), []);
  // What is added is visited, also through tables that grow.
  assert.deepStrictEqual(
      visit(make([0]), (k, c) => { if (k < 100) add(c, k + 1); }),
      Array.from({length: 101}, (_, i) => i));
  // What is removed before its turn is not; what comes back is at the end.
  assert.deepStrictEqual(
      visit(make([1, 2, 3, 4]), (k, c, seen) => {
        if (seen.length === 1) { c.delete(2); c.delete(1); }
        if (k === 3 && seen.length < 4) { add(c, 1); add(c, 2); }
      }), [1, 3, 4, 1, 2]);
  // Many removed at once: the table shrinks under the cursor.
  const many = Array.from({length: 100}, (_, i) => i);
  assert.deepStrictEqual(
      visit(make(many), (k, c) => {
        if (k === 50) for (let i = 0; i < 99; i++) c.delete(i);
        if (k === 99) add(c, 7);
      }), [...many.slice(0, 51), 99, 7]);
  // Cleared, then filled again.
  assert.deepStrictEqual(
      visit(make([1, 2, 3]), (k, c) => {
        if (k === 2) { c.clear(); add(c, 8); add(c, 9); }
      }), [1, 2, 8, 9]);
  assert.deepStrictEqual(
      visit(make([1, 2, 3]), (k, c) => c.clear()), [1]);

  const collection = make([5]);
  const receiver = {};
  collection.forEach(function (...rest) {
    assert.strictEqual(this, receiver);
    assert.deepStrictEqual(
        rest, [collection instanceof Set ? 5 : -5, 5, collection]);
  }, receiver);
  collection.forEach(function () { assert.strictEqual(this, undefined); });
  let count = 0;
  collection.forEach(() => { count++; });
  collection.forEach(function (a, b, c, d) {
    assert.deepStrictEqual([arguments.length, d], [3, undefined]);
    count++;
  });
  collection.forEach(((one) => { count += one; }).bind(null, 1));
  collection.forEach(new Proxy(() => { count++; }, {}));
  assert.strictEqual(count, 4);
  for (const bad of [undefined, 1, 'f', {}])
    assert.throws(() => collection.forEach(bad), TypeError);
  assert.throws(() => collection.forEach(), TypeError);
  assert.throws(() => collection.forEach(class {}), TypeError);
  assert.throws(() => collection.forEach(() => { throw new RangeError('r'); }),
                RangeError);
  // Inside of itself, to the end of the stack, and out again.
  const deep = () => { count++; collection.forEach(deep); };
  assert.throws(deep, RangeError);
  assert.ok(count > 100);
  assert.match(
      (() => {
        let stack;
        collection.forEach(() => { stack = new Error('e').stack; });
        return stack;
      })(), /(Map|Set)\.forEach/);
}
