// SPDX-License-Identifier: MIT
// [...array], Array.from, flat and join over every pair of elements kinds, and
// where iteration, species or prototypes are not the initial ones.
const check = (actual, expected, what) => {
  if (!Object.is(actual, expected))
    throw new Error(`${what}: ${String(actual)}, not ${String(expected)}`);
};
const same = (array, model, what) => {
  check(array.length, model.length, `${what}: length`);
  model.forEach((value, i) => {
    check(i in array, true, `${what}: has ${i}`);
    check(array[i], value, `${what}: [${i}]`);
  });
};
// What iterating gives, element by element.
const list = (...arrays) => {
  const result = [];
  for (const array of arrays)
    for (let i = 0; i < array.length; i++) result[result.length] = array[i];
  return result;
};
const makers = [
  () => [], () => [1, 2], () => [1.5, -0, NaN], () => ['a', null], () => [, 1],
  () => [, 1.5], () => [, 'b'], () => new Array(3),
  () => Object.freeze([7, 'f']),
  () => { const a = [1]; a.length = 20; return a; }, () => [undefined],
  () => { const a = [1.5]; a.pop(); return a; },
  () => { const a = ['x']; a.pop(); return a; },
];
for (const one of makers) {
  for (const other of makers) {
    const a = one(), b = other();
    same([...a, ...b], list(a, b), 'two');
    same([0, ...a, ...b, 'z'], list([0], a, b, ['z']), 'around');
    same([0.5, ...a, ...b, ...a], list([0.5], a, b, a), 'doubles');
    check([, ...a].length, a.length + 1, 'elision');
    check(0 in [, ...a], false, 'elision');
    const flat = [a, [b, [a]]].flat(2);
    same(flat.slice(0, -1), list(a, b).filter((v, i) =>
      (i < a.length ? i in a : i - a.length in b)), 'flat');
    check(flat.at(-1), a, 'flat');
  }
  const a = one();
  same(Array.from(a), list(a), 'from');
  const copy = [...a];
  copy.push(1, 0.5, 'x');
  copy[0] = {};
  same([...one()], list(one()), 'copies are apart');
  check(a.join('-'), list(a).map((v) => v ?? '').join('-'), 'join');
  check([a, a].flat(0).length, 2, 'flat(0)');
  check([[a]].flat(Infinity).length, a.filter(() => true).length, 'flat deep');
}
check(['é', 'x'.repeat(100), 1, -1073741824, true, 2.5].join('\u4e00'),
      `é\u4e00${'x'.repeat(100)}\u4e001\u4e00-1073741824\u4e00true\u4e002.5`,
      'join');
const many = Array.from({length: 2000}, (_, i) => (i % 3 ? i : 'w' + i));
let text = '';
many.forEach((v, i) => { text += (i ? '; ' : '') + v; });
check(many.join('; '), text, 'long join');
check(many.join(''), text.replaceAll('; ', ''), 'long join');
// Species, subclasses, and what is no array.
class List extends Array {}
check(List.of([1]).flat() instanceof List, true, 'species');
check(List.from([1, 2]) instanceof List, true, 'subclass');
check([List.of(1, 2), new Proxy([3, [4]], {})].flat().join(), '1,2,3,4',
      'proxy');
check(Array.from.call(Object, [5])[0], 5, 'other constructor');
check(Array.from({length: 2, 0: 'p', 1: 'q'}).join(), 'p,q', 'array-like');
const cyclic = [1];
cyclic.push(cyclic);
let threw = false;
try { cyclic.flat(Infinity); } catch (error) { threw = error; }
check(threw instanceof RangeError, true, 'cyclic');
check([1, 2].flatMap((x) => [x, [x]]).length, 4, 'flatMap');
check([3, 4].flatMap((x, i, all) => { all.length = 1; return x; }).join(), '3',
      'flatMap that shortens');
// Own and inherited iterators are used.
const own = [1, 2];
own[Symbol.iterator] = function* () { yield 'own'; };
same([...own], ['own'], 'own iterator');
same(Array.from(own), ['own'], 'own iterator');
Array.prototype[2] = 'inherited';
same([...[1, 2, , 4]], [1, 2, 'inherited', 4], 'prototype element');
same(Array.from([1, 2, , 4]), [1, 2, 'inherited', 4], 'prototype element');
same([[1, 2, , 4]].flat(), [1, 2, 'inherited', 4], 'prototype element');
delete Array.prototype[2];
const prototype = Object.getPrototypeOf([][Symbol.iterator]());
const next = prototype.next;
prototype.next = function() {
  const step = next.call(this);
  if (!step.done) step.value = 'n' + step.value;
  return step;
};
same([0, ...[1, 2]], [0, 'n1', 'n2'], 'patched next');
same(Array.from([1]), ['n1'], 'patched next');
prototype.next = next;
same([0, ...[1, 2]], [0, 1, 2], 'restored');
Array.prototype[Symbol.iterator] = function* () { yield 'patched'; };
same([0, ...[1, 2]], [0, 'patched'], 'patched iterator');
