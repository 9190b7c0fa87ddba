// SPDX-License-Identifier: MIT
//
// The util module.
'use strict';

const { inspect } = require('internal/inspect');
const { withoutColors } = require('internal/inspect-text');
const { format, formatWithOptions } = require('internal/format');
const { types } = require('internal/types');
const { isDeepStrictEqual } = require('internal/comparisons');
const { makeError, invalidArgType, validateFunction, validateString,
} = require('internal/errors');

const kCustomPromisify = Symbol.for('nodejs.util.promisify.custom');

function promisify(original) {
  validateFunction(original, 'original');
  const custom = original[kCustomPromisify];
  if (custom) {
    validateFunction(custom, 'util.promisify.custom');
    return Object.defineProperty(custom, kCustomPromisify, {
      value: custom, enumerable: false, writable: false, configurable: true,
    });
  }
  function promisified(...args) {
    return new Promise((resolve, reject) => {
      Reflect.apply(original, this, [...args, (error, value) => {
        if (error) reject(error);
        else resolve(value);
      }]);
    });
  }
  Object.setPrototypeOf(promisified, Object.getPrototypeOf(original));
  Object.defineProperty(promisified, kCustomPromisify, {
    value: promisified, enumerable: false, writable: false, configurable: true,
  });
  return Object.defineProperties(
    promisified, Object.getOwnPropertyDescriptors(original));
}
promisify.custom = kCustomPromisify;

function callbackify(original) {
  validateFunction(original, 'original');
  function callbackified(...args) {
    const callback = args.pop();
    validateFunction(callback, 'last argument');
    Reflect.apply(original, this, args).then(
      (value) => process.nextTick(callback, null, value),
      (reason) => {
        if (!reason) {
          const wrapped = makeError(Error, 'ERR_FALSY_VALUE_REJECTION',
            'Promise was rejected with falsy value');
          wrapped.reason = reason;
          reason = wrapped;
        }
        process.nextTick(callback, reason);
      });
  }
  const descriptors = Object.getOwnPropertyDescriptors(original);
  if (typeof descriptors.length.value === 'number')
    descriptors.length.value++;
  if (typeof descriptors.name.value === 'string')
    descriptors.name.value += 'Callbackified';
  return Object.defineProperties(callbackified, descriptors);
}

function inherits(constructor, superConstructor) {
  validateFunction(constructor, 'ctor');
  validateFunction(superConstructor, 'superCtor');
  if (superConstructor.prototype === undefined)
    throw invalidArgType('superCtor.prototype', 'Object',
                         superConstructor.prototype);
  Object.defineProperty(constructor, 'super_', {
    value: superConstructor, writable: true, configurable: true,
  });
  Object.setPrototypeOf(constructor.prototype, superConstructor.prototype);
}

const shownWarnings = new Set();
function deprecate(original, message, code) {
  let warned = false;
  function deprecated(...args) {
    if (!warned) {
      warned = true;
      if (code === undefined || !shownWarnings.has(code)) {
        if (code !== undefined) shownWarnings.add(code);
        process.emitWarning(message, 'DeprecationWarning', code);
      }
    }
    if (new.target) return Reflect.construct(original, args, new.target);
    return Reflect.apply(original, this, args);
  }
  Object.setPrototypeOf(deprecated, original);
  if (original.prototype) deprecated.prototype = original.prototype;
  return deprecated;
}

function debuglog() {
  const log = () => {};
  log.enabled = false;
  return log;
}

function styleText(style, string) {
  validateString(string, 'text');
  let before = '';
  let after = '';
  for (const name of Array.isArray(style) ? style : [style]) {
    const codes = inspect.colors[name];
    if (codes === undefined)
      throw makeError(TypeError, 'ERR_INVALID_ARG_VALUE',
        `The argument 'format' must be one of: ` +
        `${Object.keys(inspect.colors).map((n) => `'${n}'`).join(', ')}. ` +
        `Received ${inspect(name)}`);
    before += `\u001b[${codes[0]}m`;
    after = `\u001b[${codes[1]}m${after}`;
  }
  return before + string + after;
}

module.exports = {
  callbackify, debug: debuglog, debuglog, deprecate, format,
  formatWithOptions, inherits, inspect, isDeepStrictEqual, promisify,
  stripVTControlCharacters: withoutColors, styleText,
  toUSVString: (string) => String(string).toWellFormed(),
  types,
  isArray: Array.isArray,
  isBoolean: (value) => typeof value === 'boolean',
  isBuffer: (value) => require('buffer').Buffer.isBuffer(value),
  isDate: types.isDate,
  isError: (value) => types.isNativeError(value) || value instanceof Error,
  isFunction: (value) => typeof value === 'function',
  isNull: (value) => value === null,
  isNullOrUndefined: (value) => value === null || value === undefined,
  isNumber: (value) => typeof value === 'number',
  isObject: (value) => value !== null && typeof value === 'object',
  isPrimitive: (value) => value === null ||
    (typeof value !== 'object' && typeof value !== 'function'),
  isRegExp: types.isRegExp,
  isString: (value) => typeof value === 'string',
  isSymbol: (value) => typeof value === 'symbol',
  isUndefined: (value) => value === undefined,
};

// Not loaded unless asked for.
for (const name of ['TextEncoder', 'TextDecoder'])
  Object.defineProperty(module.exports, name, {
    get() { return require('internal/encoding')[name]; },
    enumerable: true, configurable: true,
  });
