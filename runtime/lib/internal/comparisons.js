// SPDX-License-Identifier: MIT
//
// Deep equality as assert.deepEqual, assert.deepStrictEqual and
// util.isDeepStrictEqual define it.
'use strict';

const { classOf, kClass, types } = require('internal/types');

function isObject(value) {
  return typeof value === 'object' && value !== null;
}

function enumerableKeys(value) {
  const keys = Object.keys(value);
  for (const symbol of Object.getOwnPropertySymbols(value))
    if (Object.prototype.propertyIsEnumerable.call(value, symbol))
      keys.push(symbol);
  return keys;
}

// What must agree before properties are compared; undefined: nothing special.
function sameEssence(a, b, kind, strict) {
  switch (kind) {
    case kClass.date:
      return Date.prototype.getTime.call(a) === Date.prototype.getTime.call(b) ||
        (Number.isNaN(+a) && Number.isNaN(+b));
    case kClass.regExp:
      return String(a) === String(b) && a.lastIndex === b.lastIndex;
    case kClass.error:
      return a.message === b.message && a.name === b.name;
    case kClass.numberObject:
    case kClass.stringObject:
    case kClass.booleanObject:
    case kClass.bigIntObject:
    case kClass.symbolObject:
      return Object.is(a.valueOf(), b.valueOf());
    case kClass.arrayBuffer:
    case kClass.sharedArrayBuffer:
      return sameBytes(new Uint8Array(a), new Uint8Array(b));
    case kClass.dataView:
      return sameBytes(new Uint8Array(a.buffer, a.byteOffset, a.byteLength),
                       new Uint8Array(b.buffer, b.byteOffset, b.byteLength));
    case kClass.weakMap:
    case kClass.weakSet:
    case kClass.promise:
      return false;
    case kClass.typedArray:
      return sameElements(a, b, strict);
  }
  return true;
}

function sameBytes(a, b) {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

function sameElements(a, b, strict) {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++)
    if (strict ? !Object.is(a[i], b[i])
               : a[i] !== b[i] && !(a[i] !== a[i] && b[i] !== b[i]))
      return false;
  return true;
}

function compare(a, b, strict, pairs) {
  if (a === b) return a !== 0 || !strict || Object.is(a, b);
  if (strict) {
    if (typeof a !== 'object')
      return typeof a === 'number' && Number.isNaN(a) && Number.isNaN(b);
    if (typeof b !== 'object' || a === null || b === null) return false;
    if (Object.getPrototypeOf(a) !== Object.getPrototypeOf(b)) return false;
  } else {
    if (!isObject(a)) {
      if (isObject(b)) return false;
      // eslint-disable-next-line eqeqeq
      return a == b || (Number.isNaN(a) && Number.isNaN(b));
    }
    if (!isObject(b)) return false;
  }
  const kind = classOf(a);
  if (kind !== classOf(b)) return false;
  if (Object.prototype.toString.call(a) !== Object.prototype.toString.call(b))
    return false;
  if (kind === kClass.array && a.length !== b.length) return false;
  if (!sameEssence(a, b, kind, strict)) return false;
  return compareContents(a, b, kind, strict, pairs);
}

// pairs: a Map from what is being compared to what it is compared with.
function compareContents(a, b, kind, strict, pairs) {
  // A pair that is being compared already counts as equal.
  let partners = pairs.get(a);
  if (partners === undefined) pairs.set(a, partners = []);
  for (let i = 0; i < partners.length; i++)
    if (partners[i] === b) return true;
  partners.push(b);
  const equal = compareKeys(a, b, kind, strict, pairs) &&
    (kind !== kClass.set || compareSets(a, b, strict, pairs)) &&
    (kind !== kClass.map || compareMaps(a, b, strict, pairs));
  partners.pop();
  if (partners.length === 0) pairs.delete(a);
  return equal;
}

function compareKeys(a, b, kind, strict, pairs) {
  if (kind === kClass.typedArray && !hasExtraKeys(a) && !hasExtraKeys(b))
    return true;
  const keys = strict ? enumerableKeys(a) : Object.keys(a);
  const others = strict ? enumerableKeys(b) : Object.keys(b);
  if (keys.length !== others.length) return false;
  for (const key of keys)
    if (!Object.prototype.propertyIsEnumerable.call(b, key)) return false;
  for (const key of keys)
    if (!compare(a[key], b[key], strict, pairs)) return false;
  return true;
}

function hasExtraKeys(view) {
  return Object.keys(view).length !== view.length;
}

function compareSets(a, b, strict, pairs) {
  if (a.size !== b.size) return false;
  const unmatched = [];
  for (const item of a)
    if (!b.has(item)) {
      if (strict && !isObject(item)) return false;
      unmatched.push(item);
    }
  if (unmatched.length === 0) return true;
  const candidates = [];
  for (const item of b) if (!a.has(item)) candidates.push(item);
  for (const item of unmatched) {
    const index =
      candidates.findIndex((other) => compare(item, other, strict, pairs));
    if (index === -1) return false;
    candidates.splice(index, 1);
  }
  return true;
}

function compareMaps(a, b, strict, pairs) {
  if (a.size !== b.size) return false;
  const unmatched = [];
  for (const [key, value] of a) {
    if (b.has(key) && compare(value, b.get(key), strict, pairs)) continue;
    if (strict && !isObject(key)) return false;
    unmatched.push([key, value]);
  }
  if (unmatched.length === 0) return true;
  const candidates = [];
  for (const entry of b) if (!a.has(entry[0])) candidates.push(entry);
  for (const [key, value] of unmatched) {
    const index = candidates.findIndex((other) =>
      compare(key, other[0], strict, pairs) &&
      compare(value, other[1], strict, pairs));
    if (index === -1) return false;
    candidates.splice(index, 1);
  }
  return true;
}

module.exports = {
  isDeepEqual: (a, b) => compare(a, b, false, new Map()),
  isDeepStrictEqual: (a, b) => compare(a, b, true, new Map()),
  isError: (value) => types.isNativeError(value) || value instanceof Error,
};
