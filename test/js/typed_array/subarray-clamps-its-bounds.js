// SPDX-License-Identifier: MIT
//
// subarray agrees with an array's slice, whatever the arguments.
'use strict';
const assert = require('assert');
const kinds = [Int8Array, Uint8Array, Uint8ClampedArray, Int16Array,
               Uint16Array, Int32Array, Uint32Array, Float16Array,
               Float32Array, Float64Array, BigInt64Array, BigUint64Array];
const isBig = (kind) => kind.name.startsWith('Big');
const bounds = [undefined, 0, 1, 3, 4, 5, -1, -3, -4, -9, 2 ** 31, -(2 ** 31),
                1.9, -1.9, '2', null, NaN, Infinity, -Infinity,
                {valueOf: () => 1}];
for (const kind of kinds) {
  const bytes = kind.BYTES_PER_ELEMENT;
  const whole = new kind(6);
  for (let i = 0; i < 6; i++) whole[i] = isBig(kind) ? BigInt(i) : i;
  const middle = whole.subarray(1, 5), list = [...middle];
  for (const begin of bounds) {
    assert.deepStrictEqual([...middle.subarray(begin)], list.slice(begin));
    for (const end of bounds) {
      const part = middle.subarray(begin, end);
      const wanted = list.slice(begin, end);
      assert.deepStrictEqual([...part], wanted);
      assert.ok(part.constructor === kind && part.buffer === whole.buffer);
      assert.strictEqual(part.byteLength, wanted.length * bytes);
      if (wanted.length > 0)
        assert.strictEqual(part.byteOffset, Number(wanted[0]) * bytes);
    }
  }
}
