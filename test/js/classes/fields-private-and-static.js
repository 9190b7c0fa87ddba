// SPDX-License-Identifier: MIT
'use strict';
const assert = require('assert');
class A {
  #p = 1; static #count = 0; pub = this.#p + 1; ['k' + 1] = 3;
  static { A.made = 'static block'; }
  #m() { return this.#p; }
  get #acc() { return this.#p * 10; } set #acc(v) { this.#p = v; }
  inc() { A.#count++; this.#acc = 7; return [this.#m(), this.#acc, A.#count]; }
  static has(o) { return #p in o; }
  static read(o) { return o.#p; }
}
const a = new A();
assert.deepStrictEqual([a.pub, a.k1, A.made, A.has(a), A.has({})], [2, 3, 'static block', true, false]);
assert.deepStrictEqual(a.inc(), [7, 70, 1]);
assert.throws(() => A.read({}), {name: 'TypeError', message: 'Cannot read private member #p from an object whose class did not declare it'});
assert.deepStrictEqual(Object.keys(a), ['pub', 'k1']);
