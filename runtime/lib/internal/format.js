// SPDX-License-Identifier: MIT
//
// util.format: printf-like placeholders, then the other arguments by inspect.
'use strict';

const { inspect } = require('internal/inspect');
const { formatNumber } = require('internal/inspect-text');
const { classOf, kClass } = require('internal/types');

function plain(options) {
  return { stylize: (string) => string, ...options };
}

function numberText(value, options) {
  return formatNumber(plain(options), value);
}

// True if String(object) would only say "[object Object]" or the like.
function hasBuiltInToString(value) {
  if (classOf(value) === kClass.proxy) return true;
  const method = value.toString;
  if (typeof method !== 'function') return true;
  if (Object.prototype.hasOwnProperty.call(value, 'toString')) return false;
  // A user's class that inherits toString from a built-in shows as an object.
  let holder = value;
  do {
    holder = Object.getPrototypeOf(holder);
  } while (holder !== null &&
           !Object.prototype.hasOwnProperty.call(holder, 'toString'));
  if (holder === null) return true;
  const { constructor } = holder;
  return typeof constructor === 'function' &&
    globalThis[constructor.name] === constructor;
}

function formatS(value, options) {
  if (typeof value === 'number') return numberText(value, options);
  if (typeof value === 'bigint') return `${value}n`;
  if (typeof value !== 'object' || value === null) return String(value);
  if (!hasBuiltInToString(value)) return String(value);
  return inspect(value, { ...options, depth: 0, colors: false, compact: 3 });
}

function formatD(value, options) {
  if (typeof value === 'bigint') return `${value}n`;
  if (typeof value === 'symbol') return 'NaN';
  return numberText(Number(value), options);
}

function formatI(value, options) {
  if (typeof value === 'bigint') return `${value}n`;
  if (typeof value === 'symbol') return 'NaN';
  return numberText(parseInt(value, 10), options);
}

function formatF(value, options) {
  return typeof value === 'symbol'
    ? 'NaN' : numberText(parseFloat(value), options);
}

function formatJ(value) {
  try {
    return JSON.stringify(value);
  } catch (error) {
    if (/circular/i.test(error.message)) return '[Circular]';
    throw error;
  }
}

// The text for one placeholder, or undefined if it is none.
function expand(letter, value, options) {
  switch (letter) {
    case 's': return formatS(value, options);
    case 'd': return formatD(value, options);
    case 'i': return formatI(value, options);
    case 'f': return formatF(value, options);
    case 'j': return `${formatJ(value)}`;
    case 'o':
      return inspect(value,
        { ...options, showHidden: true, showProxy: true, depth: 4 });
    case 'O': return inspect(value, options);
    case 'c': return '';
  }
  return undefined;
}

// Fills first's placeholders from args; returns [text, arguments used].
function fill(options, first, args) {
  let text = '';
  let from = 0;
  let used = 0;
  for (let i = 0; i < first.length - 1; i++) {
    if (first[i] !== '%') continue;
    const letter = first[i + 1];
    if (letter === '%') {
      text += `${first.slice(from, i)}%`;
      from = i + 2;
      i++;
      continue;
    }
    if (used === args.length) continue;
    const expansion = expand(letter, args[used], options);
    if (expansion === undefined) continue;
    text += first.slice(from, i) + expansion;
    used++;
    from = i + 2;
    i++;
  }
  return [from === 0 ? first : text + first.slice(from), used];
}

function formatWithOptions(options, ...args) {
  if (args.length === 0) return '';
  if (args.length === 1) {
    const only = args[0];
    return typeof only === 'string' ? only : inspect(only, options);
  }
  let text = '';
  let next = 0;
  if (typeof args[0] === 'string') {
    const [filled, used] = fill(options, args[0], args.slice(1));
    text = filled;
    next = 1 + used;
  }
  for (; next < args.length; next++) {
    if (next !== 0) text += ' ';
    const value = args[next];
    text += typeof value === 'string' ? value : inspect(value, options);
  }
  return text;
}

function format(...args) {
  return formatWithOptions(undefined, ...args);
}

module.exports = { format, formatWithOptions };
