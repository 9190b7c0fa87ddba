// SPDX-License-Identifier: MIT
// DataView reads what it wrote, in either byte order, at any offset.
'use strict';
function same(actual, expected) {
  if (!Object.is(actual, expected))
    throw new Error(`${String(actual)}, not ${String(expected)}`);
}
const view = new DataView(new ArrayBuffer(32), 1);
const cases = {Int8: -5, Uint8: 250, Int16: -300, Uint16: 65000,
               Int32: -100000, Uint32: 4e9, Float16: 0.5, Float32: 1.5,
               Float64: Math.PI, BigInt64: -(2n ** 40n), BigUint64: 2n ** 63n};
for (const [name, value] of Object.entries(cases))
  for (const little of [false, true])
    for (let offset = 0; offset < 5; offset++) {
      view['set' + name](offset, value, little);
      same(view['get' + name](offset, little), value);
    }
view.setUint32(0, 0x01020304);
same(view.getUint8(0), 1);
same(view.getUint32(0, true), 0x04030201);
let error;
try { view.getFloat64(24); } catch (e) { error = e; }
same(error instanceof RangeError, true);
same(error.message, 'Offset is outside the bounds of the DataView');
