// SPDX-License-Identifier: MIT
// Rest parameters of every length and every kind of value, each a fresh array
// that is apart from the arguments.
const same = (actual, expected, what) => {
  if (actual !== expected)
    throw new Error(`${what}: ${actual}, not ${expected}`);
};
const all = (...rest) => rest;
const behind = (a, b, ...rest) => rest;
function sloppy(a, ...rest) { return arguments.length + ':' + rest.length; }
const values = [1, -1, 2 ** 30, 1.5, -0, NaN, 'x', null, undefined, true, {},
                [], Symbol.iterator, 10n, all];
function check(list) {
  for (const [f, from] of [[all, 0], [behind, 2]]) {
    const rest = f(...list);
    same(Array.isArray(rest), true, 'array');
    same(Object.getPrototypeOf(rest), Array.prototype, 'prototype');
    same(rest.length, Math.max(list.length - from, 0), 'length');
    rest.forEach((v, i) => {
      if (!Object.is(v, list[i + from])) throw new Error('value ' + i);
    });
    // It takes any value afterwards.
    rest.push(1, 0.5, 'y');
    same([rest.pop(), rest.pop(), rest.pop()].join(), 'y,0.5,1', 'pushed');
  }
}
for (let round = 0; round < 20; round++) {
  for (const a of values) {
    check([a]);
    for (const b of values) check([a, a, b]);
  }
  check([]);
  check(values);
}
for (const n of [1, 2, 3, 62, 63, 64, 65, 66, 67, 200]) {
  check(Array.from({length: n}, (_, i) => i));
  check(Array.from({length: n}, (_, i) => 's' + i));
  check(Array.from({length: n}, (_, i) => i + 0.5));
}
// Direct calls, as many arguments as parameters or fewer.
for (let i = 0; i < 20; i++) {
  same(behind().length, 0, 'none');
  same(behind(1).length, 0, 'fewer');
  same(behind(1, 2).length, 0, 'as many');
  same(behind(1, 2, i)[0], i, 'one');
  same(behind(1, 2, i, 'z').join(), i + ',z', 'two');
  same(sloppy(), '0:0', 'sloppy');
  same(sloppy(1, 2, 3), '3:2', 'sloppy');
  if (all(1) === all(1)) throw new Error('shared');
  class Base { constructor(...rest) { this.rest = rest; } }
  class Derived extends Base {}
  same(new Derived(1, 'a', i).rest.join(), '1,a,' + i, 'construct');
  same(all.bind(null, 1, 2)(i).join(), '1,2,' + i, 'bound');
  same(all.apply(null, [i, i]).join(), i + ',' + i, 'apply');
  same([...(function* (a, ...rest) { yield* rest; })(1, i, 3)].join(),
       i + ',3', 'generator');
}
