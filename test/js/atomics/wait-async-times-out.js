// SPDX-License-Identifier: MIT
// A promise of waitAsync whose time is limited is settled before the end.
'use strict';
const shared = new Int32Array(new SharedArrayBuffer(4));
let outcome;
Atomics.waitAsync(shared, 0, 0, 20).value.then((text) => { outcome = text; });
process.on('exit', () => {
  if (outcome !== 'timed-out') {
    console.error(`outcome is ${outcome}`);
    process.exitCode = 1;
    throw new Error('not timed out');
  }
});
