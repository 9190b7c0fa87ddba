// SPDX-License-Identifier: MIT
//
// Reading properties of proxies, in code that has done so before: which trap is
// called with what, what its answer may be, and traps that come, go, change and
// throw meanwhile.
'use strict';
const assert = require('assert');

const readC = (p) => p.c;
const read = (p, k) => p[k];
function both(p, k = 'c') {
  const value = read(p, k);
  if (k === 'c') assert.deepStrictEqual(readC(p), value);
  return value;
}
const target = {a: 1, c: 3};
const plain = new Proxy(target, {get: (t, k) => t[k]});
function warm() {
  for (let i = 0; i < 30; i++) assert.strictEqual(both(plain), 3);
}
warm();

// Arguments and `this`.
for (const count of [0, 1, 2, 3, 4]) {
  const seen = [];
  const traps = [
    {get() { seen.push(this, ...arguments); return 7; }},
    {get(t) { seen.push(this, ...arguments); return 7; }},
    {get(t, k) { seen.push(this, ...arguments); return 7; }},
    {get(t, k, r) { seen.push(this, ...arguments); return 7; }},
    {get(t, k, r, x) { seen.push(this, ...arguments, x); return 7; }},
  ];
  const handler = traps[count];
  const p = new Proxy(target, handler);
  for (let i = 0; i < 3; i++) {
    seen.length = 0;
    assert.strictEqual(read(p, 'c'), 7);
    const extra = count === 4 ? [undefined] : [];
    assert.ok(seen.length === 4 + extra.length && seen[0] === handler &&
              seen[1] === target && seen[2] === 'c' && seen[3] === p);
  }
}

// Keys of every kind.
const symbol = Symbol('s');
const echo = new Proxy({}, {get: (t, k) => [k]});
for (const [key, name] of [['c', 'c'], [symbol, symbol], [5, '5'], ['5', '5'],
                           [-1, '-1'], [1.5, '1.5'], [null, 'null'], ['', ''],
                           [['c'], 'c'], ['c' + 'd'.repeat(20), 'c' + 'd'.repeat(20)],
                           [Symbol.iterator, Symbol.iterator]])
  for (let i = 0; i < 3; i++) assert.deepStrictEqual(read(echo, key), [name]);
class Private {
  #x = 1;
  static has(o) { return #x in o; }
  static get(o) { return o.#x; }
}
assert.ok(!Private.has(echo));
assert.throws(() => Private.get(echo), TypeError);

// Where the trap is.
class Base { get(t, k) { return k + '!'; } }
class Derived extends Base {}
let gets = 0;
const handlers = [
  new Base(), new Derived(), Object.create({get: (t, k) => k + '!'}),
  {get get() { gets++; return (t, k) => k + '!'; }},
  Object.assign(Object.create(null), {get: (t, k) => k + '!'}),
  {get: ((x, t, k) => k + x).bind(null, '!')},
  {get: new Proxy((t, k) => k + '!', {})},
  new Proxy({get: (t, k) => k + '!'}, {}),
  Object.assign(() => {}, {get: (t, k) => k + '!'}),
  Object.assign([], {get: (t, k) => k + '!'}),
];
for (let i = 0; i < 3; i++)
  for (const handler of handlers)
    assert.strictEqual(both(new Proxy(target, handler)), 'c!');
assert.strictEqual(gets, 6);
Base.prototype.get = (t, k) => k + '?';
assert.strictEqual(both(new Proxy(target, handlers[0])), 'c?');
assert.strictEqual(both(new Proxy(target, handlers[1])), 'c?');

// No trap, or none that can be called.
for (const handler of [{}, {get: undefined}, {get: null}, Object.create(null)])
  for (let i = 0; i < 3; i++) assert.strictEqual(both(new Proxy(target, handler)), 3);
for (const bad of [1, 'get', {}, Symbol()])
  for (let i = 0; i < 3; i++)
    assert.throws(() => readC(new Proxy(target, {get: bad})), TypeError);
assert.throws(() => readC(new Proxy(target, {get: class {}})), TypeError);
const changing = {get: () => 1};
const p = new Proxy(target, changing);
assert.strictEqual(both(p), 1);
changing.get = () => 2;
assert.strictEqual(both(p), 2);
delete changing.get;
assert.strictEqual(both(p), 3);
changing.get = () => 4;
assert.strictEqual(both(p), 4);
Object.defineProperty(changing, 'get', {get: () => () => 5});
assert.strictEqual(both(p), 5);

// What a target has fixed.
const fixed = {};
Object.defineProperty(fixed, 'c', {value: 1, configurable: false});
Object.defineProperty(fixed, 'w', {value: 1, writable: true});
Object.defineProperty(fixed, 'setOnly', {set() {}});
Object.defineProperty(fixed, 'getter', {get: () => 1});
const large = {};
for (let i = 0; i < 40; i++) large['p' + i] = i;
Object.defineProperty(large, 'c', {value: 1});
const dictionary = {x: 1, c: 0};
delete dictionary.x;
Object.defineProperty(dictionary, 'c', {value: 1, writable: false,
                                        configurable: false});
for (const [object, key, good, bad] of [
  [fixed, 'c', 1, 2], [fixed, 'setOnly', undefined, 1],
  [large, 'c', 1, 2], [dictionary, 'c', 1, 2],
  [Object.freeze({c: 'x'}), 'c', 'x', 'y'],
  [Object.freeze([1, 2]), 'length', 2, 3], [Object.freeze([1, 2]), '0', 1, 2],
  [function () {}, 'name', '', undefined && 1],
]) {
  let answer = good;
  const proxy = new Proxy(object, {get: () => answer});
  for (let i = 0; i < 3; i++) assert.strictEqual(read(proxy, key), good);
  if (bad === undefined) continue;
  answer = bad;
  for (let i = 0; i < 3; i++) assert.throws(() => read(proxy, key), TypeError);
  answer = good;
  assert.strictEqual(read(new Proxy(proxy, {get: () => good}), key), good);
  assert.throws(() => read(new Proxy(proxy, {get: () => bad}), key), TypeError);
}
const free = new Proxy(fixed, {get: () => 9});
assert.deepStrictEqual([free.w, free.getter, free.other], [9, 9, 9]);
// Fixed by the trap itself, before it answers.
const later = {c: 1};
const fixing = new Proxy(later, {
  get(t, k) { Object.defineProperty(t, k, {value: 1, writable: false,
                                           configurable: false}); return 2; },
});
assert.throws(() => readC(fixing), TypeError);

// Revoked: while the trap runs, its target is still checked.
const revocable = Proxy.revocable({c: 1}, {
  get(t, k) { revocable.revoke(); return 8; },
});
assert.strictEqual(readC(revocable.proxy), 8);
assert.throws(() => readC(revocable.proxy), TypeError);

// Exceptions go to the reader's own handlers; the stack is right after them.
const thrower = new Proxy({}, {get(t, k) { throw new RangeError(k); }});
function careful(proxy) {
  let log = '';
  for (let i = 0; i < 3; i++) {
    try { log += proxy.c; } catch (e) { log += e.message; } finally { log += '.'; }
  }
  return log + readC(plain);
}
assert.strictEqual(careful(thrower), 'c.c.c.3');
assert.match((() => { try { return thrower.c; } catch (e) { return e.stack; } })(),
             /Object\.get/);
const deep = new Proxy({}, {get(t, k, r) { return r[k] + 1; }});
assert.throws(() => readC(deep), RangeError);
const nested = [0, 1, 2, 3].reduce(
    (inner) => new Proxy(inner, {get: (t, k) => t[k] + 1}), target);
assert.strictEqual(readC(nested), 7);

// Traps that wait or yield, and results of every kind.
function* yields() { yield readC(plain); yield read(echo, 'x'); }
assert.deepStrictEqual([...yields()], [3, ['x']]);
for (const value of [0.5, -0, NaN, undefined, null, 'x', 5n, symbol])
  assert.ok(Object.is(readC(new Proxy({}, {get: () => value})), value));
assert.strictEqual(readC(Object.create(new Proxy({}, {
  get(t, k, r) { return r === this ? 'handler' : Object.getPrototypeOf(r) && k; },
}))), 'c');
warm();
