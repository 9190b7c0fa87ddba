// SPDX-License-Identifier: MIT
//
// Touches every global: reads each property of everything that can be reached.
// Frozen after this, test262 must pass as it does from the default snapshot:
//
//   mksnapshot test/conformance/touch-globals.js -o touched.blob
//   node test/conformance/run.js --engine \
//       "build/release/thaw --snapshot-blob touched.blob --test262" built-ins
'use strict';

const seen = new Set();
function touch(value) {
  const type = typeof value;
  if (value === null || (type !== 'object' && type !== 'function')) return;
  if (seen.has(value)) return;
  seen.add(value);
  for (const key of Reflect.ownKeys(value)) {
    const property = Reflect.getOwnPropertyDescriptor(value, key);
    touch(property.value);
    touch(property.get);
    touch(property.set);
    // Getters of prototypes may throw for want of a real receiver.
    try { void value[key]; } catch {}
  }
  touch(Reflect.getPrototypeOf(value));
  if (type === 'function') Function.prototype.toString.call(value);
}
touch(globalThis);
console.log(`touched ${seen.size} objects`);
