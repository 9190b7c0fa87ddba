// SPDX-License-Identifier: MIT
//
// Random regular expressions on random strings, by a seed; prints a line for
// each pair: what matches where. Run as built-ins.js:
//   test/fuzz/differential/compare THAW NODE regexps.js 1 100
// Arguments: seed, number of expressions (default 2000).
//
// Left out is what V8 is known to get wrong: under the u and v flags empty
// matches lie within surrogate pairs; (?i:) reaches out of its group; and under
// v, \p{ASCII} and \q{} do not ignore case.
'use strict';

const seed = Number(process.argv[2] ?? 1);
const expressionCount = Number(process.argv[3] ?? 2000);

const {below, oneIn, pick} = require('./random.js')(seed);

// ---- Patterns ----

const kCharacters = ['a', 'b', 'c', 'A', 'B', '1', '_', ' ', '\n', '\u00e9',
                     '\u017f', '\u212a', '\u03a9', '-', '\u{1f600}', '\ud83d'];
const kSubjectCharacters = kCharacters.slice(0, 14);
const kClassEscapes = ['\\d', '\\D', '\\w', '\\W', '\\s', '\\S', '.'];
const kUnicodeEscapes = ['\\p{L}', '\\P{Lu}', '\\p{Script=Greek}', '\\u{1f600}',
                         '\\p{Nd}'];
const kSetEscapes = ['\\p{RGI_Emoji}', '[\\w--[a-b]]', '[\\w&&[a-c]]',
                     '[\\q{abc|b|}a]', '[^\\d[_]]'];
const kQuantifiers = ['*', '+', '?', '*?', '+?', '??', '{2}', '{0,2}', '{1,}',
                      '{1,3}?', '{0}', '{2,}?'];

let flags, groupCount, names;

function classRange() {
  switch (below(5)) {
    case 0: return 'a-c';
    case 1: return 'A-B1';
    case 2: return pick(['\\d', '\\w', '\\s', '\\W']);
    case 3: return '\u00e0-\u00ff';
    default: return pick(kCharacters.slice(0, 13));
  }
}

function group(depth) {
  const body = () => alternatives(depth - 1);
  switch (below(9)) {
    case 0: case 1: groupCount++; return `(${body()})`;
    case 2: {
      groupCount++;
      const name = `n${names.length}`;
      names.push(name);
      return `(?<${name}>${body()})`;
    }
    case 3: return `(?=${body()})`;
    case 4: return `(?!${body()})`;
    case 5: return `(?<=${body()})`;
    case 6: return `(?<!${body()})`;
    case 7: return `(?${pick(['m', 's', '-m', 'm-s'])}:${body()})`;
    default: return `(?:${body()})`;
  }
}

function atom(depth) {
  const isUnicode = /[uv]/.test(flags);
  switch (below(16)) {
    case 0: return pick(kClassEscapes);
    case 1: return `[${oneIn(3) ? '^' : ''}${classRange()}${classRange()}]`;
    case 2: case 3: case 4: return depth > 0 ? group(depth) : 'a';
    case 5: return pick(['^', '$', '\\b', '\\B']);
    case 6: return groupCount > 0 ? `\\${1 + below(groupCount)}` : 'b';
    case 7: return names.length > 0 ? `\\k<${pick(names)}>` : 'c';
    case 8: return isUnicode ? pick(kUnicodeEscapes) : '\\x61';
    case 9: return flags.includes('v') ? pick(kSetEscapes) : '[]?';
    default: return pick(kCharacters);
  }
}

function sequence(depth) {
  let out = '';
  for (let i = below(4) + (oneIn(8) ? 0 : 1); i > 0; i--) {
    out += atom(depth);
    if (oneIn(3)) out += pick(kQuantifiers);
  }
  return out;
}

function alternatives(depth) {
  let out = sequence(depth);
  while (oneIn(3)) out += '|' + sequence(depth);
  return out;
}

// ---- Subjects ----

function subject() {
  let out = '';
  for (let i = below(14); i > 0; i--)
    out += oneIn(3) ? out.slice(below(out.length + 1)) : pick(kSubjectCharacters);
  // Some are ropes or slices to the engine.
  return oneIn(4) ? ('xx' + out + 'aabbcc').slice(2, 22) : out.slice(0, 20);
}

// ---- Results ----

const quoted = (text) => JSON.stringify(text).replace(
    /[^ -~]/g, (c) => '\\u' + c.charCodeAt(0).toString(16).padStart(4, '0'));

function describeMatch(match) {
  if (match === null) return 'null';
  const spans = match.indices
      ? ' ' + match.indices.map((span) => span ? span.join('-') : '').join(',')
      : '';
  const groups = match.groups ? ' ' + quoted({...match.groups}) : '';
  return `${match.index} ${quoted([...match])}${spans}${groups}`;
}

function run(regexp, text) {
  const parts = [describeMatch(regexp.exec(text)), regexp.lastIndex];
  regexp.lastIndex = 0;
  parts.push(regexp.test(text), text.search(regexp));
  regexp.lastIndex = 0;
  parts.push(quoted(text.replace(regexp, '<$1$&>')));
  regexp.lastIndex = 0;
  parts.push(quoted(text.replace(regexp, (...list) => list[0].length)));
  parts.push(quoted(text.split(regexp, 6)));
  if (regexp.global) {
    regexp.lastIndex = 0;
    parts.push(quoted(text.match(regexp)));
    regexp.lastIndex = below(4);
    for (const match of text.matchAll(regexp)) parts.push(describeMatch(match));
  }
  return parts.join(' | ');
}

for (let i = 0; i < expressionCount; i++) {
  flags = [...'dgimsy'].filter(() => oneIn(4)).join('') + pick(['', '', 'u', 'v']);
  if (flags.includes('v')) flags = flags.replace('i', '');
  groupCount = 0;
  names = [];
  const pattern = alternatives(3);
  let regexp;
  try {
    regexp = new RegExp(pattern, flags);
  } catch (error) {
    console.log(`${i} ${quoted(pattern)} ${flags}: ${error.name}`);
    continue;
  }
  for (let j = 0; j < 4; j++) {
    const text = subject();
    console.log(`${i} ${quoted(pattern)} ${flags} ${quoted(text)}: ` +
                run(regexp, text));
  }
}
