// SPDX-License-Identifier: MIT
// Object.entries and Object.assign to a new {} give the same for objects that
// keep fields only as for others, and Array.isArray tells arrays.
const check = (actual, expected, what) => {
  if (actual !== expected)
    throw new Error(`${what}: ${actual}, not ${expected}`);
};
const text = (o) => JSON.stringify(o);
const wide = (n) => {
  const o = {};
  for (let i = 0; i < n; i++) o['k' + i] = i & 1 ? i + 0.5 : 's' + i;
  return o;
};
const plain = () => ({a: 1, b: 2.5, c: 'x', d: null});
// The standard's steps, by other means.
function slowEntries(o) {
  const list = [];
  for (const key of Reflect.ownKeys(o))
    if (typeof key === 'string' &&
        Reflect.getOwnPropertyDescriptor(o, key)?.enumerable)
      list.push([key, o[key]]);
  return list;
}
function slowCopy(o) {
  const copy = {};
  for (const key of Reflect.ownKeys(o))
    if (Reflect.getOwnPropertyDescriptor(o, key).enumerable)
      copy[key] = o[key];
  return copy;
}
function keysOf(o) { return Reflect.ownKeys(o).map(String).join(); }
function both(make, what) {
  for (let i = 0; i < 4; i++) {
    const o = make();
    const entries = Object.entries(o);
    check(text(entries), text(slowEntries(o)), what + ' entries');
    const copy = Object.assign({}, o);
    const expected = slowCopy(o);
    check(text(copy), text(expected), what + ' assign');
    check(keysOf(copy), keysOf(expected), what + ' keys');
    check(Object.getPrototypeOf(copy), Object.getPrototypeOf(expected), what);
    check(Object.isExtensible(copy), true, what);
    for (const key of Reflect.ownKeys(copy)) {
      const own = Object.getOwnPropertyDescriptor(copy, key);
      check(own.writable && own.enumerable && own.configurable, true, what);
    }
    // All are the caller's own.
    const before = text(slowEntries(o));
    for (const pair of entries) {
      check(Array.isArray(pair) && pair.length === 2, true, what);
      pair[1] = 0.25;
      pair.push(1, 'more');
    }
    entries.push(1.5);
    for (const key in copy) copy[key] = -1;
    copy.added = 1;
    check(text(slowEntries(o)), before, what + ' apart');
  }
}
for (const n of [0, 1, 2, 3, 4, 5, 7, 8, 15, 16, 17, 40, 200])
  both(() => wide(n), 'wide ' + n);
class Point { constructor() { this.left = 1; this.top = 2.5; } }
const hash = new WeakMap();
const parent = plain();
Object.create(parent);
const makers = {
  plain,
  point: () => new Point(),
  elements: () => Object.assign(plain(), {3: 'three'}),
  frozen: () => Object.freeze(plain()),
  sealed: () => Object.seal(plain()),
  closed: () => Object.preventExtensions(plain()),
  heir: () => Object.create(plain(), {z: {value: 1, enumerable: true}}),
  nothing: () => Object.assign(Object.create(null), plain()),
  hidden: () => Object.defineProperty(plain(), 'b', {enumerable: false}),
  readOnly: () => Object.defineProperty(plain(), 'b', {writable: false}),
  fixed: () => Object.defineProperty(plain(), 'b', {configurable: false}),
  accessor: () => ({...plain(), get e() { return 7; }}),
  getters: () => ({get e() { return 7; }, get f() { return 'x'; }}),
  symbol: () => ({...plain(), [Symbol.for('s')]: 1}),
  onlySymbol: () => ({[Symbol.for('s')]: 1}),
  deleted: () => { const o = plain(); delete o.a; return o; },
  hashed: () => { const o = plain(); hash.set(o, 1); return o; },
  parent: () => parent,
  array: () => [1, 'b', , 2.5],
  string: () => new String('abc'),
  function: () => Object.assign(() => 1, {x: 1}),
  proxy: () => new Proxy(plain(), {}),
  proto: () => JSON.parse('{"a": 1, "__proto__": {"b": 1}, "c": 2}'),
  nested: () => ({a: {b: [1]}, c: plain()}),
  undefined: () => ({a: undefined, b: NaN, c: -0, d: 2 ** 40}),
};
for (const what in makers) both(makers[what], what);
check(Object.is(Object.entries({a: -0})[0][1], -0), true, '-0');

// Targets that are no new {}.
const full = Object.assign({}, plain());
check(text(Object.assign(full, {a: 9, q: 1})),
      '{"a":9,"b":2.5,"c":"x","d":null,"q":1}', 'full');
const keyed = {};
hash.set(keyed, 'kept');
check(text(Object.assign(keyed, plain())), text(plain()), 'keyed');
check(hash.get(keyed), 'kept', 'keyed');
const indexed = {};
indexed[1] = 'one';
check(text(Object.assign(indexed, plain())),
      '{"1":"one","a":1,"b":2.5,"c":"x","d":null}', 'indexed');
check(text(Object.assign({}, plain(), {a: 2})),
      '{"a":2,"b":2.5,"c":"x","d":null}', 'two');
check(text(Object.assign({})), '{}', 'none');
check(text(Object.assign({}, null, undefined, 1, 'ab')), '{"0":"a","1":"b"}',
      'primitives');
const self = {};
check(Object.assign(self, self), self, 'self');
const target = {};
check(Object.assign(target, plain()), target, 'result');
const shut = Object.preventExtensions({});
for (const bad of [() => Object.assign(shut, plain()),
                   () => Object.assign(null, plain()),
                   () => Object.entries(), () => Object.entries(null)]) {
  let thrown = null;
  try { bad(); } catch (error) { thrown = error; }
  check(thrown instanceof TypeError, true, 'throws');
}
check(keysOf(shut), '', 'shut');

// A setter on Object.prototype takes what is assigned.
const seen = [];
check(text(Object.assign({}, plain())), text(plain()), 'before');
Object.defineProperty(Object.prototype, 'b',
                      {set(v) { seen.push(v); }, configurable: true});
check(text(Object.assign({}, plain())), '{"a":1,"c":"x","d":null}', 'setter');
check(seen.join(), '2.5', 'setter');
delete Object.prototype.b;
check(text(Object.assign({}, plain())), text(plain()), 'after');

const {proxy, revoke} = Proxy.revocable([], {});
const answers = [[[], true], [new Array(3), true], [Array.prototype, true],
                 [new Proxy([], {}), true], [new Proxy({}, {}), false],
                 [proxy, true], [{}, false], [{length: 0}, false], [1, false],
                 [1.5, false], ['a', false], [undefined, false], [null, false],
                 [new Uint8Array(1), false], [class extends Array {}, false],
                 [new (class extends Array {})(), true]];
for (const [value, answer] of answers)
  check(Array.isArray(value), answer, 'isArray');
check(Array.isArray(), false, 'isArray');
revoke();
try {
  Array.isArray(proxy);
  check(true, false, 'revoked');
} catch (error) {
  check(error instanceof TypeError, true, 'revoked');
}
