// SPDX-License-Identifier: MIT
'use strict';
const assert = require('assert');
const tag = (s, ...v) => [s, s.raw.join('|'), v];
const site = (x) => tag`a\n${x}b`;
const [s1, raw, v] = site(1);
assert.deepStrictEqual([raw, v, s1[0]], ['a\\n|b', [1], 'a\n']);
assert.strictEqual(site(2)[0], s1);
assert.ok(Object.isFrozen(s1) && Object.isFrozen(s1.raw));
assert.strictEqual(((s) => s[0])`\u{`, undefined);
assert.strictEqual(`x${1 + 1}y${`z`}`, 'x2yz');
