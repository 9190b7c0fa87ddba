// SPDX-License-Identifier: MIT
//
// util.inspect: the text of a value as Node shows it. This file walks objects;
// internal/inspect-text.js lays text out, internal/inspect-errors.js formats
// errors.
'use strict';

const { getProxyDetails, getPromiseDetails, previewEntries,
        getOwnNonIndexProperties, getConstructorName: internalConstructorName,
} = internalBinding('util');
const { kClass, classOf, types, typedArrayName } = require('internal/types');
const text = require('internal/inspect-text');
const { kObjectType, kArrayType, kArrayExtrasType } = text;
const { formatError } = require('internal/inspect-errors');

const kCustom = Symbol.for('nodejs.util.inspect.custom');

function isDigit(unit) {
  return unit >= 48 && unit <= 57;
}

// True for keys that need no quotes: ASCII letters, digits and underscores.
function isPlainKey(key) {
  if (key === '' || isDigit(key.charCodeAt(0))) return false;
  for (let i = 0; i < key.length; i++) {
    const unit = key.charCodeAt(i);
    const letter = unit | 32;
    if (!(letter >= 97 && letter <= 122) && unit !== 95 && !isDigit(unit))
      return false;
  }
  return true;
}

// True for "0", "1", "10", ...
function isIndexKey(key) {
  if (key === '' || (key.length > 1 && key[0] === '0')) return false;
  for (let i = 0; i < key.length; i++)
    if (!isDigit(key.charCodeAt(i))) return false;
  return true;
}

const defaultOptions = {
  showHidden: false, depth: 2, colors: false, customInspect: true,
  showProxy: false, maxArrayLength: 100, maxStringLength: 10000,
  breakLength: 80, compact: 3, sorted: false, getters: false,
  numericSeparator: false,
};

// Names of the globals that are classes of the language: their prototypes'
// own properties are no news under showHidden.
const builtInNames = new Set();
for (const name of Object.getOwnPropertyNames(globalThis))
  if (name[0] >= 'A' && name[0] <= 'Z' && isPlainKey(name))
    builtInNames.add(name);

function stylizeNoColor(string) {
  return string;
}

function stylizeWithColor(string, style) {
  const color = inspect.colors[inspect.styles[style]];
  if (color === undefined) return string;
  return `\u001b[${color[0]}m${string}\u001b[${color[1]}m`;
}

function inspect(value, options) {
  const context = {
    budget: {}, indentation: 0, seen: [], currentDepth: 0,
    stylize: stylizeNoColor, circular: undefined, userOptions: undefined,
    ...defaultOptions,
  };
  if (arguments.length > 1) {
    if (arguments.length > 2) {
      if (arguments[2] !== undefined) context.depth = arguments[2];
      if (arguments.length > 3 && arguments[3] !== undefined)
        context.colors = arguments[3];
    }
    if (typeof options === 'boolean') {
      context.showHidden = options;
    } else if (options) {
      for (const key of Object.keys(options)) {
        if (key in defaultOptions || key === 'stylize')
          context[key] = options[key];
        else if (context.userOptions === undefined)
          context.userOptions = options;
      }
      if (context.userOptions === undefined) context.userOptions = options;
    }
  }
  if (context.colors) context.stylize = stylizeWithColor;
  if (context.maxArrayLength === null) context.maxArrayLength = Infinity;
  if (context.maxStringLength === null) context.maxStringLength = Infinity;
  return formatValue(context, value, 0);
}

// The options that a custom inspect function gets to pass on.
function optionsFor(context) {
  const options = { stylize: context.stylize };
  for (const key of Object.keys(defaultOptions)) options[key] = context[key];
  return { ...options, ...context.userOptions, stylize: context.stylize };
}

function formatValue(context, value, depth, typedArray) {
  if (value === null) return context.stylize('null', 'null');
  if (typeof value !== 'object' && typeof value !== 'function')
    return text.formatPrimitive(context, value);
  const receiver = value;
  if (classOf(value) === kClass.proxy) {
    if (context.showProxy) return formatProxy(context, value, depth);
    while (classOf(value) === kClass.proxy) {
      const target = getProxyDetails(value)[0];
      if (target === null)
        return context.stylize('<Revoked Proxy>', 'special');
      value = target;
    }
  }
  if (context.customInspect) {
    const custom = value[kCustom];
    if (typeof custom === 'function' && custom !== inspect &&
        !(value.constructor && value.constructor.prototype === value)) {
      const remaining =
        context.depth === null ? null : context.depth - depth;
      const result =
        custom.call(receiver, remaining, optionsFor(context), inspect);
      if (result !== receiver) {
        if (typeof result !== 'object') return `${result}`;
        return formatValue(context, result, depth);
      }
    }
  }
  if (context.seen.includes(value)) {
    if (context.circular === undefined) context.circular = new Map();
    let index = context.circular.get(value);
    if (index === undefined) {
      index = context.circular.size + 1;
      context.circular.set(value, index);
    }
    return context.stylize(`[Circular *${index}]`, 'special');
  }
  return formatRaw(context, value, depth, typedArray);
}

function formatProxy(context, proxy, depth) {
  const [target, handler] = getProxyDetails(proxy);
  if (target === null) return context.stylize('<Revoked Proxy>', 'special');
  if (depth > context.depth && context.depth !== null)
    return context.stylize('Proxy [Array]', 'special');
  depth++;
  context.indentation += 2;
  const output = [formatValue(context, target, depth),
                  formatValue(context, handler, depth)];
  context.indentation -= 2;
  return text.reduceToSingleString(
    context, output, '', ['Proxy [', ']'], kArrayExtrasType, depth);
}

// What formatRaw finds out about an object's kind before it lists properties.
// done is the whole text when there is nothing to list; otherwise format makes
// the entries that are no properties.
function describe(context, value, depth, constructor, tag, typedArray,
                  protoProperties) {
  const shape = {
    base: '', braces: ['{', '}'], keys: undefined, format: noEntries,
    extrasType: kObjectType, done: undefined, atDepth: undefined,
  };
  const bare = () =>
    shape.keys.length === 0 && protoProperties === undefined;
  const kind = classOf(value);
  if ((value[Symbol.iterator] || constructor === null) &&
      describeIterable(context, value, kind, constructor, tag, shape, bare))
    return shape;

  shape.keys = keysOf(value, context.showHidden);
  const prefix = (fallback) => text.prefixFor(constructor, tag, fallback);
  if (kind === kClass.arguments && constructor === 'Object') {
    shape.braces[0] = '[Arguments] {';
    if (bare()) shape.done = '[Arguments] {}';
  } else if (constructor === 'Object' && kind === kClass.object) {
    if (tag !== '') shape.braces[0] = `${prefix('Object')}{`;
    if (bare()) shape.done = `${shape.braces[0]}}`;
  } else if (typeof value === 'function') {
    shape.base = text.functionBase(value, constructor, tag);
    if (bare()) shape.done = context.stylize(shape.base, 'special');
  } else {
    describeBuiltIn(context, value, kind, constructor, tag, typedArray, shape,
                    bare, prefix, depth);
  }
  return shape;
}

function describeIterable(context, value, kind, constructor, tag, shape,
                          bare) {
  if (kind === kClass.array) {
    const prefix = constructor !== 'Array' || tag !== ''
      ? text.prefixFor(constructor, tag, 'Array', `(${value.length})`) : '';
    shape.keys = getOwnNonIndexProperties(value, !context.showHidden);
    shape.braces = [`${prefix}[`, ']'];
    if (value.length === 0 && bare()) shape.done = `${prefix}[]`;
    shape.extrasType = kArrayExtrasType;
    shape.format = formatArray;
    return true;
  }
  if (kind === kClass.set || kind === kClass.map) {
    const name = kind === kClass.set ? 'Set' : 'Map';
    const size = kind === kClass.set ? setSize.call(value) : mapSize.call(value);
    const prefix = text.prefixFor(constructor, tag, name, `(${size})`);
    shape.keys = keysOf(value, context.showHidden);
    shape.braces[0] = `${prefix}{`;
    if (size === 0 && bare()) shape.done = `${prefix}{}`;
    shape.format = kind === kClass.set ? formatSet : formatMap;
    return true;
  }
  if (kind === kClass.typedArray) {
    const fallback = constructor === null ? typedArrayName(value) : '';
    const size = typedArrayLength(value);
    shape.keys = getOwnNonIndexProperties(value, !context.showHidden);
    const prefix = text.prefixFor(constructor, tag, fallback, `(${size})`);
    shape.braces = [`${prefix}[`, ']'];
    if (size === 0 && bare() && !context.showHidden)
      shape.done = `${prefix}[]`;
    shape.extrasType = kArrayExtrasType;
    shape.format = formatTypedArray;
    return true;
  }
  if (kind === kClass.mapIterator || kind === kClass.setIterator) {
    const name = kind === kClass.mapIterator ? 'Map Iterator' : 'Set Iterator';
    let title = tag;
    if (tag !== name) title = (tag === '' ? '' : `${tag}] [`) + name;
    shape.keys = keysOf(value, context.showHidden);
    shape.braces = [`[${title}] {`, '}'];
    shape.format = formatIterator;
    return true;
  }
  return false;
}

function describeBuiltIn(context, value, kind, constructor, tag, typedArray,
                         shape, bare, prefix, depth) {
  const { braces } = shape;
  switch (kind) {
    case kClass.regExp: {
      shape.base = RegExp.prototype.toString.call(
        constructor !== null ? value : new RegExp(value));
      const name = prefix('RegExp');
      if (name !== 'RegExp ') shape.base = name + shape.base;
      if (bare() || (depth > context.depth && context.depth !== null))
        shape.done = context.stylize(shape.base, 'regexp');
      return;
    }
    case kClass.date: {
      shape.base = Number.isNaN(Date.prototype.getTime.call(value))
        ? Date.prototype.toString.call(value)
        : Date.prototype.toISOString.call(value);
      const name = prefix('Date');
      if (name !== 'Date ') shape.base = name + shape.base;
      if (bare()) shape.done = context.stylize(shape.base, 'date');
      return;
    }
    case kClass.error:
      shape.base = formatError(context, value, constructor, tag, shape.keys);
      if (bare()) shape.done = shape.base;
      return;
    case kClass.arrayBuffer:
    case kClass.sharedArrayBuffer: {
      const name = prefix(kind === kClass.arrayBuffer
        ? 'ArrayBuffer' : 'SharedArrayBuffer');
      braces[0] = `${name}{`;
      if (typedArray === undefined) {
        shape.format = formatArrayBuffer;
      } else if (bare()) {
        const size = text.formatNumber(context, value.byteLength);
        shape.done = `${name}{ byteLength: ${size} }`;
      }
      shape.keys.unshift('byteLength');
      return;
    }
    case kClass.dataView:
      braces[0] = `${prefix('DataView')}{`;
      shape.keys.unshift('byteLength', 'byteOffset', 'buffer');
      return;
    case kClass.promise:
      braces[0] = `${prefix('Promise')}{`;
      shape.format = formatPromise;
      return;
    case kClass.weakSet:
    case kClass.weakMap:
      braces[0] = `${prefix(kind === kClass.weakSet
        ? 'WeakSet' : 'WeakMap')}{`;
      shape.format = formatWeakCollection;
      return;
    case kClass.moduleNamespace:
      braces[0] = `${prefix('Module')}{`;
      shape.format = formatNamespace.bind(null, shape.keys);
      return;
  }
  if (types.isBoxedPrimitive(value)) {
    describeBoxed(context, value, kind, constructor, tag, shape);
    if (bare()) shape.done = shape.base;
    return;
  }
  if (bare()) {
    if (kind === kClass.external)
      shape.done = context.stylize('[External]', 'special');
    else
      shape.done = `${prefix('Object')}{}`;
    return;
  }
  braces[0] = `${prefix('Object')}{`;
}

function describeBoxed(context, value, kind, constructor, tag, shape) {
  const [primitive, name] = kind === kClass.numberObject
    ? [Number.prototype.valueOf.call(value), 'Number']
    : kind === kClass.stringObject
      ? [String.prototype.valueOf.call(value), 'String']
      : kind === kClass.booleanObject
        ? [Boolean.prototype.valueOf.call(value), 'Boolean']
        : kind === kClass.bigIntObject
          ? [BigInt.prototype.valueOf.call(value), 'BigInt']
          : [Symbol.prototype.valueOf.call(value), 'Symbol'];
  // A String object's characters are no news beside its text.
  if (name === 'String') shape.keys.splice(0, value.length);
  let base = `[${name}`;
  if (name !== constructor)
    base += constructor === null ? ' (null prototype)' : ` (${constructor})`;
  const plain = { ...context, stylize: stylizeNoColor };
  base += `: ${text.formatPrimitive(plain, primitive)}]`;
  if (tag !== '' && tag !== constructor) base += ` [${tag}]`;
  shape.base = context.stylize(base, name.toLowerCase());
}

function formatRaw(context, value, depth, typedArray) {
  const protoProperties = context.showHidden &&
    (depth <= context.depth || context.depth === null) ? [] : undefined;
  const constructor =
    constructorNameOf(value, context, depth, protoProperties);
  const listed = protoProperties !== undefined && protoProperties.length !== 0
    ? protoProperties : undefined;
  let tag = value[Symbol.toStringTag];
  const isOwn = context.showHidden
    ? Object.prototype.hasOwnProperty : Object.prototype.propertyIsEnumerable;
  if (typeof tag !== 'string' ||
      (tag !== '' && isOwn.call(value, Symbol.toStringTag)))
    tag = '';

  const shape =
    describe(context, value, depth, constructor, tag, typedArray, listed);
  if (shape.done !== undefined) return shape.done;
  if (depth > context.depth && context.depth !== null) {
    const name = text.prefixFor(constructor, tag, kindName(value)).slice(0, -1);
    return context.stylize(constructor !== null ? `[${name}]` : name,
                           'special');
  }

  depth++;
  context.seen.push(value);
  context.currentDepth = depth;
  const { indentation } = context;
  let output;
  try {
    output = listEntries(context, value, depth, shape, listed);
  } catch (error) {
    if (!isStackOverflow(error)) throw error;
    context.seen.pop();
    context.indentation = indentation;
    const name = text.prefixFor(constructor, tag, kindName(value)).slice(0, -1);
    return context.stylize(
      `[${name}: Inspection interrupted prematurely. ` +
      'Maximum call stack size exceeded.]', 'special');
  }
  context.seen.pop();

  let { base } = shape;
  if (context.circular !== undefined) {
    const index = context.circular.get(value);
    if (index !== undefined) {
      const reference = context.stylize(`<ref *${index}>`, 'special');
      if (context.compact !== true)
        base = base === '' ? reference : `${reference} ${base}`;
      else
        shape.braces[0] = `${reference} ${shape.braces[0]}`;
    }
  }
  if (context.sorted) sortOutput(context, output, shape);
  const result = text.reduceToSingleString(
    context, output, base, shape.braces, shape.extrasType, depth, value);
  // A value that prints to over 128 MiB is cut short, not a crash.
  const level = context.indentation;
  const size = (context.budget[level] || 0) + result.length;
  context.budget[level] = size;
  if (size > 2 ** 27) context.depth = -1;
  return result;
}

function isStackOverflow(error) {
  return error instanceof RangeError &&
    error.message === 'Maximum call stack size exceeded';
}

function listEntries(context, value, depth, shape, listed) {
  const output = shape.format(context, value, depth, shape);
  for (const key of shape.keys)
    output.push(formatProperty(context, value, depth, key, shape.extrasType));
  if (listed !== undefined)
    for (const entry of listed)
      output.push(formatProperty(context, entry.holder, depth, entry.key,
                                 kObjectType, value));
  return output;
}

function kindName(value) {
  return classOf(value) === kClass.array ? 'Array' : 'Object';
}

function sortOutput(context, output, shape) {
  const compare = context.sorted === true ? undefined : context.sorted;
  if (shape.extrasType === kObjectType) {
    output.sort(compare);
  } else if (shape.keys.length > 1) {
    const from = output.length - shape.keys.length;
    output.push(...output.splice(from).sort(compare));
  }
}

// Own keys as listed: enumerable ones, or all; symbols last.
function keysOf(value, showHidden) {
  const symbols = Object.getOwnPropertySymbols(value);
  if (showHidden) {
    const keys = Object.getOwnPropertyNames(value);
    return symbols.length === 0 ? keys : keys.concat(symbols);
  }
  let keys;
  try {
    keys = Object.keys(value);
  } catch {
    // A module namespace with bindings that have no value yet.
    keys = Object.getOwnPropertyNames(value);
  }
  for (const symbol of symbols)
    if (Object.prototype.propertyIsEnumerable.call(value, symbol))
      keys.push(symbol);
  return keys;
}

function isInstance(value, constructor) {
  try {
    return value instanceof constructor;
  } catch {
    return false;
  }
}

function constructorNameOf(value, context, depth, protoProperties) {
  let firstPrototype;
  for (let holder = value; holder; holder = Object.getPrototypeOf(holder)) {
    if (holder !== value && firstPrototype === undefined)
      firstPrototype = holder;
    const found = Object.getOwnPropertyDescriptor(holder, 'constructor');
    if (found !== undefined && typeof found.value === 'function' &&
        found.value.name !== '' && isInstance(value, found.value)) {
      if (protoProperties !== undefined &&
          (firstPrototype !== holder || !builtInNames.has(found.value.name)))
        addPrototypeProperties(value, firstPrototype || value,
                               protoProperties);
      return String(found.value.name);
    }
  }
  if (firstPrototype === undefined) return null;
  const name = internalConstructorName(value);
  if (depth > context.depth && context.depth !== null)
    return `${name} <Complex prototype>`;
  const inner = constructorNameOf(firstPrototype, context, depth + 1);
  if (inner === null) {
    const shown = inspect(firstPrototype,
      { ...optionsFor(context), customInspect: false, depth: -1 });
    return `${name} <${shown}>`;
  }
  return `${name} <${inner}>`;
}

// Non-enumerable data and accessors of user-made prototypes (showHidden).
function addPrototypeProperties(value, prototype, output) {
  const seen = new Set(Reflect.ownKeys(value));
  for (let level = 0; level < 3 && prototype; level++) {
    const constructor =
      Object.getOwnPropertyDescriptor(prototype, 'constructor');
    if (constructor !== undefined && typeof constructor.value === 'function' &&
        builtInNames.has(constructor.value.name))
      return;
    for (const key of Reflect.ownKeys(prototype)) {
      if (key === 'constructor' || seen.has(key)) continue;
      seen.add(key);
      const property = Object.getOwnPropertyDescriptor(prototype, key);
      if (typeof property.value === 'function') continue;
      output.push({ holder: prototype, key });
    }
    prototype = Object.getPrototypeOf(prototype);
  }
}

const mapSize = Object.getOwnPropertyDescriptor(Map.prototype, 'size').get;
const setSize = Object.getOwnPropertyDescriptor(Set.prototype, 'size').get;
let lengthGetter;
// The real length, whatever own property hides it.
function typedArrayLength(value) {
  if (lengthGetter === undefined)
    lengthGetter = Object.getOwnPropertyDescriptor(
      Object.getPrototypeOf(Uint8Array.prototype), 'length').get;
  return lengthGetter.call(value);
}

function noEntries() {
  return [];
}

function formatArray(context, value, depth) {
  const shown = Math.min(Math.max(0, context.maxArrayLength), value.length);
  const output = [];
  for (let i = 0; i < shown; i++) {
    if (!Object.prototype.hasOwnProperty.call(value, i))
      return formatHoles(context, value, depth, shown, output, i);
    output.push(formatProperty(context, value, depth, i, kArrayType));
  }
  if (value.length > shown) output.push(text.moreItems(value.length - shown));
  return output;
}

// The rest of an array from its first hole on.
function formatHoles(context, value, depth, maxLength, output, first) {
  const keys = Object.keys(value);
  let index = first;
  for (let i = first; i < keys.length && output.length < maxLength; i++) {
    const key = keys[i];
    if (Number(key) > 2 ** 32 - 2 || !isIndexKey(key)) break;
    if (`${index}` !== key) {
      output.push(context.stylize(text.emptyItems(key - index), 'undefined'));
      index = Number(key);
      if (output.length === maxLength) break;
    }
    output.push(formatProperty(context, value, depth, key, kArrayType));
    index++;
  }
  const remaining = value.length - index;
  if (remaining > 0)
    output.push(output.length !== maxLength
      ? context.stylize(text.emptyItems(remaining), 'undefined')
      : text.moreItems(remaining));
  return output;
}

function formatTypedArray(context, value, depth) {
  const length = typedArrayLength(value);
  const shown = Math.min(Math.max(0, context.maxArrayLength), length);
  const output = [];
  for (let i = 0; i < shown; i++)
    output.push(text.formatPrimitive(context, value[i]));
  if (length > shown) output.push(text.moreItems(length - shown));
  if (context.showHidden) {
    context.indentation += 2;
    for (const key of ['BYTES_PER_ELEMENT', 'length', 'byteLength',
                       'byteOffset', 'buffer'])
      output.push(`[${key}]: ${formatValue(context, value[key], depth, true)}`);
    context.indentation -= 2;
  }
  return output;
}

function formatArrayBuffer(context, value) {
  let bytes;
  try {
    bytes = new Uint8Array(value);
  } catch {
    return [context.stylize('(detached)', 'special')];
  }
  const shown = Math.min(Math.max(0, context.maxArrayLength), bytes.length);
  const parts = [];
  for (let i = 0; i < shown; i++)
    parts.push((bytes[i] < 16 ? '0' : '') + bytes[i].toString(16));
  let contents = parts.join(' ');
  const remaining = bytes.length - shown;
  if (remaining > 0)
    contents += ` ... ${remaining} more byte${remaining > 1 ? 's' : ''}`;
  return [`${context.stylize('[Uint8Contents]', 'special')}: <${contents}>`];
}

function formatSet(context, value, depth) {
  const output = [];
  const size = setSize.call(value);
  const shown = Math.min(Math.max(0, context.maxArrayLength), size);
  context.indentation += 2;
  for (const item of Set.prototype.values.call(value)) {
    if (output.length >= shown) break;
    output.push(formatValue(context, item, depth));
  }
  if (size > shown) output.push(text.moreItems(size - shown));
  context.indentation -= 2;
  return output;
}

function formatMap(context, value, depth) {
  const output = [];
  const size = mapSize.call(value);
  const shown = Math.min(Math.max(0, context.maxArrayLength), size);
  context.indentation += 2;
  for (const [key, item] of Map.prototype.entries.call(value)) {
    if (output.length >= shown) break;
    output.push(`${formatValue(context, key, depth)} => ` +
                formatValue(context, item, depth));
  }
  if (size > shown) output.push(text.moreItems(size - shown));
  context.indentation -= 2;
  return output;
}

function formatWeakCollection(context, value, depth) {
  if (!context.showHidden)
    return [context.stylize('<items unknown>', 'special')];
  const [entries, isKeyValue] = previewEntries(value);
  const output = isKeyValue
    ? formatPairs(context, entries, depth, true)
    : formatItems(context, entries, depth);
  if (!context.sorted) output.sort();
  return output;
}

function formatIterator(context, value, depth, shape) {
  const [entries, isKeyValue] = previewEntries(value);
  if (!isKeyValue) return formatItems(context, entries, depth);
  shape.braces[0] = shape.braces[0].replace(/ Iterator\] \{$/, ' Entries] {');
  return formatPairs(context, entries, depth, false);
}

function formatItems(context, entries, depth) {
  const shown = Math.min(Math.max(0, context.maxArrayLength), entries.length);
  const output = [];
  context.indentation += 2;
  for (let i = 0; i < shown; i++)
    output.push(formatValue(context, entries[i], depth));
  context.indentation -= 2;
  if (entries.length > shown)
    output.push(text.moreItems(entries.length - shown));
  return output;
}

// entries alternate keys and values; shown as "k => v" or "[ k, v ]".
function formatPairs(context, entries, depth, arrows) {
  const count = entries.length / 2;
  const shown = Math.min(Math.max(0, context.maxArrayLength), count);
  const output = [];
  context.indentation += 2;
  for (let i = 0; i < shown; i++) {
    const pair = [formatValue(context, entries[2 * i], depth),
                  formatValue(context, entries[2 * i + 1], depth)];
    output.push(arrows ? pair.join(' => ') : text.reduceToSingleString(
      context, pair, '', ['[', ']'], kArrayExtrasType, depth));
  }
  context.indentation -= 2;
  if (count > shown) output.push(text.moreItems(count - shown));
  return output;
}

function formatPromise(context, value, depth) {
  const [state, result] = getPromiseDetails(value);
  if (state === 0) return [context.stylize('<pending>', 'special')];
  context.indentation += 2;
  const shown = formatValue(context, result, depth);
  context.indentation -= 2;
  return [state === 2
    ? `${context.stylize('<rejected>', 'special')} ${shown}` : shown];
}

// The keys are formatted here, since a binding may have no value yet.
function formatNamespace(keys, context, value, depth) {
  const output = [];
  for (const key of keys) {
    try {
      output.push(formatProperty(context, value, depth, key, kObjectType));
    } catch (error) {
      if (!(error instanceof ReferenceError)) throw error;
      output.push(`${key}: ` + context.stylize('<uninitialized>', 'special'));
    }
  }
  keys.length = 0;
  return output;
}

function formatProperty(context, value, depth, key, type, receiver = value) {
  let separator = ' ';
  const property = Object.getOwnPropertyDescriptor(value, key) ||
    { value: value[key], configurable: true, enumerable: true };
  let shown;
  if (property.value !== undefined) {
    const extra = context.compact !== true || type !== kObjectType ? 2 : 3;
    context.indentation += extra;
    shown = formatValue(context, property.value, depth);
    if (extra === 3 && context.breakLength < shown.length)
      separator = `\n${' '.repeat(context.indentation)}`;
    context.indentation -= extra;
  } else if (property.get !== undefined) {
    shown = formatGetter(context, property, depth, receiver);
  } else if (property.set !== undefined) {
    shown = context.stylize('[Setter]', 'special');
  } else {
    shown = context.stylize('undefined', 'undefined');
  }
  if (type === kArrayType) return shown;
  let name;
  if (typeof key === 'symbol')
    name = `[${context.stylize(text.escapeControls(key.toString()), 'symbol')}]`;
  else if (key === '__proto__')
    name = "['__proto__']";
  else if (property.enumerable === false)
    name = `[${text.escapeControls(key)}]`;
  else if (isPlainKey(key))
    name = context.stylize(key, 'name');
  else
    name = context.stylize(text.quote(key), 'string');
  return `${name}:${separator}${shown}`;
}

function formatGetter(context, property, depth, receiver) {
  const label = property.set !== undefined ? 'Getter/Setter' : 'Getter';
  const { getters, stylize } = context;
  const wanted = getters === true ||
    (getters === 'get' && property.set === undefined) ||
    (getters === 'set' && property.set !== undefined);
  if (!wanted) return stylize(`[${label}]`, 'special');
  try {
    const value = property.get.call(receiver);
    context.indentation += 2;
    let shown;
    if (value === null) shown = `${stylize(`[${label}:`, 'special')} ` +
      `${stylize('null', 'null')}${stylize(']', 'special')}`;
    else if (typeof value === 'object')
      shown = `${stylize(`[${label}]`, 'special')} ` +
        formatValue(context, value, depth);
    else
      shown = `${stylize(`[${label}:`, 'special')} ` +
        `${text.formatPrimitive(context, value)}${stylize(']', 'special')}`;
    context.indentation -= 2;
    return shown;
  } catch (error) {
    return stylize(`[${label}: <Inspection threw (${error.message})>]`,
                   'special');
  }
}

inspect.custom = kCustom;
Object.defineProperty(inspect, 'defaultOptions', {
  get() { return defaultOptions; },
  set(options) { Object.assign(defaultOptions, options); },
});

inspect.colors = Object.assign(Object.create(null), {
  reset: [0, 0], bold: [1, 22], dim: [2, 22], italic: [3, 23],
  underline: [4, 24], blink: [5, 25], inverse: [7, 27], hidden: [8, 28],
  strikethrough: [9, 29], black: [30, 39], red: [31, 39], green: [32, 39],
  yellow: [33, 39], blue: [34, 39], magenta: [35, 39], cyan: [36, 39],
  white: [37, 39], gray: [90, 39], grey: [90, 39],
});
inspect.styles = Object.assign(Object.create(null), {
  special: 'cyan', number: 'yellow', bigint: 'yellow', boolean: 'yellow',
  undefined: 'grey', null: 'bold', string: 'green', symbol: 'green',
  date: 'magenta', regexp: 'red', module: 'underline',
});

module.exports = { inspect, kCustom, defaultOptions };
