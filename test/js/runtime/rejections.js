// SPDX-License-Identifier: MIT
// Unhandled rejections are told once, late handlers too.
'use strict';
const assert = require('assert');

const seen = [];
process.on('unhandledRejection', (reason) => seen.push(`un ${reason}`));
process.on('rejectionHandled', () => seen.push('late'));
Promise.reject('handled').catch(() => {});
const late = Promise.reject('late');
setTimeout(() => late.catch(() => {}), 2);
Promise.reject('never');
process.on('exit', () => {
  assert.deepStrictEqual(seen, ['un late', 'un never', 'late']);
});
