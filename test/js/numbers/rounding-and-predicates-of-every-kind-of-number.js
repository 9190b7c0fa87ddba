// SPDX-License-Identifier: MIT
// Math.round, sign, imul and the predicates, for Smis, doubles, boxed doubles
// (read from a field) and arguments that convert, against their definitions.
'use strict';
const same = (got, want, what) => {
  if (!Object.is(got, want)) throw new Error(`${what}: ${got}, not ${want}`);
};
const numbers = [0, -0, 1, -1, 5, 0.5, -0.5, 1.5, -1.5, 2.5, -2.5,
                 0.49999999999999994, -0.49999999999999994, 0.9, -0.9,
                 4503599627370495.5, -4503599627370495.5, 4503599627370497,
                 9007199254740991, 9007199254740992, -9007199254740992,
                 1073741823, 1073741824, -1073741825, 2147483648, 4294967295,
                 4294967296, 1e20, -1e20, 2 ** 62, 2 ** 63, 2 ** 64, 1e300,
                 5e-324, -5e-324, Infinity, -Infinity, NaN];
const round = (x) => {
  if (!(x - x === 0) || x === 0) return x;
  const below = Math.floor(x);
  const nearest = x - below >= 0.5 ? below + 1 : below;
  return nearest === 0 && x < 0 ? -0 : nearest;
};
const low = (x) => {
  if (!(x - x === 0)) return 0n;
  return BigInt.asUintN(32, BigInt(Math.trunc(x)));
};
const imul = (x, y) => Number(BigInt.asIntN(32, low(x) * low(y)));
for (const x of numbers) {
  const finite = x - x === 0, integer = finite && Math.trunc(x) === x;
  const texts = [x, {x}.x, [x, null][0]];
  for (const value of texts) {
    same(Math.round(value), round(x), 'round');
    same(Math.sign(value), x > 0 ? 1 : x < 0 ? -1 : x, 'sign');
    same(Number.isFinite(value), finite, 'isFinite');
    same(isFinite(value), finite, 'global isFinite');
    same(Number.isNaN(value), x !== x, 'isNaN');
    same(isNaN(value), x !== x, 'global isNaN');
    same(Number.isInteger(value), integer, `isInteger ${x}`);
    same(Number.isSafeInteger(value), integer && Math.abs(x) < 2 ** 53, 'safe');
    for (const y of numbers) same(Math.imul(value, y), imul(x, y), 'imul');
  }
  same(Math.round({valueOf: () => x}), round(x), 'round of an object');
  same(Math.imul({valueOf: () => x}, '3'), imul(x, 3), 'imul of an object');
  same(isNaN({valueOf: () => x}), x !== x, 'isNaN of an object');
  same(Number.isInteger(Object(x)), false, 'a wrapper');
}
same(Math.round(), NaN, 'nothing');
same(Math.round('2.5'), 3, 'text');
same(Math.sign('-7'), -1, 'text');
same(Math.imul(), 0, 'nothing');
same(Math.imul(5), 0, 'one argument');
same(isNaN(), true, 'nothing');
same(isFinite('12'), true, 'text');
same(Number.isFinite('12'), false, 'text');
same(Number.isSafeInteger(undefined), false, 'undefined');
for (const f of [Math.round, Math.sign, isNaN, isFinite]) {
  let error;
  try { f(1n); } catch (e) { error = e; }
  same(error instanceof TypeError, true, 'BigInt');
}
