// SPDX-License-Identifier: MIT
// Operators on BigInts of at most 64 bits give what they give on the same
// numbers with 128 zero bits behind them, which take the general way.
'use strict';
const same = (got, want, what) => {
  if (got !== want) throw new Error(`${what}: ${got}, not ${want}`);
};
const max = 2n ** 64n - 1n;
const magnitudes = [0n, 1n, 2n, 3n, 10n, 2n ** 31n, 2n ** 32n - 1n, 2n ** 32n,
                    2n ** 63n - 1n, 2n ** 63n, 2n ** 63n + 1n, max - 1n, max,
                    max + 1n, 0x123456789abcdef0n];
const values = [...magnitudes, ...magnitudes.map((x) => -x)];
const up = (x) => x << 128n, down = (x) => x >> 128n;
for (const a of values) {
  for (const b of values) {
    const x = up(a), y = up(b);
    same(a + b, down(x + y), `${a} + ${b}`);
    same(a - b, down(x - y), `${a} - ${b}`);
    same(a * b, down(down(x * y)), `${a} * ${b}`);
    same(a & b, down(x & y), `${a} & ${b}`);
    same(a | b, down(x | y), `${a} | ${b}`);
    same(a ^ b, down(x ^ y), `${a} ^ ${b}`);
    same(a < b, x < y, `${a} < ${b}`);
    same(a > b, x > y, `${a} > ${b}`);
    same(a <= b, x <= y, `${a} <= ${b}`);
    same(a >= b, x >= y, `${a} >= ${b}`);
    same(a === b, x === y, `${a} === ${b}`);
    same(a == b, x == y, `${a} == ${b}`);
    if (b === 0n) continue;
    same(a / b, x / y, `${a} / ${b}`);
    same(a % b, down(x % y), `${a} % ${b}`);
    same(String(a % b).startsWith('-'), a < 0n && a % b !== 0n, `${a} % ${b}`);
  }
  for (const bits of [0n, 1n, 31n, 32n, 62n, 63n, 64n, 65n, 127n, 130n]) {
    same(a << bits, down(up(a) << bits), `${a} << ${bits}`);
    same(a >> bits, up(a) >> (bits + 128n), `${a} >> ${bits}`);
    same(a >> -bits, a << bits, `${a} >> -${bits}`);
  }
  let next = a, before = a;
  same(next++, a, 'what ++ gives');
  same(next, a + 1n, `${a} ++`);
  same(--before, a - 1n, `${a} --`);
  for (const other of [1, '1', null, undefined, Symbol(), {}]) {
    let error;
    try { a + other; } catch (e) { error = e; }
    if (typeof other === 'string' || (other && typeof other === 'object'))
      same(a + other, String(a) + String(other), 'text');
    else
      same(error instanceof TypeError, true, 'mixed types');
  }
}
for (const zero of [0n * -1n, 5n - 5n, -5n + 5n, -1n & 0n, -1n ^ -1n, -1n % 1n])
  same(String(zero), '0', 'zero has no sign');
