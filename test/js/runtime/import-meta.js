// SPDX-License-Identifier: MIT
// import.meta as in Node; import() from eval, Function, CommonJS and data: URLs
// resolves as the code around it would.
'use strict';
const assert = require('assert');
const fs = require('fs');
const os = require('os');
const path = require('path');

const folder =
  fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'thaw-meta-')));
const write = (name, text) => {
  fs.mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
  fs.writeFileSync(path.join(folder, name), text);
  return path.join(folder, name);
};
const meta = write('sub/meta.mjs', `export default import.meta;
  export const byEval = eval("import('./leaf.mjs')");
  export const byIndirectEval = (0, eval)("import('./leaf.mjs')");
  export const byFunction = new Function("return import('./leaf.mjs')")();
  const text = "new Function(\\"return import('./leaf.mjs')\\")";
  export const byNested = eval(text)();
`);
write('sub/leaf.mjs', 'export default 1');
const common = write('sub/common.cjs',
                     "exports.load = () => import('./leaf.mjs')");
const spaced = write('sub/a b.mjs', 'export default import.meta.filename');

async function check() {
  const { default: own, ...ways } = await import(meta);
  assert.deepStrictEqual(Object.keys(own),
                         ['dirname', 'filename', 'main', 'resolve', 'url']);
  assert.strictEqual(Object.getPrototypeOf(own), null);
  assert.strictEqual(own.url, `file://${meta}`);
  assert.strictEqual(own.filename, meta);
  assert.strictEqual(own.dirname, path.dirname(meta));
  assert.strictEqual(own.main, false);
  assert.strictEqual(own.resolve('./none.mjs'),
                     `file://${folder}/sub/none.mjs`);
  assert.strictEqual(own.resolve('fs'), 'node:fs');
  assert.throws(() => own.resolve('no-such-package'),
                { code: 'ERR_MODULE_NOT_FOUND' });
  for (const way of Object.keys(ways))
    assert.strictEqual((await ways[way]).default, 1, way);
  assert.strictEqual((await require(common).load()).default, 1);
  assert.strictEqual((await import(`file://${folder}/sub/a%20b.mjs`)).default,
                     spaced);
  const leaf = `file://${folder}/sub/leaf.mjs`;
  assert.notStrictEqual(await import(`${leaf}?again`), await import(leaf));
  await assert.rejects(import('https://example.org/x.mjs'),
                       { code: 'ERR_UNSUPPORTED_ESM_URL_SCHEME' });
  fs.rmSync(folder, { recursive: true });
  done = true;
}
let done = false;
check();
process.on('exit', () => assert.ok(done));
