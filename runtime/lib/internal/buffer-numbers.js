// SPDX-License-Identifier: MIT
//
// Buffer's readUInt8, writeDoubleBE and the like, made from one table over
// DataView.
'use strict';

const { invalidArgType, makeError, outOfRange } =
  require('internal/errors');

function checkOffset(offset, size, length) {
  if (typeof offset !== 'number')
    throw invalidArgType('offset', 'number', offset);
  if (!Number.isInteger(offset))
    throw outOfRange('offset', 'an integer', offset);
  if (length - size < 0)
    throw makeError(RangeError, 'ERR_BUFFER_OUT_OF_BOUNDS',
      'Attempt to access memory outside buffer bounds');
  if (offset < 0 || offset + size > length)
    throw outOfRange('offset', `>= 0 && <= ${length - size}`, offset);
}

function view(buffer) {
  return new DataView(buffer.buffer, buffer.byteOffset, buffer.byteLength);
}

function checkInteger(value, min, max, bits) {
  if (!(value > max || value < min)) return;
  const range = typeof min === 'bigint'
    ? (min === 0n ? `>= 0n and < 2n ** ${bits}n`
      : `>= -(2n ** ${bits - 1}n) and < 2n ** ${bits - 1}n`)
    : bits > 24
      ? (min === 0 ? `>= 0 and < 2 ** ${bits}`
        : `>= -(2 ** ${bits - 1}) and < 2 ** ${bits - 1}`)
      : `>= ${min} and <= ${max}`;
  throw outOfRange('value', range, value);
}

// Names as in Buffer, DataView's method suffix, size, smallest and largest
// value (undefined: any).
const kKinds = [
  ['UInt8', 'Uint8', 1, 0, 255], ['Int8', 'Int8', 1, -128, 127],
  ['UInt16', 'Uint16', 2, 0, 65535], ['Int16', 'Int16', 2, -32768, 32767],
  ['UInt32', 'Uint32', 4, 0, 2 ** 32 - 1],
  ['Int32', 'Int32', 4, -(2 ** 31), 2 ** 31 - 1],
  ['Float', 'Float32', 4], ['Double', 'Float64', 8],
  ['BigUInt64', 'BigUint64', 8, 0n, 2n ** 64n - 1n],
  ['BigInt64', 'BigInt64', 8, -(2n ** 63n), 2n ** 63n - 1n],
];

function installFixed(method, [name, suffix, size, min, max]) {
  for (const order of size === 1 ? [''] : ['LE', 'BE']) {
    const little = order === 'LE';
    const get = DataView.prototype[`get${suffix}`];
    const set = DataView.prototype[`set${suffix}`];
    const read = function(offset = 0) {
      checkOffset(offset, size, this.length);
      return get.call(view(this), offset, little);
    };
    const write = function(value, offset = 0) {
      if (typeof min !== 'bigint') value = +value;
      if (min !== undefined) checkInteger(value, min, max, size * 8);
      checkOffset(offset, size, this.length);
      set.call(view(this), offset, value, little);
      return offset + size;
    };
    method(`read${name}${order}`, read);
    method(`write${name}${order}`, write);
    if (name.includes('UInt')) {
      const alias = name.replace('UInt', 'Uint');
      method(`read${alias}${order}`, read);
      method(`write${alias}${order}`, write);
    }
  }
}

function checkByteLength(size) {
  if (typeof size !== 'number')
    throw invalidArgType('byteLength', 'number', size);
  if (!Number.isInteger(size))
    throw outOfRange('byteLength', 'an integer', size);
  if (size < 1 || size > 6) throw outOfRange('byteLength', '>= 1 and <= 6', size);
}

// Integers of 1 to 6 bytes.
function installVariable(method, signed, little) {
  const suffix = little ? 'LE' : 'BE';
  const read = function(offset, size) {
    checkByteLength(size);
    checkOffset(offset, size, this.length);
    let value = 0;
    for (let i = 0; i < size; i++)
      value = value * 256 + this[offset + (little ? size - 1 - i : i)];
    if (signed && value >= 2 ** (8 * size - 1)) value -= 2 ** (8 * size);
    return value;
  };
  const write = function(value, offset, size) {
    checkByteLength(size);
    value = +value;
    const limit = 2 ** (8 * size - (signed ? 1 : 0));
    checkInteger(value, signed ? -limit : 0, limit - 1, size * 8);
    checkOffset(offset, size, this.length);
    value = Math.trunc(value);
    if (value < 0) value += 2 ** (8 * size);
    for (let i = 0; i < size; i++) {
      this[offset + (little ? i : size - 1 - i)] = value % 256;
      value = Math.floor(value / 256);
    }
    return offset + size;
  };
  const names = signed ? ['Int'] : ['UInt', 'Uint'];
  for (const name of names) {
    method(`read${name}${suffix}`, read);
    method(`write${name}${suffix}`, write);
  }
}

function install(method) {
  for (const kind of kKinds) installFixed(method, kind);
  for (const signed of [false, true])
    for (const little of [false, true])
      installVariable(method, signed, little);
}

module.exports = { install };
