// SPDX-License-Identifier: MIT
// splice, slice, shift and unshift on every kind of elements, against loops that
// are written out; and with species, own constructors, accessors on prototypes.
const check = (actual, expected, what) => {
  if (!Object.is(actual, expected))
    throw new Error(`${what}: ${String(actual)}, not ${String(expected)}`);
};
function same(array, model, what) {
  check(array.length, model.length, `${what}: length`);
  for (let i = 0; i < model.length; i++) {
    check(i in array, i in model, `${what}: has ${i}`);
    check(array[i], model[i], `${what}: [${i}]`);
  }
}
function put(target, at, source, from, count) {
  for (let i = 0; i < count; i++)
    if (from + i in source) target[at + i] = source[from + i];
}
// What is removed, and what is left.
function splice(array, start, removed, items) {
  const gone = new Array(removed), left =
      new Array(array.length - removed + items.length);
  put(gone, 0, array, start, removed);
  put(left, 0, array, 0, start);
  put(left, start, items, 0, items.length);
  put(left, start + items.length, array, start + removed,
      array.length - start - removed);
  return [gone, left];
}
const makers = [
  () => [1, 2, 3, 4], () => [1.5, 2.5, NaN, -0], () => ['a', check, null, 1.5],
  () => [1, , 3, 4], () => [1.5, , 3.5, 4], () => ['a', , undefined, 'd'],
  () => new Array(4), () => Object.freeze([1, 2]).slice(), () => [],
  () => { const a = [1, 2]; a.length = 30; return a; },
];
const additions = [[], [9], [0.5], ['x'], [-0, NaN], [1, 'y', 2.25],
                   new Array(20).fill(3), [undefined]];
for (const make of makers) {
  for (const items of additions) {
    const length = make().length;
    for (let start = 0; start <= Math.min(length, 5); start++) {
      for (const removed of [0, 1, 2, length - start]) {
        if (start + removed > length) continue;
        const [gone, left] = splice(make(), start, removed, items);
        const array = make();
        const what = `splice(${start}, ${removed}) of ${length}`;
        same(array.splice(start, removed, ...items), gone, what);
        same(array, left, what);
        same(make().slice(start, start + removed), gone, 'slice');
      }
    }
    const array = make();
    check(array.unshift(...items), length + items.length, 'unshift');
    same(array, splice(make(), 0, 0, items)[1], 'unshift');
    if (array.length > 0) {
      const [gone, left] = splice(array, 0, 1, []);
      check(array.shift(), gone[0], 'shift');
      same(array, left, 'shift');
    }
  }
}
check([1, 2, 3].splice().length, 0, 'no arguments');
check([1, 2, 3].splice(1).join(), '2,3', 'one argument');
check([1, 2, 3].splice(1, undefined).length, 0, 'undefined count');
check([1, 2, 3].slice(-2, -1).join(), '2', 'negative');
check([1, 2, 3].slice('1', {valueOf: () => 3}).join(), '2,3', 'converted');
// Arguments that change the array when converted.
const shrunk = [1, 2, 3, 4];
check(shrunk.splice(0, {valueOf() { shrunk.length = 2; return 4; }}).length, 4,
      'shrunk');
const turned = [1, 2, 3];
check(turned.slice(0, {valueOf() { turned[0] = 'x'; return 2; }}).join(), 'x,2',
      'turned');
// Species.
class List extends Array {}
check(List.of(1, 2, 3).splice(0, 2).constructor, List, 'subclass');
check(List.of(1, 2, 3).slice(1).constructor, List, 'subclass');
check(List.of(1).concat([2]).constructor, List, 'subclass');
const own = [1, 2, 3];
own.constructor = {[Symbol.species]: function(n) { return {made: n}; }};
check(own.splice(0, 2).made, 2, 'own constructor');
check(own.slice(0).made, 1, 'own constructor');
// An accessor on the prototype is run for a hole.
Object.defineProperty(Array.prototype, 1, {get: () => 'got', configurable: true});
check([0, , 2].slice().join(), '0,got,2', 'accessor');
check([0, , 2].splice(1)[0], 'got', 'accessor');
check([0, , 2].concat([]).join(), '0,got,2', 'accessor');
delete Array.prototype[1];
check(1 in [0, , 2].slice(), false, 'no accessor');
const constructor = Array.prototype.constructor;
Array.prototype.constructor = List;
check([1, 2].slice(0).constructor, List, 'changed constructor');
check([1, 2].splice(0) instanceof List, true, 'changed constructor');
Array.prototype.constructor = constructor;
for (const array of [Object.freeze([1, 2]), Object.seal([1, 2])]) {
  let threw = 0;
  for (const use of ['shift', 'splice', 'unshift'])
    try { array[use](0, 1); } catch (error) { threw += error instanceof TypeError; }
  check(threw > 0, true, 'frozen or sealed');
  check(array.length, 2, 'frozen or sealed');
}
