// SPDX-License-Identifier: MIT
// TextEncoder and TextDecoder: replacement, fatal mode, streams, BOM.
'use strict';
const assert = require('assert');

assert.deepStrictEqual([...new TextEncoder().encode('aé€😀')],
  [97, 195, 169, 226, 130, 172, 240, 159, 152, 128]);
const target = new Uint8Array(4);
assert.deepStrictEqual(new TextEncoder().encodeInto('a€€', target),
                       { read: 2, written: 4 });
const decoder = new TextDecoder();
assert.strictEqual(decoder.decode(new Uint8Array([0xff, 0x61])), '\ufffda');
assert.strictEqual(decoder.decode(new Uint8Array([0xef, 0xbb, 0xbf, 0x61])),
                   'a');
assert.throws(() => new TextDecoder('utf-8', { fatal: true })
  .decode(new Uint8Array([0xff])), TypeError);
const stream = new TextDecoder();
const text = stream.decode(new Uint8Array([0xe2, 0x82]), { stream: true }) +
  stream.decode(new Uint8Array([0xac]), { stream: true }) + stream.decode();
assert.strictEqual(text, '€');
assert.throws(() => new TextDecoder('nope'), RangeError);
