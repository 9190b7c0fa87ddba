// SPDX-License-Identifier: MIT
//
// Random calls of the built-in functions, by a seed: receivers and arguments
// come from a pool of values of every kind, into which results go back. Prints
// a line for each call: what was called and what came out. Two correct engines
// print the same:
//   test/fuzz/differential/compare THAW NODE built-ins.js 1 100
// Arguments: seed, number of calls (default 2000), part of the names of the
// functions to call (default: all).
//
// What the standard leaves to the engine is not called (kLeftOut), and of what
// is thrown only the class is printed (not even that for TypedArray.prototype.set:
// V8 has the order of two checks wrong).
'use strict';

const seed = Number(process.argv[2] ?? 1);
const callCount = Number(process.argv[3] ?? 2000);
const wanted = process.argv[4] ?? '';

// ---- What the program itself uses, whatever becomes of the globals ----

const {apply, construct, ownKeys, getOwnPropertyDescriptor, getPrototypeOf} =
    Reflect;
const {is, defineProperty} = Object;
const uncurry = (f) => (receiver, ...list) => apply(f, receiver, list);
const push = uncurry(Array.prototype.push);
const join = uncurry(Array.prototype.join);
const charCodeAt = uncurry(String.prototype.charCodeAt);
const mapForEach = uncurry(Map.prototype.forEach);
const setForEach = uncurry(Set.prototype.forEach);
const weakAdd = uncurry(WeakSet.prototype.add);
const weakHas = uncurry(WeakSet.prototype.has);
const toText = String;
const isArray = Array.isArray;
const TypedArray = getPrototypeOf(Uint8Array);
const tagOfTypedArray = uncurry(
    getOwnPropertyDescriptor(TypedArray.prototype, Symbol.toStringTag).get);
const lengthOfTypedArray = uncurry(
    getOwnPropertyDescriptor(TypedArray.prototype, 'length').get);
const log = console.log;
const min = Math.min;

const {below, oneIn, pick} = require('./random.js')(seed);

// ---- Functions ----

const kGlobals = [
  'Object', 'Function', 'Array', 'String', 'RegExp', 'Number', 'BigInt', 'Math',
  'Date', 'Symbol', 'Map', 'Set', 'WeakMap', 'WeakSet', 'WeakRef', 'Promise',
  'Proxy', 'Reflect', 'JSON', 'Iterator', 'Int8Array', 'Uint8Array',
  'Uint8ClampedArray', 'Int16Array', 'Uint16Array', 'Int32Array', 'Uint32Array',
  'BigInt64Array', 'BigUint64Array', 'Float32Array', 'Float64Array',
  'ArrayBuffer', 'SharedArrayBuffer', 'DataView', 'Atomics', 'Boolean', 'Error',
  'TypeError', 'AggregateError', 'parseInt', 'parseFloat', 'isNaN', 'isFinite',
  'encodeURIComponent', 'decodeURIComponent', 'escape', 'unescape',
];
const kLeftOut = new RegExp([
  'toLocale', 'localeCompare', 'Locale', 'Date$', 'Date\\.now', 'Math\\.random',
  // Approximations.
  'Math\\.(a?(sin|cos|tan)h?|atan2|exp|expm1|log|log10|log1p|log2|pow|cbrt|hypot)',
  'captureStackTrace', 'prepareStackTrace', 'stack', 'Atomics\\.(wait|pause)',
  // Which sizes is the engine's; V8 does not truncate the argument.
  'Atomics\\.isLockFree',
  // Source text and names of V8's own.
  'Function', 'AsyncFunction', 'Function\\.prototype\\.toString',
  'RegExp\\.(\\$|input|last|left|right)', 'WeakRef', 'getTimezoneOffset',
  // V8 takes two empty ones for the same buffer; its digits in other radixes
  // are not the closest.
  'SharedArrayBuffer\\.prototype\\.slice', 'Number\\.prototype\\.toString',
  // What not every engine has yet, or ever.
  'prototype\\.len$', 'sumPrecise', 'Temporal', 'Iterator\\..*(chunks|includes|windows|zip)',
].join('|'));

const functions = [];
const seen = new WeakSet();
function collect(value, path) {
  if ((typeof value !== 'object' && typeof value !== 'function') ||
      value === null || weakHas(seen, value))
    return;
  weakAdd(seen, value);
  if (typeof value === 'function' && !kLeftOut.test(path))
    push(functions, {path, call: value});
  const keys = ownKeys(value).sort(
      (a, b) => toText(a) < toText(b) ? -1 : toText(a) > toText(b) ? 1 : 0);
  for (const key of keys) {
    const descriptor = getOwnPropertyDescriptor(value, key);
    const name = `${path}.${toText(key)}`;
    if (key === 'constructor' || key === 'caller' || key === 'arguments')
      continue;
    if (descriptor.get) collect(descriptor.get, name + '(get)');
    if (descriptor.set) collect(descriptor.set, name + '(set)');
    if ('value' in descriptor) collect(descriptor.value, name);
  }
}
collect(TypedArray, 'TypedArray');
for (const [name, value] of Object.entries({
       ArrayIterator: [][Symbol.iterator](),
       MapIterator: new Map().entries(),
       SetIterator: new Set().values(),
       StringIterator: ''[Symbol.iterator](),
       RegExpStringIterator: 'a'.matchAll(/a/g),
       Generator: (function* () {})(),
       IteratorHelper: [].values().map((x) => x),
     }))
  collect(getPrototypeOf(value), name + '.prototype');
for (const name of kGlobals) collect(globalThis[name], name);
collect(getPrototypeOf(function* () {}), 'GeneratorFunction.prototype');
const chosen = functions.filter(({path}) => path.includes(wanted));

// ---- Values ----

const proxies = new WeakSet();
const kSmall = 40;  // nothing in the pool grows beyond this

// A consistent comparator, which sorting needs.
const rank = (x) => typeof x === 'bigint' ? Number(x)
    : typeof x !== 'number' ? typeof x === 'string' ? x.length : -1000
    : x === x ? x : 1000;

const callbacks = [
  (x) => x,
  (x, y) => rank(x) - rank(y),
  (x) => { if (x === 2) throw new RangeError('two'); return x; },
  (x, i, a) => { if (isArray(a) && a.length < kSmall) push(a, x); return i; },
  (x, i, a) => { if (isArray(a)) a.length = min(a.length, 3); return true; },
  (x, i, a) => { if (isArray(a) && a.length) a[0] = 1.5; return false; },
  (a, b) => `${typeof a}${typeof b}`,
  (x) => [x, x],
  () => undefined,
  function () { return this === undefined ? 'no receiver' : typeof this; },
  function* () { yield 1; yield 'two'; },
  class { constructor(x) { this.x = x; } },
];

class SubArray extends Array {}
class SubMap extends Map {}
class Species extends Array {
  static get [Symbol.species]() { return Array; }
}

function logging(target) {
  const proxy = new Proxy(target, {
    get: (t, key, receiver) => Reflect.get(t, key, receiver),
    has: (t, key) => Reflect.has(t, key),
    ownKeys: (t) => Reflect.ownKeys(t),
  });
  weakAdd(proxies, proxy);
  return proxy;
}

const makers = [
  () => below(20), () => -below(5), () => below(100) / 8, () => NaN, () => -0,
  () => Infinity, () => pick([-(2 ** 31), 2 ** 53 - 1]),
  () => undefined, () => null, () => oneIn(2), () => BigInt(below(300)) - 100n,
  () => 2n ** BigInt(below(130)), () => pick([Symbol.iterator, Symbol('s')]),
  () => pick(['', 'a', 'length', '0', '12', ' 1.5e3 ', 'abcabc', '\ud83d\ude00x',
              'h\u00e9llo', 'constructor', '\u0130\u1e9e', '0x1F', '-0', 'b']),
  () => 'rope'.repeat(below(8)) + below(100), () => 'sliced string of some length'.slice(below(9)),
  () => [], () => [1, 2, 3], () => [1.5, 2.5, -0, NaN], () => [3, , 1],
  () => ['b', 'a', 'c', undefined], () => [{}, [], 'x', 1n],
  () => Array.from({length: below(kSmall)}, (_, i) => i * 7 % 11),
  () => [0.5, , 2], () => Object.freeze([1, 2]), () => new Array(below(20)),
  () => SubArray.from([1, 2, 3]), () => Species.from([4, 5]),
  () => ({}), () => ({a: 1, b: 'two', 3: 4}), () => ({length: below(6), 0: 'x', 2: 'z'}),
  () => Object.create(null, {k: {value: 1, enumerable: true}}),
  () => ({get a() { return 'got'; }, set a(v) {}, valueOf: () => 7, toString: () => 'str'}),
  () => ({[Symbol.toPrimitive]: (hint) => hint === 'number' ? 3 : 'prim'}),
  () => ({next: () => ({done: true}), [Symbol.iterator]() { return this; }}),
  () => { const o = {}; for (let i = 0; i < 30; i++) o['k' + i] = i; delete o.k3; return o; },
  () => new Map([[1, 'one'], ['k', {}], [NaN, -0]]), () => new Set([1, 'b', 3.5, 1n]),
  () => new SubMap([[1, 2]]), () => new WeakMap(), () => new WeakSet(),
  () => new Map(Array.from({length: 20}, (_, i) => [i, i])).entries(),
  () => [5, 6, 7].values(), () => 'it\u{1f600}'[Symbol.iterator](),
  () => callbacks[10](), () => [1, 2, 3].values().map((x) => x * 2),
  () => /a(b)?c/g, () => /(?<n>[a-c]+)/y, () => /\u{1f600}|l+/giu, () => new RegExp('', 'dg'),
  () => new Date(below(2 ** 31) * 1000), () => new Date(NaN),
  () => new Uint8Array([3, 1, 2, 255]), () => new Float64Array([1.5, -0, NaN, 2]),
  () => new Int32Array(new ArrayBuffer(16, {maxByteLength: 64})),
  () => new Float32Array([1, 2, 0.1]), () => new BigInt64Array([1n, -1n]),
  () => new Uint16Array(below(12)), () => new Uint8ClampedArray([1, 300, 2]),
  () => new ArrayBuffer(below(32)), () => new ArrayBuffer(8, {maxByteLength: 32}),
  () => new SharedArrayBuffer(16), () => new DataView(new ArrayBuffer(16), 2),
  () => Promise.resolve(1), () => new Error('e'), () => Object(1n), () => Object('boxed'),
  () => (function () { return arguments; })(1, 'b', 3), () => logging([1, 2, 3]),
  () => logging({a: 1}), () => pick(callbacks), () => pick(callbacks),
  () => pick(callbacks), () => callbacks[0].bind(null), () => pick(chosen).call,
  () => pick(['next', 'then', 'join', 'exec', 'flags', 'size', 'add', 'get']),
];

// ---- Descriptions, which run nobody's code ----

function describeKeyed(value, depth) {
  const parts = [];
  for (const key of ownKeys(value)) {
    if (parts.length > 24) break;
    if (key === 'stack') continue;
    const descriptor = getOwnPropertyDescriptor(value, key);
    if (!descriptor) continue;
    const flags = (descriptor.writable ? 'w' : '') +
        (descriptor.enumerable ? 'e' : '') + (descriptor.configurable ? 'c' : '');
    push(parts, `${toText(key)}/${flags}:` +
         ('value' in descriptor ? describe(descriptor.value, depth - 1) : 'accessor'));
  }
  return `{${join(parts, ' ')}}`;
}

function describeCollection(value, forEach, depth) {
  const parts = [];
  forEach(value, (v, k) => {
    if (parts.length < 24)
      push(parts, `${describe(k, depth - 1)}=>${describe(v, depth - 1)}`);
  });
  return `(${join(parts, ' ')})`;
}

function describeText(text) {
  let out = '"';
  const length = min(text.length, 60);
  for (let i = 0; i < length; i++) {
    const unit = charCodeAt(text, i);
    out += unit >= 32 && unit < 127 ? text[i] : `<${unit}>`;
  }
  return `${out}"${text.length}`;
}

function describe(value, depth) {
  if (typeof value === 'string') return describeText(value);
  if (typeof value === 'function') return 'function';
  if (typeof value !== 'object' || value === null)
    return is(value, -0) ? '-0'
        : typeof value === 'bigint' ? `${value}n` : toText(value);
  if (weakHas(proxies, value)) return 'proxy';
  // The order of its keys is the engine's own.
  if (weakHas(seen, value)) return 'intrinsic';
  if (depth <= 0) return isArray(value) ? 'array' : 'object';
  const tag = tagOfTypedArray(value);
  if (tag) {
    let out = tag;
    const length = min(lengthOfTypedArray(value), 24);
    for (let i = 0; i < length; i++) out += ' ' + describe(value[i], 0);
    return out;
  }
  let inner = '';
  try { inner = describeCollection(value, mapForEach, depth); } catch {}
  if (!inner) {
    try { inner = describeCollection(value, setForEach, depth); } catch {}
  }
  return (isArray(value) ? 'array' : 'object') + inner +
      describeKeyed(value, depth);
}

// ---- Calls ----

// The calls may have changed what a maker uses.
function make() {
  try { return pick(makers)(); } catch { return 'not made'; }
}

const pool = makers.map((maker) => maker());

// What is as large as this would make the next calls slow in some engine.
function isLarge(value) {
  if (typeof value === 'string') return value.length > 400;
  if (typeof value === 'number') return value > 1e6 && value < 2 ** 53 - 1;
  if (typeof value === 'bigint') return value > 2n ** 400n || value < -(2n ** 400n);
  if (typeof value !== 'object' || value === null) return false;
  const length = getOwnPropertyDescriptor(value, 'length');
  if (length && typeof length.value === 'number' && length.value > 2 * kSmall)
    return true;
  return tagOfTypedArray(value) !== undefined && lengthOfTypedArray(value) > 400;
}

// Mostly a receiver that the function is made for.
function receiverFor(path) {
  if (oneIn(6)) return pick(pool);
  const owner = path.slice(0, path.indexOf('.prototype'));
  for (let tries = 0; tries < 60; tries++) {
    const value = oneIn(2) ? pick(pool) : make();
    if (value === null || value === undefined) continue;
    if (weakHas(proxies, value)) continue;
    for (let o = Object(value); o; o = getPrototypeOf(o)) {
      if (weakHas(proxies, o)) break;
      const constructor = getOwnPropertyDescriptor(o, 'constructor');
      const name = constructor && typeof constructor.value === 'function' &&
          getOwnPropertyDescriptor(constructor.value, 'name');
      if (name && name.value === owner) return value;
    }
  }
  return pick(pool);
}

const {then} = Promise.prototype;
function ignoreRejection(value) {
  try { apply(then, value, [undefined, () => {}]); } catch {}
}

function callOnce(number) {
  const {path, call} = pick(chosen);
  const receiver = receiverFor(path);
  const list = [];
  for (let i = below(4); i > 0; i--)
    push(list, oneIn(3) ? pick(pool) : make());
  // The standard says nothing of comparators that contradict themselves.
  if (path.includes('ort') && typeof list[0] === 'function')
    list[0] = callbacks[1];
  const constructs = oneIn(path.includes('.') ? 20 : 2);
  let result, outcome;
  try {
    result = constructs ? construct(call, list) : apply(call, receiver, list);
    outcome = describe(result, 3);
  } catch (error) {
    outcome = 'throws ' + (path === 'TypedArray.prototype.set' ? 'something'
        : error instanceof Error ? error.constructor.name : 'value');
    result = undefined;
  }
  log(`${number} ${constructs ? 'new ' : ''}${path} ` +
      `${describe(receiver, 2)} [${join(list.map((x) => describe(x, 2)), ', ')}]` +
      ` -> ${outcome}`);
  ignoreRejection(result);
  const isKept = result !== undefined && !(Object(result) === result &&
                                           weakHas(seen, result));
  pool[below(pool.length)] = isKept ? result : make();
  for (let i = 0; i < pool.length; i++)
    if (isLarge(pool[i])) pool[i] = make();
}

for (let i = 0; i < callCount; i++) callOnce(i);
