// SPDX-License-Identifier: MIT
// URL and URLSearchParams parse, resolve and write URLs.
'use strict';
const assert = require('assert');
const url = require('url');

const rows = [
  ['http://User:pa@EXAMPLE.com:80/a/../b/./c?q=1#h', undefined,
   'http://User:pa@example.com/b/c?q=1#h'],
  ['https://x.y:8443', undefined, 'https://x.y:8443/'],
  ['../z?k', 'http://h/a/b/c', 'http://h/a/z?k'],
  ['//other/p', 'https://h/a', 'https://other/p'],
  ['?n', 'http://h/p?q#f', 'http://h/p?n'],
  ['#n', 'http://h/p?q#f', 'http://h/p?q#n'],
  ['file:///a b/ü', undefined, 'file:///a%20b/%C3%BC'],
  ['mailto:a@b.c', undefined, 'mailto:a@b.c'],
  ['http://0x7f.1/', undefined, 'http://127.0.0.1/'],
  ['http://[::1]:3000/', undefined, 'http://[::1]:3000/'],
  ['/abs', 'http://h/x/y', 'http://h/abs'],
  ['data:text/plain,hi', undefined, 'data:text/plain,hi'],
];
for (const [input, base, expected] of rows)
  assert.strictEqual(new URL(input, base).href, expected, input);
for (const input of ['x', 'http://', 'http://a b/', 'http://h:99999/'])
  assert.throws(() => new URL(input), { code: 'ERR_INVALID_URL' }, input);
assert.ok(URL.canParse('http://h') && !URL.canParse('h'));
const parsed = new URL('https://u:p@h:1/p/q?a=1&b=2#f');
assert.deepStrictEqual(
  [parsed.origin, parsed.host, parsed.hostname, parsed.port, parsed.pathname,
   parsed.search, parsed.hash, parsed.username],
  ['https://h:1', 'h:1', 'h', '1', '/p/q', '?a=1&b=2', '#f', 'u']);
parsed.searchParams.append('c', 'x y&');
assert.strictEqual(parsed.search, '?a=1&b=2&c=x+y%26');
parsed.search = '?z=9';
assert.strictEqual(parsed.searchParams.get('z'), '9');
parsed.pathname = '/n p';
parsed.port = '443';
assert.strictEqual(parsed.href, 'https://u:p@h/n%20p?z=9#f');
const params = new URLSearchParams({ b: 2, a: 1 });
params.append('a', 3);
params.sort();
assert.strictEqual(String(params), 'a=1&a=3&b=2');
assert.deepStrictEqual(params.getAll('a'), ['1', '3']);
assert.deepStrictEqual([...new URLSearchParams('?x=%41+b&y')],
                       [['x', 'A b'], ['y', '']]);
assert.strictEqual(url.fileURLToPath('file:///a%20b'), '/a b');
assert.strictEqual(url.pathToFileURL('/a b%').href, 'file:///a%20b%25');
assert.throws(() => url.fileURLToPath('http://x'),
              { code: 'ERR_INVALID_URL_SCHEME' });
