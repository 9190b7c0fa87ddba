// SPDX-License-Identifier: MIT
// promisify, callbackify, inherits, isDeepStrictEqual and types.
'use strict';
const assert = require('assert');
const util = require('util');

const later = util.promisify((a, callback) => callback(null, a + 1));
const fails = util.promisify((callback) => callback(new Error('no')));
let settled = 0;
later(1).then((value) => { assert.strictEqual(value, 2); settled++; });
fails().catch((error) => { assert.strictEqual(error.message, 'no'); settled++; });
util.callbackify(async (x) => x * 2)(21, (error, value) => {
  assert.strictEqual(error, null);
  assert.strictEqual(value, 42);
  settled++;
});
process.on('exit', () => assert.strictEqual(settled, 3));

function A() {}
function B() {}
util.inherits(B, A);
assert.ok(new B() instanceof A);
assert.strictEqual(B.super_, A);

const equal = util.isDeepStrictEqual;
assert.ok(equal({ a: [1, { b: new Set([1, { c: 2 }]) }] },
                { a: [1, { b: new Set([1, { c: 2 }]) }] }));
assert.ok(equal(new Map([[{ a: 1 }, 2]]), new Map([[{ a: 1 }, 2]])));
assert.ok(!equal([1, 2], [1, 3]));
assert.ok(!equal({ a: undefined }, {}));
assert.ok(!equal([0], [-0]));
assert.ok(equal(NaN, NaN));
assert.ok(!equal(new Date(0), new Date(1)));
assert.ok(util.types.isPromise(Promise.resolve()));
assert.ok(util.types.isMap(new Map()) && !util.types.isMap(new Set()));
assert.ok(util.types.isAsyncFunction(async () => {}));
assert.ok(util.types.isProxy(new Proxy({}, {})));
