// SPDX-License-Identifier: MIT
//
// Methods with callbacks: what they pass and return for every kind and where the
// bytes may be; callbacks that detach, shrink, throw, or give map something
// to convert; receivers and species of every sort.
'use strict';
const assert = require('assert');
const kinds = [Int8Array, Uint8Array, Uint8ClampedArray, Int16Array,
               Uint16Array, Int32Array, Uint32Array, Float16Array,
               Float32Array, Float64Array, BigInt64Array, BigUint64Array];
const isBig = (kind) => kind.name.startsWith('Big');

function* arraysOf(kind) {
  const values = (isBig(kind) ? [3n, 0n, 200n, 7n] : [3, 0, 200, 7.5]);
  const bytes = kind.BYTES_PER_ELEMENT;
  yield kind.from(values);
  for (const buffer of [
    new ArrayBuffer(2 << 20), new SharedArrayBuffer(bytes * 6),
    new ArrayBuffer(bytes * 6, {maxByteLength: bytes * 9}),
  ]) {
    const view = new kind(buffer, bytes, 4);
    view.set(values);
    yield view;
  }
  yield new kind(0);
}
for (const kind of kinds) {
  const one = isBig(kind) ? 1n : 1;
  for (const array of arraysOf(kind)) {
    const list = [...array];
    const calls = [];
    const self = {};
    function note(...rest) { calls.push([this, ...rest]); }
    for (let i = 0; i < 2; i++) {
      calls.length = 0;
      assert.strictEqual(array.forEach(note, self), undefined);
      assert.deepStrictEqual(calls.map((c) => c.slice(0, 3)),
                             list.map((x, k) => [self, x, k]));
      assert.ok(calls.every((c) => c[3] === array && c.length === 4));
      array.forEach(function () { assert.strictEqual(this, undefined); });
      assert.deepStrictEqual([...array.map((x) => x + one)],
                             [...kind.from(list.map((x) => x + one))]);
      assert.deepStrictEqual([...array.map((x, k) => list[list.length - 1 - k])],
                             list.slice().reverse());
      for (const limit of [0, 5, 1000]) {
        const test = (x) => x > limit;
        for (const method of ['some', 'every', 'find', 'findIndex'])
          assert.deepStrictEqual(array[method](test), list[method](test));
      }
      const sum = (a, x) => a + x;
      assert.deepStrictEqual(array.reduce(sum, one), list.reduce(sum, one));
      assert.deepStrictEqual(array.reduce(sum, ''), list.reduce(sum, ''));
      if (list.length > 0)
        assert.deepStrictEqual(array.reduce(sum), list.reduce(sum));
      else
        assert.throws(() => array.reduce(sum), TypeError);
    }
    for (const method of ['forEach', 'map', 'some', 'every', 'find', 'findIndex',
                          'reduce']) {
      assert.throws(() => array[method](), TypeError);
      assert.throws(() => array[method]({}), TypeError);
      assert.throws(() => array[method].call(list, sum), TypeError);
      if (list.length === 0) continue;
      assert.throws(() => array[method](() => { throw new RangeError('r'); }, 1),
                    RangeError);
      assert.throws(() => array[method](class {}, 1), TypeError);
      const bound = array[method](((x) => x).bind(null), one);
      assert.deepStrictEqual([].concat(array[method]((x) => x, one)).length,
                             [].concat(bound).length);
    }
  }
}
function sum(a, b) { return a + b; }

// A callback takes the bytes away: what is left is undefined.
for (const method of ['forEach', 'some', 'every', 'find', 'findIndex', 'map',
                      'reduce']) {
  for (const when of [0, 2, 3]) {
    for (const how of ['transfer', 'resize']) {
      const array = how === 'transfer' ? Int16Array.of(1, 2, 3, 4)
          : new Int16Array(new ArrayBuffer(8, {maxByteLength: 8}));
      array.set([1, 2, 3, 4]);
      const seen = [];
      const callback = (...rest) => {
        const [x, k] = method === 'reduce' ? rest.slice(1) : rest;
        seen.push(x);
        if (k === when) array.buffer[how](how === 'resize' ? 2 : undefined);
        return method === 'every' ? true : method === 'map' ? x : undefined;
      };
      const result = array[method](callback, 0);
      const left = how === 'resize' ? 1 : 0;
      assert.deepStrictEqual(
          seen, [1, 2, 3, 4].map((x, k) => k <= Math.max(when, left - 1)
              ? x : undefined));
      if (method === 'map')
        assert.deepStrictEqual([...result], [1, 2, 3, 4].map(
            (x, k) => k <= Math.max(when, left - 1) ? x : 0));
    }
  }
}

// What map's callback returns is converted.
let conversions = 0;
const value = {valueOf() { conversions++; return 9.7; }};
assert.deepStrictEqual([...Int8Array.of(1, 2, 3).map((x) => x === 2 ? value : x)],
                       [1, 9, 3]);
assert.deepStrictEqual(
    [...Uint8ClampedArray.of(1, 2, 3).map((x) => x === 3 ? value : 300.5)],
    [255, 255, 10]);
assert.deepStrictEqual(
    [...Float32Array.of(1, 2, 3).map((x) => [undefined, '5', null][x - 1])],
    [NaN, 5, 0]);
assert.strictEqual(conversions, 2);
assert.throws(() => Int8Array.of(1, 2).map(() => 1n), TypeError);
assert.throws(() => BigInt64Array.of(1n).map(() => 1), TypeError);
assert.throws(() => Int8Array.of(1, 2).map(() => Symbol()), TypeError);
assert.deepStrictEqual([...Uint32Array.of(1, 2).map(() => -1.5)],
                       [2 ** 32 - 1, 2 ** 32 - 1]);

// Species; deep recursion.
class Derived extends Float64Array {}
assert.ok(Derived.of(1).map((x) => x) instanceof Derived);
const own = Float64Array.of(1);
own.constructor = {[Symbol.species]: Int8Array};
assert.ok(own.map((x) => x) instanceof Int8Array);
let depth = 0;
const deep = () => { depth++; own.forEach(deep); };
assert.throws(deep, RangeError);
assert.ok(depth > 100);
