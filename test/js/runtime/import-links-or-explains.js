// SPDX-License-Identifier: MIT
// Names that no module provides: V8's message, for the entry that asks in vain.
'use strict';
const assert = require('assert');
const fs = require('fs');
const os = require('os');
const path = require('path');

const folder =
  fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'thaw-links-')));
const write = (name, text) => {
  fs.writeFileSync(path.join(folder, name), text);
  return path.join(folder, name);
};
write('leaf.mjs', 'export let x = 1');
write('other.mjs', 'export let x = 2');
const indirect = write('indirect.mjs', "export {y as z} from './leaf.mjs'");
const named = write('named.mjs', "import {y} from './leaf.mjs'");
const unnamed = write('unnamed.mjs', "import y from './leaf.mjs'");
write('both.mjs', "export * from './leaf.mjs'; export * from './other.mjs'");
const ambiguous = write('ambiguous.mjs', "import {x} from './both.mjs'");
const cycle = write('a.mjs', "export {q} from './b.mjs'");
write('b.mjs', "export {q} from './a.mjs'");
// A cycle that another way round leads out of is none.
const wayOut = write('c.mjs', "export * from './d.mjs'; export let q = 3");
write('d.mjs', "export * from './c.mjs'; export {q as r} from './c.mjs'");

const lacks = (specifier, name) => ({
  name: 'SyntaxError',
  message: `The requested module '${specifier}' does not provide an export ` +
    `named '${name}'`,
});

async function check() {
  await assert.rejects(import(named), lacks('./leaf.mjs', 'y'));
  await assert.rejects(import(unnamed), lacks('./leaf.mjs', 'default'));
  await assert.rejects(import(indirect), lacks('./leaf.mjs', 'y'));
  await assert.rejects(import(ambiguous), {
    name: 'SyntaxError',
    message: "The requested module './both.mjs' contains conflicting star " +
      "exports for name 'x'",
  });
  await assert.rejects(import(cycle), {
    name: 'SyntaxError',
    message: "Detected cycle while resolving name 'q' in './b.mjs'",
  });
  const { q, r } = await import(wayOut);
  assert.deepStrictEqual([q, r], [3, 3]);

  // A graph that could not be loaded is loaded again as far as it has to be.
  const first = write('first.mjs', `import './second.mjs'; import './late.mjs';
                                    export const name = 'first'`);
  const second = write('second.mjs', "export { name } from './first.mjs'");
  const code = 'ERR_MODULE_NOT_FOUND';
  await assert.rejects(import(first), { code });
  await assert.rejects(import(second), { code });
  write('late.mjs', '');
  assert.strictEqual((await import(second)).name, 'first');
  fs.rmSync(folder, { recursive: true });
  done = true;
}
let done = false;
check();
process.on('exit', () => assert.ok(done));
