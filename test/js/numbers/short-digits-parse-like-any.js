// SPDX-License-Identifier: MIT
// parseInt of nothing but digits, on both sides of what its short way takes,
// and joining integers, which makes the same digits.
const same = (a, b) => {
  if (!Object.is(a, b)) throw new Error(`${a} is not ${b}`);
};
for (let length = 1; length < 22; length++) {
  for (const digit of '019') {
    const text = digit.repeat(length);
    let expected = 0;
    if (length < 16) for (const c of text) expected = expected * 10 + +c;
    else expected = Number(text);
    same(parseInt(text), expected);
    same(parseInt(text, undefined), expected);
    same(parseInt(text, 10), expected);
    same(parseInt('-' + text), -expected);
    same(parseInt(text + 'n'), expected);
    same(parseInt(` ${text}.5`), expected);
    same(parseInt(('\u4e00' + text).slice(1)), expected);
  }
}
same(parseInt(''), NaN);
same(parseInt(':'), NaN);
same(parseInt('/'), NaN);
same(parseInt('0x10'), 16);
same(parseInt('010'), 10);
same(parseInt('10', 2), 2);
same(parseInt('-0'), -0);
same(parseInt('\u0661'), NaN);
same(parseInt('1073741824'), 1073741824);
const list = [0, -0, 1, -1, 9, 10, 99, 100, -1073741824, 1073741823,
              99999999, 100000000, 123456789, 1e9, 2 ** 31, 0.5, null,
              undefined, NaN];
same(list.join(), '0,0,1,-1,9,10,99,100,-1073741824,1073741823,99999999,' +
                  '100000000,123456789,1000000000,2147483648,0.5,,,NaN');
for (const n of list) same([n, n].join('\u4e00'), n == null ? '\u4e00'
                                                  : `${n}\u4e00${n}`);
for (let i = 1; i < 2 ** 53; i *= 7) {
  for (const n of [i - 1, i, i + 1]) {
    let digits = '';
    for (let rest = n; rest > 0; rest = (rest - rest % 10) / 10)
      digits = rest % 10 + digits;
    same(String(n), digits || '0');
    same(String(-n), n === 0 ? '0' : '-' + digits);
  }
}
