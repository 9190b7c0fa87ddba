// SPDX-License-Identifier: MIT
// o[k] of objects in dictionary mode: names internalized or not, ropes,
// indices, attributes, accessors, prototypes, deletions and growth between
// accesses.
const check = (actual, expected, what) => {
  if (actual !== expected)
    throw new Error(`${what}: ${String(actual)}, not ${String(expected)}`);
};
const load = (o, k) => o[k];
const store = (o, k, v) => { 'use strict'; o[k] = v; };
const sloppyStore = (o, k, v) => { o[k] = v; };
const rope = (k) => k.slice(0, 2) + k.slice(2);
const slice = (k) => ('a long text before ' + k).slice(19);
const throws = (use, what) => {
  try { use(); } catch (error) {
    return check(error instanceof TypeError, true, what);
  }
  throw new Error(`${what}: did not throw`);
};
const names = [];
for (let i = 0; i < 300; i++) names.push('a name of many units ' + i);
const object = {};
names.forEach((name, i) => store(object, name, i));
for (let round = 0; round < 3; round++) {
  names.forEach((name, i) => {
    check(load(object, name), i, 'name');
    check(load(object, rope(name)), i, 'rope');
    check(load(object, slice(name)), i, 'slice');
    store(object, rope(name), i + 0.5);
    check(load(object, name), i + 0.5, 'double');
    store(object, slice(name), {i});
    check(load(object, name).i, i, 'object');
    sloppyStore(object, name, i);
    check(load(object, name + '!'), undefined, 'absent');
    check(load(object, 'toString'), Object.prototype.toString, 'inherited');
  });
}
check(Object.keys(object).length, 300, 'keys');
// Indices, as numbers and as text.
store(object, '7', 'seven');
check(load(object, 7), 'seven', 'index');
check(load(object, '7'), 'seven', 'index');
check(load(object, rope('1234')), undefined, 'index');
store(object, rope('1234'), 'high');
check(load(object, 1234), 'high', 'index');
// Symbols.
const symbol = Symbol();
store(object, symbol, 's');
check(load(object, symbol), 's', 'symbol');
// Attributes and accessors.
Object.defineProperty(object, names[0], {writable: false});
throws(() => store(object, names[0], 'x'), 'read-only');
sloppyStore(object, names[0], 'x');
check(load(object, names[0]), 0, 'read-only');
const log = [];
Object.defineProperty(object, names[1], {
  get() { log.push('get'); return this === object; },
  set(v) { log.push(v); },
});
check(load(object, names[1]), true, 'getter');
store(object, names[1], 'set');
check(log.join(), 'get,set', 'accessor');
// Deleted, and added again.
delete object[names[2]];
check(load(object, names[2]), undefined, 'deleted');
store(object, names[2], 'again');
check(load(object, names[2]), 'again', 'added');
check(Object.keys(object).indexOf(names[2]) > 290, true, 'at the end');
// A prototype in dictionary mode, with a setter, a read-only property.
const below = Object.create(object);
check(load(below, names[3]), 3, 'below');
store(below, names[3], 'own');
check(load(object, names[3]), 3, 'above');
check(load(below, names[3]), 'own', 'own');
throws(() => store(below, names[0], 1), 'read-only above');
store(below, names[1], 'from below');
check(log.at(-1), 'from below', 'setter above');
store(object, names[3], 'changed');
check(load(Object.create(object), names[3]), 'changed', 'prototype changed');
// Frozen and closed ones.
const frozen = Object.freeze({...object});
names.slice(5).forEach((name, i) => {
  throws(() => store(frozen, name, 1), 'frozen');
  check(load(frozen, name), i + 5, 'frozen');
});
const closed = Object.preventExtensions({...object});
throws(() => store(closed, 'another', 1), 'closed');
store(closed, names[9], 'new');
check(load(closed, names[9]), 'new', 'closed');
// The same places see other objects.
check(load([1, 2], 1), 2, 'array');
check(load('text', 1), 'e', 'string');
check(load({a: 1}, 'a'), 1, 'fast');
check(load(new Proxy(object, {}), names[8]), 8, 'proxy');
check(load(5, 'constructor'), Number, 'number');
throws(() => load(null, names[0]), 'null');
throws(() => store(undefined, names[0], 0), 'undefined');
