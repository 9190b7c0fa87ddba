// SPDX-License-Identifier: MIT
// Flags: --expose-gc
// Entries of weak collections are found while their keys live, and many dead
// ones do no harm.
'use strict';
function same(actual, expected) {
  if (actual !== expected) throw new Error(`${actual}, not ${expected}`);
}
const map = new WeakMap(), set = new WeakSet(), kept = [];
for (let i = 0; i < 20000; i++) {
  const key = {i};
  map.set(key, {value: i});
  set.add(key);
  if (i % 1000 === 0) kept.push(key);
}
if (typeof gc === 'function') gc();
for (const key of kept) {
  same(map.get(key).value, key.i);
  same(set.has(key), true);
  same(map.delete(key), true);
  same(map.has(key), false);
}
const symbol = Symbol('s');
same(map.set(symbol, 1).get(symbol), 1);
let error;
try { map.set(Symbol.for('s'), 1); } catch (e) { error = e; }
same(error.message, 'Invalid value used as weak map key');
same(new WeakRef(kept).deref(), kept);
const registry = new FinalizationRegistry(() => {});
const token = {};
registry.register(kept, 1, token);
same(registry.unregister(token), true);
same(registry.unregister(token), false);
