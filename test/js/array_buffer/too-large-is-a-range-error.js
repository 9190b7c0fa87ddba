// SPDX-License-Identifier: MIT
// A buffer beyond what memory there may be is refused; it ends no process.
'use strict';
for (const make of [() => new ArrayBuffer(2 ** 53 - 1),
                    () => new SharedArrayBuffer(2 ** 40),
                    () => new ArrayBuffer(1, {maxByteLength: 2 ** 40}),
                    () => new Float64Array(2 ** 40)]) {
  let error;
  try { make(); } catch (e) { error = e; }
  if (!(error instanceof RangeError)) throw new Error(String(make));
}
if (new ArrayBuffer(1 << 24).byteLength !== 1 << 24) throw new Error('small');
