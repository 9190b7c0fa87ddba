// SPDX-License-Identifier: MIT
// require: files, folders, node_modules, exports maps, cycles, cache, errors.
'use strict';
const assert = require('assert');
const fs = require('fs');
const os = require('os');
const path = require('path');

const folder =
  fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'thaw-require-')));
const write = (name, text) => {
  const file = path.join(folder, name);
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, text);
};
write('main.js', `exports.start = 1; exports.b = require('./b');
  exports.filename = __filename; exports.dirname = __dirname;`);
write('b.js', "const main = require('./main'); exports.seen = main.start;");
write('data.json', '{"x": [1, 2]}');
write('bad.json', '{"x": }');
write('throws.js', 'throw new Error("from module")');
write('dir/index.js', "module.exports = 'index'");
write('pkg/package.json', '{"main": "lib/entry"}');
write('pkg/lib/entry.js', "module.exports = 'entry'");
write('node_modules/plain/index.js', "module.exports = 'plain'");
write('node_modules/@s/p/package.json', JSON.stringify({
  name: '@s/p',
  exports: {
    '.': { import: './no.mjs', require: './main.cjs' },
    './sub/*': './lib/*.js',
    './hidden/*': null,
  },
}));
write('node_modules/@s/p/main.cjs', "module.exports = 'scoped'");
write('node_modules/@s/p/lib/one.js', "module.exports = 'one'");
write('shebang.js', '#!/usr/bin/env node\nmodule.exports = 7');

const at = (name) => require(path.join(folder, name));
const main = at('main');
assert.strictEqual(main.b.seen, 1);
assert.strictEqual(main.filename, path.join(folder, 'main.js'));
assert.strictEqual(main.dirname, folder);
assert.strictEqual(at('main.js'), main);
assert.deepStrictEqual(at('data'), { x: [1, 2] });
assert.strictEqual(at('dir'), 'index');
assert.strictEqual(at('pkg'), 'entry');
assert.strictEqual(at('shebang'), 7);
const { createRequire } = require('module');
const inner = createRequire(path.join(folder, 'main.js'));
assert.strictEqual(inner('plain'), 'plain');
assert.strictEqual(inner('@s/p'), 'scoped');
assert.strictEqual(inner('@s/p/sub/one'), 'one');
assert.throws(() => inner('@s/p/hidden/x'),
              { code: 'ERR_PACKAGE_PATH_NOT_EXPORTED' });
assert.throws(() => inner('@s/p/other'),
              { code: 'ERR_PACKAGE_PATH_NOT_EXPORTED' });
assert.strictEqual(inner.resolve('./b'), path.join(folder, 'b.js'));
assert.throws(() => inner('./missing'), (error) =>
  error.code === 'MODULE_NOT_FOUND' &&
  error.message.startsWith("Cannot find module './missing'\nRequire stack:"));
assert.throws(() => at('bad.json'), (error) =>
  error instanceof SyntaxError &&
  error.message.startsWith(path.join(folder, 'bad.json')));
assert.throws(() => at('throws'), /from module/);
assert.strictEqual(require.cache[path.join(folder, 'throws.js')], undefined);
assert.strictEqual(require('node:path'), path);
assert.throws(() => require('node:nope'),
              { code: 'ERR_UNKNOWN_BUILTIN_MODULE' });
assert.strictEqual(require.main, module);
delete require.cache[path.join(folder, 'main.js')];
assert.notStrictEqual(at('main'), main);
fs.rmSync(folder, { recursive: true });
