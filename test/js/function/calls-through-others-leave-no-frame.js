// SPDX-License-Identifier: MIT
//
// call, apply, Reflect.apply, bound functions and spread calls hand on
// receiver and arguments, and do not show in stack traces.
const assert = require('assert');

const all = (() => {
  'use strict';
  return function(...args) { return [this, ...args]; };
})();
function sloppy() { return this; }
function pair(a, b) { return [a, b]; }
const o = {};
const lists = [[], [1], [1, 2], [0.5, 1.5, NaN], ['x', null, undefined, o],
               Array.from({length: 300}, (_, i) => i)];

for (let round = 0; round < 10; round++) {
  for (const list of lists) {
    const want = [o, ...list];
    assert.deepStrictEqual(all.call(o, ...list), want);
    assert.deepStrictEqual(all.apply(o, list), want);
    assert.deepStrictEqual(Reflect.apply(all, o, list), want);
    assert.deepStrictEqual(all.bind(o)(...list), want);
    assert.deepStrictEqual(all.bind(o, ...list)(), want);
    assert.deepStrictEqual(all.bind(o, 7, 8)(...list), [o, 7, 8, ...list]);
    assert.deepStrictEqual(all.bind(o, 7).bind(1, 8)(...list),
                           [o, 7, 8, ...list]);
    assert.deepStrictEqual(all(7, 8, ...list), [undefined, 7, 8, ...list]);
    assert.deepStrictEqual(pair(...list), [list[0], list[1]]);
    assert.deepStrictEqual(pair.apply(null, list), [list[0], list[1]]);
  }
  assert.deepStrictEqual(all.call(), [undefined]);
  assert.deepStrictEqual(all.apply(), [undefined]);
  assert.deepStrictEqual(all.apply(o), [o]);
  assert.deepStrictEqual(all.apply(o, null), [o]);
  assert.deepStrictEqual(all.apply(o, undefined, 1), [o]);
  assert.deepStrictEqual(all.apply(o, [1, , 3]), [o, 1, undefined, 3]);
  assert.deepStrictEqual(all.apply(o, {length: 2, 1: 'b'}),
                         [o, undefined, 'b']);
  assert.deepStrictEqual(all(...[1, , 3]), [undefined, 1, undefined, 3]);
  assert.deepStrictEqual(all(...'ab'), [undefined, 'a', 'b']);
  assert.strictEqual(typeof sloppy.call(1), 'object');
  assert.strictEqual(sloppy.call(), globalThis);
  assert.strictEqual(Math.max.apply(null, [3, 9, 4]), 9);
  assert.strictEqual(Math.max(...[3, 9.5, 4]), 9.5);
  assert.strictEqual(Function.prototype.call.call(pair, null, 1)[0], 1);
  assert.strictEqual(Function.prototype.apply.call(pair, null, [1])[0], 1);
  assert.throws(() => Reflect.apply(all, o), TypeError);
  assert.throws(() => Reflect.apply(all, o, null), TypeError);
  assert.throws(() => Reflect.apply({}, o, []), TypeError);
  assert.throws(() => Function.prototype.call.call(1), TypeError);
  assert.throws(() => Function.prototype.apply.call({}, null, []), TypeError);
  assert.throws(() => all.apply(o, 1), TypeError);
  assert.throws(() => (class {}).call(o), TypeError);
  assert.throws(() => all.bind.call({}), TypeError);
  assert.strictEqual(new Proxy(pair, {}).call(null, 1)[0], 1);
  assert.deepStrictEqual([...(function*() { yield* arguments; })
                              .call(null, 1, 2)], [1, 2]);
}

// Arrays whose iteration can be observed are iterated.
const odd = [1, 2];
odd[Symbol.iterator] = function*() { yield 'mine'; };
assert.deepStrictEqual(all(...odd), [undefined, 'mine']);
class Sub extends Array {
  *[Symbol.iterator]() { yield 'sub'; }
}
assert.deepStrictEqual(all(...Sub.of(1)), [undefined, 'sub']);

const where = () => new Error().stack.split('\n');
for (const call of [() => where.call(), () => where.apply(null, []),
                    () => Reflect.apply(where, null, []),
                    () => where.bind(1)(), () => where(...[])]) {
  assert.match(call()[1], /where /);
  assert.ok(call()[2].includes(__filename));
}

// Deep recursion and long lists end in a RangeError.
if (!process.execArgv.includes('--gc-stress')) {
  function again() { return again.call(this); }
  assert.throws(again, RangeError);
  function applied() { return applied.apply(this, [1, 2, 3]); }
  assert.throws(applied, RangeError);
  const bound = (() => bound()).bind(1, 2, 3);
  assert.throws(bound, RangeError);
  assert.throws(() => all(...new Array(1e7).fill(0)), RangeError);
  assert.throws(() => all.apply(o, new Array(1e7).fill(0)), RangeError);
}
