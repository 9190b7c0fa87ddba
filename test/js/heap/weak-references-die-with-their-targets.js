// SPDX-License-Identifier: MIT
// Flags: --expose-gc
// The native stack is scanned conservatively, so a few targets may survive.
const assert = require('assert');
const count = 100;
const references = [], finalized = [];
const registry = new FinalizationRegistry((held) => finalized.push(held));
const map = new WeakMap(), keys = [];

function make(i) {
  const target = { i };
  references.push(new WeakRef(target));
  registry.register(target, i);
  const key = { i };
  map.set(key, { value: i });
  map.set({ i }, { value: -i });
  if (i % 2) keys.push(key);
}
for (let i = 0; i < count; i++) make(i);

// Targets live until the job ends that made their WeakRefs.
gc();
assert.strictEqual(references.filter((r) => r.deref()).length, count);

setTimeout(() => {
  gc();
  setTimeout(() => {
    const alive = references.filter((r) => r.deref() !== undefined).length;
    assert.ok(alive <= 5, `${alive} targets are alive`);
    assert.ok(finalized.length >= count - 5, `${finalized.length} finalized`);
    assert.strictEqual(new Set(finalized).size, finalized.length);
    keys.forEach((key) => assert.strictEqual(map.get(key).value, key.i));
  }, 5);
}, 5);
