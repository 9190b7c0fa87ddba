// SPDX-License-Identifier: MIT
// Ticks run before microtasks, both before timers and immediates.
'use strict';
const assert = require('assert');

const order = [];
const log = (name) => () => order.push(name);
setTimeout(() => {
  order.push('timeout');
  process.nextTick(log('timeout tick'));
  Promise.resolve().then(log('timeout micro'));
}, 1);
setTimeout(log('second timeout'), 1);
setImmediate(() => {
  order.push('immediate');
  setImmediate(log('next immediate'));
  process.nextTick(log('immediate tick'));
});
setImmediate(log('second immediate'));
process.nextTick(() => {
  order.push('tick');
  process.nextTick(log('nested tick'));
});
Promise.resolve().then(() => {
  order.push('micro');
  process.nextTick(log('micro tick'));
}).then(log('micro 2'));
queueMicrotask(log('queued'));
order.push('main');

process.on('exit', () => {
  assert.deepStrictEqual(order.slice(0, 7), [
    'main', 'tick', 'nested tick', 'micro', 'queued', 'micro 2',
    'micro tick']);
  const before = (a, b) =>
    assert.ok(order.indexOf(a) < order.indexOf(b), `${a} before ${b}`);
  before('timeout', 'timeout tick');
  before('timeout tick', 'timeout micro');
  before('timeout micro', 'second timeout');
  before('immediate', 'immediate tick');
  before('immediate tick', 'second immediate');
  before('second immediate', 'next immediate');
  assert.strictEqual(order.length, 15);
});
