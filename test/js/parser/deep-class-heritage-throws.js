// SPDX-License-Identifier: MIT
// A class in the heritage of a class, and so on, overflows the stack with an
// exception.
'use strict';
const assert = require('assert');
const depth = 200000;
const source = 'class a extends '.repeat(depth) + 'a {}' + '{}'.repeat(depth);
assert.throws(() => new Function(source), RangeError);
assert.throws(() => (0, eval)(source), RangeError);
