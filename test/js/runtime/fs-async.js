// SPDX-License-Identifier: MIT
// File operations with callbacks and promises run on the loop.
'use strict';
const assert = require('assert');
const fs = require('fs');
const os = require('os');
const path = require('path');

const done = [];
fs.mkdtemp(path.join(os.tmpdir(), 'thaw-async-'), (error, folder) => {
  assert.strictEqual(error, null);
  const file = path.join(folder, 'f');
  fs.writeFile(file, 'content', (writeError) => {
    assert.strictEqual(writeError, null);
    fs.readFile(file, 'utf8', (readError, text) => {
      assert.strictEqual(readError, null);
      assert.strictEqual(text, 'content');
      done.push('callbacks');
      withPromises(folder, file);
    });
  });
});
async function withPromises(folder, file) {
  await fs.promises.appendFile(file, '!');
  assert.strictEqual(await fs.promises.readFile(file, 'utf8'), 'content!');
  assert.strictEqual((await fs.promises.stat(file)).size, 8);
  assert.deepStrictEqual(await fs.promises.readdir(folder), ['f']);
  await assert.rejects(fs.promises.readFile(`${file}x`), { code: 'ENOENT' });
  const handle = await fs.promises.open(file, 'r');
  assert.strictEqual(await handle.readFile('utf8'), 'content!');
  await handle.close();
  await fs.promises.rm(folder, { recursive: true });
  done.push('promises');
}
fs.readFile('/nope', (error) => {
  assert.strictEqual(error.message,
                     "ENOENT: no such file or directory, open '/nope'");
  done.push('error');
});
assert.deepStrictEqual(done, []);
process.on('exit', () => {
  assert.deepStrictEqual(done.sort(), ['callbacks', 'error', 'promises']);
});
