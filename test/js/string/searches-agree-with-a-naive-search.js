// SPDX-License-Identifier: MIT
// indexOf, lastIndexOf, includes, startsWith, endsWith, concat: short texts
// (done without C) and longer ones, of both widths, flat, sliced and ropes,
// with positions of every kind, against comparing unit by unit.
'use strict';
const same = (got, want, what) => {
  if (!Object.is(got, want)) throw new Error(`${what}: ${got}, not ${want}`);
};
let seed = 7;
const random = (n) => (seed = (seed * 1103515245 + 12345) >>> 0) % 65536 % n;
const make = (units) => String.fromCharCode(...units);
const matches = (text, sought, at) => {
  if (at < 0 || at + sought.length > text.length) return false;
  for (let i = 0; i < sought.length; i++)
    if (text[at + i] !== sought[i]) return false;
  return true;
};
const first = (text, sought, from) => {
  for (let i = from; i + sought.length <= text.length; i++)
    if (matches(text, sought, i)) return i;
  return -1;
};
const clamp = (x, length) => {
  const i = x === undefined || x !== x ? 0 : Math.trunc(+x);
  return i < 0 ? 0 : i > length ? length : i;
};
const shapes = [
  (units) => make(units),
  (units) => make([97, ...units, 98]).slice(1, -1),
  (units) => make(units.slice(0, 3)) + make(units.slice(3)),
];
const positions = [undefined, 0, 1, 3, 8, 31, 100, -1, -100, 1.5, NaN,
                   Infinity, -Infinity, '2', null, 2 ** 31];
for (let round = 0; round < 1500; round++) {
  const wide = random(4), letters = 1 + random(3);
  const unit = (isWide) => (isWide ? 0x430 : 97) + random(letters);
  const length = random(round % 5 === 0 ? 80 : 40);
  const text = Array.from({length}, () => unit(wide === 3));
  let sought = Array.from({length: random(11)}, () => unit(wide === 2));
  if (random(2) && text.length > sought.length) {
    const at = random(text.length - sought.length + 1);
    sought = text.slice(at, at + sought.length);
  }
  const string = shapes[random(3)](text), search = shapes[random(3)](sought);
  const from = positions[random(positions.length)];
  const start = clamp(from, length);
  const what = `${string} ${search} ${String(from)}`;
  const at = first(text, sought, start);
  same(string.indexOf(search, from), at, `indexOf ${what}`);
  same(string.includes(search, from), at >= 0, `includes ${what}`);
  same(string.startsWith(search, from), matches(text, sought, start),
       `startsWith ${what}`);
  const end = from === undefined ? length : start;
  same(string.endsWith(search, from), matches(text, sought, end - sought.length),
       `endsWith ${what}`);
  let last = -1;
  for (let i = 0; i + sought.length <= length; i++)
    if (matches(text, sought, i)) last = i;
  same(string.lastIndexOf(search), last, `lastIndexOf ${what}`);
  same(string.concat(search), make([...text, ...sought]), `concat ${what}`);
}
same('abc'.concat(), 'abc', 'no argument');
same('abc'.concat(1, null, 'x'), 'abc1nullx', 'several');
same('a1b'.indexOf(1), 1, 'a number');
same('null'.includes(null), true, 'null');
same('undefined'.startsWith(), true, 'undefined');
same(''.indexOf.call(12345, '34'), 2, 'receiver');
same('a\0b'.indexOf('\0'), 1, 'zero');
same('ab'.indexOf('\0'), -1, 'no zero');
for (const name of ['includes', 'startsWith', 'endsWith']) {
  let error;
  try { 'abc'[name](/b/); } catch (e) { error = e; }
  same(error instanceof TypeError, true, name);
  const pattern = /b/;
  pattern[Symbol.match] = false;
  same('a/b/'[name](pattern), name !== 'startsWith', name);
}
// Long and hostile: would take minutes if it took quadratic time.
const many = 'a'.repeat(2e5);
for (const [text, sought] of [[many, 'a'.repeat(5e4) + 'b'],
                              [many, 'b' + 'a'.repeat(5e4)],
                              [many, 'a'.repeat(3e4) + 'b' + 'a'.repeat(3e4)]]) {
  same(text.indexOf(sought), -1, 'absent');
  same(text.lastIndexOf(sought), -1, 'absent');
  same((text + sought).indexOf(sought), text.length, 'at the end');
  same((sought + text).lastIndexOf(sought), 0, 'at the beginning');
}
