// SPDX-License-Identifier: MIT
//
// Every kind of key, through the fast paths of get, has, set, add and delete and
// past them; too few arguments, other receivers, a subclass.
'use strict';
const assert = require('assert');

const object = {}, fn = () => {}, symbol = Symbol('s'), dictionary = {a: 1};
delete dictionary.a;
const proxy = new Proxy({}, {});
const list = new Array(3);
list.own = 1;
const parts = ['ab', 'cd'];
const keys = [
  0, 1, -1, 2 ** 30, -(2 ** 30), 2 ** 31, 0.5, -0.5, NaN, Infinity, 1e300,
  '', 'a', 'abcd', '12', '\u0142', symbol, Symbol.iterator, Symbol.for('x'),
  undefined, null, true, false, object, fn, dictionary, proxy, list, 5n,
  2n ** 70n, -(2n ** 70n), globalThis,
];
// The same key by another way: not the same bits or object, where it can be.
const equal = new Map([
  [0, -0], [1, 1.5 - 0.5], [2 ** 30, 2 ** 29 * 2], [0.5, 1 / 2],
  [NaN, 0 / 0], ['abcd', parts.join('')], ['12', String(6 * 2)],
  ['\u0142', '\u0142\u0142'.slice(1)], [5n, 2n + 3n],
  [2n ** 70n, 2n ** 35n * 2n ** 35n],
]);

function fill(kind) {
  const it = new kind();
  for (const key of keys) {
    assert.strictEqual(it.has(key), false);
    assert.strictEqual(it.delete(key), false);
    assert.strictEqual(kind === Map ? it.set(key, [key]) : it.add(key), it);
    assert.strictEqual(it.has(key), true);
  }
  assert.strictEqual(it.size, keys.length);
  return it;
}
const map = fill(Map), set = fill(Set);
for (const [key, other] of equal) {
  assert.ok(map.has(other) && set.has(other), String(key));
  assert.deepStrictEqual(map.get(other), [key]);
  map.set(other, 'replaced');
  set.add(other);
  assert.strictEqual(map.get(key), 'replaced');
}
assert.deepStrictEqual([...set], keys);
assert.deepStrictEqual([...map.keys()], keys);
for (const [key, other] of equal) {
  assert.ok(map.delete(other) && !map.has(key) && !map.delete(key));
  assert.ok(set.delete(other) && !set.has(key) && !set.delete(key));
}
for (const key of keys) {
  assert.strictEqual(map.delete(key), !equal.has(key));
  set.delete(key);
}
assert.deepStrictEqual([map.size, set.size], [0, 0]);

// Values of every kind, doubles among them.
for (const value of [1, 0.5, -0, NaN, 'x', undefined, object])
  assert.ok(Object.is(map.set('k', value).get('k'), value));

// Absent arguments are undefined.
assert.ok(!map.has() && map.set() === map && map.has(undefined) && map.has());
assert.strictEqual(Map.prototype.get.call(map), undefined);
assert.ok(set.add().has() && set.delete() && !set.delete());

// Receivers.
for (const [prototype, good, bad] of
     [[Map.prototype, map, set], [Set.prototype, set, map]]) {
  for (const name of ['get', 'has', 'set', 'add', 'delete', 'forEach']) {
    if (!prototype[name]) continue;
    for (const receiver of [bad, {}, undefined, 1, 0.5, 'map', new WeakMap(),
                            prototype, new Proxy(good, {})]) {
      assert.throws(() => prototype[name].call(receiver, fn), TypeError);
      assert.throws(() => Reflect.apply(prototype[name], receiver, [fn, 1]),
                    TypeError);
    }
  }
  const size = Object.getOwnPropertyDescriptor(prototype, 'size').get;
  assert.throws(() => size.call(bad), TypeError);
  assert.throws(() => prototype.size, TypeError);
  assert.throws(() => new prototype.has(1), TypeError);
}
class Derived extends Map { get(key) { return [super.get(key)]; } }
assert.deepStrictEqual(new Derived([[1, 2]]).get(1), [2]);

// Fresh strings, many of them, against their equals.
const words = new Map();
for (let i = 0; i < 300; i++) words.set('word' + i, i);
for (let i = 0; i < 300; i++) {
  assert.strictEqual(words.get(['wo', 'rd', i].join('')), i);
  if (i % 3) assert.ok(words.delete('w' + 'ord' + i));
}
assert.deepStrictEqual([...words.values()].slice(0, 3), [0, 3, 6]);
