// SPDX-License-Identifier: MIT
// assert: what passes, what throws, and the messages.
'use strict';
const assert = require('assert');

assert(true);
assert.equal(1, '1');
assert.notEqual(1, 2);
assert.deepEqual({ a: 1 }, { a: '1' });
assert.deepStrictEqual([1, { a: new Map([[1, 2]]) }],
                       [1, { a: new Map([[1, 2]]) }]);
assert.notDeepStrictEqual({ a: 1 }, { a: '1' });
assert.match('abc', /b/);
const caught = (run) => {
  try {
    run();
  } catch (error) {
    return error;
  }
  throw new Error('nothing was thrown');
};
const error = caught(() => assert.strictEqual(1, 2));
assert.strictEqual(error.code, 'ERR_ASSERTION');
assert.strictEqual(error.message,
  'Expected values to be strictly equal:\n\n1 !== 2\n');
assert.strictEqual(error.actual, 1);
assert.ok(error instanceof assert.AssertionError);
assert.strictEqual(caught(() => assert(0, 'said')).message, 'said');
assert.strictEqual(caught(() => assert.fail('f')).message, 'f');
assert.throws(() => { throw new TypeError('x'); }, TypeError);
assert.throws(() => { throw new TypeError('x'); }, /x/);
assert.throws(() => { throw new TypeError('x'); }, { name: 'TypeError' });
assert.strictEqual(
  caught(() => assert.throws(() => {})).message,
  'Missing expected exception.');
assert.doesNotThrow(() => {});
assert.ifError(null);
let checked = false;
assert.rejects(Promise.reject(new RangeError('r')), RangeError)
  .then(() => { checked = true; });
process.on('exit', () => assert.ok(checked));
