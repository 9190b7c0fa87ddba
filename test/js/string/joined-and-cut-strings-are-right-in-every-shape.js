// SPDX-License-Identifier: MIT
// Joining, slice, substring, at, charAt, codePointAt: every length and shape on
// both sides of what is done without C: short copies, ropes, slices, strings of
// two bytes, positions that are no Smis, receivers that are no strings.
'use strict';
const same = (got, want, what) => {
  if (!Object.is(got, want)) throw new Error(`${what}: ${got}, not ${want}`);
};
// A text of units, made without joining or cutting.
const make = (units) => String.fromCharCode(...units);
const units = (length, first) =>
    Array.from({length}, (_, i) => first + i % 26);
const wideFirst = 0x430;
for (let m = 0; m < 28; m++) {
  for (let n = 0; n < 28; n += m > 14 ? 5 : 1) {
    for (const [a, b] of [[97, 65], [97, wideFirst], [wideFirst, 97],
                          [wideFirst, wideFirst + 26]]) {
      const left = make(units(m, a)), right = make(units(n, b));
      const want = make([...units(m, a), ...units(n, b)]);
      const sum = left + right;
      same(sum.length, m + n, 'length');
      same(sum, want, 'sum');
      same(`${left}${right}`, want, 'template');
      // As a part of a rope, and of a slice.
      same(sum + '!' + left, make([...units(m, a), ...units(n, b), 33,
                                   ...units(m, a)]), 'rope');
      if (m > 3) {
        same(sum.slice(2) + right, make([...units(m, a).slice(2),
                                         ...units(n, b), ...units(n, b)]),
             'slice and rope');
      }
    }
  }
}
// Cutting: the base flat, sliced, a rope, flat again, of one byte or two.
for (const first of [97, wideFirst]) {
  const all = units(40, first), flat = make(all);
  const bases = () => [flat, make([1, ...all, 2]).slice(1, -1),
                       make(all.slice(0, 20)) + make(all.slice(20))];
  const positions = [undefined, 0, 1, 2, 9, 12, 13, 14, 39, 40, 41, -1, -2,
                     -13, -40, -41, 1.5, -0, NaN, Infinity, -Infinity,
                     2 ** 31, -(2 ** 31), '3', null, {valueOf: () => 4}];
  const clamp = (x) => x < 0 ? 0 : x > 40 ? 40 : x;
  const integer = (x, missing) => x === undefined ? missing
      : Number.isNaN(+x) ? 0 : Math.trunc(+x);
  for (const from of positions) {
    for (const to of positions) {
      const relative = (x, missing) => {
        const i = integer(x, missing);
        return clamp(i < 0 ? i + 40 : i);
      };
      const sliced = make(all.slice(relative(from, 0), relative(to, 40)));
      const [low, high] = [clamp(integer(from, 0)), clamp(integer(to, 40))]
          .sort((x, y) => x - y);
      const sub = make(all.slice(low, high));
      for (const base of bases()) {
        same(base.slice(from, to), sliced, `slice ${String(from)}`);
        same(base.substring(from, to), sub, `substring ${String(from)}`);
      }
    }
    for (const base of bases()) {
      const i = integer(from, 0), at = i < 0 ? i + 40 : i;
      const inside = i >= 0 && i < 40;
      same(base.at(from), at >= 0 && at < 40 ? make([all[at]]) : undefined,
           'at');
      same(base.charAt(from), inside ? make([all[i]]) : '', 'charAt');
      same(base.codePointAt(from), inside ? all[i] : undefined, 'codePointAt');
      same(base.charCodeAt(from), inside ? all[i] : NaN, 'charCodeAt');
    }
  }
}
same('\u{1f600}a'.codePointAt(0), 0x1f600, 'pair');
same('\u{1f600}a'.codePointAt(1), 0xde00, 'trail');
same('\ud83d'.codePointAt(0), 0xd83d, 'lead');
same(String.fromCharCode(65), 'A', 'one code');
same(String.fromCharCode(255), '\xff', 'last of one byte');
same(String.fromCharCode(256), '\u0100', 'two bytes');
same(String.fromCharCode(-1), '\uffff', 'negative');
same(String.fromCharCode('65'), 'A', 'text');
same(String.fromCharCode(), '', 'no code');
same(String.fromCharCode(0x10041, 66), 'AB', 'two codes');
const {slice, at} = String.prototype;
same(slice.call(12345, 1, 3), '23', 'number');
same(at.call(true, 1), 'r', 'boolean');
for (const bad of [null, undefined]) {
  let error;
  try { slice.call(bad, 1); } catch (e) { error = e; }
  same(error instanceof TypeError, true, 'receiver');
}
