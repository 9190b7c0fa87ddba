// SPDX-License-Identifier: MIT
// padStart, padEnd and repeat against their definitions.
const same = (a, b) => {
  if (a !== b) throw new Error(`${a} is not ${b}`);
};
const naive = (filler, length) => {
  let text = '';
  while (filler !== '' && text.length < length) text += filler;
  return text.slice(0, length);
};
const wide = '\u4e00\ud83d\ude00';
const rope = ['rope', 'rope'].join('-') + 'and more of it';
const subjects = ['', 'a', 'ab', '\xe9', wide, rope, rope.slice(2, 18)];
const fillers = ['', '0', 'xy', 'xyz', '\u4e8c', wide, rope, rope.slice(1, 15)];
for (const subject of subjects) {
  for (const filler of fillers) {
    for (const length of [0, 1, 2, 3, 5, 8, 13, 31, 64, 100]) {
      const missing = naive(filler, Math.max(0, length - subject.length));
      same(subject.padStart(length, filler), missing + subject);
      same(subject.padEnd(length, filler), subject + missing);
    }
  }
  for (let count = 0; count < 20; count++) {
    let text = '';
    for (let i = 0; i < count; i++) text += subject;
    same(subject.repeat(count), text);
    if (subject.repeat(count) === subject !== (text === subject))
      throw new Error('not equal to itself');
  }
}
same('x'.padStart(3), '  x');
same('x'.padEnd(3, undefined), 'x  ');
same('abc'.padStart(Infinity, ''), 'abc');
same(''.repeat(2 ** 40), '');
const throws = (f) => {
  try {
    f();
  } catch (error) {
    if (error instanceof RangeError) return;
  }
  throw new Error('no RangeError');
};
throws(() => 'ab'.repeat(2 ** 30));
throws(() => 'ab'.repeat(2 ** 53));
throws(() => 'ab'.repeat(-1));
throws(() => 'ab'.repeat(Infinity));
throws(() => 'ab'.padStart(2 ** 31, 'x'));
throws(() => 'ab'.padEnd(Infinity, 'xy'));
