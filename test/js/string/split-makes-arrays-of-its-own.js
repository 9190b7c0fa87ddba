// SPDX-License-Identifier: MIT
// Arrays of parts share what a cache keeps until they are written to.
const same = (a, b) => {
  if (JSON.stringify(a) !== JSON.stringify(b))
    throw new Error(`${JSON.stringify(a)} is not ${JSON.stringify(b)}`);
};
const parts = () => 'a,bb,,ccc'.split(',');
const expected = ['a', 'bb', '', 'ccc'];
const changes = [
  (a) => { a[0] = 'changed'; },
  (a) => { a.push('more'); },
  (a) => { a.pop(); },
  (a) => { a.shift(); },
  (a) => { a.unshift(1); },
  (a) => { a.length = 1; },
  (a) => { a.length = 9; },
  (a) => { a.sort(); },
  (a) => { a.reverse(); },
  (a) => { a.fill(0); },
  (a) => { a.splice(1, 2, 'x', 'y', 'z'); },
  (a) => { a.copyWithin(0, 2); },
  (a) => { delete a[1]; },
  (a) => { a[1] = 1.5; },
  (a) => { a[100000] = 1; },
  (a) => { Object.freeze(a); },
  (a) => { Object.defineProperty(a, 0, { get() { return 1; } }); },
  (a) => { a.property = 1; },
  (a) => { Object.setPrototypeOf(a, null); },
  (a) => { Reflect.set(a, 2, 'set'); },
  (a) => { [a[0], a[1]] = [a[1], a[0]]; },
];
for (const change of changes) {
  for (let i = 0; i < 2; i++) {
    const array = parts();
    same(array, expected);
    change(array);
    const next = parts();
    if (next === array) throw new Error('not an array of its own');
    same(next, expected);
  }
}

// The cache goes by both strings, and not by limits.
for (let i = 0; i < 3; i++) {
  same('a-b,c'.split(','), ['a-b', 'c']);
  same('a-b,c'.split('-'), ['a', 'b,c']);
  same('a-b,c'.split(''), ['a', '-', 'b', ',', 'c']);
  same('a-b,c'.split('', 2), ['a', '-']);
  same('a-b,c'.split(',', 1), ['a-b']);
  same('a-b,c'.split(',', 0), []);
  same('a-b,c'.split(',', -1), ['a-b', 'c']);
  same('a-b,c'.split(), ['a-b,c']);
  same('a-b,c'.split(undefined, 0), []);
  same('a-b,c'.split('undefined'), ['a-b,c']);
  same(''.split(''), []);
  same(''.split(','), ['']);
  same(','.split(','), ['', '']);
  same('\u4e00,\u4e8c,\xe9'.split(','), ['\u4e00', '\u4e8c', '\xe9']);
  same('\ud83d\ude00x'.split(''), ['\ud83d', '\ude00', 'x']);
  same('xaaax'.split('aa'), ['x', 'ax']);
}
// More pairs than the cache has entries, and more parts than it keeps.
for (let round = 0; round < 2; round++) {
  for (let i = 0; i < 200; i++) {
    const key = Object.keys({ [`k${i},${i + 1}`]: 0 })[0];
    same(key.split(','), [`k${i}`, `${i + 1}`]);
  }
  same('x,'.repeat(300).split(',').length, 301);
}
// Symbol.split of an object is asked first; a string's is not.
same('a,b'.split({ [Symbol.split]: (s, l) => [s, l] }, 5), ['a,b', 5]);
// Longer strings than the cache takes.
const long = Object.keys({ ['y-'.repeat(600)]: 0 })[0];
for (let i = 0; i < 3; i++) same(long.split('-').length, 601);
