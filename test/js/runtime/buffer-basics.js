// SPDX-License-Identifier: MIT
// Buffer: encodings, slices that share memory, searching, numbers.
'use strict';
const assert = require('assert');

const text = 'grüß €😀';
assert.strictEqual(Buffer.from(text).toString(), text);
assert.strictEqual(Buffer.byteLength(text), 14);
assert.strictEqual(Buffer.from('48656c6c6f', 'hex').toString(), 'Hello');
assert.strictEqual(Buffer.from('SGVsbG8=', 'base64').toString(), 'Hello');
assert.strictEqual(Buffer.from('Hello').toString('base64'), 'SGVsbG8=');
assert.strictEqual(Buffer.from([251, 255]).toString('base64url'), '-_8');
assert.strictEqual(Buffer.from('é', 'latin1')[0], 0xe9);
assert.strictEqual(Buffer.from('ab', 'utf16le').length, 4);
assert.strictEqual(Buffer.from([0xff, 0x41]).toString(), '\ufffdA');
const whole = Buffer.from('abcdef');
const part = whole.slice(1, 3);
part[0] = 0x58;
assert.strictEqual(whole.toString(), 'aXcdef');
assert.strictEqual(whole.subarray(-2).toString(), 'ef');
assert.strictEqual(Buffer.concat([whole, part]).toString(), 'aXcdefXc');
assert.strictEqual(whole.indexOf('de'), 3);
assert.strictEqual(whole.lastIndexOf('f'), 5);
assert.ok(whole.includes('Xc') && !whole.includes('zz'));
assert.ok(Buffer.from('a').equals(Buffer.from('a')));
assert.strictEqual(Buffer.compare(Buffer.from('a'), Buffer.from('b')), -1);
assert.strictEqual(Buffer.alloc(3, 'ab').toString(), 'aba');
const numbers = Buffer.alloc(8);
numbers.writeUInt32BE(0xdeadbeef, 0);
assert.strictEqual(numbers.readUInt32LE(0), 0xefbeadde);
numbers.writeDoubleLE(1.5, 0);
assert.strictEqual(numbers.readDoubleLE(0), 1.5);
numbers.writeInt16LE(-2, 0);
assert.strictEqual(numbers.readInt16LE(0), -2);
assert.strictEqual(numbers.readUIntBE(0, 3), 0xfeff00);
assert.throws(() => numbers.readInt8(8), { code: 'ERR_OUT_OF_RANGE' });
assert.throws(() => numbers.writeUInt8(256, 0), { code: 'ERR_OUT_OF_RANGE' });
assert.throws(() => Buffer.from(null), { code: 'ERR_INVALID_ARG_TYPE' });
assert.deepStrictEqual(JSON.stringify(Buffer.from('a')),
                       '{"type":"Buffer","data":[97]}');
assert.strictEqual(require('util').inspect(Buffer.from('abc')),
                   '<Buffer 61 62 63>');
assert.ok(Buffer.isBuffer(whole) && !Buffer.isBuffer(new Uint8Array(1)));
