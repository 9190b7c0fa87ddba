// SPDX-License-Identifier: MIT
'use strict';
const assert = require('assert');
const fs = require('fs');
const path = require('path');
const os = require('os');
const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'thaw-modules-'));
const write = (name, text) => {
  fs.mkdirSync(path.dirname(path.join(dir, name)), {recursive: true});
  fs.writeFileSync(path.join(dir, name), text);
};
try {
  write('a.js', "exports.early = 1; const b = require('./b'); exports.fromB = b.sawEarly; exports.done = true;");
  write('b.js', "const a = require('./a'); exports.sawEarly = a.early; exports.sawDone = a.done;");
  write('data.json', '{"x": [1, 2]}');
  write('node_modules/pkg/package.json', '{"main": "lib/main", "name": "pkg"}');
  write('node_modules/pkg/lib/main.js', 'module.exports = __filename;');
  write('node_modules/exp/package.json', '{"exports": {".": {"import": "./no.mjs", "require": "./yes.js"}, "./sub/*": "./s/*.js"}}');
  write('node_modules/exp/yes.js', "module.exports = 'yes';");
  write('node_modules/exp/s/t.js', "module.exports = 'sub';");
  write('index/index.js', 'module.exports = [module.id === __filename, require.main === module, typeof __dirname];');
  write('broken.js', 'let x = ;');
  const from = require('module').createRequire(path.join(dir, 'main.js'));
  const a = from('./a.js');
  assert.deepStrictEqual([a.fromB, a.done, from('./b').sawDone], [1, true, undefined]);
  assert.strictEqual(from('./a'), a);
  assert.deepStrictEqual(from('./data').x, [1, 2]);
  assert.strictEqual(from('pkg'), path.join(dir, 'node_modules/pkg/lib/main.js'));
  assert.deepStrictEqual([from('exp'), from('exp/sub/t')], ['yes', 'sub']);
  assert.throws(() => from('exp/other'), {code: 'ERR_PACKAGE_PATH_NOT_EXPORTED'});
  assert.deepStrictEqual(from('./index'), [true, false, 'string']);
  assert.throws(() => from('./missing'), {code: 'MODULE_NOT_FOUND'});
  assert.throws(() => from('./broken'), SyntaxError);
  assert.strictEqual(from('node:path'), path);
} finally {
  fs.rmSync(dir, {recursive: true});
}
