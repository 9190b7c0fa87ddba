// SPDX-License-Identifier: MIT
//
// get and set of every kind against bytes moved by hand: both orders, offsets,
// indices and values of every sort, buffers on the heap, outside of it,
// resizable, shared and detached.
'use strict';
const assert = require('assert');
const kinds = {
  Int8: Int8Array, Uint8: Uint8Array, Int16: Int16Array, Uint16: Uint16Array,
  Int32: Int32Array, Uint32: Uint32Array, Float16: Float16Array,
  Float32: Float32Array, Float64: Float64Array, BigInt64: BigInt64Array,
  BigUint64: BigUint64Array,
};
const numbers = [0, -0, 1, -1, 127, 128, 255, 256, 65535, -32769, 2 ** 31,
                 -(2 ** 31), 2 ** 32 + 5, 0.5, -1.75, 1e300, NaN, Infinity];
const bigints = [0n, 1n, -1n, 2n ** 63n, 2n ** 64n + 7n, -(2n ** 63n)];

function expected(bytes, at, array, little) {
  const size = array.BYTES_PER_ELEMENT;
  const copy = bytes.slice(at, at + size);
  if (!little) copy.reverse();
  return new array(copy.buffer)[0];
}
const buffers = [
  new ArrayBuffer(64), new ArrayBuffer(2 << 20),
  new ArrayBuffer(64, {maxByteLength: 128}), new SharedArrayBuffer(64),
];
for (const buffer of buffers) {
  const bytes = new Uint8Array(buffer);
  for (let i = 0; i < 64; i++) bytes[i] = i * 37 + 11;
  for (const [name, array] of Object.entries(kinds)) {
    const size = array.BYTES_PER_ELEMENT;
    const view = new DataView(buffer, 3, 40);
    const get = 'get' + name, set = 'set' + name;
    for (let i = 0; i < 3; i++) {
      for (const order of [true, false, undefined, 0, 1, '', 'x', null, {}]) {
        for (const index of [0, 1, 7, 40 - size, 2.5, '3', -0, null])
          assert.deepStrictEqual(
              view[get](index, order),
              expected(bytes, 3 + Math.trunc(+index), array, !!order));
      }
      assert.deepStrictEqual(view[get](2), expected(bytes, 5, array, false));
      assert.deepStrictEqual(view[get](), expected(bytes, 3, array, false));
      for (const index of [41 - size, 40, -1, -2.5, 2 ** 31, 2 ** 40, 1e21])

          assert.throws(() => view[get](index, true), RangeError);
      for (const index of [41 - size, -1, Infinity])
        assert.throws(() => view[set](index, array === kinds.BigInt64 ||
            array === kinds.BigUint64 ? 1n : 1, true), RangeError);
    }
    const saved = bytes.slice(0, 64);
    for (const value of name.startsWith('Big') ? bigints : numbers) {
      for (const order of [true, false]) {
        assert.strictEqual(view[set](5, value, order), undefined);
        assert.deepStrictEqual(view[get](5, order), new array([value])[0]);
        for (let i = 0; i < 64; i++)
          if (i < 8 || i >= 8 + size) assert.strictEqual(bytes[i], saved[i]);
      }
    }
    bytes.set(saved);
    for (const receiver of [bytes, {}, undefined, 1, buffer])
      assert.throws(() => DataView.prototype[get].call(receiver, 0), TypeError);
  }
}
// Conversions that detach or resize.
const resizable = buffers[2], tracking = new DataView(resizable, 60);
assert.strictEqual(tracking.getUint8(0), tracking.getUint8({valueOf: () => 0}));
assert.throws(() => tracking.getUint8({valueOf() { resizable.resize(50); }}),
              TypeError);
resizable.resize(70);
assert.strictEqual(tracking.getUint16(8), 0);
const doomed = new DataView(new ArrayBuffer(8));
assert.throws(() => doomed.setInt8(0, {valueOf() { doomed.buffer.transfer(); }}),
              TypeError);
assert.throws(() => doomed.getInt8(0), TypeError);
assert.throws(() => doomed.setFloat64(0, 1, true), TypeError);
