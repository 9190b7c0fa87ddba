// SPDX-License-Identifier: MIT
'use strict';
const assert = require('assert');
const base = {hi() { return 'base ' + this.name; }};
const o = {
  __proto__: base, name: 'o', log: [],
  get v() { return this.log.length; }, set v(x) { this.log.push(x); },
  hi() { return super.hi() + '!'; }, ['c' + 1]: 1, async am() {}, *gm() {},
};
o.v = 5; o.v = 6;
assert.deepStrictEqual([o.v, o.hi(), o.c1], [2, 'base o!', 1]);
assert.deepStrictEqual(Object.keys(o), ['name', 'log', 'v', 'hi', 'c1', 'am', 'gm']);
assert.strictEqual(Object.getOwnPropertyDescriptor(o, 'v').get.name, 'get v');
assert.throws(() => new o.hi(), TypeError);
