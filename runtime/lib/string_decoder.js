// SPDX-License-Identifier: MIT
//
// The string_decoder module: bytes to text in pieces, without splitting
// characters.
'use strict';

const { Buffer } = require('buffer');
const { makeError } = require('internal/errors');

// Bytes at the end of buffer that begin a character not yet complete.
function incomplete(encoding, buffer) {
  if (encoding === 'utf16le' || encoding === 'ucs2') {
    const odd = buffer.length % 2;
    const last = buffer.length - odd - 1;
    const high = last > 0 && buffer[last] >= 0xd8 && buffer[last] <= 0xdb;
    return odd + (high ? 2 : 0);
  }
  if (encoding === 'base64' || encoding === 'base64url')
    return buffer.length % 3;
  if (encoding !== 'utf8') return 0;
  for (let i = 1; i <= Math.min(3, buffer.length); i++) {
    const byte = buffer[buffer.length - i];
    if ((byte & 0xc0) === 0x80) continue;
    const needed = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1;
    return i < needed ? i : 0;
  }
  return 0;
}

const kNames = { 'utf-8': 'utf8', 'binary': 'latin1', 'ucs-2': 'utf16le',
                 'ucs2': 'utf16le', 'utf-16le': 'utf16le' };

class StringDecoder {
  constructor(encoding = 'utf8') {
    const name = `${encoding}`.toLowerCase();
    if (!Buffer.isEncoding(name))
      throw makeError(TypeError, 'ERR_UNKNOWN_ENCODING',
        `Unknown encoding: ${encoding}`);
    this.encoding = kNames[name] || name;
    this._pending = Buffer.alloc(0);
  }
  write(bytes) {
    if (typeof bytes === 'string') return bytes;
    let buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    if (this._pending.length !== 0)
      buffer = Buffer.concat([this._pending, buffer]);
    const keep = incomplete(this.encoding, buffer);
    const end = buffer.length - keep;
    this._pending = Buffer.from(buffer.subarray(end));
    return buffer.toString(this.encoding, 0, end);
  }
  end(bytes) {
    const text = bytes === undefined ? '' : this.write(bytes);
    const rest = this._pending.toString(this.encoding);
    this._pending = Buffer.alloc(0);
    return text + rest;
  }
}

module.exports = { StringDecoder };
