// SPDX-License-Identifier: MIT
//
// Errors with Node's codes and wording, and the check functions that throw
// them.
'use strict';

const uv = internalBinding('uv');

// The stack is made when it is read, with the name of that time: errors whose
// stack must show a code are made here.
function makeError(Base, code, message) {
  const error = new Base(message);
  const { stack } = error;
  error.code = code;
  if (typeof stack === 'string' && stack.startsWith(`${Base.name}:`))
    Object.defineProperty(error, 'stack', {
      value: `${Base.name} [${code}]${stack.slice(Base.name.length)}`,
      configurable: true, writable: true, enumerable: false,
    });
  return error;
}

function describeValue(value) {
  if (value === null || value === undefined) return ` Received ${value}`;
  if (typeof value === 'function')
    return ` Received function ${value.name}`;
  const { inspect } = require('internal/inspect');
  if (typeof value === 'object') {
    if (value.constructor && value.constructor.name)
      return ` Received an instance of ${value.constructor.name}`;
    return ` Received ${inspect(value, { depth: -1 })}`;
  }
  let shown = inspect(value, { colors: false });
  if (shown.length > 28) shown = `${shown.slice(0, 25)}...`;
  return ` Received type ${typeof value} (${shown})`;
}

const kPrimitiveTypes =
  ['string', 'function', 'number', 'object', 'boolean', 'bigint', 'symbol'];

function joinWords(words, conjunction) {
  if (words.length < 2) return words.join('');
  if (words.length === 2) return words.join(` ${conjunction} `);
  return `${words.slice(0, -1).join(', ')}, ${conjunction} ` +
    words[words.length - 1];
}

function invalidArgType(name, expected, actual) {
  if (!Array.isArray(expected)) expected = [expected];
  const subject = name.endsWith(' argument')
    ? `The ${name}`
    : `The "${name}" ${name.includes('.') ? 'property' : 'argument'}`;
  const typeNames = [];
  const instances = [];
  for (const item of expected) {
    if (kPrimitiveTypes.includes(item)) typeNames.push(item);
    else if (item === 'Function' || item === 'Object')
      typeNames.push(item.toLowerCase());
    else instances.push(item);
  }
  const parts = [];
  if (typeNames.length !== 0)
    parts.push((typeNames.length > 1 ? 'one of type ' : 'of type ') +
               joinWords(typeNames, 'or'));
  if (instances.length !== 0)
    parts.push(`an instance of ${joinWords(instances, 'or')}`);
  return makeError(TypeError, 'ERR_INVALID_ARG_TYPE',
    `${subject} must be ${parts.join(' or ')}.${describeValue(actual)}`);
}

function outOfRange(name, range, actual) {
  const { inspect } = require('internal/inspect');
  const shown = Number.isInteger(actual) && Math.abs(actual) > 2 ** 32
    ? String(actual).replace(/\B(?=(\d{3})+$)/g, '_') : inspect(actual);
  return makeError(RangeError, 'ERR_OUT_OF_RANGE',
    `The value of "${name}" is out of range. It must be ${range}. ` +
    `Received ${shown}`);
}

function invalidArgValue(name, value, reason = 'is invalid') {
  const { inspect } = require('internal/inspect');
  let shown = inspect(value);
  if (shown.length > 128) shown = `${shown.slice(0, 128)}...`;
  const kind = name.includes('.') ? 'property' : 'argument';
  return makeError(TypeError, 'ERR_INVALID_ARG_VALUE',
    `The ${kind} '${name}' ${reason}. Received ${shown}`);
}

function validateString(value, name) {
  if (typeof value !== 'string') throw invalidArgType(name, 'string', value);
}

function validateFunction(value, name) {
  if (typeof value !== 'function')
    throw invalidArgType(name, 'function', value);
}

function validateInteger(value, name, min = Number.MIN_SAFE_INTEGER,
                         max = Number.MAX_SAFE_INTEGER) {
  if (typeof value !== 'number') throw invalidArgType(name, 'number', value);
  if (!Number.isInteger(value)) throw outOfRange(name, 'an integer', value);
  if (value < min || value > max)
    throw outOfRange(name, `>= ${min} && <= ${max}`, value);
}

function validateObject(value, name) {
  if (value === null || typeof value !== 'object' || Array.isArray(value))
    throw invalidArgType(name, 'Object', value);
}

// The error of a failed system call, shaped as Node's: "ENOENT: no such file
// or directory, open 'x'". errno is libuv's negative number.
function uvException(errno, syscall, path, dest) {
  const code = uv.errname(errno);
  let message = `${code}: ${uv.errmessage(errno)}, ${syscall}`;
  if (path !== undefined) message += ` '${path}'`;
  if (dest !== undefined) message += ` -> '${dest}'`;
  const error = new Error(message);
  error.errno = errno;
  error.code = code;
  error.syscall = syscall;
  if (path !== undefined) error.path = path;
  if (dest !== undefined) error.dest = dest;
  return error;
}

module.exports = {
  makeError, invalidArgType, invalidArgValue, outOfRange, validateString,
  validateFunction, validateInteger, validateObject, uvException,
};
