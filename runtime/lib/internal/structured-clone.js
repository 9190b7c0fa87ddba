// SPDX-License-Identifier: MIT
//
// structuredClone for everything but transferable objects other than array
// buffers.
'use strict';

const { classOf, kClass } = require('internal/types');

function cloneError(message) {
  const error = new Error(message);
  error.name = 'DataCloneError';
  error.code = 25;
  return error;
}

function describe(value) {
  return typeof value === 'symbol' ? value.toString()
    : typeof value === 'function' ? Function.prototype.toString.call(value)
      : '#<Object>';
}

const kErrors = new Map([EvalError, RangeError, ReferenceError, SyntaxError,
                         TypeError, URIError].map((E) => [E.name, E]));

// A new object of value's kind, not yet filled; memory finds copies again.
function shell(value, memory) {
  switch (classOf(value)) {
    case kClass.array: return new Array(value.length);
    case kClass.date: return new Date(+value);
    case kClass.regExp: return new RegExp(value.source, value.flags);
    case kClass.map: return new Map();
    case kClass.set: return new Set();
    case kClass.booleanObject:
    case kClass.numberObject:
    case kClass.stringObject:
    case kClass.bigIntObject: return Object(value.valueOf());
    case kClass.arrayBuffer: return value.slice(0);
    case kClass.typedArray: {
      const Type = globalThis[value[Symbol.toStringTag]];
      return new Type(copy(value.buffer, memory), value.byteOffset,
                      value.length);
    }
    case kClass.dataView:
      return new DataView(copy(value.buffer, memory), value.byteOffset,
                          value.byteLength);
    case kClass.error: {
      const Type = kErrors.get(value.name) || Error;
      const error = new Type(value.message);
      Object.defineProperty(error, 'stack', {
        value: value.stack, writable: true, configurable: true,
      });
      return error;
    }
    case kClass.object:
    case kClass.arguments: return {};
    case kClass.external: break;
  }
  throw cloneError(`${describe(value)} could not be cloned.`);
}

function copy(value, memory) {
  if (typeof value === 'symbol' || typeof value === 'function')
    throw cloneError(`${describe(value)} could not be cloned.`);
  if (typeof value !== 'object' || value === null) return value;
  const known = memory.get(value);
  if (known !== undefined) return known;
  const result = shell(value, memory);
  memory.set(value, result);
  const kind = classOf(value);
  if (kind === kClass.map) {
    for (const [key, item] of [...value])
      result.set(copy(key, memory), copy(item, memory));
  } else if (kind === kClass.set) {
    for (const item of [...value]) result.add(copy(item, memory));
  } else if (kind === kClass.object || kind === kClass.array ||
             kind === kClass.arguments) {
    for (const key of Object.keys(value)) result[key] = copy(value[key], memory);
  } else if (kind === kClass.error &&
             Object.prototype.hasOwnProperty.call(value, 'cause')) {
    Object.defineProperty(result, 'cause', {
      value: copy(value.cause, memory), writable: true, configurable: true,
    });
  }
  return result;
}

function structuredClone(value, options) {
  if (arguments.length === 0) {
    const { makeError } = require('internal/errors');
    throw makeError(TypeError, 'ERR_MISSING_ARGS',
      'The "value" argument must be specified');
  }
  const result = copy(value, new Map());
  if (options && options.transfer)
    for (const item of options.transfer)
      if (classOf(item) === kClass.arrayBuffer) item.transfer();
  return result;
}

module.exports = { structuredClone };
