// SPDX-License-Identifier: MIT
// Many alternatives that begin with certain characters are chosen by them; what
// that must not change is which one comes first, and what is tried next.
'use strict';
const assert = require('assert');
const all = (re, text) => [...text.matchAll(re)].map(([match]) => match);

assert.deepStrictEqual(all(/foobar|foo|fo|f|bar/g, 'foobar foo fo f bar'),
                       ['foobar', 'foo', 'fo', 'f', 'bar']);
assert.deepStrictEqual(all(/f|fo|foo|bar|foobar/g, 'foobar'), ['f', 'bar']);
assert.deepStrictEqual(all(/ab|a|b|abc|c/g, 'abcab'), ['ab', 'c', 'ab']);

// Backtracking into a later alternative with the same beginning, or another.
assert.strictEqual(/^(?:a|b|ab|c|abc)d/.exec('abcd')[0], 'abcd');
assert.strictEqual(/^(?:ab|ac|ad|b|[a-z]|)c/.exec('acc')[0], 'acc');
assert.strictEqual(/^(?:ab|ac|ad|b|[a-z]|)c/.exec('abc')[0], 'abc');
assert.strictEqual(/^(?:ab|ac|ad|b|)ae/.exec('ae')[0], 'ae');
assert.deepStrictEqual([.../(a(1)|a(2)|b(3)|a(4))+/.exec('a1a2b3')].slice(1),
                       ['b3', undefined, undefined, '3', undefined]);
assert.strictEqual(/(?<=ab|cb|db|eb)x/.exec('dbx').index, 2);

// Case, and characters of two units.
assert.deepStrictEqual(all(/one|two|ONE|three|2/gi, 'Two oNE 2'),
                       ['Two', 'oNE', '2']);
assert.deepStrictEqual(all(/😀|😁x|😁|é|\ud83d|y/gu, '😁😀é\ud83d y😁x'),
                       ['😁', '😀', 'é', '\ud83d', 'y', '😁x']);
assert.deepStrictEqual(all(/😀|😁x|é|y|\ud83d/g, '😁😀é'),
                       ['\ud83d', '😀', 'é']);
assert.strictEqual(/a|b|c|d/u.exec('\ud83d'), null);

// The longest strings of a class first.
assert.deepStrictEqual(all(/[\q{a|ab|abc|b|bcd|x}c]/gv, 'abcdabxbcd'),
                       ['abc', 'ab', 'x', 'bcd']);
assert.deepStrictEqual(
    all(/\p{RGI_Emoji}/gv, '👩‍👩‍👧‍👦👩👍🏽👍 🇫🇷🇫 1️⃣1#️⃣'),
    ['👩‍👩‍👧‍👦', '👩', '👍🏽', '👍', '🇫🇷', '1️⃣', '#️⃣']);

// Nested deeper than a program of switches is.
const deep = Array.from({length: 100}, (_, i) => 'a'.repeat(100 - i));
assert.strictEqual(new RegExp(`^(?:${deep.join('|')}|b|c|d)$`)
                       .exec('a'.repeat(77))[0].length, 77);
assert.strictEqual(new RegExp(`^(?:${deep.reverse().join('|')}|b|c|d)`)
                       .exec('a'.repeat(77))[0].length, 1);
