// SPDX-License-Identifier: MIT
// A buffer that is detached or shrunk while the thread pool reads or writes it.
'use strict';
const assert = require('assert');
const fs = require('fs');
const path = require('path');
const dir = fs.mkdtempSync(path.join(require('os').tmpdir(), 'thaw-fs-'));
const file = path.join(dir, 'data');
const size = (1 << 20) + 4096;  // kept outside the JavaScript heap
fs.writeFileSync(file, Buffer.alloc(size, 'r'));

const takers = [
  (buffer) => { structuredClone(buffer, {transfer: [buffer]}); },
  (buffer) => { buffer.transfer(); },
  (buffer) => { buffer.transfer(0); },
  (buffer) => { if (buffer.resizable) buffer.resize(10); },
];
let pending = 0;
function finish() {
  if (--pending === 0) fs.rmSync(dir, {recursive: true});
}
function check(bytes, take, resizable) {
  const make = () => new Uint8Array(
    new ArrayBuffer(bytes, resizable ? {maxByteLength: bytes} : undefined));
  const target = make();
  const read = fs.openSync(file, 'r');
  pending++;
  fs.read(read, target, 0, bytes, 0, (error, count) => {
    assert.deepStrictEqual([error, count], [null, bytes]);
    // What is still there of the view has what was read.
    assert.ok(Buffer.alloc(target.length, 'r').equals(target));
    fs.closeSync(read);
    finish();
  });
  take(target.buffer);

  const source = make().fill(0x77);
  const name = `${file}-${pending}`;
  const write = fs.openSync(name, 'w');
  pending++;
  fs.write(write, source, 0, bytes, 0, (error, count) => {
    assert.deepStrictEqual([error, count], [null, bytes]);
    fs.closeSync(write);
    assert.ok(fs.readFileSync(name).equals(Buffer.alloc(bytes, 'w')));
    finish();
  });
  take(source.buffer);
}
for (const bytes of [100, size]) {
  for (const take of takers) {
    check(bytes, take, false);
    check(bytes, take, true);
  }
}
// Nobody else holds these.
for (let i = 0; i < 20; i++) {
  const fd = fs.openSync(file, 'r');
  pending++;
  fs.read(fd, new Uint8Array(size), 0, size, 0, (error, count) => {
    assert.deepStrictEqual([error, count], [null, size]);
    fs.closeSync(fd);
    finish();
  });
}
process.on('exit', () => assert.strictEqual(pending, 0));
