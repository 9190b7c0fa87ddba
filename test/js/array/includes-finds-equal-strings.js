// SPDX-License-Identifier: MIT
// Array.prototype.includes of strings, in every kind of elements.
const same = (a, b) => {
  if (a !== b) throw new Error(`${a} is not ${b}`);
};
const copy = (s) => [...s].join('');
const words = ['alpha', 'beta', 'gamma', '\u4e00', ''];
for (const word of words) {
  same(words.includes(word), true);
  same(words.includes(copy(word)), true);
  same(words.includes((word + 'x').slice(0, -1)), true);
  same(words.includes(word + 'x'), false);
  same(Object.freeze([...words]).includes(copy(word)), true);
  same([1, 2.5, word].includes(word), true);
}
same(words.includes('alpha', 1), false);
same(words.includes('beta', -4), true);
same(words.includes('gamma', -2), false);
same(words.includes('gamma', 2.9), true);
same(words.includes('alpha', 1e9), false);
same(words.includes('alpha', -1e9), true);
same([].includes(''), false);
same([1, 2, 3].includes('1'), false);
same([1.5, 2.5].includes('1.5'), false);
same([, 'a'].includes('undefined'), false);
same([new String('a')].includes('a'), false);
same(Array(5).includes('a'), false);
// fromIndex may change the array.
const list = ['a', 'b', 'c'];
same(list.includes('c', { valueOf() { list.length = 1; return 0; } }), false);
same(list.includes('z', { valueOf() { list[5] = 'z'; return 0; } }), false);
const grown = ['a'];
same(grown.includes('b', { valueOf() { grown[0] = 'b'; return 0; } }), true);
const proxied = ['a', 'b'];
same(proxied.includes('q', { valueOf() {
  Object.defineProperty(proxied, 1, { get() { return 'q'; } });
  return 0;
} }), true);
// Not arrays, and holes that prototypes fill.
same(Array.prototype.includes.call({ length: 2, 1: 'x' }, copy('x')), true);
same(Array.prototype.includes.call('text', 'x'), true);
same(['a'].includes.call(new Proxy(['p'], {}), 'p'), true);
const far = [];
far[100000] = 'far';
same(far.includes('far'), true);
Array.prototype[1] = 'inherited';
same(['a', , 'c'].includes(copy('inherited')), true);
delete Array.prototype[1];
same(['a', , 'c'].includes('inherited'), false);
