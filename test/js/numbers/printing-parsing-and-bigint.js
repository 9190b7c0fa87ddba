// SPDX-License-Identifier: MIT
'use strict';
const assert = require('assert');
const cases = [[0.1 + 0.2, '0.30000000000000004'], [1e21, '1e+21'], [123456789012345680000, '123456789012345680000'],
  [5e-324, '5e-324'], [1.7976931348623157e308, '1.7976931348623157e+308'], [-0, '0'], [1e-7, '1e-7'], [0.000001, '0.000001']];
for (const [n, s] of cases) assert.strictEqual(String(n), s);
assert.deepStrictEqual([(25).toString(36), (0.5).toString(2), (-255).toString(16)], ['p', '0.1', '-ff']);
assert.deepStrictEqual([(1.005).toFixed(2), (1e21).toFixed(1), (123.456).toPrecision(4), (0.00015).toExponential(1)],
    ['1.00', '1e+21', '123.5', '1.5e-4']);
assert.deepStrictEqual([Number('0x1F'), Number(' 12 '), Number('1_0'), +'', parseInt('12px'), parseFloat('.5e1x')],
    [31, 12, NaN, 0, 12, 5]);
assert.deepStrictEqual([2 ** 31 | 0, 1 << 31, -1 >>> 0, 5 % -3, -5 % 3, 2 ** -1], [-2147483648, -2147483648, 4294967295, 2, -2, 0.5]);
assert.ok(Object.is(-5 % 5, -0) && Object.is(Math.round(-0.4), -0) && Object.is(Math.max(-0, 0), 0));
assert.strictEqual(2n ** 100n, 1267650600228229401496703205376n);
assert.deepStrictEqual([-7n / 2n, -7n % 2n, -5n >> 1n, 5n & -2n, BigInt.asIntN(8, 255n), 10n > 9, 1n == 1], [-3n, -1n, -3n, 4n, -1n, true, true]);
assert.strictEqual(BigInt('0xff') + BigInt(1e3), 1255n);
assert.throws(() => BigInt(1.5), RangeError);
assert.strictEqual((123456789n ** 20n).toString(36).length, 104);
let x = 1073741823; x++; assert.strictEqual(x, 1073741824); x = -1073741824; x--; assert.strictEqual(x, -1073741825);
