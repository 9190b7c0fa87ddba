// SPDX-License-Identifier: MIT
// util.inspect breaks lines at 72 to 76 columns and aligns long arrays.
'use strict';
const assert = require('assert');
const { inspect } = require('util');

assert.strictEqual(inspect(Array.from({ length: 27 }, (_, i) => i * i)), `[
    0,   1,   4,   9,  16,  25,  36,
   49,  64,  81, 100, 121, 144, 169,
  196, 225, 256, 289, 324, 361, 400,
  441, 484, 529, 576, 625, 676
]`);
assert.strictEqual(inspect('abcdefgh'.split('').map((c) => c.repeat(4))), `[
  'aaaa', 'bbbb',
  'cccc', 'dddd',
  'eeee', 'ffff',
  'gggg', 'hhhh'
]`);
const long = inspect(Array.from({ length: 103 }, () => 7));
assert.ok(long.endsWith('  ... 3 more items\n]'), long);
assert.strictEqual(
  inspect({ aaaaaaaaaaaaaaaaaaaa: 'bbbbbbbbbbbbbbbbbbbbbbbbb',
            cccccccccccccccc: 'ddddddddddddddd', e: 1 }),
  `{
  aaaaaaaaaaaaaaaaaaaa: 'bbbbbbbbbbbbbbbbbbbbbbbbb',
  cccccccccccccccc: 'ddddddddddddddd',
  e: 1
}`);
assert.strictEqual(
  inspect({ aaaaaaaaaaaaaaaaaaaa: 'bbbbbbbbbbbbbbbbbbbbbbbbb', c: 'd' }),
  "{ aaaaaaaaaaaaaaaaaaaa: 'bbbbbbbbbbbbbbbbbbbbbbbbb', c: 'd' }");
assert.strictEqual(inspect({ s: 'line one\nline two' }),
                   "{ s: 'line one\\nline two' }");
