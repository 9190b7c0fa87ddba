// SPDX-License-Identifier: MIT
// `+`, templates and toString with numbers whose text is in the cache, was
// thrown out of it, or is not one of a Smi; and with what is no primitive.
'use strict';
const same = (got, want) => {
  if (got !== want) throw new Error(`${got} is not ${want}`);
};
const digits = (n) => {
  let text = '', rest = n < 0 ? -n : n;
  do {
    text = '0123456789'[rest % 10] + text;
    rest = (rest - rest % 10) / 10;
  } while (rest > 0);
  return n < 0 ? '-' + text : text;
};
for (let round = 0; round < 3; round++) {
  for (const n of [0, 1, -1, 7, 256, 257, 513, -255, -256, 1073741823,
                   -1073741824, 1073741824, -1073741825, 2 ** 31, 2 ** 40]) {
    const text = digits(n);
    same('n' + n, 'n' + text);
    same(n + 'n', text + 'n');
    same(`${n}`, text);
    same(`<${n}>${n}`, '<' + text + '>' + text);
    same(n.toString(), text);
    same(n.toString(undefined), text);
    same(n.toString(10), text);
    same('' + n, text);
    same(n + '', text);
  }
}
same('x' + -0, 'x0');
same('x' + 0.5, 'x0.5');
same(`${NaN}`, 'NaN');
same((255).toString(16), 'ff');
same(1 + 2 + 'a' + 1 + 2, '3a12');
same(1073741823 + 1, 1073741824);
let calls = 0;
const counted = {valueOf() { calls++; return 'v'; }};
same('a' + counted, 'av');
same(counted + 1, 'v1');
same(1 + counted, '1v');
same(calls, 3);
same('a' + null + undefined + true, 'anullundefinedtrue');
same('a' + 5n, 'a5');
for (const make of [() => 'a' + Symbol(), () => Symbol() + 1, () => 1 + 1n]) {
  let error;
  try { make(); } catch (e) { error = e; }
  same(error instanceof TypeError, true);
}
// A text too long is an error, not a wrapped length.
let long = 'x';
for (let i = 0; i < 28; i++) long += long;
same((long + 'y').length, 2 ** 28 + 1);
let error;
try { long + long; } catch (e) { error = e; }
same(error instanceof RangeError, true);
