// SPDX-License-Identifier: MIT
//
// includes, indexOf and lastIndexOf compare values, not bytes: what no element
// of the kind can be is never found. fill repeats one element of any size.
const assert = require('assert');

const kinds = [Int8Array, Uint8Array, Uint8ClampedArray, Int16Array,
               Uint16Array, Int32Array, Uint32Array, Float16Array,
               Float32Array, Float64Array];
const values = [0, -0, 1, -1, 127, 128, 200, 255, 256, 1.5, 65535, 65536, 2 ** 31,
                2 ** 32 - 1, 2 ** 32, Infinity, -Infinity, NaN, '1', null,
                undefined, true, 1n, {}];
for (const Kind of kinds) {
  for (const length of [0, 1, 3, 16, 17, 40]) {
    const array = new Kind(length);
    for (let i = 0; i < length; i++)
      array[i] = i === length - 1 ? 200 : i % 3 === 0 ? -1 : 1.5;
    if (length > 2) array[length >> 1] = NaN;
    const plain = Array.from(array);
    for (const value of values) {
      assert.strictEqual(array.indexOf(value), plain.indexOf(value));
      assert.strictEqual(array.includes(value), plain.includes(value));
      assert.strictEqual(array.lastIndexOf(value), plain.lastIndexOf(value));
      assert.strictEqual(array.indexOf(value, -2), plain.indexOf(value, -2));
      assert.strictEqual(array.includes(value, 2), plain.includes(value, 2));
    }
    array.fill(7, 1, -1);
    assert.deepStrictEqual(Array.from(array), plain.fill(7, 1, -1));
  }
}
for (const zero of [0, -0]) {
  for (const Kind of [Float16Array, Float32Array, Float64Array]) {
    assert.strictEqual(new Kind([1, -zero, zero]).indexOf(zero), 1);
    assert.ok(new Kind([-zero]).includes(zero));
  }
}
const signed = new BigInt64Array(20).fill(-5n);
signed[7] = -(2n ** 63n);
assert.strictEqual(signed.indexOf(-(2n ** 63n)), 7);
assert.strictEqual(signed.indexOf(2n ** 63n), -1);
assert.strictEqual(signed.indexOf(-5), -1);
assert.strictEqual(signed.indexOf(-5n, 3), 3);
assert.strictEqual(new BigUint64Array([2n ** 64n - 1n]).indexOf(-1n), -1);

// fromIndex may shrink the array: what is gone reads as undefined.
const buffer = new ArrayBuffer(16, {maxByteLength: 16});
const shrinking = new Uint8Array(buffer);
const from = {valueOf() { buffer.resize(4); return 0; }};
assert.ok(shrinking.includes(undefined, from));
assert.strictEqual(shrinking.indexOf(undefined, from), -1);
assert.ok(!shrinking.includes(undefined));
