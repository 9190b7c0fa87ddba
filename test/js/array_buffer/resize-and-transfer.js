// SPDX-License-Identifier: MIT
// Resizable buffers grow and shrink under their views; transfer detaches.
'use strict';
function same(actual, expected) {
  if (actual !== expected) throw new Error(`${actual}, not ${expected}`);
}
for (const max of [64, 3 << 20]) {
  const buffer = new ArrayBuffer(8, {maxByteLength: max});
  const tracking = new Int32Array(buffer);
  const fixed = new Int32Array(buffer, 4, 1);
  tracking[1] = 5;
  buffer.resize(16);
  same(tracking.length, 4);
  buffer.resize(4);
  same(tracking.length, 1);
  same(fixed.length, 0);
  buffer.resize(8);
  same(fixed.length, 1);
  same(fixed[0], 0);  // bytes that come back are 0
  tracking[0] = 42;
  const moved = buffer.transfer(16);
  same(buffer.detached, true);
  same(tracking.length, 0);
  same(tracking[0], undefined);
  same(moved.resizable, true);
  same(new Int32Array(moved)[0], 42);
  same(moved.transferToFixedLength().resizable, false);
}
const shared = new SharedArrayBuffer(4, {maxByteLength: 8});
const view = new Uint8Array(shared);
shared.grow(8);
same(view.length, 8);
let error;
try { shared.grow(4); } catch (e) { error = e; }
same(error instanceof RangeError, true);
