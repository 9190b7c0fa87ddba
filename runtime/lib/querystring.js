// SPDX-License-Identifier: MIT
//
// The querystring module.
'use strict';

function escape(value) {
  return encodeURIComponent(`${value}`)
    .replace(/[!'()*]/g, (c) => c === "'" || c === '(' || c === ')' ||
      c === '*' || c === '!' ? c : encodeURIComponent(c));
}

function unescape(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function textOf(value) {
  return typeof value === 'string' ||
    (typeof value === 'number' && Number.isFinite(value)) ||
    typeof value === 'bigint' || typeof value === 'boolean' ? `${value}` : '';
}

function stringify(object, separator = '&', equals = '=', options) {
  if (object === null || typeof object !== 'object') return '';
  const encode = options && options.encodeURIComponent || module.exports.escape;
  const parts = [];
  for (const key of Object.keys(object)) {
    const values = Array.isArray(object[key]) ? object[key] : [object[key]];
    for (const value of values)
      parts.push(encode(key) + equals + encode(textOf(value)));
  }
  return parts.join(separator);
}

function parse(text, separator = '&', equals = '=', options) {
  const result = { __proto__: null };
  if (typeof text !== 'string' || text === '') return result;
  const decode = options && options.decodeURIComponent ||
    module.exports.unescape;
  const limit = options && typeof options.maxKeys === 'number'
    ? options.maxKeys : 1000;
  let pairs = text.split(separator);
  if (limit > 0) pairs = pairs.slice(0, limit);
  for (const pair of pairs) {
    if (pair === '') continue;
    const at = pair.indexOf(equals);
    const plain = (part) => decode(part.replaceAll('+', ' '));
    const key = plain(at === -1 ? pair : pair.slice(0, at));
    const value = at === -1 ? '' : plain(pair.slice(at + equals.length));
    if (!(key in result)) result[key] = value;
    else if (Array.isArray(result[key])) result[key].push(value);
    else result[key] = [result[key], value];
  }
  return result;
}

module.exports = {
  escape, unescape, stringify, parse, encode: stringify, decode: parse,
};
