// SPDX-License-Identifier: MIT
//
// fill and set do what a loop over the elements does, at every length and bound;
// they still convert, and notice buffers that are detached, resized, or cannot
// be written.
'use strict';
const assert = require('assert');
const kinds = [Int8Array, Uint8Array, Uint8ClampedArray, Int16Array,
               Uint16Array, Int32Array, Uint32Array, Float16Array,
               Float32Array, Float64Array, BigInt64Array, BigUint64Array];
const isBig = (kind) => kind.name.startsWith('Big');
const quick = process.execArgv.includes('--gc-stress');
const same = (x, y) => {
  assert.strictEqual(x.length, y.length);
  for (let i = 0; i < x.length; i++)
    if (!Object.is(x[i], y[i])) assert.fail(`${i}: ${x[i]}, not ${y[i]}`);
};

// The elements from begin to end, and nothing beside them.
const lengths = quick ? [0, 3, 40] :
    [0, 1, 2, 3, 5, 7, 8, 15, 16, 17, 31, 33, 64, 127, 128, 129, 300, 4096];
for (const kind of kinds) {
  for (const length of lengths) {
    const whole = new kind(length + 2), wanted = new kind(length + 2);
    const x = isBig(kind) ? -77n : 77.5;
    for (let i = 1; i <= length; i++) wanted[i] = x;
    const middle = whole.subarray(1, length + 1);
    assert.strictEqual(middle.fill(x), middle);
    same(whole, wanted);
  }
}
// Long ones.
for (const kind of quick ? [] : [Uint16Array, Float64Array]) {
  const large = new kind(30011).fill(3, 1, -1);
  assert.deepStrictEqual([large[0], large[30010]], [0, 0]);
  assert.ok(large.subarray(1, 30010).every((x) => x === 3));
}

// Every kind of value.
const values = [0, -0, 1, -1, 255, 256, -129, 1.5, -1.5, 2 ** 30, 2 ** 31,
                2 ** 32 + 5, 2 ** 53, 2 ** 63, -(2 ** 64), 1e308, NaN, Infinity,
                -Infinity, '7', null, undefined, true, {valueOf: () => 9}];
for (const kind of kinds) {
  for (const value of isBig(kind) ? [0n, -1n, 2n ** 63n, true, '7'] : values) {
    const filled = new kind(5).fill(value), wanted = new kind(5);
    for (let i = 0; i < 5; i++)
      wanted[i] = isBig(kind) ? BigInt(value) : Number(value);
    same(filled, wanted);
  }
  const wrong = isBig(kind) ? 1 : 1n;
  assert.throws(() => new kind(2).fill(wrong), TypeError);
  assert.throws(() => new kind(0).fill(wrong), TypeError);
  assert.throws(() => new kind(2).fill(Symbol()), TypeError);
}

// Bounds: as an array's fill.
const bounds = [undefined, 0, 1, 4, 5, 6, -1, -5, -6, 2 ** 31, -(2 ** 31), 1.9,
                -1.9, '2', null, NaN, Infinity, -Infinity];
for (const kind of quick ? [Int32Array] : kinds.slice(0, 10)) {
  for (const begin of bounds) {
    for (const end of bounds)
      same(new kind(5).fill(1, begin, end), [0, 0, 0, 0, 0].fill(1, begin, end));
    same(new kind(5).fill(1, begin), [0, 0, 0, 0, 0].fill(1, begin));
  }
}
same(new Uint8Array(3).fill(), [0, 0, 0]);
same(new Float64Array(2).fill(), [NaN, NaN]);

// set: all pairs of kinds, offsets, overlaps.
for (const to of kinds) {
  for (const from of kinds) {
    const big = isBig(from), source = new from(4);
    for (let i = 0; i < 4; i++) source[i] = big ? BigInt(-i) : i * 100.5;
    if (isBig(to) !== big) {
      assert.throws(() => new to(4).set(source), TypeError);
      continue;
    }
    for (const offset of [undefined, 0, 1, 2, 1.5, '2', null, NaN, -0.5]) {
      const target = new to(6), wanted = new to(6);
      assert.strictEqual(target.set(source, offset), undefined);
      for (let i = 0; i < 4; i++)
        wanted[i + (Math.trunc(Number(offset)) || 0)] = source[i];
      same(target, wanted);
    }
    for (const offset of [3, 7, -1, 2 ** 30, 2 ** 32, -(2 ** 30), Infinity])
      assert.throws(() => new to(6).set(source, offset), RangeError);
    assert.throws(() => new to(3).set(source), RangeError);
    new to(0).set(new from(0));
    new to(2).set(new from(0), 2);
    assert.throws(() => new to(2).set(new from(0), 3), RangeError);
  }
}
for (const kind of [Uint8Array, Float64Array]) {
  const up = kind.of(1, 2, 3, 4, 5), down = kind.of(1, 2, 3, 4, 5);
  up.set(up.subarray(0, 4), 1);
  same(up, [1, 1, 2, 3, 4]);
  down.set(down.subarray(1));
  same(down, [2, 3, 4, 5, 5]);
}

// Views that end with their buffer's changes.
const resizable = new ArrayBuffer(4, {maxByteLength: 8});
const tracking = new Uint8Array(resizable), fixed = new Uint8Array(resizable, 2, 2);
tracking.fill(1);
resizable.resize(8);
tracking.fill(2, 3);
same(tracking, [1, 1, 1, 2, 2, 2, 2, 2]);
tracking.set(tracking.subarray(3), 0);
same(tracking, [2, 2, 2, 2, 2, 2, 2, 2]);
resizable.resize(3);
assert.throws(() => fixed.fill(1), TypeError);
assert.throws(() => fixed.set(new Uint8Array(1)), TypeError);
assert.throws(() => new Uint8Array(4).set(fixed), TypeError);
same(tracking.fill(5), [5, 5, 5]);

const gone = new Uint16Array(4), kept = new Uint16Array(4);
structuredClone(gone.buffer, {transfer: [gone.buffer]});
assert.throws(() => gone.fill(1), TypeError);
assert.throws(() => gone.set(kept), TypeError);
assert.throws(() => kept.set(gone), TypeError);
const detaching = new Uint8Array(4);
assert.throws(() => detaching.fill({valueOf() {
  structuredClone(detaching.buffer, {transfer: [detaching.buffer]});
  return 1;
}}), TypeError);

// Shared and large buffers, whose bytes are elsewhere.
const shared = new Int32Array(new SharedArrayBuffer(40));
same(shared.fill(-3, 1, 3), [0, -3, -3, 0, 0, 0, 0, 0, 0, 0]);
shared.set(Int32Array.of(8, 9), 8);
same(shared.subarray(7), [0, 8, 9]);
same(Int32Array.of(1, 2, 3).fill(4, 1), [1, 4, 4]);
const outside = new Uint32Array((1 << 18) + 1);
outside.fill(7, -2);
assert.deepStrictEqual([...outside.subarray(-3)], [0, 7, 7]);
outside.set(Uint32Array.of(1, 2), 1);
assert.deepStrictEqual([...outside.subarray(0, 4)], [0, 1, 2, 0]);

// Other receivers and sources.
const {fill, set} = Uint8Array.prototype;
for (const receiver of [undefined, 1, [], {}, new DataView(new ArrayBuffer(4))]) {
  assert.throws(() => fill.call(receiver, 1), TypeError);
  assert.throws(() => set.call(receiver, new Uint8Array(0)), TypeError);
}
class Sub extends Uint8Array {}
const sub = new Sub(2);
assert.strictEqual(sub.fill(300), sub);
sub.set(Uint8Array.of(6));
same(sub, [6, 44]);
sub.set([1.5, '2']);
same(sub, [1, 2]);
sub.set('34');
same(sub, [3, 4]);
sub.set(5);
sub.set({length: 1, 0: 9});
same(sub, [9, 4]);
