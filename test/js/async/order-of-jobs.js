// SPDX-License-Identifier: MIT
'use strict';
const assert = require('assert');
const log = [];
setTimeout(() => log.push('timeout'), 0);
setImmediate(() => log.push('immediate'));
process.nextTick(() => log.push('tick'));
queueMicrotask(() => log.push('microtask'));
Promise.resolve().then(() => log.push('then'));
(async () => { log.push('async start'); await null; log.push('async end'); })();
log.push('main');
setTimeout(() => {
  assert.deepStrictEqual(log.slice(0, 6), ['async start', 'main', 'tick', 'microtask', 'then', 'async end']);
  assert.deepStrictEqual(log.slice(6).sort(), ['immediate', 'timeout']);
}, 20);
