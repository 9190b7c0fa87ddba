// SPDX-License-Identifier: MIT
'use strict';
const assert = require('assert');
const fs = require('fs');
const path = require('path');
const dir = fs.mkdtempSync(path.join(require('os').tmpdir(), 'thaw-fs-'));
const file = path.join(dir, 'a.txt');
fs.writeFileSync(file, 'héllo');
fs.appendFileSync(file, '!');
assert.strictEqual(fs.readFileSync(file, 'utf8'), 'héllo!');
assert.strictEqual(fs.readFileSync(file).length, 7);
assert.deepStrictEqual([fs.statSync(file).size, fs.statSync(dir).isDirectory(), fs.existsSync(file + 'x')], [7, true, false]);
assert.throws(() => fs.readFileSync(file + 'x'), (e) =>
  e.code === 'ENOENT' && e.errno === -2 && e.syscall === 'open' && e.message === `ENOENT: no such file or directory, open '${file}x'`);
let pending = 2;
const finish = () => { if (--pending === 0) fs.rmSync(dir, {recursive: true}); };
fs.readFile(file, 'utf8', (error, text) => { assert.deepStrictEqual([error, text], [null, 'héllo!']); finish(); });
(async () => {
  await fs.promises.writeFile(file + '2', Buffer.from([1, 2, 3]));
  assert.deepStrictEqual([...await fs.promises.readFile(file + '2')], [1, 2, 3]);
  await assert.rejects(fs.promises.readFile(dir + '/none'), {code: 'ENOENT'});
  assert.deepStrictEqual(fs.readdirSync(dir).sort(), ['a.txt', 'a.txt2']);
  finish();
})();
process.on('exit', () => assert.strictEqual(pending, 0));
