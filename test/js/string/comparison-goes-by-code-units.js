// SPDX-License-Identifier: MIT
// Equality and order of strings of every shape against a naive comparison.
const same = (a, b, what) => {
  if (a !== b) throw new Error(`${what}: ${a} is not ${b}`);
};
const naive = (a, b) => {
  for (let i = 0; i < a.length && i < b.length; i++) {
    const order = a.charCodeAt(i) - b.charCodeAt(i);
    if (order !== 0) return order;
  }
  return a.length - b.length;
};
// The same text as sequential string, slice, rope, two-byte and internalized.
const shapes = (text) => [
  text,
  Array.from(text, (c) => c).join(''),
  `slice of ${text} and more of it`.slice(9, 9 + text.length),
  `\u4e00${text}`.slice(1),
  text.slice(0, text.length >> 1) + text.slice(text.length >> 1),
  Object.keys({ [text + '!']: 1 })[0].slice(0, -1),
];
const compare = (a, b) => {
  const order = naive(a, b), what = JSON.stringify([a, b]);
  same(a === b, order === 0, what + ' ===');
  same(a == b, order === 0, what + ' ==');
  same(a !== b, order !== 0, what + ' !==');
  same(a < b, order < 0, what + ' <');
  same(a > b, order > 0, what + ' >');
  same(a <= b, order <= 0, what + ' <=');
  same(a >= b, order >= 0, what + ' >=');
};
const base = 'abcdefghijklmnopqrstuvw';
const texts = ['', 'a', '\xe9', '\xff', '\x7f', '\x80', '\u0100', '\u4e00',
               '\ud83d\ude00', '\uffff'];
for (const length of [1, 2, 7, 8, 9, 15, 16, 17, 23]) {
  const text = base.slice(0, length);
  texts.push(text, text + '\x00', text.slice(0, -1) + '\xe9',
             '\x01' + text.slice(1));
}
for (const x of texts) for (const y of texts) compare(x, y);
for (const x of ['', 'b', base, base.slice(0, 8), '\u4e00' + base])
  for (const y of [x, x.slice(1), x + 'z', 'Z' + x.slice(1)])
    for (const a of shapes(x)) for (const b of shapes(y)) compare(a, b);

// A difference at every place, in every direction.
for (let length = 1; length < 20; length++) {
  const text = base.slice(0, length);
  for (let at = 0; at < length; at++) {
    for (const unit of ['\x00', 'A', '\xff', '\u0101', '\uff00']) {
      const other = text.slice(0, at) + unit + text.slice(at + 1);
      compare(text, other);
      compare(other, text);
      compare(other + 'x', other);
    }
  }
}

// Strings and what is none.
const object = { toString() { return 'text'; } };
same('text' == object, true, 'object ==');
same('text' === object, false, 'object ===');
same('texu' > object, true, 'object >');
same('1' == 1, true, 'number ==');
same('1' < 2, true, 'number <');
same('10' < '9', true, 'digits <');
same('10' < 9, false, 'number <');
same('x' < 1, false, 'NaN');
same('x' >= 1, false, 'NaN');
same('a' == Symbol.iterator, false, 'symbol ==');
same('a' === null, false, 'null');
same('5' > 4n, true, 'bigint');
