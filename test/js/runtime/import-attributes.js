// SPDX-License-Identifier: MIT
// JSON and text modules; attributes that the file's format does not allow.
'use strict';
const assert = require('assert');
const fs = require('fs');
const os = require('os');
const path = require('path');

const folder =
  fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'thaw-attributes-')));
const write = (name, text) => {
  fs.writeFileSync(path.join(folder, name), text);
  return path.join(folder, name);
};
const json = write('data.json', '{"a": [1], "default": 2}');
const broken = write('broken.json', '{bad');
const text = write('notes.txt', 'two\nlines');
const script = write('code.mjs', 'export const x = 1');
const user = write('user.mjs', `
  import data from './data.json' with { type: 'json' };
  import again, { default as third } from './data.json' with { 'type': 'json' };
  import notes from './notes.txt' with { type: 'text' };
  export { default as passed } from './data.json' with { type: 'json' };
  export { data, again, third, notes };
`);
const untyped = write('untyped.mjs', "import './data.json'");
const type = (value) => ({ with: { type: value } });
const rejects = (promise, code, message) =>
  assert.rejects(promise, { name: 'TypeError', code, message });

async function check() {
  const ns = await import(user);
  assert.deepStrictEqual(ns.data, { a: [1], default: 2 });
  assert.strictEqual(ns.again, ns.data);
  assert.strictEqual(ns.third, ns.data);
  assert.strictEqual(ns.passed, ns.data);
  assert.strictEqual(ns.notes, 'two\nlines');
  const dynamic = await import(json, type('json'));
  assert.strictEqual(dynamic.default, ns.data);
  assert.deepStrictEqual(Object.keys(dynamic), ['default']);
  assert.strictEqual((await import(json, type('text'))).default,
                     '{"a": [1], "default": 2}');

  const url = (file) => `file://${file}`;
  const kMissing = 'ERR_IMPORT_ATTRIBUTE_MISSING';
  await rejects(import(json), kMissing,
    `Module "${url(json)}" needs an import attribute of "type: json"`);
  await rejects(import(untyped), kMissing,
    `Module "${url(json)}" needs an import attribute of "type: json"`);
  await rejects(import(script, type('json')),
    'ERR_IMPORT_ATTRIBUTE_TYPE_INCOMPATIBLE',
    `Module "${url(script)}" is not of type "json"`);
  await rejects(import(script, type('css')),
    'ERR_IMPORT_ATTRIBUTE_UNSUPPORTED',
    'Import attribute "type" with value "css" is not supported in ' +
    url(script));
  await rejects(import(script, { with: { lang: 'js' } }),
    'ERR_IMPORT_ATTRIBUTE_UNSUPPORTED',
    'Import attribute "lang" with value "js" is not supported in ' +
    url(script));
  await rejects(import(text), 'ERR_UNKNOWN_FILE_EXTENSION',
    `Unknown file extension ".txt" for ${text}`);
  await assert.rejects(import(broken, type('json')),
    { name: 'SyntaxError', message: new RegExp(`^${broken}: Expected`) });
  assert.strictEqual(
    (await import('data:application/json,{"a":2}', type('json'))).default.a, 2);
  const encoded = 'data:text/javascript;base64,ZXhwb3J0IGRlZmF1bHQgNw==';
  assert.strictEqual((await import(encoded)).default, 7);
  fs.rmSync(folder, { recursive: true });
  done = true;
}
let done = false;
check();
process.on('exit', () => assert.ok(done));
