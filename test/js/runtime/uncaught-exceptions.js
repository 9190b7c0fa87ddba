// SPDX-License-Identifier: MIT
// uncaughtException listeners keep the process alive; timers go on.
'use strict';
const assert = require('assert');

const seen = [];
process.on('uncaughtException', (error, origin) =>
  seen.push(`${error.message} ${origin}`));
setTimeout(() => { throw new Error('timer'); }, 1);
setTimeout(() => seen.push('next timer'), 1);
process.nextTick(() => { throw new Error('tick'); });
process.nextTick(() => seen.push('next tick'));
queueMicrotask(() => { throw new Error('micro'); });
setImmediate(() => { throw new Error('immediate'); });
setImmediate(() => seen.push('next immediate'));
process.on('exit', () => {
  assert.deepStrictEqual(seen.sort(), [
    'immediate uncaughtException', 'micro uncaughtException',
    'next immediate', 'next tick', 'next timer', 'tick uncaughtException',
    'timer uncaughtException']);
});
