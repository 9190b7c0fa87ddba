// SPDX-License-Identifier: MIT
// import() of ECMAScript, CommonJS and built-in modules; their errors.
'use strict';
const assert = require('assert');
const fs = require('fs');
const os = require('os');
const path = require('path');

const folder =
  fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'thaw-import-')));
const write = (name, text) => {
  const file = path.join(folder, name);
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, text);
  return file;
};
const main = write('main.mjs', `
  import fs, { readFileSync } from 'fs';
  import { count, increment } from './counter.mjs';
  import * as self from './main.mjs';
  import cjs from './value.cjs';
  import { deep } from 'pkg/sub';
  export const before = count;
  increment();
  export const after = count;
  export const same = fs.readFileSync === readFileSync;
  export const value = cjs.x;
  export { deep };
  export const waited = await Promise.resolve('waited');
  export const { url } = import.meta;
`);
write('counter.mjs', `export let count = 1;
  export function increment() { count++; }`);
write('value.cjs', 'module.exports = { x: 9 }');
write('node_modules/pkg/package.json',
      '{"exports": {"./sub": {"import": "./a.mjs", "require": "./b.js"}}}');
write('node_modules/pkg/a.mjs', "export const deep = 'imported'");
const broken = write('broken.mjs', "import { nope } from './counter.mjs'");
const throwing = write('throws.mjs', "throw new RangeError('thrown')");

async function check() {
  const ns = await import(main);
  assert.strictEqual(ns.before, 1);
  assert.strictEqual(ns.after, 2);
  assert.strictEqual(ns.same, true);
  assert.strictEqual(ns.value, 9);
  assert.strictEqual(ns.deep, 'imported');
  assert.strictEqual(ns.waited, 'waited');
  assert.strictEqual(Object.keys(ns).join(),
                     'after,before,deep,same,url,value,waited');
  assert.strictEqual(ns.url, `file://${main}`);
  assert.strictEqual(await import(main), ns);
  assert.strictEqual(Object.prototype.toString.call(ns), '[object Module]');
  await assert.rejects(import(broken), SyntaxError);
  await assert.rejects(import(throwing), RangeError);
  await assert.rejects(import(throwing), RangeError);
  await assert.rejects(import('./missing.mjs'),
                       { code: 'ERR_MODULE_NOT_FOUND' });
  await assert.rejects(import('no-such-package'),
                       { code: 'ERR_MODULE_NOT_FOUND' });
  assert.strictEqual((await import('node:path')).default, path);
  fs.rmSync(folder, { recursive: true });
  done = true;
}
let done = false;
check();
process.on('exit', () => assert.ok(done));
