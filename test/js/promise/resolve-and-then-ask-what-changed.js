// SPDX-License-Identifier: MIT
//
// Promise.resolve and then make plain promises for plain promises, in order,
// and ask constructors, species and handlers as soon as those may answer
// something else.
'use strict';
const assert = require('assert');
const resolve = Promise.resolve, then = Promise.prototype.then;
const log = [];
const note = (name) => (x) => { log.push(`${name}:${String(x)}`); return x; };

// What is no promise is wrapped, a promise is its own resolution.
for (const value of [undefined, null, 0, 1.5, -0, 1e300, 'text', 1n, true,
                     Symbol.iterator]) {
  const promise = Promise.resolve(value);
  assert.ok(promise instanceof Promise && promise !== Promise.resolve(value));
  promise.then((x) => assert.ok(Object.is(x, value)));
}
Promise.resolve().then((x) => assert.strictEqual(x, undefined));
const settled = Promise.resolve(1), pending = new Promise(() => {});
const rejected = Promise.reject('no');
for (const promise of [settled, pending, rejected])
  assert.strictEqual(Promise.resolve(promise), promise);
class Sub extends Promise {}
const sub = Sub.resolve(2);
assert.ok(sub instanceof Sub && Sub.resolve(sub) === sub);
assert.ok(Promise.resolve(sub) !== sub && Sub.resolve(settled) !== settled);
Promise.resolve({then: (f) => f('thenable')}).then(note('resolved'));
for (const receiver of [undefined, 1, {}, () => {}])
  assert.throws(() => resolve.call(receiver, 1), TypeError);
for (const receiver of [undefined, 1, {}, Promise])
  assert.throws(() => then.call(receiver, () => {}), TypeError);

// Handlers that cannot be called are left out.
settled.then().then(1, 2).then(null, {}).then(note('through'));
rejected.then(note('never')).then(5).catch(note('caught'));
rejected.then(undefined, note('handled'));
const late = Promise.reject('late');
setTimeout(() => late.then(note('never'), note('late')), 0);
process.once('unhandledRejection', note('unhandled'));

// More jobs than the queue has room for at first, in order.
const order = [];
for (let i = 0; i < 300; i++) settled.then(() => order.push(i));
const {promise: later, resolve: settle} = Promise.withResolvers();
for (let i = 300; i < 400; i++) later.then(() => order.push(i));
settle(7);
later.then((x) => {
  assert.strictEqual(x, 7);
  assert.deepStrictEqual(order, Array.from({length: 400}, (_, i) => i));
});

// Another constructor, by species or by the promise's own property.
assert.ok(sub.then() instanceof Sub);
const own = Promise.resolve(3);
own.constructor = Sub;
assert.ok(own.then(note('own')) instanceof Sub);
assert.ok(Promise.resolve(own) !== own);
const other = Object.setPrototypeOf(Promise.resolve(4), {constructor: Sub});
assert.ok(then.call(other) instanceof Sub);

setTimeout(() => {
  assert.deepStrictEqual(log, [
    'handled:no', 'own:3', 'resolved:thenable', 'caught:no', 'through:1',
    'unhandled:late', 'late:late']);
  // From here on `then` has to ask.
  let asked = 0;
  Object.defineProperty(Promise.prototype, 'constructor', {
    get() { asked++; return Sub; }, configurable: true});
  assert.ok(settled.then() instanceof Sub);
  assert.strictEqual(asked, 1);
  assert.ok(Promise.resolve(settled) !== settled);
  assert.strictEqual(asked, 2);
  assert.strictEqual(Object.getPrototypeOf(Promise.resolve(1)),
                     Promise.prototype);
  assert.strictEqual(asked, 2);
}, 5);
