// SPDX-License-Identifier: MIT
//
// Sorting without a comparator agrees with one that says the same, at lengths on
// both sides of every change of method; species, subclasses and buffers that
// change are still asked for and noticed.
'use strict';
const assert = require('assert');
const kinds = [Int8Array, Uint8Array, Uint8ClampedArray, Int16Array,
               Uint16Array, Int32Array, Uint32Array, Float16Array,
               Float32Array, Float64Array, BigInt64Array, BigUint64Array];
let seed = 12345;
const random = () => (seed = seed * 1103515245 + 12345 & 0x7fffffff);
const isBig = (kind) => kind.name.startsWith('Big');

function compare(x, y) {
  if (x !== x || y !== y) return (x !== x) - (y !== y);
  if (x < y || x > y) return x < y ? -1 : 1;
  return Object.is(x, y) ? 0 : Object.is(x, -0) ? -1 : 1;
}
const specials = [0, -0, NaN, Infinity, -Infinity, -1, 1, 5e-324, 1e308];
const lengths = process.execArgv.includes('--gc-stress')
    ? [0, 1, 9, 450] : [0, 1, 2, 7, 8, 9, 16, 17, 100, 399, 400, 401, 3000];
for (const kind of kinds) {
  for (const length of lengths) {
    const make = (i) => {
      const x = random();
      if (isBig(kind)) return BigInt(x) ** 2n * (x & 8 ? -1n : 1n);
      if (x % 16 === 0) return specials[i % specials.length];
      return (x & 8 ? -x : x) / (x & 16 ? 3 : 1 << (x & 31));
    };
    const array = kind.from({length}, (_, i) => make(i));
    const wanted = Array.from(array).sort(compare);
    const sorted = array.toSorted();
    assert.strictEqual(array.sort(), array);
    for (let i = 0; i < length; i++) {
      if (!Object.is(array[i], wanted[i]) || !Object.is(sorted[i], wanted[i]))
        assert.fail(`${kind.name} of ${length} at ${i}: ${array[i]}, ` +
                    `${sorted[i]}, not ${wanted[i]}`);
    }
  }
  // A part of a buffer: what is beside it stays.
  const one = isBig(kind) ? 1n : 1, two = isBig(kind) ? 2n : 2;
  const whole = kind.of(two, two, one, one);
  whole.subarray(1, 3).sort();
  assert.deepStrictEqual([...whole], [two, one, two, one]);
}
// NaNs of either sign and any payload come last.
const words = new Uint32Array([0xffc00001, 0x3f800000, 0x7f800001, 0xff800000]);
new Float32Array(words.buffer).sort();
assert.deepStrictEqual([...new Float32Array(words.buffer)],
                       [-Infinity, 1, NaN, NaN]);

// Arrays of numbers, and of what is not.
for (const kind of kinds.slice(0, 10)) {
  for (const source of [[1, 2, 3], [1.5, -2, NaN], [1, , 3], [1, '2', 3],
                        [{valueOf: () => 4}], [], [true, null, undefined],
                        [2 ** 31, -1, 0.5]]) {
    const copied = new kind(source);
    const wanted = new kind(source.length);
    for (let i = 0; i < source.length; i++) wanted[i] = source[i];
    assert.deepStrictEqual(copied, wanted);
  }
  assert.throws(() => new kind([1n]), TypeError);
  const own = [1, 2];
  own[Symbol.iterator] = () => [7].values();
  assert.deepStrictEqual([...new kind(own)], [7]);
}
assert.throws(() => new BigInt64Array([1]), TypeError);

// subarray, slice, map and filter: species.
const base = Int16Array.of(1, 2, 3, 4);
for (let i = 0; i < 10; i++) {
  const part = base.subarray(1, 3);
  assert.deepStrictEqual([part.length, part.byteOffset, part.buffer],
                         [2, 2, base.buffer]);
  assert.deepStrictEqual([...part.subarray(-1)], [3]);
  assert.deepStrictEqual([...base.subarray(3, 1)], []);
  assert.deepStrictEqual([...base.slice(1, 3)], [2, 3]);
}
class Derived extends Int16Array {}
const derived = Derived.of(1, 2, 3);
for (const made of [derived.subarray(1), derived.slice(), derived.map((x) => x),
                    derived.filter(() => true)])
  assert.ok(made instanceof Derived);
base.constructor = {[Symbol.species]: Uint8Array};
assert.ok(base.slice(0, 1) instanceof Uint8Array);
assert.ok(base.subarray(0, 1) instanceof Uint8Array);
delete base.constructor;
let asked = 0;
Object.defineProperty(Int32Array, Symbol.species, {
  configurable: true, get() { asked++; return Float64Array; },
});
assert.ok(Int32Array.of(1).slice() instanceof Float64Array);
assert.ok(Int16Array.of(1).slice() instanceof Int16Array);
delete Int32Array[Symbol.species];
Object.defineProperty(Int8Array.prototype, 'constructor', {
  configurable: true, get() { asked++; return Uint8Array; },
});
assert.ok(Int8Array.of(1).subarray() instanceof Uint8Array);
assert.strictEqual(asked, 2);

// Buffers that go away or shrink while arguments are converted.
const gone = new Uint8Array(8);
assert.throws(
    () => gone.subarray({valueOf() { gone.buffer.transfer(); return 1; }}),
    TypeError);
const shrinking = new ArrayBuffer(8, {maxByteLength: 16});
const view = new Uint8Array(shrinking);
assert.strictEqual(
    view.slice({valueOf() { shrinking.resize(4); return 2; }}).length, 6);
assert.strictEqual(view.subarray(1).length, 3);
shrinking.resize(16);
assert.strictEqual(view.length, 16);
assert.throws(() => gone.sort(), TypeError);
assert.strictEqual(gone.length, 0);
for (const receiver of [{}, [], 1, undefined])
  assert.throws(() => Object.getOwnPropertyDescriptor(
      Object.getPrototypeOf(Int8Array.prototype), 'length').get.call(receiver),
      TypeError);
for (const kind of kinds) {
  const one = isBig(kind) ? 1n : 1, zero = isBig(kind) ? 0n : 0;
  for (let n = 0; n < 20; n++) {
    const filled = new kind(20).fill(one, 1, n);
    for (let i = 0; i < 20; i++)
      assert.strictEqual(filled[i], i >= 1 && i < n ? one : zero);
  }
}
