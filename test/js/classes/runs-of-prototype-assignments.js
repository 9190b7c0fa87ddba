// SPDX-License-Identifier: MIT
// Statements that fill a prototype one after the other do what each of them
// would do alone, whatever the function and its prototype are.
const assert = require('assert');

function make(prepare) {
  function F() {}
  if (prepare) prepare(F);
  F.prototype.a = function () { return 'a'; };
  F.prototype.b = function named() { return this.c; };
  F.prototype.c = 1;
  F.prototype.d = 'text';
  F.prototype.e = () => F;
  F.prototype.f = null;
  F.prototype['g h'] = true;
  F.prototype.constructor = F;
  F.prototype.i = -0.5;
  return F;
}
for (let i = 0; i < 3; i++) {
  const F = make();
  const f = new F();
  assert.deepStrictEqual(
    Object.keys(F.prototype), ['a', 'b', 'c', 'd', 'e', 'f', 'g h', 'i']);
  assert.strictEqual(f.a(), 'a');
  assert.strictEqual(f.b(), 1);
  assert.strictEqual(f.e(), F);
  assert.strictEqual(f['g h'], true);
  assert.strictEqual(f.i, -0.5);
  assert.strictEqual(F.prototype.a.name, '');
  assert.strictEqual(F.prototype.b.name, 'named');
  assert.notStrictEqual(F.prototype.a, make().prototype.a);
  assert.strictEqual(f.d, 'text');
}

// Setters run in order and see what was stored before.
{
  const log = [];
  make((F) => Object.defineProperty(F.prototype, 'c', {
    set(value) { log.push(value, Object.keys(this)); },
  }));
  assert.deepStrictEqual(log, [1, ['a', 'b']]);
}
// A store that goes to another prototype from then on.
{
  const other = {};
  const F = make((F) => Object.defineProperty(F.prototype, 'c', {
    set() { F.prototype = other; },
  }));
  assert.strictEqual(F.prototype, other);
  assert.deepStrictEqual(Object.keys(other), ['d', 'e', 'f', 'g h',
                                              'constructor', 'i']);
}
// Refused stores are silent in sloppy code and throw in strict code.
assert.deepStrictEqual(
  Object.keys(make((F) => Object.freeze(F.prototype)).prototype), []);
function strict(prepare) {
  'use strict';
  function F() {}
  prepare(F);
  F.prototype.x = 1;
  F.prototype.y = 2;
  return F;
}
assert.throws(() => strict((F) => Object.freeze(F.prototype)), TypeError);
assert.throws(() => strict((F) => { F.prototype = undefined; }),
              /Cannot set properties of undefined \(setting 'x'\)/);
assert.strictEqual(strict((F) => { F.prototype = []; }).prototype.y, 2);
{
  const log = [];
  strict((F) => {
    F.prototype = new Proxy({}, {
      set(target, key, value) { log.push(key, value); return true; },
    });
  });
  assert.deepStrictEqual(log, ['x', 1, 'y', 2]);
}

// Variables that something may change are read for each statement.
let alias;
function parameter(F) {
  alias = arguments;
  F.prototype.a = 1;
  F.prototype.b = 2;
  return F.prototype;
}
const second = { prototype: {} };
const first = { prototype: { set a(v) { alias[0] = second; } } };
parameter(first);
assert.strictEqual(second.prototype.b, 2);
let variable = function () {};
Object.defineProperty(variable.prototype, 'a', {
  set() { variable = second; },
});
variable.prototype.a = 1;
variable.prototype.b = 2;
assert.strictEqual(second.prototype.b, 2);
function byEval() {
  var G = function () {};
  const assign = eval('(v) => { G = v; }');
  Object.defineProperty(G.prototype, 'a', { set() { assign(second); } });
  G.prototype.a = 1;
  G.prototype.c = 3;
}
byEval();
assert.strictEqual(second.prototype.c, 3);
function byClosure() {
  var G = function () {};
  Object.defineProperty(G.prototype, 'a', {
    set() { (() => { G = second; })(); },
  });
  G.prototype.a = 1;
  G.prototype.d = 4;
}
byClosure();
assert.strictEqual(second.prototype.d, 4);
function* resumed() {
  for (var G = function () {}; ; G = second) {
    (() => {
      if (G === second) return;
      Object.defineProperty(G.prototype, 'a', { set() { generator.next(); } });
      G.prototype.a = 1;
      G.prototype.e = 5;
    })();
    yield;
  }
}
const generator = resumed();
assert.throws(() => generator.next(), /already running/);
var undefinedYet;
assert.throws(() => {
  undefinedYet.prototype.a = 1;
  undefinedYet.prototype.b = 2;
}, /Cannot read properties of undefined \(reading 'prototype'\)/);
