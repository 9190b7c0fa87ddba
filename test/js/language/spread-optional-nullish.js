// SPDX-License-Identifier: MIT
'use strict';
const assert = require('assert');
assert.deepStrictEqual([...'ab', ...[1, , 2], ...new Set([3, 3])], ['a', 'b', 1, undefined, 2, 3]);
assert.strictEqual(Math.max(...[1, 5], 3), 5);
assert.deepStrictEqual({a: 1, ...{b: 2, a: 3}, ...null, ...'x'}, {a: 3, b: 2, 0: 'x'});
const o = {f() { return this.v; }, v: 4, n: null};
assert.deepStrictEqual([o?.f(), o.n?.x.y.z, o.g?.(), o?.['v'], (void 0)?.[o.boom()]], [4, undefined, undefined, 4, undefined]);
assert.deepStrictEqual([null ?? 1, 0 ?? 1, '' || 2], [1, 0, 2]);
let a = null, b = 0, c = 1;
a ??= 5; b ||= 6; c &&= 7;
assert.deepStrictEqual([a, b, c], [5, 6, 7]);
class D { constructor(...xs) { this.n = xs.length; } }
assert.strictEqual(new D(...[1, 2], 3).n, 3);
