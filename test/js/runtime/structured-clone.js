// SPDX-License-Identifier: MIT
// structuredClone copies graphs with cycles and built-in classes.
'use strict';
const assert = require('assert');

const original = {
  date: new Date(5), regexp: /a/gi, map: new Map([[1, { a: 1 }]]),
  set: new Set([1, 2]), list: [1, , 3], bytes: new Uint8Array([1, 2, 3]),
  error: new RangeError('r'), nested: { n: null, u: undefined },
};
original.self = original;
const copy = structuredClone(original);
assert.notStrictEqual(copy, original);
assert.strictEqual(copy.self, copy);
assert.strictEqual(copy.date.getTime(), 5);
assert.strictEqual(String(copy.regexp), '/a/gi');
assert.deepStrictEqual(copy.map, original.map);
assert.deepStrictEqual(copy.set, original.set);
assert.ok(!(1 in copy.list) && copy.list.length === 3);
assert.deepStrictEqual([...copy.bytes], [1, 2, 3]);
assert.ok(copy.error instanceof RangeError);
assert.throws(() => structuredClone(() => {}), { name: 'DataCloneError' });
