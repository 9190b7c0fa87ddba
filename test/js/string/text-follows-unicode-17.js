// SPDX-License-Identifier: MIT
'use strict';
const assert = require('assert');
assert.strictEqual(process.versions.unicode, '17.0');

// Case, of characters that are new.
assert.strictEqual('\u{16EA0}\uA7CE'.toLowerCase(), '\u{16EBB}\uA7CF');
assert.strictEqual('\u{16EBB}\uA7CF'.toUpperCase(), '\u{16EA0}\uA7CE');
assert.match('\u{16EBB}', /^\u{16EA0}$/iu);
assert.match('\uA7CF', /^\uA7CE$/i);

// Canonical order: classes 230, 230 and 220.
assert.strictEqual('a\u1ACF\u1AE0\u0323'.normalize('NFD'),
                   'a\u0323\u1ACF\u1AE0');
assert.strictEqual('a\u1ACF\u1AE0\u0323'.normalize(), '\u1EA1\u1ACF\u1AE0');

// Identifiers.
assert.strictEqual(new Function('\u{10940}', 'return \\u{10940} + 1')(1), 2);
assert.strictEqual(new Function('a\u1ACF', 'return a\u1ACF')(3), 3);
assert.throws(() => new Function('var \u1ACF'), SyntaxError);
assert.throws(() => new Function('var \u{10FFFF}'), SyntaxError);

// Properties, also of strings.
assert.match('\u{10940}', /^\p{Script=Sidetic}$/u);
assert.match('\u{11DB0}', /^\p{scx=Tols}$/u);
assert.match('\u20C1', /^\p{Sc}$/u);
assert.match('\u{1FAC8}', /^\p{RGI_Emoji}$/v);  // hairy creature
assert.doesNotMatch('\u{1FAC8}\u200D', /^\p{RGI_Emoji}$/v);
