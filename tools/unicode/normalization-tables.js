// SPDX-License-Identifier: MIT
//
// Decompositions, compositions and combining classes:
// unicode-normalization.inc. Hangul syllables are arithmetic in the engine.
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

async function emitCompositions(canonical) {
  const excluded = new Uint8Array(kCodePoints);
  await mark(excluded, 'Binary_Property/Full_Composition_Exclusion', 1);
  const pairs = [];
  for (const [c, text] of canonical)
    if (text.length === 2 && !excluded[c]) pairs.push([...text, c]);
  pairs.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  return emitRecords('UnicodePair', 'kUnicodePairs', pairs);
}

export async function normalizationTables() {
  const canonical = await decompositions(['Canonical']);
  const compatible = await decompositions(valuesOf('Decomposition_Mapping'));
  return emitTrie('UnicodeCombiningClass', await combiningClasses()) +
      emitDecompositions(canonical, compatible) +
      await emitCompositions(canonical);
}
