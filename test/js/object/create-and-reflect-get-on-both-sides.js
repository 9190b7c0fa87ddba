// SPDX-License-Identifier: MIT
// Object.create with prototypes of every kind, known or new, and Reflect.get of
// fields and of everything else.
const check = (actual, expected, what) => {
  if (!Object.is(actual, expected))
    throw new Error(`${what}: ${String(actual)}, not ${String(expected)}`);
};
const throws = (use, what) => {
  try { use(); } catch (error) {
    return check(error instanceof TypeError, true, what);
  }
  throw new Error(`${what}: did not throw`);
};
class Base { get seen() { return this.own; } }
const dictionary = {};
for (let i = 0; i < 300; i++) dictionary['k' + i] = i;
for (let i = 0; i < 300; i += 2) delete dictionary['k' + i];
const prototypes = {
  plain: {a: 1}, empty: {}, base: Base.prototype, object: Object.prototype,
  array: [1, 2], function: check, proxy: new Proxy({a: 2}, {}), dictionary,
  nothing: null, nested: Object.create({b: 1}), frozen: Object.freeze({c: 1}),
  date: new Date(0),
};
for (const what in prototypes) {
  const prototype = prototypes[what];
  let before = null;
  for (let i = 0; i < 6; i++) {
    const o = Object.create(prototype);
    check(Object.getPrototypeOf(o), prototype, what);
    check(Reflect.ownKeys(o).length, 0, what);
    check(Object.isExtensible(o), true, what);
    for (let k = 0; k < i * 3; k++) o['k' + k] = k + 0.5;
    check(Reflect.ownKeys(o).length, i * 3, what);
    check(o === before, false, what);
    before = o;
    const defined = Object.create(prototype, {x: {value: i}});
    check(defined.x, i, what);
    check(Reflect.ownKeys(Object.create(prototype, undefined)).length, 0, what);
  }
}
prototypes.plain.late = 'late';
check(Object.create(prototypes.plain).late, 'late', 'changed prototype');
Object.setPrototypeOf(prototypes.plain, {above: 1});
check(Object.create(prototypes.plain).above, 1, 'prototype of prototype');
for (const bad of [undefined, 1, 1.5, 'x', true, Symbol.iterator, 1n])
  throws(() => Object.create(bad), 'no prototype');
throws(() => Object.create(), 'no prototype');
throws(() => Object.create({}, null), 'null properties');

const symbol = Symbol('s');
const wide = {};
for (let i = 0; i < 12; i++) wide['k' + i] = i;
const grown = {p: 1};
grown.q = 2; grown.r = 3.5; grown.s = 4; grown.t = 5; grown.u = 6; grown.v = -0;
const mixed = {
  a: 1, b: 2.5, [symbol]: 's', get g() { return this.own; }, 3: 'three',
};
const heir = Object.create(mixed, {own: {value: 'heir'}});
const receiver = {own: 'receiver', a: 'not it'};
for (let i = 0; i < 6; i++) {
  check(Reflect.get(mixed, 'a'), 1, 'a');
  check(Reflect.get(mixed, 'b'), 2.5, 'b');
  check(Reflect.get(mixed, 'b') + 1, 3.5, 'b + 1');
  check(Reflect.get(mixed, symbol), 's', 'symbol');
  check(Reflect.get(mixed, 'g'), undefined, 'getter');
  check(Reflect.get(mixed, 'g', receiver), 'receiver', 'getter of a receiver');
  check(Reflect.get(mixed, 'a', receiver), 1, 'receiver');
  check(Reflect.get(mixed, 3), 'three', 'index');
  check(Reflect.get(mixed, '3'), 'three', 'index');
  check(Reflect.get(mixed, ['a']), 1, 'made a key');
  check(Reflect.get(mixed, 'none'), undefined, 'absent');
  check(Reflect.get(heir, 'a'), 1, 'inherited');
  check(Reflect.get(heir, 'g'), 'heir', 'inherited getter');
  check(Reflect.get(heir, 'own'), 'heir', 'hidden');
  check(Reflect.get(mixed), undefined, 'no key');
  check(Reflect.get({undefined: 7}), 7, 'key undefined');
  check(Reflect.get(wide, 'k11'), 11, 'wide');
  for (const key of Object.keys(grown))
    check(Reflect.get(grown, key), grown[key], 'grown');
  check(Reflect.get(dictionary, 'k7'), 7, 'dictionary');
  check(Reflect.get([1, 2], 'length'), 2, 'array');
  check(Reflect.get(new Proxy({a: 5}, {}), 'a'), 5, 'proxy');
  check(Reflect.get(check, 'name'), 'check', 'function');
  check(Reflect.get({['a' + i]: i}, 'a' + i), i, 'computed');
}
for (const bad of [undefined, null, 1, 1.5, 'x'])
  throws(() => Reflect.get(bad, 'a'), 'no target');
throws(() => Reflect.get(), 'no target');
