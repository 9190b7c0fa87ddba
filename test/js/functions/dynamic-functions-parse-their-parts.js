// SPDX-License-Identifier: MIT
// Function(): parameters and body must each be complete.
'use strict';
const assert = require('assert');

for (const parts of [['/*', '*/) {'], ['//', ') {'], ['a = `', '` ) {'],
                     [') { var x = function (', '} '],
                     ['x = function (', '}) {'], ['x = (', '}) {'],
                     ['', '}, function() {'], ['a) { return 1 }, function(']])
  assert.throws(() => new Function(...parts), SyntaxError, parts.join());
assert.strictEqual(new Function('x = function (y) { return y }', 'return x(1)')(),
                   1);
assert.strictEqual(new Function('a', 'b //', 'return a + b')(1, 2), 3);
assert.strictEqual(new Function('', '-->')(), undefined);
