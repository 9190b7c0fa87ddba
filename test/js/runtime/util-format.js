// SPDX-License-Identifier: MIT
// util.format fills placeholders and appends what is left.
'use strict';
const assert = require('assert');
const { format } = require('util');

assert.strictEqual(format(), '');
assert.strictEqual(format('%s %d %i %f %%', 'a', '42', 42.9, '1.5'),
                   'a 42 42 1.5 %');
assert.strictEqual(format('%s:%s', 'a'), 'a:%s');
assert.strictEqual(format('%s', 'a', 'b', { c: 1 }), 'a b { c: 1 }');
assert.strictEqual(format('%j', { a: [1] }), '{"a":[1]}');
assert.strictEqual(format('%O', { a: { b: 1 } }), '{ a: { b: 1 } }');
assert.strictEqual(format('%s', null, undefined), 'null undefined');
assert.strictEqual(format('%s', -0), '-0');
assert.strictEqual(format('%s', Symbol('x')), 'Symbol(x)');
assert.strictEqual(format('%s', 10n), '10n');
assert.strictEqual(format('%d', 10n), '10n');
assert.strictEqual(format('%s', class A {}), 'class A {}');
assert.strictEqual(format('%s', { toString() { return 'own'; } }), 'own');
assert.strictEqual(format('%s', { a: { b: 1 } }), '{ a: [Object] }');
assert.strictEqual(format('100%', 1), '100% 1');
assert.strictEqual(format(1, 2, '3'), '1 2 3');
assert.strictEqual(format('%x', 1), '%x 1');
