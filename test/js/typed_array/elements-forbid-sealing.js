// SPDX-License-Identifier: MIT
// Elements of typed arrays stay configurable; views that may change their
// length stay extensible.
'use strict';
const assert = require('assert');

for (const level of ['seal', 'freeze']) {
  const array = new Int8Array(2);
  assert.throws(() => Object[level](array), {
    name: 'TypeError',
    message: `Cannot ${level} array buffer views with elements`,
  });
  assert.strictEqual(Object.isExtensible(array), false);
  assert.strictEqual(Object.isSealed(array), false);
  assert.strictEqual(Object.isFrozen(Object[level](new Int8Array(0))), true);
}
const resizable = new ArrayBuffer(8, { maxByteLength: 16 });
assert.throws(() => Object.preventExtensions(new Int8Array(resizable)),
              TypeError);
assert.throws(() => Object.preventExtensions(new Int8Array(resizable, 0, 1)),
              TypeError);
const growable = new SharedArrayBuffer(8, { maxByteLength: 16 });
assert.throws(() => Object.preventExtensions(new Int8Array(growable)),
              TypeError);
assert.strictEqual(
  Object.isExtensible(Object.preventExtensions(new Int8Array(growable, 0, 1))),
  false);
