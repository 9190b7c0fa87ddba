// SPDX-License-Identifier: MIT
// The path module on POSIX paths.
'use strict';
const assert = require('assert');
const path = require('path');

const rows = [
  ['join', ['/a', '..', 'b', './c.js'], '/b/c.js'],
  ['join', [''], '.'],
  ['join', ['a', '', '..', '..', 'b'], '../b'],
  ['normalize', ['/a//b/../c/.'], '/a/c'],
  ['normalize', ['../../a/'], '../../a/'],
  ['normalize', ['./'], './'],
  ['resolve', ['/a/b', '../c', './d'], '/a/c/d'],
  ['resolve', ['/a', '/b', 'c'], '/b/c'],
  ['relative', ['/a/b/c', '/a/d/e'], '../../d/e'],
  ['relative', ['/a', '/a'], ''],
  ['relative', ['/', '/a'], 'a'],
  ['dirname', ['/a/b/'], '/a'],
  ['dirname', ['/a'], '/'],
  ['dirname', ['a'], '.'],
  ['dirname', [''], '.'],
  ['basename', ['/a/b.js'], 'b.js'],
  ['basename', ['/a/b.js', '.js'], 'b'],
  ['basename', ['/a/b/'], 'b'],
  ['basename', ['.js', '.js'], ''],
  ['basename', ['/x/.js', '.js'], '.js'],
  ['basename', ['/'], ''],
  ['extname', ['a.b.c'], '.c'],
  ['extname', ['.bashrc'], ''],
  ['extname', ['a.'], '.'],
  ['extname', ['/x.y/z'], ''],
  ['isAbsolute', ['/a'], true],
  ['isAbsolute', ['a'], false],
];
for (const [name, args, expected] of rows)
  assert.strictEqual(path[name](...args), expected,
                     `${name}(${args.join(', ')})`);
assert.deepStrictEqual(path.parse('/home/u/f.txt'), {
  root: '/', dir: '/home/u', base: 'f.txt', ext: '.txt', name: 'f',
});
assert.deepStrictEqual(path.parse('f'), {
  root: '', dir: '', base: 'f', ext: '', name: 'f',
});
assert.strictEqual(path.format({ dir: '/a', name: 'b', ext: 'c' }), '/a/b.c');
assert.strictEqual(path.sep, '/');
assert.throws(() => path.join(1), { code: 'ERR_INVALID_ARG_TYPE' });
