// SPDX-License-Identifier: MIT
//
// TextEncoder and TextDecoder (utf-8, utf-16le and latin1).
'use strict';

const binding = internalBinding('buffer');
const { makeError, invalidArgType } = require('internal/errors');
const { types } = require('internal/types');
const { inspect } = require('internal/inspect');

class TextEncoder {
  get encoding() {
    return 'utf-8';
  }
  encode(string = '') {
    string = `${string}`;
    const bytes = new Uint8Array(binding.byteLengthUtf8(string));
    binding.write('utf8', bytes, string, 0, bytes.length);
    return bytes;
  }
  encodeInto(string, target) {
    if (typeof string !== 'string')
      throw invalidArgType('src', 'string', string);
    if (!types.isUint8Array(target))
      throw invalidArgType('dest', 'Uint8Array', target);
    const written = binding.write('utf8', target, string, 0, target.length);
    // Code units of the prefix that was written.
    let read = 0;
    for (let bytes = 0; bytes < written; read++) {
      const unit = string.charCodeAt(read);
      const next = string.charCodeAt(read + 1);
      if (unit < 0x80) bytes += 1;
      else if (unit < 0x800) bytes += 2;
      else if (unit >= 0xd800 && unit <= 0xdbff && next >= 0xdc00 &&
               next <= 0xdfff) {
        bytes += 4;
        read++;
      } else bytes += 3;
    }
    return { read, written };
  }
  [inspect.custom](depth, options) {
    if (typeof depth === 'number' && depth < 0) return this;
    const shown = Object.create({ constructor: TextEncoder });
    shown.encoding = this.encoding;
    return inspect(shown, options);
  }
}

const kLabels = {
  'utf-8': 'utf-8', 'utf8': 'utf-8', 'unicode-1-1-utf-8': 'utf-8',
  'utf-16le': 'utf-16le', 'utf-16': 'utf-16le', 'ucs-2': 'utf-16le',
  'latin1': 'windows-1252', 'iso-8859-1': 'windows-1252',
  'ascii': 'windows-1252', 'us-ascii': 'windows-1252',
  'windows-1252': 'windows-1252',
};

// How many bytes at the end of bytes begin a UTF-8 sequence not yet complete.
function incompleteTail(bytes) {
  const from = Math.max(0, bytes.length - 3);
  for (let i = bytes.length - 1; i >= from; i--) {
    const byte = bytes[i];
    if ((byte & 0xc0) === 0x80) continue;
    const needed = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1;
    const have = bytes.length - i;
    return have < needed ? have : 0;
  }
  return 0;
}

function isValidUtf8(bytes, decoded) {
  return binding.byteLengthUtf8(decoded) === bytes.length &&
    (!decoded.includes('\ufffd') || binding.isUtf8(bytes));
}

class TextDecoder {
  #encoding;
  #fatal;
  #ignoreBOM;
  #pending = new Uint8Array(0);
  #atStart = true;

  constructor(label = 'utf-8', options = {}) {
    const encoding = kLabels[`${label}`.trim().toLowerCase()];
    if (encoding === undefined)
      throw makeError(RangeError, 'ERR_ENCODING_NOT_SUPPORTED',
        `The "${label}" encoding is not supported`);
    this.#encoding = encoding;
    this.#fatal = Boolean(options && options.fatal);
    this.#ignoreBOM = Boolean(options && options.ignoreBOM);
  }
  get encoding() {
    return this.#encoding;
  }
  get fatal() {
    return this.#fatal;
  }
  get ignoreBOM() {
    return this.#ignoreBOM;
  }

  decode(input = new Uint8Array(0), options = {}) {
    let bytes = this.#bytesOf(input);
    const stream = Boolean(options && options.stream);
    if (this.#pending.length !== 0) {
      const joined = new Uint8Array(this.#pending.length + bytes.length);
      joined.set(this.#pending);
      joined.set(bytes, this.#pending.length);
      bytes = joined;
      this.#pending = new Uint8Array(0);
    }
    if (stream) {
      const keep = this.#encoding === 'utf-8' ? incompleteTail(bytes)
        : this.#encoding === 'utf-16le' ? bytes.length % 2 : 0;
      this.#pending = bytes.slice(bytes.length - keep);
      bytes = bytes.subarray(0, bytes.length - keep);
    }
    let text = this.#decodeBytes(bytes);
    if (this.#atStart && !this.#ignoreBOM && text.charCodeAt(0) === 0xfeff)
      text = text.slice(1);
    this.#atStart = !stream;
    return text;
  }

  #bytesOf(input) {
    if (types.isAnyArrayBuffer(input)) return new Uint8Array(input);
    if (ArrayBuffer.isView(input))
      return new Uint8Array(input.buffer, input.byteOffset, input.byteLength);
    throw invalidArgType('list',
      ['ArrayBuffer', 'ArrayBufferView'], input);
  }

  #decodeBytes(bytes) {
    const kind = this.#encoding === 'utf-8' ? 'utf8'
      : this.#encoding === 'utf-16le' ? 'ucs2' : 'latin1';
    const text = binding.slice(kind, bytes, 0, bytes.length);
    const bad = kind === 'utf8' ? !isValidUtf8(bytes, text)
      : kind === 'ucs2' && bytes.length % 2 !== 0;
    if (this.#fatal && bad)
      throw makeError(TypeError, 'ERR_ENCODING_INVALID_ENCODED_DATA',
        `The encoded data was not valid for encoding ${this.#encoding}`);
    return text;
  }
}

module.exports = { TextEncoder, TextDecoder };
