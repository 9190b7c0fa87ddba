// SPDX-License-Identifier: MIT
// %StringIteratorPrototype%.next, on strings of every shape.
const same = (a, b) => {
  if (a !== b) throw new Error(`${a} is not ${b}`);
};
const naive = (text) => {
  const points = [];
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i), next = text.charCodeAt(i + 1);
    const pair = code >= 0xd800 && code < 0xdc00 && next >= 0xdc00 &&
                 next < 0xe000;
    points.push(pair ? text.slice(i, i + 2) : text[i]);
    if (pair) i++;
  }
  return points;
};
const rope = ['ro', 'pe'].join('p') + 'a longer tail than a copy has';
for (const text of ['', 'a', 'one-byte \xe9\xff', 'two \u4e00\u0100\xff byte',
                    '\ud83d\ude00', '\ud83d', '\ude00', '\ude00\ud83d',
                    'x\ud83dx\ude00x\ud83d\ude00\ud83d', rope,
                    rope + '\u4e8c', rope.slice(2, 25)]) {
  const points = [];
  for (const c of text) points.push(c);
  same(points.join('|'), naive(text).join('|'));
  const iterator = text[Symbol.iterator]();
  for (const expected of naive(text)) {
    const result = iterator.next();
    same(result.value, expected);
    same(result.done, false);
    same(Object.keys(result).join(), 'value,done');
  }
  for (let i = 0; i < 2; i++) {
    const result = iterator.next();
    same(result.value, undefined);
    same(result.done, true);
  }
}
// Each result is an object of its own; next is of string iterators only.
const iterator = 'ab'[Symbol.iterator]();
const first = iterator.next();
first.value = 'changed';
same(iterator.next().value, 'b');
const { next } = Object.getPrototypeOf(iterator);
for (const receiver of [undefined, 1, {}, [][Symbol.iterator](), 'ab']) {
  let threw = false;
  try {
    next.call(receiver);
  } catch (error) {
    threw = error instanceof TypeError;
  }
  same(threw, true);
}
const results = [];
for (let i = 0; i < 500; i++) {
  let s = '';
  for (const c of 'quick') s = c + s;
  results.push(s);
}
same(results.every((s) => s === 'kciuq'), true);
