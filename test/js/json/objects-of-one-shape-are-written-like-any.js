// SPDX-License-Identifier: MIT
// From the second object of a map on, names are copied as one text: compared
// with what the general way (a replacer that changes nothing) writes.
'use strict';
const check = (value) => {
  const want = JSON.stringify(value, (key, v) => v);
  const got = JSON.stringify(value);
  if (got !== want) throw new Error(`${got} is not ${want}`);
};
const times = (n, make) => Array.from({length: n}, (_, i) => make(i));
check(times(5, (i) => ({id: i, name: 'n' + i})));
// Values that are left out, first, last, all of them.
check(times(4, (i) => ({a: i & 1 ? undefined : 1, b: i, c: Symbol()})));
check(times(4, (i) => ({a: undefined, b: i & 2 ? 2.5 : undefined})));
check(times(4, () => ({a: undefined})));
check(times(4, () => ({})));
check(times(4, (i) => ({f() {}, x: i})));
// The same shape within itself, and many shapes at once.
const nest = (depth) => depth === 0 ? null
    : {left: nest(depth - 1), right: nest(depth - 1), v: depth};
check(nest(7));
check(times(60, (i) => ({['k' + i % 11]: i, inner: {['m' + i % 7]: {z: i}}})));
check(times(30, (i) => ({a: {b: {c: {d: {e: {f: {g: i}}}}}}})));
// Names that need escapes, or are of two bytes, long, or many.
check(times(3, (i) => ({'a"b': i, 'c\\': i, '\n': i})));
check(times(3, (i) => ({'\u4e00': i, 'd\xe9': i})));
check(times(3, (i) => ({['x'.repeat(395)]: i, y: 1})));
check(times(3, (i) => ({['x'.repeat(397)]: i, y: 1})));
check(times(3, (i) => ({['x'.repeat(200)]: i, ['y'.repeat(300)]: 1})));
for (const n of [20, 24, 25, 40]) {
  check(times(3, (i) =>
      Object.fromEntries(times(n, (k) => ['p' + k, i * k]))));
}
// Properties beside the object, elements, what is not enumerable.
const grown = () => {
  const o = {a: 1};
  for (let i = 0; i < 12; i++) o['q' + i] = i;
  return o;
};
check(times(3, grown));
check(times(3, (i) => ({a: 1, 7: i})));
check(times(3, (i) => i === 2 ? {a: 1, 0: 'element'} : {a: 1}));
check(times(3, () => Object.defineProperty({a: 1}, 'b', {value: 2})));
check(times(3, () => ({a: 1, get b() { return 3; }})));
check(times(3, (i) => ({a: 1, [Symbol('s')]: i})));
// toJSON, in one of them, on the way, or not enumerable.
class Box { constructor(x) { this.x = x; } }
check(times(3, (i) => new Box(i)));
class Json { constructor(x) { this.x = x; } toJSON() { return 'J' + this.x; } }
check(times(3, (i) => new Json(i)));
check(times(3, (i) => ({toJSON: i === 2 ? () => 'own' : i, a: 1})));
check(times(3, () => Object.defineProperty({a: 1}, 'toJSON',
                                           {value: () => 'hidden'})));
check(times(3, (i) => ({a: JSON.rawJSON('1e1000'), i})));
// Wide texts and long ones.
check(times(50, (i) => ({a: '\u4e00' + i, b: 'x'.repeat(i * 7)})));
const list = times(4, (i) => ({id: i, inner: {id: -i}}));
const spaced = JSON.stringify(list, null, 2);
if (spaced !== JSON.stringify(list, (k, v) => v, 2)) throw new Error(spaced);
const circle = {id: 1};
circle.self = circle;
let error;
try { JSON.stringify([{id: 0, self: null}, circle]); } catch (e) { error = e; }
if (!(error instanceof TypeError)) throw new Error('no error for a circle');
