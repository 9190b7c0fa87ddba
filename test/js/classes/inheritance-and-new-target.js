// SPDX-License-Identifier: MIT
'use strict';
const assert = require('assert');
class Base {
  constructor() { this.made = new.target.name; }
  static create(...a) { return new this(...a); }
  who() { return 'base'; } get g() { return 1; }
}
class Derived extends Base {
  field = 'f';
  constructor(x) { assert.throws(() => this, ReferenceError); super(); this.x = x; }
  who() { return super.who() + '>derived'; } get g() { return super.g + 1; }
}
const d = Derived.create(3);
assert.deepStrictEqual([d.made, d.field, d.x, d.who(), d.g, d instanceof Base], ['Derived', 'f', 3, 'base>derived', 2, true]);
assert.throws(() => Derived(), {message: "Class constructor Derived cannot be invoked without 'new'"});
assert.throws(() => new (class extends Base { constructor() {} })(), ReferenceError);
assert.throws(() => { class X extends 5 {} }, TypeError);
class Arr extends Array { sum() { return this.reduce((a, b) => a + b, 0); } }
const arr = Arr.from([1, 2, 3]).map((x) => x * 2);
assert.ok(arr instanceof Arr && arr.sum() === 12 && arr.length === 3);
class Err extends Error { constructor(m) { super(m); this.name = 'Err'; } }
assert.strictEqual(String(new Err('m')), 'Err: m');
assert.deepStrictEqual([Derived.name, Derived.length, typeof Derived], ['Derived', 1, 'function']);
assert.strictEqual(new (class extends null { constructor() { return {ok: 1}; } })().ok, 1);
