// SPDX-License-Identifier: MIT
// The shortest digits of these are a power of ten above or below the value.
'use strict';
const assert = require('assert');
assert.strictEqual((1e-21).toPrecision(16), '9.999999999999999e-22');
assert.strictEqual((1e-21).toPrecision(15), '1.00000000000000e-21');
assert.strictEqual((1e-21).toExponential(15), '9.999999999999999e-22');
assert.strictEqual((1e23).toPrecision(17), '9.9999999999999992e+22');
assert.strictEqual((1e23).toPrecision(15), '1.00000000000000e+23');
assert.strictEqual((1e22).toPrecision(17), '1.0000000000000000e+22');
assert.strictEqual((1e-7).toPrecision(20), '9.9999999999999995475e-8');
assert.strictEqual((9.5).toPrecision(1), '1e+1');
assert.strictEqual((0.00001).toPrecision(1), '0.00001');
