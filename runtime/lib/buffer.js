// SPDX-License-Identifier: MIT
//
// The buffer module: Buffer, a Uint8Array with text encodings. Integer and
// float access is in internal/buffer-numbers.js.
'use strict';

const binding = internalBinding('buffer');
const { inspect, kCustom } = require('internal/inspect');
const { types } = require('internal/types');
const { makeError, invalidArgType, invalidArgValue, outOfRange,
} = require('internal/errors');

const kMaxLength = 2 ** 32;
const kStringMaxLength = 2 ** 29 - 24;

function numberCheck(size, name) {
  if (typeof size !== 'number') throw invalidArgType(name, 'number', size);
  if (!(size >= 0 && size <= kMaxLength))
    throw outOfRange(name, `>= 0 && <= ${kMaxLength}`, size);
}

const kEncodings = {
  'utf8': 'utf8', 'utf-8': 'utf8', 'hex': 'hex', 'base64': 'base64',
  'base64url': 'base64url', 'latin1': 'latin1', 'binary': 'latin1',
  'ascii': 'ascii', 'ucs2': 'ucs2', 'ucs-2': 'ucs2', 'utf16le': 'ucs2',
  'utf-16le': 'ucs2',
};

// The canonical encoding, or undefined if there is none of that name.
function encodingOf(encoding) {
  if (encoding === undefined || encoding === null || encoding === '')
    return 'utf8';
  return kEncodings[encoding] || kEncodings[`${encoding}`.toLowerCase()];
}

function checkedEncoding(encoding) {
  const result = encodingOf(encoding);
  if (result === undefined)
    throw makeError(TypeError, 'ERR_UNKNOWN_ENCODING',
      `Unknown encoding: ${encoding}`);
  return result;
}

function byteLength(value, encoding) {
  if (typeof value !== 'string') {
    if (ArrayBuffer.isView(value) || types.isAnyArrayBuffer(value))
      return value.byteLength;
    throw invalidArgType('string', ['string', 'Buffer', 'ArrayBuffer'], value);
  }
  switch (encodingOf(encoding)) {
    case 'latin1':
    case 'ascii': return value.length;
    case 'ucs2': return value.length * 2;
    case 'hex': return value.length >>> 1;
    case 'base64':
    case 'base64url': return base64Length(value);
  }
  return binding.byteLengthUtf8(value);
}

function base64Length(string) {
  let length = string.length;
  if (length > 0 && string[length - 1] === '=') length--;
  if (length > 1 && string[length - 1] === '=') length--;
  return (length * 3) >>> 2;
}

class FastBuffer extends Uint8Array {}

function Buffer(value, encodingOrOffset, length) {
  if (typeof value === 'number') {
    if (typeof encodingOrOffset === 'string')
      throw invalidArgType('string', 'string', value);
    return Buffer.alloc(value);
  }
  return Buffer.from(value, encodingOrOffset, length);
}
Buffer.prototype = FastBuffer.prototype;
Object.defineProperty(FastBuffer.prototype, 'constructor', {
  value: Buffer, writable: true, configurable: true, enumerable: false,
});
Object.setPrototypeOf(Buffer, Uint8Array);
Object.defineProperty(Buffer, Symbol.species, {
  configurable: true, enumerable: false, get() { return FastBuffer; },
});

function fromString(string, encoding) {
  const kind = checkedEncoding(encoding);
  const buffer = new FastBuffer(byteLength(string, kind));
  const written = binding.write(kind, buffer, string, 0, buffer.length);
  return written === buffer.length ? buffer : buffer.subarray(0, written);
}

function fromArrayBuffer(buffer, offset, length) {
  offset = offset === undefined ? 0 : +offset || 0;
  const most = buffer.byteLength - offset;
  if (most < 0)
    throw makeError(RangeError, 'ERR_BUFFER_OUT_OF_BOUNDS',
      '"offset" is outside of buffer bounds');
  if (length !== undefined) {
    length = +length;
    if (!(length > 0)) length = 0;
    else if (length > most)
      throw makeError(RangeError, 'ERR_BUFFER_OUT_OF_BOUNDS',
        '"length" is outside of buffer bounds');
    return new FastBuffer(buffer, offset, length);
  }
  return new FastBuffer(buffer, offset);
}

function fromArrayLike(list) {
  const length = list.length > 0 ? list.length : 0;
  const buffer = new FastBuffer(length);
  if (typeof list.length === 'number' && length > 0) buffer.set(list);
  return buffer;
}

Buffer.from = function from(value, encodingOrOffset, length) {
  if (typeof value === 'string') return fromString(value, encodingOrOffset);
  if (typeof value === 'object' && value !== null) {
    if (types.isAnyArrayBuffer(value))
      return fromArrayBuffer(value, encodingOrOffset, length);
    const primitive = value.valueOf && value.valueOf();
    if (primitive !== null && primitive !== undefined && primitive !== value &&
        (typeof primitive === 'string' || typeof primitive === 'object'))
      return from(primitive, encodingOrOffset, length);
    if (typeof value.length === 'number' ||
        types.isAnyArrayBuffer(value.buffer))
      return typeof value.length === 'number'
        ? fromArrayLike(value) : new FastBuffer(0);
    if (value.type === 'Buffer' && Array.isArray(value.data))
      return fromArrayLike(value.data);
    if (typeof value[Symbol.toPrimitive] === 'function') {
      const converted = value[Symbol.toPrimitive]('string');
      if (typeof converted === 'string')
        return fromString(converted, encodingOrOffset);
    }
  }
  throw invalidArgType('first argument',
    ['string', 'Buffer', 'ArrayBuffer', 'Array', 'Array-like Object'], value);
};

Buffer.alloc = function alloc(size, fill, encoding) {
  numberCheck(size, 'size');
  const buffer = new FastBuffer(size);
  if (fill !== undefined && fill !== 0 && size > 0)
    buffer.fill(fill, encoding);
  return buffer;
};
Buffer.allocUnsafe = function allocUnsafe(size) {
  numberCheck(size, 'size');
  return new FastBuffer(size);
};
Buffer.allocUnsafeSlow = function allocUnsafeSlow(size) {
  numberCheck(size, 'size');
  return new FastBuffer(size);
};
Buffer.byteLength = byteLength;
Buffer.isBuffer = (value) => value instanceof Buffer;
Buffer.isEncoding = (encoding) => typeof encoding === 'string' &&
  encoding.length !== 0 && encodingOf(encoding) !== undefined;
Buffer.poolSize = 8 * 1024;

Buffer.compare = function compare(a, b) {
  if (!types.isUint8Array(a))
    throw invalidArgType('buf1', ['Buffer', 'Uint8Array'], a);
  if (!types.isUint8Array(b))
    throw invalidArgType('buf2', ['Buffer', 'Uint8Array'], b);
  return binding.compare(a, b);
};

Buffer.concat = function concat(list, length) {
  if (!Array.isArray(list)) throw invalidArgType('list', 'Array', list);
  if (length === undefined) {
    length = 0;
    for (const item of list) if (item.length) length += item.length;
  }
  numberCheck(length, 'length');
  const buffer = new FastBuffer(length);
  let at = 0;
  for (let i = 0; i < list.length; i++) {
    const item = list[i];
    if (!types.isUint8Array(item))
      throw invalidArgType(`list[${i}]`, ['Buffer', 'Uint8Array'], item);
    if (at + item.length > length) {
      buffer.set(item.subarray(0, length - at), at);
      at = length;
      break;
    }
    buffer.set(item, at);
    at += item.length;
  }
  return buffer;
};

const { prototype } = Buffer;

function method(name, body) {
  Object.defineProperty(prototype, name, {
    value: body, writable: true, configurable: true, enumerable: true,
  });
}

function clamp(value, fallback, max) {
  if (value === undefined) return fallback;
  value = Math.trunc(+value) || 0;
  return value < 0 ? 0 : value > max ? max : value;
}

for (const name of ['parent', 'offset'])
  Object.defineProperty(prototype, name, {
    enumerable: true,
    get() {
      if (!(this instanceof Buffer)) return undefined;
      return name === 'parent' ? this.buffer : this.byteOffset;
    },
  });

method('toString', function toString(encoding, start, end) {
  start = clamp(start, 0, this.length);
  end = clamp(end, this.length, this.length);
  if (end <= start) return '';
  const kind = checkedEncoding(encoding);
  return binding.slice(kind, this, start, end);
});
method('toLocaleString', prototype.toString);

method('toJSON', function toJSON() {
  return { type: 'Buffer', data: Array.from(this) };
});

method('equals', function equals(other) {
  if (!types.isUint8Array(other))
    throw invalidArgType('otherBuffer', ['Buffer', 'Uint8Array'], other);
  return this === other ||
    (this.byteLength === other.byteLength && binding.compare(this, other) === 0);
});

method('compare', function compare(target, targetStart, targetEnd, start,
                                   end) {
  if (!types.isUint8Array(target))
    throw invalidArgType('target', ['Buffer', 'Uint8Array'], target);
  const other = target.subarray(
    clamp(targetStart, 0, target.length),
    clamp(targetEnd, target.length, target.length));
  const own = this.subarray(clamp(start, 0, this.length),
                            clamp(end, this.length, this.length));
  return binding.compare(own, other);
});

method('copy', function copy(target, targetStart, start, end) {
  targetStart = clamp(targetStart, 0, target.length);
  start = clamp(start, 0, this.length);
  end = clamp(end, this.length, this.length);
  if (end <= start) return 0;
  const count = Math.min(end - start, target.length - targetStart);
  target.set(this.subarray(start, start + count), targetStart);
  return count;
});

function viewOf(buffer, start, end) {
  const length = buffer.length;
  start = Math.trunc(+start) || 0;
  start = start < 0 ? Math.max(0, start + length) : Math.min(start, length);
  end = end === undefined ? length : Math.trunc(+end) || 0;
  end = end < 0 ? Math.max(0, end + length) : Math.min(end, length);
  return new FastBuffer(buffer.buffer, buffer.byteOffset + start,
                        Math.max(0, end - start));
}
method('subarray', function subarray(start, end) {
  return viewOf(this, start, end);
});
method('slice', function slice(start, end) {
  return viewOf(this, start, end);
});

method('write', function write(string, offset, length, encoding) {
  if (typeof string !== 'string')
    throw invalidArgType('argument', 'string', string);
  if (typeof offset === 'string') {
    encoding = offset;
    offset = 0;
    length = undefined;
  } else if (typeof length === 'string') {
    encoding = length;
    length = undefined;
  }
  if (offset !== undefined && !(offset >= 0 && offset <= this.length))
    throw outOfRange('offset', `>= 0 && <= ${this.length}`, offset);
  offset = clamp(offset, 0, this.length);
  const most = this.length - offset;
  length = clamp(length, most, most);
  return binding.write(checkedEncoding(encoding), this, string, offset,
                       length);
});

method('fill', function fill(value, offset, end, encoding) {
  if (typeof offset === 'string') {
    encoding = offset;
    offset = undefined;
    end = undefined;
  } else if (typeof end === 'string') {
    encoding = end;
    end = undefined;
  }
  offset = clamp(offset, 0, this.length);
  end = clamp(end, this.length, this.length);
  if (offset >= end) return this;
  if (typeof value === 'string')
    value = value.length === 0 ? 0 : fromString(value, encoding);
  if (typeof value === 'boolean') value = +value;
  if (typeof value === 'number') {
    Uint8Array.prototype.fill.call(this, value & 255, offset, end);
    return this;
  }
  if (value.length === 0)
    throw invalidArgValue('value', value);
  for (let i = offset, j = 0; i < end; i++) {
    this[i] = value[j];
    if (++j === value.length) j = 0;
  }
  return this;
});

// Index of value in buffer, searching in the direction given; -1 if none.
function search(buffer, value, offset, encoding, forward) {
  if (typeof offset === 'string') {
    encoding = offset;
    offset = undefined;
  }
  offset = +offset;
  if (Number.isNaN(offset)) offset = forward ? 0 : buffer.length;
  offset = Math.trunc(offset);
  if (offset < 0) offset += buffer.length;
  if (typeof value === 'number') {
    value &= 255;
    if (forward)
      return Uint8Array.prototype.indexOf.call(buffer, value,
                                               Math.max(0, offset));
    return offset < 0 ? -1
      : Uint8Array.prototype.lastIndexOf.call(buffer, value, offset);
  }
  if (typeof value === 'string') value = fromString(value, encoding);
  if (!types.isUint8Array(value))
    throw invalidArgType('value',
      ['number', 'string', 'Buffer', 'Uint8Array'], value);
  const last = buffer.length - value.length;
  if (forward) {
    if (value.length === 0)
      return Math.max(0, Math.min(offset, buffer.length));
    for (let i = Math.max(0, offset); i <= last; i++)
      if (matchesAt(buffer, value, i)) return i;
  } else {
    for (let i = Math.min(offset, last); i >= 0; i--)
      if (matchesAt(buffer, value, i)) return i;
  }
  return -1;
}

function matchesAt(buffer, value, at) {
  for (let j = 0; j < value.length; j++)
    if (buffer[at + j] !== value[j]) return false;
  return true;
}

method('indexOf', function indexOf(value, offset, encoding) {
  return search(this, value, offset, encoding, true);
});
method('lastIndexOf', function lastIndexOf(value, offset, encoding) {
  return search(this, value, offset, encoding, false);
});
method('includes', function includes(value, offset, encoding) {
  return search(this, value, offset, encoding, true) !== -1;
});

function swap(size) {
  return function() {
    if (this.length % size !== 0)
      throw makeError(RangeError, 'ERR_INVALID_BUFFER_SIZE',
        `Buffer size must be a multiple of ${size * 8}-bits`);
    for (let i = 0; i < this.length; i += size)
      Uint8Array.prototype.subarray.call(this, i, i + size).reverse();
    return this;
  };
}
method('swap16', swap(2));
method('swap32', swap(4));
method('swap64', swap(8));

for (const [name, kind] of [['utf8', 'utf8'], ['latin1', 'latin1'],
                            ['ascii', 'ascii'], ['hex', 'hex'],
                            ['base64', 'base64'], ['base64url', 'base64url'],
                            ['ucs2', 'ucs2']]) {
  method(`${name}Slice`, function(start = 0, end = this.length) {
    return binding.slice(kind, this, start, end);
  });
  method(`${name}Write`, function(string, offset = 0,
                                  length = this.length - offset) {
    return binding.write(kind, this, string, offset, length);
  });
}

Object.defineProperty(prototype, kCustom, {
  value(depth, context) {
    const max = module.exports.INSPECT_MAX_BYTES;
    const shown = Math.min(max, this.length);
    const pairs = [];
    for (let i = 0; i < shown; i++)
      pairs.push(this[i].toString(16).padStart(2, '0'));
    let text = pairs.join(' ');
    const remaining = this.length - max;
    if (remaining > 0)
      text += ` ... ${remaining} more byte${remaining > 1 ? 's' : ''}`;
    if (context) {
      const extras = Object.keys(this).slice(this.length);
      for (const key of extras)
        text += `${text === '' ? '' : ', '}${key}: ` +
          inspect(this[key], { ...context, breakLength: Infinity,
                               compact: true });
    }
    return `<${this.constructor.name} ${text}>`;
  },
  writable: true, configurable: true, enumerable: false,
});

require('internal/buffer-numbers').install(method);

function atob(input) {
  return Buffer.from(`${input}`, 'base64').toString('latin1');
}
function btoa(input) {
  input = `${input}`;
  for (let i = 0; i < input.length; i++)
    if (input.charCodeAt(i) > 255) {
      const error = new Error('Invalid character');
      error.name = 'InvalidCharacterError';
      error.code = 5;
      throw error;
    }
  return Buffer.from(input, 'latin1').toString('base64');
}

module.exports = {
  Buffer, SlowBuffer: Buffer.allocUnsafeSlow, kMaxLength, kStringMaxLength,
  constants: { MAX_LENGTH: kMaxLength, MAX_STRING_LENGTH: kStringMaxLength },
  INSPECT_MAX_BYTES: 50, atob, btoa,
  isUtf8: (value) => binding.isUtf8(value),
  isAscii: (value) => value.every((byte) => byte < 128),
};
