// SPDX-License-Identifier: MIT
//
// await of values, of promises in every state and of what is no plain promise,
// before and after promises were changed: the result, and the number of turns
// of the queue until it is there.
'use strict';
const assert = require('assert');

async function turnsOf(make) {
  let turns = 0, ends = false;
  (async () => { while (!ends) { await null; turns++; } })();
  let outcome;
  try {
    outcome = ['fulfilled', await make()];
  } catch (error) {
    outcome = ['rejected', error];
  }
  ends = true;
  return [...outcome, turns];
}

class Sub extends Promise {}
const pending = () => new Promise((resolve) => queueMicrotask(() => resolve('late')));
const handled = Promise.reject('handled');
handled.catch(() => {});
const own = Promise.resolve('own');
own.constructor = Sub;
const rope = 'a rope that is long enough ' + Math.abs(-1);

async function check() {
  const direct = [1, 0.5, -0, 2 ** 40, 'text', rope, undefined, null, true, 5n,
                  Symbol.iterator];
  for (const value of direct)
    assert.deepStrictEqual(await turnsOf(() => value), ['fulfilled', value, 1]);
  const object = {a: 1};
  assert.deepStrictEqual(await turnsOf(() => object), ['fulfilled', object, 1]);
  assert.deepStrictEqual(await turnsOf(() => Promise.resolve(7)), ['fulfilled', 7, 1]);
  assert.deepStrictEqual(await turnsOf(pending), ['fulfilled', 'late', 2]);
  assert.deepStrictEqual(await turnsOf(() => handled), ['rejected', 'handled', 1]);
  assert.deepStrictEqual(await turnsOf(() => Promise.reject('new')),
                         ['rejected', 'new', 1]);
  // Another promise waits for these, through their then.
  assert.deepStrictEqual(await turnsOf(() => Sub.resolve(8)), ['fulfilled', 8, 3]);
  assert.deepStrictEqual(await turnsOf(() => own), ['fulfilled', 'own', 3]);
  assert.deepStrictEqual(
      await turnsOf(() => ({then(resolve) { resolve('then'); }})),
      ['fulfilled', 'then', 2]);
}

(async () => {
  for (let i = 0; i < 3; i++) await check();
  // await looks at the constructor only, so a changed then changes nothing.
  const {then} = Promise.prototype;
  let calls = 0;
  Promise.prototype.then = function(...list) {
    calls++;
    return then.apply(this, list);
  };
  assert.strictEqual(await Promise.resolve(3), 3);
  assert.strictEqual(await 4, 4);
  assert.strictEqual(calls, 0);
  Promise.prototype.then = then;
  await check();
  let reads = 0;
  const promise = Promise.resolve(9);
  Object.defineProperty(promise, 'constructor', {get() { reads++; return Promise; }});
  assert.strictEqual(await promise, 9);
  assert.strictEqual(reads, 1);
  await check();
  let thrown;
  const broken = Promise.resolve(1);
  Object.defineProperty(broken, 'constructor', {get() { throw new RangeError('read'); }});
  try { await broken; } catch (error) { thrown = error; }
  assert.ok(thrown instanceof RangeError);
})().then(() => { globalThis.done = true; });
process.on('exit', () => assert.ok(globalThis.done));
