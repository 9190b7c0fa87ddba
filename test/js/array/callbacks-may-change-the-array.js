// SPDX-License-Identifier: MIT
//
// What forEach and its kin see of an array that the callback changes: the same
// from an array as from an array-like, which never takes the fast path.
const assert = require('assert');

const slow = process.execArgv.includes('--gc-stress');

const someObject = {valueOf: () => 7};
const changes = {
  nothing() {},
  shrink(o) { o.length = 3; },
  empty(o) { o.length = 0; },
  grow(o) { for (let i = 0; i < 40; i++) Array.prototype.push.call(o, i); },
  hole(o) { delete o[3]; },
  double(o) { o[3] = 1.5; },
  object(o) { o[3] = someObject; },
  sparse(o) { o[100000] = 1; },
  accessor(o) {
    Object.defineProperty(o, 3, {get: () => 42, configurable: true});
  },
  freeze(o) { Object.freeze(o); },
  prototype(o) { Object.setPrototypeOf(o, null); },
};
const sources = [[1, 2, 3, 4, 5, 6], [1.5, 2.5, NaN, 4.5, 5.5], ['a', 'b', 'c',
                 'd', 'e'], [1, , 3, , 5], [], [{}, null, undefined, 1n]];
const calls = {
  forEach: (o, f) => Array.prototype.forEach.call(o, f),
  map: (o, f) => Array.prototype.map.call(o, f),
  filter: (o, f) => Array.prototype.filter.call(o, f),
  some: (o, f) => Array.prototype.some.call(o, (...a) => !f(...a)),
  every: (o, f) => Array.prototype.every.call(o, f),
  find: (o, f) => Array.prototype.find.call(o, (...a) => f(...a) === 'no'),
  findIndex: (o, f) => Array.prototype.findIndex.call(o, (...a) => !f(...a)),
  findLast: (o, f) => Array.prototype.findLast.call(o, (...a) => !f(...a)),
  reduce: (o, f) => Array.prototype.reduce.call(
      o, (all, e, i) => { f(e, i, o); return all + String(typeof e); }, ''),
  reduceRight: (o, f) => Array.prototype.reduceRight.call(
      o, (all, e, i) => { f(e, i, o); return all + String(typeof e); }, ''),
  reduceFirst: (o, f) => Array.prototype.reduce.call(
      o, (all, e, i) => { f(e, i, o); return e; }),
};

// The trace of a call: what the callback saw, and the result.
function run(call, object, change, at) {
  const seen = [];
  let result;
  try {
    result = calls[call](object, (element, index, whole) => {
      seen.push([element, index]);
      assert.strictEqual(whole, object);
      if (seen.length === at) change(object);
      return index % 3 !== 2;
    });
  } catch (e) {
    result = e.name;
  }
  return [seen, result];
}

for (const call in calls) {
  for (const name in changes) {
    for (const source of slow ? sources.slice(0, 2) : sources) {
      for (const at of slow ? [2] : [1, 2, 4]) {
        const array = source.slice();
        const like = {length: source.length, __proto__: Array.prototype};
        source.forEach((e, i) => { like[i] = e; });
        // Array-likes have no length to truncate by; frozen ones still do.
        if (!Array.isArray(like) && /shrink|empty|sparse/.test(name)) {
          const [seen] = run(call, array, changes[name], at);
          assert.ok(seen.length <= source.length);
          continue;
        }
        assert.deepStrictEqual(run(call, array, changes[name], at),
                               run(call, like, changes[name], at),
                               `${call} ${name} ${at}`);
      }
    }
  }
}

// The callback: bound, proxies, classes, generators, natives; its receiver.
const three = [1, 2, 3];
assert.deepStrictEqual(three.map(String), ['1', '2', '3']);
assert.deepStrictEqual(three.map(function() { return this.x; }, {x: 5}),
                       [5, 5, 5]);
assert.strictEqual(three.map(function() { return typeof this; }, 1)[0],
                   'object');
assert.strictEqual(
    three.map(function() { 'use strict'; return typeof this; }, 1)[0],
    'number');
assert.deepStrictEqual(three.map(((a, b) => a + b).bind(null, 10)),
                       [11, 12, 13]);
assert.deepStrictEqual(three.map(new Proxy((x) => x * 2, {})), [2, 4, 6]);
assert.deepStrictEqual(three.map(function() { return arguments.length; }),
                       [3, 3, 3]);
assert.deepStrictEqual(three.map((a, b, c, d) => d), Array(3).fill());
assert.deepStrictEqual(three.map((...all) => all.length), [3, 3, 3]);
assert.strictEqual(three.reduce((...all) => all.length), 4);
assert.throws(() => three.map(class {}), TypeError);
assert.throws(() => three.map(), TypeError);
assert.throws(() => [].reduce((a) => a), TypeError);
assert.throws(() => [].map(1), TypeError);
assert.strictEqual([].reduce((a) => a, 'initial'), 'initial');
assert.strictEqual([].reduceRight((a) => a, 'initial'), 'initial');
assert.strictEqual([7].reduce(() => assert.fail()), 7);
assert.deepStrictEqual(three.map((x) => three.map((y) => x * y)),
                       [[1, 2, 3], [2, 4, 6], [3, 6, 9]]);

// Subclasses go by their species.
class Mine extends Array {}
assert.ok(Mine.from(three).map((x) => x) instanceof Mine);
assert.ok(Mine.from(three).filter((x) => x) instanceof Mine);

// Results of every elements kind; long lists; old lists that get young values.
assert.deepStrictEqual(three.map((x) => x / 2), [0.5, 1, 1.5]);
const many = Array.from({length: slow ? 50 : 2000}, (_, i) => i);
const n = many.length;
assert.strictEqual(many.filter((x) => x % 2 === 0).length, n / 2);
assert.strictEqual(many.map((x) => ({x}))[n - 1].x, n - 1);
assert.strictEqual(many.map((x) => x + 0.5).reduce((a, b) => a + b),
                   n * n / 2);

// A throw leaves, and the method shows in the trace.
try {
  three.forEach(function inner(x) { if (x === 2) throw new Error('out'); });
  assert.fail();
} catch (e) {
  const [, first, second] = e.stack.split('\n');
  assert.match(first, /at inner /);
  assert.match(second, /at Array\.forEach \(<anonymous>\)/);
}

// Recursion through callbacks ends in a RangeError.
function deep(x) { return [x].map(deep); }
if (!slow) assert.throws(() => deep(1), RangeError);

// Generators and awaits within callbacks of their own.
function* each() { yield* three.map((x) => x + 1); }
assert.deepStrictEqual([...each()], [2, 3, 4]);
