// SPDX-License-Identifier: MIT
'use strict';
const assert = require('assert');
const fns = [];
for (let i = 0; i < 3; i++) fns.push(() => i++);
assert.deepStrictEqual(fns.map((f) => f()), [0, 1, 2]);
assert.deepStrictEqual(fns.map((f) => f()), [1, 2, 3]);
const later = [];
for (const x of [1, 2]) later.push(() => x);
assert.deepStrictEqual(later.map((f) => f()), [1, 2]);
var shared = [];
for (var v = 0; v < 2; v++) shared.push(() => v);
assert.deepStrictEqual(shared.map((f) => f()), [2, 2]);
