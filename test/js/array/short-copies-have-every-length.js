// SPDX-License-Identifier: MIT
// slice, concat, shift, indexOf and Object.keys around the lengths up to which
// generated code does them, and on both sides of what it asks for.
const check = (actual, expected, what) => {
  if (!Object.is(actual, expected))
    throw new Error(`${what}: ${String(actual)}, not ${String(expected)}`);
};
const same = (array, length, at, what) => {
  check(array.length, length, `${what}: length`);
  for (let i = 0; i < length; i++) check(array[i], at(i), `${what}: [${i}]`);
  // Neither shares with another, and all can grow.
  array.push('end');
  check(array[length], 'end', what);
};
const objects = Array.from({length: 200}, (_, i) => ({i}));
const fills = [(i) => i, (i) => 's' + i, (i) => i + 0.5, (i) => objects[i]];
const make = (n, at) => {
  const array = [];
  for (let i = 0; i < n; i++) array.push(at(i));
  return array;
};
for (const at of fills) {
  for (const n of [0, 1, 2, 3, 15, 16, 17, 31, 63, 64, 65, 66, 130]) {
    const what = `${n} of ${String(at(0))}`;
    const array = make(n, at);
    same(array.slice(), n, at, `slice, ${what}`);
    for (const start of [1, 2]) {
      if (start > n) continue;
      same(array.slice(start), n - start, (i) => at(i + start), what);
      same(array.slice(0, -start), n - start, at, what);
      same(array.slice(-start), start, (i) => at(n - start + i), what);
      same(array.slice(start, start + 1), Math.min(1, n - start),
           (i) => at(i + start), what);
      same(array.slice(-n - 5, n + 5), n, at, what);
    }
    for (const m of [0, 1, 2, 64, 65]) {
      const joined = (i) => (i < n ? at(i) : at(i - n));
      same(array.concat(make(m, at)), n + m, joined, `concat, ${what}`);
      same(array.concat(make(m, fills[1])), n + m,
           (i) => (i < n ? at(i) : 's' + (i - n)), `mixed concat, ${what}`);
    }
    const queue = make(n, at);
    for (let i = 0; i < n; i++) {
      check(queue.shift(), at(i), `shift, ${what}`);
      check(queue.length, n - i - 1, what);
      if (n > i + 1) check(queue.at(-1), at(n - 1), what);
      check(n - i - 1 in queue, false, what);
    }
    check(queue.shift(), undefined, what);
    for (const i of [0, 1, n - 1, n]) {
      if (i < 0) continue;
      const found = i < n ? i : -1;
      check(array.indexOf(at(i)), found, `indexOf, ${what}`);
      check(array.includes(at(i)), found >= 0, `includes, ${what}`);
    }
    const object = {};
    for (let i = 0; i < n; i++) object['key' + i] = i;
    for (let round = 0; round < 2; round++) {
      same(Object.keys(object), n, (i) => 'key' + i, `keys, ${what}`);
      for (const key in object) check(key in object, true, what);
    }
  }
}
// Holes, prototypes with elements, patched species, old and young arrays.
const holey = [1, , 3];
check(1 in holey.slice(0, 3), false, 'hole');
check(1 in holey.concat([4]), false, 'hole');
check([, 1].shift(), undefined, 'hole');
check([, 1].indexOf(undefined), -1, 'hole');
check([, objects[0]].includes(undefined), true, 'hole');
Array.prototype[0] = 'inherited';
check([, 1].shift(), 'inherited', 'prototype');
check([, 1].slice(0, 1)[0], 'inherited', 'prototype');
check([, 1].indexOf('inherited'), 0, 'prototype');
delete Array.prototype[0];
const spreadable = [3, 4];
spreadable[Symbol.isConcatSpreadable] = false;
check([1].concat(spreadable)[1], spreadable, 'not spreadable');
check([1].concat([2]).length, 2, 'protector gone');
check(Object.keys(Object.defineProperty({a: 1}, 'b', {value: 2})).join(), 'a',
      'not enumerable');
check(Object.keys({b: 1, 2: 1, a: 1, 1: 1}).join(), '1,2,b,a', 'indices');
check(Object.keys({[Symbol()]: 1, a: 1}).join(), 'a', 'symbols');
check(Object.keys('ab').join(), '0,1', 'string');
let thrown;
try { Object.keys(null); } catch (error) { thrown = error; }
check(thrown instanceof TypeError, true, 'null');
for (const array of [Object.freeze([1, 2]), Object.seal([1, 2])]) {
  thrown = null;
  try { array.shift(); } catch (error) { thrown = error; }
  check(thrown instanceof TypeError, true, 'frozen');
  check(array[1], 2, 'frozen');
}
