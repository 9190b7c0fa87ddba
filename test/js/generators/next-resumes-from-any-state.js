// SPDX-License-Identifier: MIT
//
// next of generators that yield, return, throw, run already, have ended, call
// themselves, overflow the stack; with values sent in, from JavaScript and C.
'use strict';
const assert = require('assert');
const result = (value, done) => ({value, done});

function* echo(...rest) {
  let sent = rest;
  for (;;) sent = yield sent;
}
const e = echo(1, 2);
assert.deepStrictEqual(e.next('ignored'), result([1, 2], false));
for (const value of [1, 0.5, -0, NaN, 'x', undefined, null, e, 5n])
  for (let i = 0; i < 2; i++) assert.deepStrictEqual(e.next(value), result(value, false));
assert.deepStrictEqual(e.next(), result(undefined, false));
assert.deepStrictEqual(e.next('a', 'b'), result('a', false));
assert.deepStrictEqual(Reflect.apply(e.next, e, ['c']), result('c', false));
assert.deepStrictEqual(e.return('r'), result('r', true));
assert.deepStrictEqual(e.next('d'), result(undefined, true));

// What throws is done for good, whoever catches it.
function* throwing() { yield 1; throw new RangeError('t'); }
for (let i = 0; i < 5; i++) {
  const g = throwing();
  assert.deepStrictEqual(g.next(), result(1, false));
  let caught;
  try { g.next(); } catch (error) { caught = error; }
  assert.ok(caught instanceof RangeError);
  assert.deepStrictEqual(g.next(), result(undefined, true));
  assert.throws(() => g.throw(new TypeError('u')), TypeError);
  const h = throwing();
  assert.throws(() => [...h], RangeError);
  assert.deepStrictEqual(h.next(), result(undefined, true));
  const first = throwing();
  assert.throws(() => { for (const x of first) if (x !== 1) break; }, RangeError);
  assert.deepStrictEqual(first.next(), result(undefined, true));
}
function* catching() {
  for (;;) {
    try { yield* throwing(); } catch (error) { yield error.message; }
  }
}
const c = catching();
assert.deepStrictEqual([c.next(), c.next(), c.next(), c.next()].map((r) => r.value),
                       [1, 't', 1, 't']);
function* returns() { try { return 1; } finally { yield 2; } }
const r = returns();
assert.deepStrictEqual([r.next(), r.next(), r.next()],
                       [result(2, false), result(1, true), result(undefined, true)]);
function* nothing() {}
assert.deepStrictEqual(nothing().next(), result(undefined, true));

// Running already.
let self;
function* selfish() { try { self.next(); } catch (error) { yield error.name; } yield 2; }
self = selfish();
assert.deepStrictEqual([self.next(), self.next()],
                       [result('TypeError', false), result(2, false)]);

// Receivers.
for (const receiver of [undefined, {}, [].values(), (async function* () {})(),
                        Object.create(e), 1])
  assert.throws(() => e.next.call(receiver), TypeError);

// Many parameters and registers; `arguments` and `this`; nested closures.
function* wide(a, b, c = a + b, ...rest) {
  const [x, y, z] = [yield a, yield b, yield c];
  yield [this.t, arguments.length, rest.length, x, y, z, (() => a + b + x)()];
}
const w = wide.call({t: 'this'}, 1, 2, undefined, 4, 5);
assert.deepStrictEqual([w.next().value, w.next('p').value, w.next('q').value,
                        w.next('s').value],
                       [1, 2, 3, ['this', 5, 2, 'p', 'q', 's', '3p']]);

// To the end of the stack and back.
function* deep(n) { if (n > 0) yield* deep(n - 1); yield n; }
assert.strictEqual([...deep(300)].length, 301);
function* bottomless() { yield* bottomless(); }
function* calls(g) { yield g().next(); }
const forever = () => calls(forever);
// A collection at every allocation makes this quadratic.
if (!process.execArgv.includes('--gc-stress')) {
  for (let i = 0; i < 2; i++)
    assert.throws(() => bottomless().next(), RangeError);
  assert.throws(() => forever().next(), RangeError);
}

// Iterated from everywhere.
function* count(n) { for (let i = 0; i < n; i++) yield i; return 'end'; }
assert.deepStrictEqual([...count(3)], [0, 1, 2]);
assert.deepStrictEqual(Array.from(count(3)), [0, 1, 2]);
assert.deepStrictEqual(count(5).filter((x) => x & 1).map((x) => [x]).toArray(),
                       [[1], [3]]);
assert.deepStrictEqual([...new Set(count(3))], [0, 1, 2]);
assert.strictEqual(Math.max(...count(4)), 3);
const [p, q] = count(9);
assert.deepStrictEqual([p, q], [0, 1]);
function* delegates() { return yield* count(2); }
const d = delegates();
assert.deepStrictEqual([d.next(), d.next(), d.next()],
                       [result(0, false), result(1, false), result('end', true)]);
const foreign = {[Symbol.iterator]: () => ({
  n: 0, next() { return {value: this.n, done: this.n++ > 1 ? 'yes' : 0, own: 1}; },
})};
function* passes() { yield* foreign; }
assert.deepStrictEqual([...passes()], [0, 1]);
assert.strictEqual(passes().next().own, 1);
assert.match((() => {
  function* inner() { yield new Error('s').stack; }
  return inner().next().value;
})(), /inner.*\n.*next/);
