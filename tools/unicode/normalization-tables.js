// SPDX-License-Identifier: MIT
//
// Decompositions, compositions, and how each character takes part in normal
// forms: unicode-normalization.inc. Hangul syllables are arithmetic in the
// engine, but for that last table.
import {
  combiningClasses, kCodePoints, mapping, mark, valuesOf,
} from './database.js';
import {emitArray, emitRecords, emitTrie} from './emission.js';

// A Map from each code point to its decomposition, as in UnicodeData.txt: one
// level only.
async function decompositions(types) {
  const result = new Map();
  for (const type of types) {
    for (const [c, text] of await mapping(`Decomposition_Mapping/${type}`))
      if (c < 0xAC00 || c > 0xD7A3) result.set(c, text);
  }
  return result;
}

// The decomposition of c all the way, as a string.
function decompose(c, steps) {
  const text = steps.get(c);
  if (text === undefined) return String.fromCodePoint(c);
  return text.map((part) => decompose(part, steps)).join('');
}

function unitsOf(text) {
  return Array.from({length: text.length}, (_, i) => text.charCodeAt(i));
}

// Each entry of kUnicodeDecompositions: canonical length | compatibility
// length << 8 (in UTF-16 units), then the two texts; a zero length means that
// the character does not decompose that way, or, for the second, that it is
// the same as the first.
function emitDecompositions(canonical, compatible) {
  const entryOf = new Uint32Array(kCodePoints);
  const pool = [0];
  for (const c of [...compatible.keys()].sort((a, b) => a - b)) {
    const first = canonical.has(c) ? decompose(c, canonical) : '';
    const full = decompose(c, compatible);
    const second = full === first ? '' : full;
    entryOf[c] = pool.length;
    pool.push(first.length | second.length << 8, ...unitsOf(first),
              ...unitsOf(second));
  }
  if (pool.length > 0xFFFF) throw new Error('too many decompositions');
  return emitTrie('UnicodeDecomposition', entryOf) +
      emitArray('kUnicodeDecompositions', pool);
}

// [first, second, composed], ascending.
function compositions(canonical, excluded) {
  const pairs = [];
  for (const [c, text] of canonical)
    if (text.length === 2 && !excluded[c]) pairs.push([...text, c]);
  return pairs.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
}

// Bits of UnicodeNormalRecord.flags; engine/base/unicode-normalization.c holds
// the same list.
const kChangesInNFC = 1;
const kChangesInNFD = 2;
const kChangesInNFKC = 4;
const kChangesInNFKD = 8;
const kComposesWithPrevious = 16;
const kLeadSurrogate = 32;

// The flags of each code point. kChangesIn... is set where UAX #15's quick
// check says No or Maybe.
function normalFlags(canonical, compatible, pairs, excluded) {
  const flags = new Uint32Array(kCodePoints);
  for (const [, second] of pairs) flags[second] = kComposesWithPrevious;
  flags.fill(kComposesWithPrevious, 0x1161, 0x1176);  // Hangul V
  flags.fill(kComposesWithPrevious, 0x11A8, 0x11C3);  // Hangul T
  flags.fill(kChangesInNFD | kChangesInNFKD, 0xAC00, 0xD7A4);
  for (const c of compatible.keys()) {
    flags[c] |= kChangesInNFKD;
    const full = decompose(c, canonical);
    if (full !== decompose(c, compatible)) flags[c] |= kChangesInNFKC;
    if (!canonical.has(c)) continue;
    flags[c] |= kChangesInNFD;
    if (excluded[c]) flags[c] |= kChangesInNFC | kChangesInNFKC;
    // A composite composes with what is before if its beginning does.
    flags[c] |= flags[full.codePointAt(0)] & kComposesWithPrevious;
  }
  flags.fill(kLeadSurrogate, 0xD800, 0xDC00);
  return flags.map((bits) => bits & kComposesWithPrevious ?
      bits | kChangesInNFC | kChangesInNFKC : bits);
}

function emitRecordsOf(classes, flags) {
  const indexes = new Map([['0,0', 0]]);
  const values = classes.map((combiningClass, c) => {
    const key = `${combiningClass},${flags[c]}`;
    if (!indexes.has(key)) indexes.set(key, indexes.size);
    return indexes.get(key);
  });
  return emitTrie('UnicodeNormal', values) +
      emitRecords('UnicodeNormalRecord', 'kUnicodeNormalRecords',
                  [...indexes.keys()].map((key) => key.split(',')));
}

export async function normalizationTables() {
  const canonical = await decompositions(['Canonical']);
  const compatible = await decompositions(valuesOf('Decomposition_Mapping'));
  const excluded = new Uint8Array(kCodePoints);
  await mark(excluded, 'Binary_Property/Full_Composition_Exclusion', 1);
  const pairs = compositions(canonical, excluded);
  const flags = normalFlags(canonical, compatible, pairs, excluded);
  return emitRecordsOf(await combiningClasses(), flags) +
      emitDecompositions(canonical, compatible) +
      emitRecords('UnicodePair', 'kUnicodePairs', pairs);
}
