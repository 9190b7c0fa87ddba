// SPDX-License-Identifier: MIT
// Smis, unboxed doubles and HeapNumbers meet in every operator; -0 and NaN keep
// their ways.
function check(actual, expected) {
  if (!Object.is(actual, expected))
    throw new Error(`got ${actual}, expected ${expected}`);
}
const holder = {half: 0.5, big: 2 ** 40, smi: 7, nan: NaN, minus: -0};
for (let i = 0; i < 20; i++) {
  check(holder.half + 1, 1.5);
  check(holder.half * holder.half, 0.25);
  check(holder.big | 0, 0);
  check(holder.big >>> 3, 0);
  check((holder.big + 5) | 0, 5);
  check(1073741823 + 1, 1073741824);
  check(-1073741824 - 1, -1073741825);
  check(65536 * 65536, 4294967296);
  check(0 * -1, -0);
  check(-holder.smi * 0, -0);
  check(0 / -3, -0);
  check(-(0), -0);
  check(7 / 2, 3.5);
  check(6 / 3, 2);
  check(1 / 0, Infinity);
  check(-7 % 7, -0);
  check(7 % -3, 1);
  check(5.5 % 2, 1.5);
  check(2 ** -1, 0.5);
  check(1 << 31, -2147483648);
  check(-1 >>> 0, 4294967295);
  check(~holder.half, -1);
  check(holder.nan === holder.nan, false);
  check(holder.nan < 1 || holder.nan >= 1, false);
  check(holder.minus === 0, true);
  check(1 / holder.minus, -Infinity);
  check(1 === 1.0 && holder.half * 2 === 1, true);
  check([1.5, 2.5].indexOf(holder.half + 1), 0);
  check([10, 20, 30][holder.half * 4], 30);
  let x = 1073741823; x++; check(x, 1073741824);
  let y = holder.half; y++; check(y, 1.5);
  let z = '5'; z++; check(z, 6);
  check(+'0x10', 16);
  check(typeof (10n ** 20n), 'bigint');
}
const doubles = new Float64Array([1.5, NaN, -0, Infinity]);
const bytes = new Uint8Array(new Float64Array([NaN]).buffer);
bytes.fill(255);
const strange = new Float64Array(bytes.buffer);
for (let i = 0; i < 20; i++) {
  check(doubles[0] + doubles[0], 3);
  check(doubles[1], NaN);
  check(doubles[2], -0);
  check(strange[0], NaN);
  check(strange[0] === strange[0], false);
}
