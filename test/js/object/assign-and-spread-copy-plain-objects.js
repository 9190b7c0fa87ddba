// SPDX-License-Identifier: MIT
// Object.assign stores, spread defines: the same for plain objects, until a
// prototype, the target or the source has more to say.
const check = (actual, expected, what) => {
  if (actual !== expected)
    throw new Error(`${what}: ${actual}, not ${expected}`);
};
const text = (o) => JSON.stringify(o);
const wide = (n, from = 0) => {
  const o = {};
  for (let i = 0; i < n; i++) o['k' + (from + i)] = i + 0.5;
  return o;
};
function copies(source) {
  const expected = text(source);
  check(text(Object.assign({}, source)), expected, 'assign');
  check(text({...source}), expected, 'spread');
  check(text(Object.assign({z: 1}, source)), text({z: 1, ...source}), 'filled');
  check(text({y: 2, ...source, x: 3}), '{"y":2,' + (expected.length > 2 ?
        expected.slice(1, -1) + ',' : '') + '"x":3}', 'around');
  check(text(Object.assign({}, source, {a: 9}, source)),
        text({...source, a: 9, ...source}), 'several');
  // Copies and originals are apart.
  const copy = Object.assign({}, source);
  copy.more = 1;
  for (const key in copy) copy[key] = 'changed';
  check(text(source), expected, 'source');
}
[{}, {a: 1}, {a: 1, b: 2.5, c: 'x', d: null}, {a: {b: 1}}, wide(3), wide(4),
 wide(5), wide(9), wide(20), wide(140), {b: 1, a: 2},
 Object.create(null, {a: {value: 1, enumerable: true}})].forEach(copies);
check(text({y: 2, ...{1: 'x', a: 2}}), '{"1":"x","y":2,"a":2}', 'index');
class Point { constructor() { this.left = 1; this.top = 2; } }
for (let i = 0; i < 12; i++) copies(new Point());
// Growing out of the object, again and again at one place.
for (let i = 0; i < 30; i++)
  check(text({...wide(4), e: i, f: i, g: i, h: i}),
        text(Object.assign(wide(4), {e: i, f: i, g: i, h: i})), 'grown');
// A target that has an identity hash already.
const keyed = {};
const weak = new WeakMap([[keyed, 'kept']]);
check(text(Object.assign(keyed, wide(6))), text(wide(6)), 'hashed');
check(weak.get(keyed), 'kept', 'hashed');
// Sources and targets that are not plain.
const order = [];
const source = {
  a: 1, get b() { order.push('b'); return 2; }, [Symbol.iterator]: 3,
};
const target = {set a(v) { order.push('a' + v); }, b: 0};
Object.assign(target, source);
check(order.join(), 'a1,b', 'accessors');
check(target.b, 2, 'accessors');
check(target[Symbol.iterator], 3, 'symbol');
check(text({...target, ...{a: 5}}), '{"a":5,"b":2}', 'spread over an accessor');
const hidden = Object.defineProperty({a: 1}, 'b', {value: 2});
check(text(Object.assign({}, hidden)), '{"a":1}', 'not enumerable');
const fixed = Object.defineProperty({}, 'a', {value: 1});
const throws = (use, what) => {
  try { use(); } catch (error) {
    return check(error instanceof TypeError, true, what);
  }
  throw new Error(`${what}: did not throw`);
};
throws(() => Object.assign(fixed, {a: 2}), 'read-only');
throws(() => Object.assign(Object.freeze({}), {a: 2}), 'frozen');
throws(() => Object.assign(Object.preventExtensions({}), {a: 2}), 'closed');
throws(() => Object.assign(Object.freeze({a: 1, b: 2}), {b: 2}), 'frozen');
// A key __proto__ is stored, or defined.
const parent = {inherited: 1};
const proto = JSON.parse('{"a": 1, "__proto__": {"inherited": 2}}');
check(Object.assign({}, proto).inherited, 2, '__proto__ stored');
check(Object.hasOwn(Object.assign({}, proto), '__proto__'), false, 'stored');
check(Object.hasOwn({...proto}, '__proto__'), true, '__proto__ defined');
// Other prototypes, with a setter.
const below = Object.create({set a(v) { this.seen = v; }});
check(Object.assign(below, {a: 7}).seen, 7, 'setter above');
// Object.prototype gets a setter, a read-only property, and loses them.
const plain = {q: 1, r: 2};
const use = () =>
  text(Object.assign({}, plain)) + text(Object.assign({s: 3}, plain));
check(use(), '{"q":1,"r":2}{"s":3,"q":1,"r":2}', 'before');
Object.defineProperty(Object.prototype, 'r', {set() {}, configurable: true});
check(use(), '{"q":1}{"s":3,"q":1}', 'setter on Object.prototype');
check(text({...plain}), '{"q":1,"r":2}', 'spread does not mind');
delete Object.prototype.r;
check(use(), '{"q":1,"r":2}{"s":3,"q":1,"r":2}', 'between');
Object.defineProperty(Object.prototype, 'r', {value: 0, configurable: true});
throws(use, 'read-only on Object.prototype');
delete Object.prototype.r;
Object.prototype.other = 1;
check(use(), '{"q":1,"r":2}{"s":3,"q":1,"r":2}', 'data on Object.prototype');
Object.defineProperty(Object.prototype, 'other',
                      {get: () => 1, configurable: true});
throws(() => Object.assign({}, {other: 1}), 'getter on Object.prototype');
delete Object.prototype.other;
check(use(), '{"q":1,"r":2}{"s":3,"q":1,"r":2}', 'after');
// keys, values, entries see the same.
check(Object.entries(wide(20)).map(([k, v]) => k + v).join(),
      Object.keys(wide(20)).map((k, i) => k + (i + 0.5)).join(),
      'entries');
check(Object.keys({get a() { throw 1; }, b: 1}).join(), 'a,b', 'no call');
check(Object.keys(Object.assign([], {a: 1})).join(), 'a', 'array');
