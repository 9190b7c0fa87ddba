// SPDX-License-Identifier: MIT
//
// The sets behind \p{...}: unicode-properties.inc. A set is a list of gaps and
// run lengths in variable-length bytes; names map to sets through one sorted
// table without pointers, so that nothing needs relocation.
import {ranges, sequences, valueAliases, valuesOf} from './database.js';
import {emitArray, emitTexts} from './emission.js';

// ECMA-262 #table-binary-unicode-properties, short and long names.
const kBinaryNames = {
  __proto__: null,
  AHex: 'ASCII_Hex_Digit',
  Alpha: 'Alphabetic',
  Bidi_C: 'Bidi_Control',
  Bidi_M: 'Bidi_Mirrored',
  CI: 'Case_Ignorable',
  CWCF: 'Changes_When_Casefolded',
  CWCM: 'Changes_When_Casemapped',
  CWKCF: 'Changes_When_NFKC_Casefolded',
  CWL: 'Changes_When_Lowercased',
  CWT: 'Changes_When_Titlecased',
  CWU: 'Changes_When_Uppercased',
  DI: 'Default_Ignorable_Code_Point',
  Dep: 'Deprecated',
  Dia: 'Diacritic',
  EBase: 'Emoji_Modifier_Base',
  EComp: 'Emoji_Component',
  EMod: 'Emoji_Modifier',
  EPres: 'Emoji_Presentation',
  Ext: 'Extender',
  ExtPict: 'Extended_Pictographic',
  Gr_Base: 'Grapheme_Base',
  Gr_Ext: 'Grapheme_Extend',
  Hex: 'Hex_Digit',
  IDC: 'ID_Continue',
  IDS: 'ID_Start',
  IDSB: 'IDS_Binary_Operator',
  IDST: 'IDS_Trinary_Operator',
  Ideo: 'Ideographic',
  Join_C: 'Join_Control',
  LOE: 'Logical_Order_Exception',
  Lower: 'Lowercase',
  NChar: 'Noncharacter_Code_Point',
  Pat_Syn: 'Pattern_Syntax',
  Pat_WS: 'Pattern_White_Space',
  QMark: 'Quotation_Mark',
  RI: 'Regional_Indicator',
  SD: 'Soft_Dotted',
  STerm: 'Sentence_Terminal',
  Term: 'Terminal_Punctuation',
  UIdeo: 'Unified_Ideograph',
  Upper: 'Uppercase',
  VS: 'Variation_Selector',
  XIDC: 'XID_Continue',
  XIDS: 'XID_Start',
  space: 'White_Space',
};
const kBinaryWithoutShortName = [
  'ASCII', 'Any', 'Assigned', 'Cased', 'Dash', 'Emoji', 'Math', 'Radical',
];

// ECMA-262 #table-binary-unicode-properties-of-strings, without RGI_Emoji,
// which is all of them.
const kSequenceProperties = [
  'Basic_Emoji', 'Emoji_Keycap_Sequence', 'RGI_Emoji_Modifier_Sequence',
  'RGI_Emoji_Flag_Sequence', 'RGI_Emoji_Tag_Sequence',
  'RGI_Emoji_ZWJ_Sequence',
];

function putVarint(bytes, value) {
  for (; value >= 0x80; value >>= 7) bytes.push(value & 0x7F | 0x80);
  bytes.push(value);
}

function packedSet(list) {
  const bytes = [];
  let position = 0;
  for (const {begin, end} of list) {
    putVarint(bytes, begin - position);
    putVarint(bytes, end - 1 - begin);
    position = end;
  }
  return bytes;
}

// Names of sets, each with a first character for the property; equal sets are
// stored once.
class SetTable {
  #names = new Map();    // key to index of its set
  #indexes = new Map();  // text of a packed set to its index
  #bytes = [];
  #offsets = [0];

  add(key, list) {
    const bytes = packedSet(list);
    const text = bytes.join();
    if (!this.#indexes.has(text)) {
      this.#indexes.set(text, this.#indexes.size);
      this.#bytes.push(...bytes);
      this.#offsets.push(this.#bytes.length);
    }
    this.#names.set(key, this.#indexes.get(text));
  }

  // Values without characters are values all the same.
  addAlias(key, of) {
    if (!this.#names.has(of)) this.add(of, []);
    this.#names.set(key, this.#names.get(of));
  }

  toString() {
    const names = [...this.#names.keys()].sort();
    const starts = [];
    let start = 0;
    for (const name of names) {
      starts.push(start);
      start += name.length + 1;
    }
    return emitArray('kUnicodeSetBytes', this.#bytes) +
        emitArray('kUnicodeSetOffsets', this.#offsets) +
        emitTexts('kUnicodeNames', names) +
        `enum { kUnicodeNameCount = ${names.length} };\n` +
        emitArray('kUnicodeNameStarts', starts) +
        emitArray('kUnicodeNameSets',
                  names.map((name) => this.#names.get(name)));
  }
}

// Texts in UTF-16, each after its length, property by property.
async function emitSequences() {
  const units = [], starts = [];
  for (const name of kSequenceProperties) {
    starts.push(units.length);
    for (const text of await sequences(name)) {
      units.push(text.length);
      for (let i = 0; i < text.length; i++) units.push(text.charCodeAt(i));
    }
  }
  starts.push(units.length);
  return emitTexts('kUnicodeSequenceNames', kSequenceProperties) +
      `enum { kUnicodeSequenceGroups = ${kSequenceProperties.length} };\n` +
      emitArray('kUnicodeSequenceStarts', starts) +
      emitArray('kUnicodeSequences', units);
}

// Sets of one property with values; letter is what their keys begin with.
async function addValues(table, letter, property) {
  for (const value of valuesOf(property))
    table.add(letter + value, await ranges(`${property}/${value}`));
  for (const [alias, value] of valueAliases(property))
    table.addAlias(letter + alias, letter + value);
}

export async function propertyTables() {
  const table = new SetTable();
  await addValues(table, 'G', 'General_Category');
  await addValues(table, 'S', 'Script');
  await addValues(table, 'X', 'Script_Extensions');
  for (const name of [...Object.values(kBinaryNames),
                      ...kBinaryWithoutShortName])
    table.add(`B${name}`, await ranges(`Binary_Property/${name}`));
  for (const [alias, name] of Object.entries(kBinaryNames))
    table.addAlias(`B${alias}`, `B${name}`);
  return table + await emitSequences();
}
