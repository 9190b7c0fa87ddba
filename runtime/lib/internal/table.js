// SPDX-License-Identifier: MIT
//
// console.table: rows and columns from arrays, objects, maps and sets.
'use strict';

const { inspect } = require('internal/inspect');
const { types } = require('internal/types');
const { previewEntries } = internalBinding('util');

const kIndex = '(index)';
const kIteration = '(iteration index)';
const kKey = 'Key';
const kValues = 'Values';

function cell(value) {
  const depth = value !== null && typeof value === 'object' &&
    !Array.isArray(value) && Object.keys(value).length > 2 ? -1 : 0;
  return inspect(value, { maxArrayLength: 3, breakLength: Infinity, depth });
}

// Width in terminal columns: wide characters count twice, combining ones not.
function widthOf(string) {
  let width = 0;
  for (const character of string.normalize('NFC')) {
    const point = character.codePointAt(0);
    if (point < 0x20 || (point >= 0x300 && point <= 0x36f)) continue;
    const wide = point >= 0x1100 &&
      (point <= 0x115f || (point >= 0x2e80 && point <= 0xa4cf) ||
       (point >= 0xac00 && point <= 0xd7a3) ||
       (point >= 0xf900 && point <= 0xfaff) ||
       (point >= 0xfe30 && point <= 0xfe6f) ||
       (point >= 0xff00 && point <= 0xff60) ||
       (point >= 0x1f300 && point <= 0x1faff) || point >= 0x20000);
    width += wide ? 2 : 1;
  }
  return width;
}

function renderRow(row, widths) {
  const cells = row.map((text, i) => {
    return ` ${text}${' '.repeat(widths[i] - widthOf(text) - 1)}`;
  });
  return `│${cells.join('│')}│`;
}

// head: column titles; columns: for each, the cells from top to bottom.
function render(head, columns) {
  const height = Math.max(0, ...columns.map((column) => column.length));
  const widths = head.map((title, i) => {
    let width = widthOf(title);
    for (const text of columns[i])
      if (text !== undefined) width = Math.max(width, widthOf(text));
    return width + 2;
  });
  const line = (left, middle, right) =>
    left + widths.map((width) => '─'.repeat(width)).join(middle) + right;
  const lines = [line('┌', '┬', '┐'), renderRow(head, widths),
                 line('├', '┼', '┤')];
  for (let row = 0; row < height; row++)
    lines.push(renderRow(
      columns.map((column) => column[row] === undefined ? '' : column[row]),
      widths));
  lines.push(line('└', '┴', '┘'));
  return lines.join('\n');
}

function tableOfPairs(entries, isKeyValue) {
  const indices = [];
  const keys = [];
  const values = [];
  const step = isKeyValue ? 2 : 1;
  for (let i = 0; i < entries.length; i += step) {
    indices.push(`${i / step}`);
    if (isKeyValue) keys.push(cell(entries[i]));
    values.push(cell(entries[i + step - 1]));
  }
  return isKeyValue
    ? render([kIteration, kKey, kValues], [indices, keys, values])
    : render([kIteration, kValues], [indices, values]);
}

// The table's text; undefined for what is no table.
function makeTable(data, wanted) {
  if (data === null || typeof data !== 'object') return undefined;
  if (types.isMap(data)) return tableOfPairs([...data].flat(1), true);
  if (types.isMapIterator(data) || types.isSetIterator(data))
    return tableOfPairs(...previewEntries(data));
  if (types.isSet(data)) return tableOfPairs([...data], false);

  const columns = new Map();
  const values = [];
  const rows = Object.keys(data);
  let hasPrimitives = false;
  for (let i = 0; i < rows.length; i++) {
    const item = data[rows[i]];
    const primitive = item === null ||
      (typeof item !== 'function' && typeof item !== 'object');
    if (primitive) {
      hasPrimitives = true;
      values[i] = cell(item);
      continue;
    }
    for (const key of wanted || Object.keys(item)) {
      let column = columns.get(key);
      if (column === undefined) columns.set(key, column = []);
      if (Object.prototype.hasOwnProperty.call(item, key))
        column[i] = cell(item[key]);
    }
  }
  const head = [kIndex, ...columns.keys()];
  const body = [rows, ...columns.values()];
  if (hasPrimitives) {
    head.push(kValues);
    body.push(values);
  }
  return render(head, body);
}

module.exports = { makeTable };
