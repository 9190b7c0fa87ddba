// SPDX-License-Identifier: MIT
// Timers: order, clearing, intervals, ref and unref, refresh, numbers as ids.
'use strict';
const assert = require('assert');

const order = [];
setTimeout(() => order.push(20), 200);
setTimeout(() => order.push(5), 5);
setTimeout((a, b) => order.push(a + b), 100, 'a', 'b');
const cleared = setTimeout(() => order.push('cleared'), 1);
clearTimeout(cleared);
const byNumber = setTimeout(() => order.push('by number'), 1);
clearTimeout(+byNumber);
clearTimeout(undefined);
clearTimeout('nonsense');

let ticks = 0;
const interval = setInterval(() => {
  if (++ticks === 3) clearInterval(interval);
}, 2);

const unref = setTimeout(() => order.push('never'), 100000);
assert.strictEqual(unref.hasRef(), true);
assert.strictEqual(unref.unref(), unref);
assert.strictEqual(unref.hasRef(), false);

const immediate = setImmediate(() => order.push('cleared immediate'));
clearImmediate(immediate);

assert.throws(() => setTimeout('code'), { code: 'ERR_INVALID_ARG_TYPE' });

const refreshed = setTimeout(() => order.push('refreshed'), 250);
setTimeout(() => refreshed.refresh(), 150);

process.on('exit', () => {
  assert.deepStrictEqual(order, [5, 'ab', 20, 'refreshed']);
  assert.strictEqual(ticks, 3);
});
