// SPDX-License-Identifier: MIT
// Streams: order, back pressure, transforms, pipeline, files, iteration.
'use strict';
const assert = require('assert');
const fs = require('fs');
const os = require('os');
const path = require('path');
const { Readable, Writable, Transform, PassThrough, pipeline, finished } =
  require('stream');

const done = [];
const chunks = [];
const slow = new Writable({
  highWaterMark: 4,
  write(chunk, encoding, callback) {
    chunks.push(chunk.toString());
    setTimeout(callback, 1);
  },
});
assert.strictEqual(slow.write('ab'), true);
assert.strictEqual(slow.write('cde'), false);
slow.once('drain', () => {
  done.push('drain');
  slow.end('f');
});
slow.on('finish', () => {
  assert.deepStrictEqual(chunks, ['ab', 'cde', 'f']);
  done.push('finish');
});

const upper = new Transform({
  transform(chunk, encoding, callback) {
    callback(null, chunk.toString().toUpperCase());
  },
  flush(callback) {
    callback(null, '!');
  },
});
let text = '';
pipeline(Readable.from(['a', 'b', 'c']), upper, new PassThrough(),
         new Writable({
           write(chunk, encoding, callback) {
             text += chunk;
             callback();
           },
         }),
         (error) => {
           assert.ok(!error);
           assert.strictEqual(text, 'ABC!');
           done.push('pipeline');
         });

const failing = new Readable({ read() { this.destroy(new Error('no')); } });
finished(failing, (error) => {
  assert.strictEqual(error.message, 'no');
  done.push('failed');
});
failing.resume();

async function files() {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'thaw-streams-'));
  const file = path.join(folder, 'f');
  const out = fs.createWriteStream(file);
  for (let i = 0; i < 1000; i++) out.write(`line ${i}\n`);
  await new Promise((resolve) => out.end(resolve));
  let size = 0;
  for await (const chunk of fs.createReadStream(file, { highWaterMark: 512 }))
    size += chunk.length;
  assert.strictEqual(size, fs.statSync(file).size);
  const part = [];
  for await (const chunk of
    fs.createReadStream(file, { start: 5, end: 10, encoding: 'utf8' }))
    part.push(chunk);
  assert.strictEqual(part.join(''), '0\nline');
  await new Promise((resolve) =>
    fs.createReadStream(`${file}x`).on('error', (error) => {
      assert.strictEqual(error.code, 'ENOENT');
      resolve();
    }));
  fs.rmSync(folder, { recursive: true });
  done.push('files');
}
files();
process.on('exit', () => assert.deepStrictEqual(done.sort(), [
  'drain', 'failed', 'files', 'finish', 'pipeline']));
