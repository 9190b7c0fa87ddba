// SPDX-License-Identifier: MIT
//
// The version, character class flags and case mappings: unicode-case.inc.
import {kCodePoints, mapping, mark, version} from './database.js';
import {emitRecords, emitTexts, emitTrie} from './emission.js';

// Bits of kUnicodeFlags; engine/base/unicode.c holds the same list.
const kFlags = {
  'Binary_Property/ID_Start': 1,
  'Binary_Property/ID_Continue': 2,
  'General_Category/Space_Separator': 4,
  'Binary_Property/Cased': 8,
  'Binary_Property/Case_Ignorable': 16,
};

async function simpleMapping(...paths) {
  const targets = Uint32Array.from({length: kCodePoints}, (_, c) => c);
  for (const path of paths)
    for (const [c, target] of await mapping(path)) targets[c] = target;
  return targets;
}

// Unconditional mappings of SpecialCasing.txt that differ from the simple one,
// ascending.
async function specialMapping(path, simple) {
  return [...await mapping(path)]
      .filter(([c, text]) => text.length !== 1 || text[0] !== simple[c])
      .sort((a, b) => a[0] - b[0]);
}

// Canonicalize(ch) of a RegExp without u and v, for every code point.
function canonicalMapping(upper, specials) {
  const special = new Map(specials);
  return upper.map((simple, c) => {
    if (c >= 0x10000) return c;
    const text = special.get(c) ?? [simple];
    const [target] = text;
    if (text.length !== 1 || target >= 0x10000) return c;
    return c >= 128 && target < 128 ? c : target;
  });
}

// What maps to a code point, for each that is mapped to.
function emitSources(name, targets) {
  const pairs = [];
  targets.forEach((target, c) => {
    if (target !== c) pairs.push([target, c]);
  });
  pairs.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  return emitRecords('UnicodeCasePair', `kUnicode${name}Sources`, pairs);
}

// Differences to the code point in each mapping, and whether its upper case is
// special; equal ones shared.
function emitCaseRecords(mappings, specials) {
  const special = new Set(specials.map(([c]) => c));
  const indexes = new Map([['0,0,0,0,0', 0]]);
  const values = mappings[0].map((_, c) => {
    const key = [...mappings.map((targets) => targets[c] - c),
                 Number(special.has(c))].join();
    if (!indexes.has(key)) indexes.set(key, indexes.size);
    return indexes.get(key);
  });
  return emitTrie('UnicodeCase', values) +
      emitRecords('UnicodeCaseRecord', 'kUnicodeCaseRecords',
                  [...indexes.keys()].map((key) => key.split(',')));
}

export async function caseTables() {
  const flags = new Uint32Array(kCodePoints);
  for (const [path, bit] of Object.entries(kFlags))
    await mark(flags, path, bit);
  const upper = await simpleMapping('Simple_Case_Mapping/Uppercase');
  const lower = await simpleMapping('Simple_Case_Mapping/Lowercase');
  const fold = await simpleMapping('Case_Folding/C', 'Case_Folding/S');

  const specials = await specialMapping('Special_Casing/Uppercase', upper);
  const specialLower = await specialMapping('Special_Casing/Lowercase', lower);
  if (specialLower.map(([c]) => c).join() !== String(0x130))
    throw new Error('Unicode_to_lower knows one special character, U+0130');

  const canonical = canonicalMapping(upper, specials);
  return emitTexts('kUnicodeVersion', [version()]) +
      emitTrie('UnicodeFlags', flags) +
      emitCaseRecords([upper, lower, fold, canonical], specials) +
      emitSources('Fold', fold) + emitSources('Canonical', canonical) +
      emitRecords('UnicodeSpecialUpper', 'kUnicodeSpecials', specials);
}
