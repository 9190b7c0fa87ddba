// SPDX-License-Identifier: MIT
//
// The text side of util.inspect: primitives, prefixes, line breaking and the
// grouping of long arrays into columns. Nothing here visits other objects.
'use strict';

const { types } = require('internal/types');

// How entries are laid out: properties, array elements (no key shown), array
// elements followed by extra keys.
const kObjectType = 0;
const kArrayType = 1;
const kArrayExtrasType = 2;

const kMinLineWidth = 16;

const controlNames = {
  8: '\\b', 9: '\\t', 10: '\\n', 12: '\\f', 13: '\\r', 92: '\\\\',
};

function escapeUnit(unit) {
  const named = controlNames[unit];
  if (named !== undefined) return named;
  const hex = unit.toString(16);
  if (unit >= 0x100) return `\\u${hex}`;
  return `\\x${hex.toUpperCase().padStart(2, '0')}`;
}

// True for a surrogate at index that has no partner.
function isLoneSurrogate(string, index, unit) {
  if (unit < 0xd800 || unit > 0xdfff) return false;
  if (unit < 0xdc00) {
    const next = string.charCodeAt(index + 1);
    return !(next >= 0xdc00 && next <= 0xdfff);
  }
  const previous = string.charCodeAt(index - 1);
  return !(previous >= 0xd800 && previous <= 0xdbff);
}

// Escapes control characters, lone surrogates, backslashes and the quote
// (a code unit; -1 for none).
function escape(string, quoteUnit) {
  let result = '';
  let from = 0;
  for (let i = 0; i < string.length; i++) {
    const unit = string.charCodeAt(i);
    let replacement;
    if (unit === quoteUnit)
      replacement = `\\${string[i]}`;
    else if (unit < 0x20 || unit === 92 || (unit >= 0x7f && unit <= 0x9f) ||
             isLoneSurrogate(string, i, unit))
      replacement = escapeUnit(unit);
    else
      continue;
    result += string.slice(from, i) + replacement;
    from = i + 1;
  }
  return from === 0 ? string : result + string.slice(from);
}

function escapeControls(string) {
  return escape(string, 39);
}

// The string as a literal, in the quotes that need least escaping.
function quote(string) {
  let mark = "'";
  if (string.includes("'")) {
    if (!string.includes('"')) mark = '"';
    else if (!string.includes('`') && !string.includes('${')) mark = '`';
  }
  return mark + escape(string, mark === "'" ? 39 : -1) + mark;
}

function plural(count, noun) {
  return `${count} ${noun}${count > 1 ? 's' : ''}`;
}

function moreItems(count) {
  return `... ${count} more item${count > 1 ? 's' : ''}`;
}

function emptyItems(count) {
  return `<${plural(count, 'empty item')}>`;
}

function addSeparators(digits) {
  let result = '';
  let i = digits.length;
  const start = digits.startsWith('-') ? 1 : 0;
  for (; i >= start + 4; i -= 3) result = `_${digits.slice(i - 3, i)}${result}`;
  return i === digits.length ? digits : digits.slice(0, i) + result;
}

function addFractionSeparators(digits) {
  let result = '';
  let i = 0;
  for (; i < digits.length - 3; i += 3) result += `${digits.slice(i, i + 3)}_`;
  return i === 0 ? digits : result + digits.slice(i);
}

function formatNumber(context, number) {
  const { stylize } = context;
  if (Object.is(number, -0)) return stylize('-0', 'number');
  const string = `${number}`;
  if (!context.numericSeparator || string.includes('e') ||
      !Number.isFinite(number))
    return stylize(string, 'number');
  const [whole, fraction] = string.split('.');
  const shown = addSeparators(whole) +
    (fraction === undefined ? '' : `.${addFractionSeparators(fraction)}`);
  return stylize(shown, 'number');
}

function formatString(context, value) {
  let trailer = '';
  if (value.length > context.maxStringLength) {
    const remaining = value.length - context.maxStringLength;
    value = value.slice(0, context.maxStringLength);
    trailer = `... ${plural(remaining, 'more character')}`;
  }
  if (context.compact !== true && value.length > kMinLineWidth &&
      value.length > context.breakLength - context.indentation - 4) {
    const lines = [];
    let from = 0;
    for (let i = value.indexOf('\n'); i !== -1; i = value.indexOf('\n', from)) {
      lines.push(value.slice(from, i + 1));
      from = i + 1;
    }
    if (from < value.length) lines.push(value.slice(from));
    const glue = ` +\n${' '.repeat(context.indentation + 2)}`;
    return lines.map((line) => context.stylize(quote(line), 'string'))
      .join(glue) + trailer;
  }
  return context.stylize(quote(value), 'string') + trailer;
}

function formatPrimitive(context, value) {
  const { stylize } = context;
  switch (typeof value) {
    case 'string': return formatString(context, value);
    case 'number': return formatNumber(context, value);
    case 'bigint': {
      const digits = `${value}`;
      return stylize(
        `${context.numericSeparator ? addSeparators(digits) : digits}n`,
        'bigint');
    }
    case 'boolean': return stylize(`${value}`, 'boolean');
    case 'undefined': return stylize('undefined', 'undefined');
    case 'symbol':
      return stylize(Symbol.prototype.toString.call(value), 'symbol');
  }
  return `${value}`;
}

// "Foo [tag] ", "[Object: null prototype] ": what stands before the braces.
function prefixFor(constructor, tag, fallback, size = '') {
  if (constructor === null) {
    if (tag !== '' && fallback !== tag)
      return `[${fallback}${size}: null prototype] [${tag}] `;
    return `[${fallback}${size}: null prototype] `;
  }
  if (tag !== '' && constructor !== tag)
    return `${constructor}${size} [${tag}] `;
  return `${constructor}${size} `;
}

// True if the source text of a function is that of a class.
function isClassSource(source) {
  if (!source.startsWith('class') || !source.endsWith('}')) return false;
  const brace = source.indexOf('{');
  if (brace === -1) return false;
  const head = source.slice(5, brace);
  if (!head.includes('(')) return true;
  const stripped = head.replace(/\/\/.*?\n|\/\*[^]*?\*\//g, '');
  return /^(\s+[^(]*?)\s*$/.test(stripped) || /^\s+extends\b/.test(stripped);
}

function classBase(value, constructor, tag) {
  const hasName = Object.prototype.hasOwnProperty.call(value, 'name');
  let base = `class ${(hasName && value.name) || '(anonymous)'}`;
  if (constructor !== 'Function' && constructor !== null)
    base += ` [${constructor}]`;
  if (tag !== '' && constructor !== tag) base += ` [${tag}]`;
  if (constructor !== null) {
    const parent = Object.getPrototypeOf(value).name;
    if (parent) base += ` extends ${parent}`;
  } else {
    base += ' extends null';
  }
  return `[${base}]`;
}

function functionBase(value, constructor, tag) {
  if (isClassSource(Function.prototype.toString.call(value)))
    return classBase(value, constructor, tag);
  let type = 'Function';
  if (types.isGeneratorFunction(value)) type = `Generator${type}`;
  if (types.isAsyncFunction(value)) type = `Async${type}`;
  let base = `[${type}`;
  if (constructor === null) base += ' (null prototype)';
  base += value.name === '' ? ' (anonymous)' : `: ${String(value.name)}`;
  base += ']';
  if (constructor !== type && constructor !== null) base += ` ${constructor}`;
  if (tag !== '' && constructor !== tag) base += ` [${tag}]`;
  return base;
}

function withoutColors(string) {
  return string.replace(/\u001b\[\d\d?m/g, '');
}

function shownLength(context, string) {
  return (context.colors ? withoutColors(string) : string).length;
}

// Several entries per line, in columns, when they are short and alike.
function groupElements(context, output, value) {
  const hasMore = context.maxArrayLength < output.length;
  const count = hasMore ? output.length - 1 : output.length;
  const kSeparator = 2;
  const lengths = [];
  let total = 0;
  let longest = 0;
  for (let i = 0; i < count; i++) {
    const length = shownLength(context, output[i]);
    lengths.push(length);
    total += length + kSeparator;
    if (longest < length) longest = length;
  }
  const width = longest + kSeparator;
  if (width * 3 + context.indentation >= context.breakLength ||
      !(total / width > 5 || longest <= 6))
    return output;
  // Aim at a block about 2.5 times as wide as high, in characters.
  const bias = Math.sqrt(width - total / output.length);
  const biased = Math.max(width - 3 - bias, 1);
  const columns = Math.min(
    Math.round(Math.sqrt(2.5 * biased * count) / biased),
    Math.floor((context.breakLength - context.indentation) / width),
    context.compact * 4, 15);
  if (columns <= 1) return output;
  const widths = [];
  for (let i = 0; i < columns; i++) {
    let widest = 0;
    for (let j = i; j < count; j += columns)
      if (lengths[j] > widest) widest = lengths[j];
    widths.push(widest + kSeparator);
  }
  const padStart = value !== undefined && allNumbers(value, output.length);
  const rows = [];
  for (let i = 0; i < count; i += columns) {
    const last = Math.min(i + columns, count) - 1;
    let row = '';
    for (let j = i; j < last; j++) {
      const cell = `${output[j]}, `;
      const pad = widths[j - i] + output[j].length - lengths[j];
      row += padStart ? cell.padStart(pad) : cell.padEnd(pad);
    }
    if (padStart)
      row += output[last].padStart(
        widths[last - i] + output[last].length - lengths[last] - kSeparator);
    else
      row += output[last];
    rows.push(row);
  }
  if (hasMore) rows.push(output[count]);
  return rows;
}

function allNumbers(value, count) {
  for (let i = 0; i < count; i++)
    if (typeof value[i] !== 'number' && typeof value[i] !== 'bigint')
      return false;
  return true;
}

function fitsOneLine(context, output, start, base) {
  let total = output.length + start;
  if (total + output.length > context.breakLength) return false;
  for (const entry of output) {
    total += shownLength(context, entry);
    if (total > context.breakLength) return false;
  }
  return base === '' || !base.includes('\n');
}

// As output.join(separator), but nothing is copied: the parts of a deeply
// nested value would be copied once for each level.
function joinRope(output, separator) {
  let text = '';
  for (let i = 0; i < output.length; i++)
    text += i === 0 ? output[i] : separator + output[i];
  return text;
}

// Joins entries between braces, on one line if the options allow.
function reduceToSingleString(context, output, base, braces, extrasType, depth,
                              value) {
  const head = base ? `${base} ` : '';
  if (context.compact === true) {
    if (fitsOneLine(context, output, 0, base))
      return `${braces[0]}${base ? ` ${base}` : ''} ${output.join(', ')} ` +
        braces[1];
    const indent = `\n${' '.repeat(context.indentation)}`;
    const line = base === '' && braces[0].length === 1
      ? ' ' : `${base ? ` ${base}` : ''}\n${indent.slice(1)}  `;
    return `${braces[0]}${line}${output.join(`,${indent}  `)} ${braces[1]}`;
  }
  if (typeof context.compact === 'number' && context.compact >= 1) {
    const entries = output.length;
    if (extrasType === kArrayExtrasType && entries > 6)
      output = groupElements(context, output, value);
    if (context.currentDepth - depth < context.compact &&
        entries === output.length) {
      const start = output.length + context.indentation + braces[0].length +
        base.length + 10;
      if (fitsOneLine(context, output, start, base)) {
        const joined = output.join(', ');
        if (!joined.includes('\n'))
          return `${head}${braces[0]} ${joined} ${braces[1]}`;
      }
    }
  }
  const indent = `\n${' '.repeat(context.indentation)}`;
  return `${head}${braces[0]}${indent}  ` +
    joinRope(output, `,${indent}  `) + `${indent}${braces[1]}`;
}

module.exports = {
  kObjectType, kArrayType, kArrayExtrasType, escapeControls, quote, moreItems,
  emptyItems, formatNumber, formatPrimitive, prefixFor, functionBase,
  withoutColors, reduceToSingleString,
};
