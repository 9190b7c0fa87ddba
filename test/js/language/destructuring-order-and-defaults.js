// SPDX-License-Identifier: MIT
'use strict';
const assert = require('assert');
const log = [];
const t = (name, value) => (log.push(name), value);
const {[t('key a', 'a')]: a = t('default a', 1), [t('key b', 'b')]: b = t('default b', 2), ...rest} =
    {b: 7, c: 8, d: 9};
assert.deepStrictEqual([a, b, rest], [1, 7, {c: 8, d: 9}]);
assert.deepStrictEqual(log, ['key a', 'default a', 'key b']);
const [p, , q = 3, ...r] = 'wxyz';
assert.deepStrictEqual([p, q, r], ['w', 'y', ['z']]);
let closed = 0;
const iterable = {[Symbol.iterator]: () => ({
  next: () => ({value: 1, done: false}), return: () => (closed++, {})})};
const [one] = iterable;
assert.strictEqual(one + closed, 2);
assert.throws(() => { const {x} = null; }, TypeError);
((x, {y} = {y: x + 1}, [z] = [y]) => assert.strictEqual(z, 6))(5);
