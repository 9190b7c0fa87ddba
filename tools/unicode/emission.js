// SPDX-License-Identifier: MIT
//
// C text of the tables.

// The smallest unsigned type that holds every value.
function typeOf(values) {
  let max = 0;
  for (const value of values) max = Math.max(max, value);
  return max < 0x100 ? 'uint8_t' : max < 0x10000 ? 'uint16_t' : 'uint32_t';
}

export function emitArray(name, values) {
  const lines = [];
  for (let i = 0; i < values.length; i += 16)
    lines.push(`${values.slice(i, i + 16).join(',')},`);
  return `static const ${typeOf(values)} ${name}[${values.length}] = {\n` +
      `${lines.join('\n')}};\n`;
}

// rows: arrays of numbers, or of arrays of numbers.
export function emitRecords(type, name, rows) {
  const text = (row) => Array.isArray(row) ? `{${row.map(text)}}` : row;
  return `static const ${type} ${name}[${rows.length}] = {\n` +
      `${rows.map((row) => `${text(row)},\n`).join('')}};\n`;
}

// Zero-terminated texts, one after the other.
export function emitTexts(name, texts) {
  return `static const char ${name}[] =\n` +
      `${texts.map((text) => `"${text}\\0"\n`).join('')};\n`;
}

// A two-stage table: kNameIndex[c >> 7] selects a block of 128 in kNameBlocks,
// and kNameLimit is where the values become zero for good.
export function emitTrie(name, values) {
  const kBlock = 128;
  let limit = values.length;
  while (limit > 0 && values[limit - 1] === 0) limit--;
  limit = Math.ceil(limit / kBlock) * kBlock;
  const index = [], blocks = [];
  const known = new Map();
  for (let c = 0; c < limit; c += kBlock) {
    const block = [...values.slice(c, c + kBlock)];
    const key = block.join();
    if (!known.has(key)) {
      known.set(key, known.size);
      blocks.push(...block);
    }
    index.push(known.get(key));
  }
  return `enum { k${name}Limit = ${limit} };\n` +
      emitArray(`k${name}Index`, index) + emitArray(`k${name}Blocks`, blocks);
}
