// SPDX-License-Identifier: MIT
'use strict';
const assert = require('assert');
assert.deepStrictEqual('2024-05-06'.match(/(?<y>\d+)-(?<m>\d+)/).groups.m, '05');
assert.strictEqual('aBc'.replace(/b/i, (m, at) => `[${m}${at}]`), 'a[B1]c');
assert.strictEqual('price 10 20'.replace(/(?<=\s)\d+/g, '<$&>'), 'price <10> <20>');
assert.strictEqual('x-y'.replace(/(x)-(y)/, '$2$1$$$`|$\''), 'yx$|');
assert.deepStrictEqual('a1b22'.split(/(\d+)/), ['a', '1', 'b', '22', '']);
assert.deepStrictEqual([...'a1b2'.matchAll(/[a-z](\d)/g)].map((m) => m[1] + m.index), ['10', '22']);
const sticky = /a/y; sticky.lastIndex = 1;
assert.deepStrictEqual([sticky.test('ba'), sticky.lastIndex, sticky.test('ba'), sticky.lastIndex], [true, 2, false, 0]);
assert.ok(/^\p{Lu}\u{1F600}$/u.test('É😀'));
assert.ok(/^[\p{L}--[a-z]]$/v.test('É') && !/^[\p{L}--[a-z]]$/v.test('e'));
assert.deepStrictEqual(/(a)|(b)/d.exec('xb').indices[2], [1, 2]);
assert.strictEqual(/(?:a+)+b/.test('a'.repeat(25)), false);
assert.throws(() => new RegExp('('), {message: 'Invalid regular expression: /(/: Unterminated group'});
assert.strictEqual(RegExp.escape('a.b'), '\\x61\\.b');
assert.strictEqual(String(new RegExp('/\n', 'gi')), '/\\/\\n/gi');
