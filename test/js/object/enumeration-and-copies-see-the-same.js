// SPDX-License-Identifier: MIT
//
// keys, values, entries, assign, spread and rest agree on what is own and
// enumerable, for plain objects (which are copied at once) and all others.
const assert = require('assert');

class Point {
  #secret = 1;
  constructor(x, y) { this.x = x; this.y = y; }
  secret() { return this.#secret; }
}
const symbol = Symbol('s');
const many = {};
for (let i = 0; i < 40; i++) many['p' + i] = i / 2;
const dictionary = {a: 1, b: 2, c: 3};
delete dictionary.a;
const hidden = {a: 1, b: 2};
Object.defineProperty(hidden, 'b', {enumerable: false});
const getter = {a: 1, get b() { return this.a + 1; }, c: 3};
const hashed = {a: 1, far: 2};
new WeakMap().set(hashed, 1);
const grown = {a: 1};
for (const k of 'bcdefghijk') grown[k] = k;
new WeakMap().set(grown, 1);

const objects = [
  {}, {a: 1}, {a: 1, b: 2.5, c: 'x', d: null}, many, grown, dictionary, hidden,
  getter, hashed, new Point(1, 2), {[symbol]: 1, a: 2}, {a: 1, [symbol]: 2, b: 3},
  {1: 'one', a: 2, 0: 'zero'}, [1, 2, , 4], 'text', Object.freeze({a: 1, b: 2}),
  Object.preventExtensions({a: 1}), Object.create({inherited: 1}),
  Object.create(null, {a: {value: 1, enumerable: true}}), {['__proto__']: 5, a: 1},
  new Proxy({a: 1, b: 2}, {}), new Uint8Array(3), function f() {}, Object.prototype,
];
for (const object of objects) {
  const keys = [];
  for (const key of Reflect.ownKeys(Object(object)))
    if (typeof key === 'string' &&
        Reflect.getOwnPropertyDescriptor(Object(object), key).enumerable)
      keys.push(key);
  assert.deepStrictEqual(Object.keys(object), keys);
  assert.deepStrictEqual(Object.values(object), keys.map((k) => object[k]));
  assert.deepStrictEqual(Object.entries(object),
                         keys.map((k) => [k, object[k]]));
  for (const copy of [{...object}, (({...rest}) => rest)(object)]) {
    assert.strictEqual(Object.getPrototypeOf(copy), Object.prototype);
    assert.deepStrictEqual(Object.keys(copy), keys);
    for (const key of Reflect.ownKeys(copy)) {
      assert.deepStrictEqual(
          Object.getOwnPropertyDescriptor(copy, key),
          {value: object[key], writable: true, enumerable: true,
           configurable: true});
    }
    assert.strictEqual(copy[symbol], object[symbol]);
    assert.ok(Object.isExtensible(copy));
  }
}

// A copy is a thing of its own.
const original = {a: 1, b: 0.5, list: []};
const copy = {...original, c: 3};
copy.a = 'changed';
copy.b += 1;
copy.d = 4;
assert.deepStrictEqual(original, {a: 1, b: 0.5, list: []});
assert.deepStrictEqual(copy, {a: 'changed', b: 1.5, list: [], c: 3, d: 4});
assert.strictEqual(copy.list, original.list);
const big = {...grown};
big.b = 'changed';
big.z = 1;
assert.strictEqual(grown.b, 'b');
assert.strictEqual(new WeakMap([[big, 1]]).get(grown), undefined);
const keys = Object.keys(original);
keys[0] = 'mine';
keys.push(1);
assert.deepStrictEqual(Object.keys(original), ['a', 'b', 'list']);

// Getters may change what is still to come.
const changing = {get a() { delete this.b; this.c = 'late'; return 1; }, b: 2, c: 3};
assert.deepStrictEqual(Object.entries(changing), [['a', 1], ['c', 'late']]);
assert.deepStrictEqual({...{get a() { delete this.b; return 1; }, b: 2}}, {a: 1});
