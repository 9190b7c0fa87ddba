// SPDX-License-Identifier: MIT
// Synchronous file operations and the shape of their errors.
'use strict';
const assert = require('assert');
const fs = require('fs');
const os = require('os');
const path = require('path');

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'thaw-fs-'));
const file = path.join(folder, 'a.txt');
fs.writeFileSync(file, 'grün\n');
fs.appendFileSync(file, 'more');
assert.strictEqual(fs.readFileSync(file, 'utf8'), 'grün\nmore');
assert.strictEqual(fs.readFileSync(file).length, 10);
assert.ok(fs.existsSync(file) && !fs.existsSync(`${file}x`));
const stat = fs.statSync(file);
assert.ok(stat.isFile() && !stat.isDirectory());
assert.strictEqual(stat.size, 10);
assert.ok(Math.abs(stat.mtimeMs - Date.now()) < 1e7);
assert.strictEqual(fs.statSync('/nope', { throwIfNoEntry: false }), undefined);

assert.throws(() => fs.readFileSync('/nope/x'), {
  code: 'ENOENT', errno: -2, syscall: 'open', path: '/nope/x',
  message: "ENOENT: no such file or directory, open '/nope/x'",
});
assert.throws(() => fs.renameSync('/nope/a', '/nope/b'), {
  message: "ENOENT: no such file or directory, rename '/nope/a' -> '/nope/b'",
});
assert.throws(() => fs.readFileSync(folder), { code: 'EISDIR' });
assert.throws(() => fs.statSync({}), { code: 'ERR_INVALID_ARG_TYPE' });

const fd = fs.openSync(file, 'r+');
const buffer = Buffer.alloc(4);
assert.strictEqual(fs.readSync(fd, buffer, 0, 2, 0), 2);
assert.strictEqual(buffer.toString('latin1', 0, 2), 'gr');
assert.strictEqual(fs.writeSync(fd, 'GR', 0), 2);
fs.closeSync(fd);
assert.strictEqual(fs.readFileSync(file, 'utf8').slice(0, 2), 'GR');

const deep = path.join(folder, 'x', 'y', 'z');
assert.strictEqual(fs.mkdirSync(deep, { recursive: true }),
                   path.join(folder, 'x'));
assert.strictEqual(fs.mkdirSync(deep, { recursive: true }), undefined);
assert.throws(() => fs.mkdirSync(deep), { code: 'EEXIST' });
fs.copyFileSync(file, path.join(deep, 'b.txt'));
fs.renameSync(file, path.join(folder, 'c.txt'));
fs.symlinkSync('c.txt', path.join(folder, 'link'));
assert.strictEqual(fs.readlinkSync(path.join(folder, 'link')), 'c.txt');
assert.ok(fs.lstatSync(path.join(folder, 'link')).isSymbolicLink());
assert.strictEqual(fs.realpathSync(path.join(folder, 'link')),
                   fs.realpathSync(path.join(folder, 'c.txt')));
assert.deepStrictEqual(fs.readdirSync(folder).sort(), ['c.txt', 'link', 'x']);
const entry = fs.readdirSync(folder, { withFileTypes: true })
  .find((item) => item.name === 'x');
assert.ok(entry.isDirectory());
fs.accessSync(folder, fs.constants.R_OK);
fs.unlinkSync(path.join(folder, 'link'));
assert.throws(() => fs.rmdirSync(folder), { code: 'ENOTEMPTY' });
fs.rmSync(folder, { recursive: true });
assert.ok(!fs.existsSync(folder));
fs.rmSync(folder, { recursive: true, force: true });
