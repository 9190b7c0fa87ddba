// SPDX-License-Identifier: MIT
// What JSON.stringify knows of a map from calls before does not hide what has
// changed since: attributes, accessors, deletion, toJSON, prototypes.
'use strict';
const same = (got, want) => {
  if (got !== want) throw new Error(`${got} is not ${want}`);
};
const make = () => ({a: 1, b: 'x'});
const plain = '{"a":1,"b":"x"}';
const warm = () => {
  for (let i = 0; i < 4; i++) same(JSON.stringify(make()), plain);
};
const changes = [
  [(o) => Object.defineProperty(o, 'b', {enumerable: false}), '{"a":1}'],
  [(o) => Object.defineProperty(o, 'a', {get: () => 7}), '{"a":7,"b":"x"}'],
  [(o) => delete o.b, '{"a":1}'],
  [(o) => delete o.a, '{"b":"x"}'],
  [(o) => { o.c = [o.a]; }, '{"a":1,"b":"x","c":[1]}'],
  [(o) => { o[3] = 0; }, '{"3":0,"a":1,"b":"x"}'],
  [(o) => { o.a = undefined; }, '{"b":"x"}'],
  [(o) => { o.a = 0.5; }, '{"a":0.5,"b":"x"}'],
  [(o) => { o.a = make(); }, '{"a":{"a":1,"b":"x"},"b":"x"}'],
  [(o) => { o.toJSON = () => 'own'; }, '"own"'],
  [(o) => Object.setPrototypeOf(o, {toJSON() { return 'up'; }}), '"up"'],
  [(o) => Object.setPrototypeOf(o, null), plain],
  [(o) => Object.freeze(o), plain],
];
for (const [change, want] of changes) {
  warm();
  const o = make();
  change(o);
  for (let i = 0; i < 3; i++) same(JSON.stringify(o), want);
  same(JSON.stringify([make(), o, make()]), `[${plain},${want},${plain}]`);
}
warm();
Object.prototype.toJSON = function() { return 'all'; };
same(JSON.stringify(make()), '"all"');
delete Object.prototype.toJSON;
warm();
// Maps that die, and others in their place.
for (let round = 0; round < 30; round++) {
  const name = 'k' + round;
  for (let i = 0; i < 3; i++)
    same(JSON.stringify({[name]: i, [name + 'x']: {[name]: 1}}),
         `{"${name}":${i},"${name}x":{"${name}":1}}`);
  if (round % 10 === 0) for (let i = 0, junk; i < 3e4; i++) junk = [i, {i}];
}
