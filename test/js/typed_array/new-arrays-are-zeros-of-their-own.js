// SPDX-License-Identifier: MIT
//
// new of a length makes zeros in a buffer of its own, at every length; other
// arguments, and subclasses, are still asked for.
'use strict';
const assert = require('assert');
const kinds = [Int8Array, Uint8Array, Uint8ClampedArray, Int16Array,
               Uint16Array, Int32Array, Uint32Array, Float16Array,
               Float32Array, Float64Array, BigInt64Array, BigUint64Array];
const isBig = (kind) => kind.name.startsWith('Big');

function check(array, kind, length) {
  const {buffer} = array, zero = isBig(kind) ? 0n : 0;
  assert.strictEqual(Object.getPrototypeOf(array), kind.prototype);
  assert.strictEqual(Object.getPrototypeOf(buffer), ArrayBuffer.prototype);
  assert.strictEqual(array.length, length);
  const bytes = length * kind.BYTES_PER_ELEMENT;
  assert.deepStrictEqual(
      [array.byteOffset, array.byteLength, buffer.byteLength,
       buffer.maxByteLength, buffer.resizable, buffer.detached],
      [0, bytes, bytes, bytes, false, false]);
  assert.ok(Object.isExtensible(array) && Object.isExtensible(buffer));
  for (let i = 0; i < length; i++) assert.ok(Object.is(array[i], zero));
  assert.strictEqual(array[length], undefined);
}
const lengths = [0, 1, 2, 3, 7, 8, 9, 15, 31, 32, 33, 63, 64, 65, 127, 128, 129,
                 255, 256, 257, 1000];
const kept = [];
for (const kind of kinds) {
  for (const length of lengths) {
    const array = new kind(length);
    check(array, kind, length);
    // Neither its neighbours nor their headers are written over.
    array.fill(isBig(kind) ? -1n : 255);
    kept.push(array);
    check(new kind(length), kind, length);
  }
  for (const [argument, length] of [
    [undefined, 0], [null, 0], [true, 1], ['3', 3], [2.9, 2], [-0, 0],
    [-0.5, 0], [NaN, 0], [[], 0], [new ArrayBuffer(16), 16 /
      kind.BYTES_PER_ELEMENT], [new kind(2), 2], [{length: 2}, 2]]) {
    if (isBig(kind) && argument?.length === 2 && !ArrayBuffer.isView(argument))
      assert.throws(() => new kind(argument), TypeError);
    else
      assert.strictEqual(new kind(argument).length, length);
  }
  check(new kind(), kind, 0);
  check(new kind(4, 8, 1), kind, 4);
  for (const wrong of [-1, -(2 ** 30), 2 ** 40, 2 ** 53, -Infinity, Infinity])
    assert.throws(() => new kind(wrong), RangeError);
  assert.throws(() => new kind(Symbol()), TypeError);
  assert.throws(() => kind(4), TypeError);

  class Sub extends kind {}
  const sub = new Sub(4);
  assert.ok(sub instanceof Sub && sub.length === 4);
  const made = Reflect.construct(kind, [4], Array);
  assert.strictEqual(Object.getPrototypeOf(made), Array.prototype);
  check(Reflect.construct(kind, [4], kind), kind, 4);
}
for (const array of kept)
  assert.ok(array.every((x) => x === array[0] && x), array.constructor.name);
structuredClone(kept[3].buffer, {transfer: [kept[3].buffer]});
assert.strictEqual(kept[3].length, 0);
