// SPDX-License-Identifier: MIT
//
// Promise.all, allSettled, any and race over values, promises, thenables,
// subclasses and promises with a `then` of their own; the order of jobs; then
// all of it with Promise.prototype.then, Promise.resolve and the species
// replaced. Rejected elements are handled.
'use strict';
const assert = require('assert');
let unhandled = 0;
process.on('unhandledRejection', () => { unhandled++; });

class Derived extends Promise {}
const thenable = (value) => ({then(resolve) { resolve(value); }});
const failing = (reason) => ({then(_, reject) { reject(reason); }});
function withOwnThen(value, log) {
  const promise = Promise.resolve(value);
  promise.then = function (...rest) {
    log.push('own');
    return Promise.prototype.then.apply(this, rest);
  };
  return promise;
}
const later = (value) => new Promise((resolve) => {
  Promise.resolve().then(() => {}).then(() => resolve(value));
});
const laterNo = (reason) => new Promise((_, reject) => {
  Promise.resolve().then(() => {}).then(() => reject(reason));
});
function* generate(...values) { yield* values; }

async function outcomes() {
  const log = [];
  const values = [1, 0.5, 'x', undefined, Promise.resolve(2), later(3),
                  thenable(4), Derived.resolve(5), withOwnThen(6, log)];
  const plain = [1, 0.5, 'x', undefined, 2, 3, 4, 5, 6];
  assert.deepStrictEqual(await Promise.all(values), plain);
  assert.deepStrictEqual(await Promise.all(generate(...values)), plain);
  assert.deepStrictEqual(await Promise.all(new Set(values)), plain);
  assert.deepStrictEqual(await Promise.all([]), []);
  assert.deepStrictEqual(await Promise.all([0.5, 1.5]), [0.5, 1.5]);
  assert.deepStrictEqual(
      (await Promise.allSettled([...values, laterNo('n'), failing('f'),
                                 Promise.reject('r')]))
          .map((o) => o.status === 'fulfilled' ? o.value : [o.reason]),
      [...plain, ['n'], ['f'], ['r']]);
  assert.strictEqual(await Promise.any([laterNo(1), later(2), failing(3)]), 2);
  assert.strictEqual(await Promise.any([Promise.reject(1), 7]), 7);
  await assert.rejects(Promise.any([laterNo(1), Promise.reject(2)]),
                       (e) => e instanceof AggregateError &&
                           e.errors.join() === '1,2');
  assert.strictEqual(await Promise.race([later(1), 2, later(3)]), 2);
  await assert.rejects(Promise.race([laterNo(new TypeError('t')), later(1)])
      .then((x) => { if (x !== 1) throw x; throw new TypeError('one'); }),
                       TypeError);
  await assert.rejects(
      Promise.all([1, laterNo(new RangeError('r')), later(2)]), RangeError);
  await assert.rejects(Promise.all(5), TypeError);
  await assert.rejects(Promise.all(generate.call(null, {
    get then() { throw new EvalError('get'); },
  })), EvalError);
  const all = await Derived.all([1, later(2)]);
  assert.deepStrictEqual(all, [1, 2]);
  assert.ok(Derived.all([]) instanceof Derived);
  return log.length;
}

async function order() {
  const log = [];
  const note = (name) => () => { log.push(name); };
  Promise.resolve().then(note('a1')).then(note('a2')).then(note('a3'))
      .then(note('a4'));
  Promise.all([1, 2]).then(note('all'));
  (async () => {
    await 0; log.push('await1');
    await Promise.resolve(); log.push('await2');
    await later(0); log.push('await3');
    try { await Promise.reject(1); } catch { log.push('await4'); }
  })();
  Promise.race([Promise.resolve(), 1]).then(note('race'));
  Promise.resolve().then(note('b1')).then(note('b2')).then(note('b3'))
      .then(note('b4'));
  await new Promise((resolve) => setTimeout(resolve, 0));
  return log.join(' ');
}

(async () => {
  let own = 0;
  for (let i = 0; i < 3; i++) own = await outcomes();
  assert.ok(own >= 4);
  const usual = await order();
  assert.strictEqual(
      usual,
      'a1 await1 b1 a2 all await2 race b2 a3 b3 a4 b4 await3 await4');

  // `then` is called for each element, once.
  const {then} = Promise.prototype;
  let calls = 0;
  Promise.prototype.then = function (...rest) {
    calls++;
    return then.apply(this, rest);
  };
  const combined = Promise.all([1, Promise.resolve(2), later(3)]);
  const atOnce = calls;
  Promise.prototype.then = then;
  // One of them is that of later() itself.
  assert.strictEqual(atOnce, 5);
  assert.deepStrictEqual(await combined, [1, 2, 3]);
  await outcomes();
  assert.strictEqual(await order(), usual);

  const {resolve} = Promise;
  let resolved = 0;
  Promise.resolve = function (x) { resolved++; return resolve.call(this, x); };
  const again = Promise.all([1, Derived.reject(2), 3]);
  const count = resolved;
  Promise.resolve = resolve;
  assert.strictEqual(count, 3);
  await assert.rejects(again.catch((e) => { throw new Error(String(e)); }));
  await outcomes();

  let species = 0;
  Object.defineProperty(Promise, Symbol.species, {
    configurable: true, get() { species++; return Promise; },
  });
  await Promise.all([Promise.resolve(1), 2]);
  assert.ok(species >= 2);
  assert.strictEqual(unhandled, 0);
})().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
