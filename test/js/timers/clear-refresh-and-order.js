// SPDX-License-Identifier: MIT
'use strict';
const assert = require('assert');
const log = [];
const cleared = setTimeout(() => log.push('never'), 1);
clearTimeout(cleared);
let ticks = 0;
const intervals = [];
const interval = setInterval((x) => { intervals.push(x + ++ticks); if (ticks === 3) clearInterval(interval); }, 2, 'i');
setTimeout(() => log.push('b'), 60);
setTimeout((...a) => log.push(a.join('')), 11, 'a', 1);
setTimeout(() => {}, 1e6).unref();
const immediate = setImmediate(() => log.push('never'));
clearImmediate(immediate);
process.on('exit', () => {
  assert.deepStrictEqual(intervals, ['i1', 'i2', 'i3']);
  assert.deepStrictEqual(log, ['a1', 'b']);
});
assert.ok(cleared.hasRef && typeof +cleared === 'number');
