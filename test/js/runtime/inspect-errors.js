// SPDX-License-Identifier: MIT
// util.inspect shows errors by stack, with causes and extra properties.
'use strict';
const assert = require('assert');
const { inspect } = require('util');

function withoutFrames(text) {
  return text.split('\n').filter((line) => !/^\s+at /.test(line)).join('\n');
}
const plain = new Error('boom');
assert.ok(inspect(plain).startsWith('Error: boom\n    at '));
plain.code = 'X';
assert.strictEqual(withoutFrames(inspect(plain)),
                   "Error: boom\n  code: 'X'\n}");
const caused = new Error('outer', { cause: 'why' });
assert.strictEqual(withoutFrames(inspect(caused)),
                   "Error: outer\n  [cause]: 'why'\n}");
class MyError extends Error {
  constructor(message) { super(message); this.name = 'MyError'; }
}
assert.strictEqual(withoutFrames(inspect(new MyError('m'))), 'MyError: m');
const renamed = new TypeError('x');
renamed.name = 'Custom';
assert.strictEqual(inspect(renamed).split('\n')[0], 'Custom: x');
const bare = new Error('no stack');
bare.stack = undefined;
assert.strictEqual(inspect(bare).split('\n')[0].replace(' {', ''),
                   '[Error: no stack]');
assert.strictEqual(inspect(Object.assign(new RangeError(''), { stack: 'S' })),
                   '[S]');
