// SPDX-License-Identifier: MIT
// require() of ECMAScript modules; files that only their text makes modules.
'use strict';
const assert = require('assert');
const fs = require('fs');
const os = require('os');
const path = require('path');

const folder =
  fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'thaw-required-')));
const write = (name, text) => {
  fs.writeFileSync(path.join(folder, name), text);
  return path.join(folder, name);
};
const plain = write('plain.mjs',
                    'export let x = 1; export const f = () => x++');
const withDefault = write('default.mjs', 'export default 5; export const q = 1');
const replaced = write('replaced.mjs',
                       "const v = 'v'; export { v as 'module.exports' }");
const waiting = write('waiting.mjs', 'globalThis.began = true; await 0');
const throwing = write('throwing.mjs', "throw new RangeError('thrown')");
const ambiguous = write('ambiguous.js', `import { q } from './default.mjs';
  export const seen = [typeof module, q, import.meta.filename]`);
const awaits = write('awaits.js', 'globalThis.waited = await 7');
const common = write('common.js', 'exports.imported = "import export await"');
const broken = write('broken.js', 'import from from; let let');
const cyclic = write('cyclic.mjs', `import { createRequire } from 'module';
  export const error = (() => {
    try { createRequire(import.meta.url)('./cyclic.mjs') } catch (e) { return e }
  })()`);
write('package.json', '{}');

const ns = require(plain);
ns.f();
assert.strictEqual(ns.x, 2);
assert.strictEqual(require(plain), ns);
const facade = require(withDefault);
assert.deepStrictEqual(Object.keys(facade), ['__esModule', 'default', 'q']);
assert.strictEqual(facade.default, 5);
assert.strictEqual(require(replaced), 'v');
assert.throws(() => require(waiting), { code: 'ERR_REQUIRE_ASYNC_MODULE' });
assert.strictEqual(globalThis.began, undefined);
assert.throws(() => require(throwing), RangeError);
assert.deepStrictEqual([...require(ambiguous).seen],
                       ['undefined', 1, ambiguous]);
assert.deepStrictEqual(require(common), { imported: 'import export await' });
assert.throws(() => require(broken), SyntaxError);

async function check() {
  assert.strictEqual(await import(plain), ns);
  assert.strictEqual((await import(ambiguous)).seen, require(ambiguous).seen);
  await import(awaits);
  assert.strictEqual(globalThis.waited, 7);
  assert.strictEqual((await import(common)).imported, 'import export await');
  assert.strictEqual((await import(cyclic)).error.code,
                     'ERR_REQUIRE_CYCLE_MODULE');
  await assert.rejects(import(broken), SyntaxError);
  fs.rmSync(folder, { recursive: true });
  done = true;
}
let done = false;
check();
process.on('exit', () => assert.ok(done));
