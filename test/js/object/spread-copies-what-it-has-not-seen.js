// SPDX-License-Identifier: MIT
// A spread that has seen plain objects meets others.
const check = (actual, expected, what) => {
  if (actual !== expected)
    throw new Error(`${what}: ${actual}, not ${expected}`);
};
const text = (o) => JSON.stringify(o);
const wide = (n) => {
  const o = {};
  for (let i = 0; i < n; i++) o['k' + i] = i + 0.5;
  return o;
};

// One place sees a plain object, then others of its map or not.
const clone = (o) => ({...o});
const plain = () => ({a: 1, b: 2.5, c: 'x'});
function known(o, what) {
  for (let i = 0; i < 20; i++) clone(plain());
  const copy = clone(o);
  const keys = Reflect.ownKeys(o).filter((k) =>
      Object.prototype.propertyIsEnumerable.call(o, k));
  check(Reflect.ownKeys(copy).length, keys.length, what);
  for (const k of keys) {
    const own = Object.getOwnPropertyDescriptor(copy, k);
    check(Object.is(own.value, o[k]), true, what);
    check(own.writable && own.enumerable && own.configurable, true, what);
  }
  check(Object.getPrototypeOf(copy), Object.prototype, what);
  check(Object.isExtensible(copy), true, what);
}
known(plain(), 'plain');
known(Object.assign(plain(), {2: 'two'}), 'elements');
known(Object.assign(plain(), wide(9)), 'grown');
known(Object.freeze(plain()), 'frozen');
known(Object.preventExtensions(plain()), 'not extensible');
known(Object.setPrototypeOf(plain(), {d: 1}), 'prototype');
known(Object.create(plain()), 'heir');
known(Object.defineProperty(plain(), 'b', {enumerable: false}), 'hidden');
known(Object.defineProperty(plain(), 'b', {writable: false}), 'read-only');
known(Object.defineProperty(plain(), 'b', {get: () => 7}), 'accessor');
known([1, 2], 'array');
const identified = plain();
new WeakMap([[identified, 1]]);
known(identified, 'hashed');
const parent = plain();
Object.create(parent);
known(parent, 'a prototype');
for (const o of [null, undefined, 1, true, 1.5])
  check(text(clone(o)), '{}', 'primitive');
check(text(clone('ab')), '{"0":"a","1":"b"}', 'string');
const first = plain();
const second = clone(first);
second.a = 'changed';
second.d = 1;
check(text(first), '{"a":1,"b":2.5,"c":"x"}', 'apart');
