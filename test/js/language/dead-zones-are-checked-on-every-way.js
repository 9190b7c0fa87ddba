// SPDX-License-Identifier: MIT
// A check that a binding is initialized is left out only where every way to it
// has checked: branches, loops, handlers and resumptions join.
'use strict';
const assert = require('assert');
const dead = (f) => assert.throws(f, ReferenceError);

function make(action) {
  const run = action(() => x);
  const before = run.before;
  if (before) before();
  let x = 'x';
  return run.after;
}

// One branch checks, the other does not.
dead(() => {
  const f = (c) => { if (c) x; return x; };
  f(false);
  let x = 1;
});
dead(() => {
  const f = (c) => (c && x, x);
  f(false);
  let x = 1;
});
dead(() => {
  const f = (n) => { for (let i = 0; i < n; i++) x; return x; };
  f(0);
  let x = 1;
});
dead(() => {
  const f = (n) => { switch (n) { case 0: x; break; case 1: } return x; };
  f(1);
  let x = 1;
});
// What threw has not checked what comes after.
{
  let log = '';
  const f = () => {
    try { log += 'a'; y; log += 'b'; } catch { log += 'c'; }
    try { return y; } catch (e) { log += e.constructor.name; }
    finally { try { y; } catch { log += 'f'; } }
  };
  f();
  let y = 5;
  assert.strictEqual(log, 'acReferenceErrorf');
  log = '';
  assert.strictEqual(f(), 5);
  assert.strictEqual(log, 'ab');
}
// A label that is left early.
dead(() => {
  const f = (c) => { out: { if (c) break out; z; } return z; };
  f(true);
  let z = 1;
});
// The dead zone begins anew with each evaluation of the block.
for (let i = 0; i < 2; i++) {
  let seen = 0;
  const read = () => w + w;
  try { read(); } catch { seen++; }
  let w = i;
  assert.strictEqual(read(), 2 * i);
  assert.strictEqual(seen, 1);
}
// In switches order of source is not order of execution.
for (const order of [[1, 0], [0, 1]]) {
  let errors = 0;
  for (const n of order) {
    try {
      switch (n) {
        case 0: let v = 1; v; break;
        case 1: v; v; break;
      }
    } catch { errors++; }
  }
  assert.strictEqual(errors, 1);
}
// Generators go on where nothing has been checked in this run of the code.
{
  const g = function* (c) { if (c) u; yield 1; yield u; yield u; };
  const first = g(false);
  first.next();
  dead(() => first.next());
  let u = 3;
  const second = g(true);
  second.next();
  assert.strictEqual(second.next().value, 3);
  assert.strictEqual(second.next().value, 3);
}
// `this` of a derived constructor, in it and in arrows.
class Base {}
class Derived extends Base {
  constructor(c) {
    const self = () => this;
    if (c) { super(); this.a = 1; }
    try { self(); this.a++; } catch (e) { assert.ok(!c); super(); }
    assert.strictEqual(self(), this);
    this.b = this.a;
  }
}
assert.strictEqual(new Derived(true).b, 2);
assert.strictEqual(new Derived(false).b, undefined);
assert.strictEqual(make(() => ({ after: 7 })), 7);
dead(() => make((read) => ({ before: () => (read(), read()) })));
