// SPDX-License-Identifier: MIT
//
// new Map and new Set of arrays: holes, doubles, entries of every form, entries
// whose reading changes the array, adders and iterators that are patched.
'use strict';
const assert = require('assert');

assert.deepStrictEqual([...new Set([3, 1, 3, , 0.5, -0, 0, NaN, NaN, 'a', 'a'])],
                       [3, 1, undefined, 0.5, 0, NaN, 'a']);
assert.deepStrictEqual([...new Set([1.5, 2, 1.5])], [1.5, 2]);
assert.deepStrictEqual([...new Set([])], []);
assert.deepStrictEqual([...new Map([[1, 'a'], [1.5, 2.5], [1, 'b']])],
                       [[1, 'b'], [1.5, 2.5]]);
assert.deepStrictEqual([...new Map([[1, 2, 3], [4], [, 5], []])],
                       [[1, 2], [4, undefined], [undefined, undefined]]);
assert.deepStrictEqual([...new Map([['a', 1], {0: 'b', 1: 2}, ['c', 3]])],
                       [['a', 1], ['b', 2], ['c', 3]]);
for (const bad of [[1], [[1, 2], 3], [[1, 2], , [3, 4]], ['ab']])
  assert.throws(() => new Map(bad), TypeError);
const big = Array.from({length: 3000}, (_, i) => i % 2000);
assert.strictEqual(new Set(big).size, 2000);
assert.strictEqual(new Map(big.map((x) => [x, x])).size, 2000);

// An entry that changes the array when it is read.
const growing = [['a', 1]];
growing.push({get 0() { growing.push(['z', 26]); return 'b'; }, 1: 2});
growing.push(['c', 3]);
assert.deepStrictEqual([...new Map(growing).keys()], ['a', 'b', 'c', 'z']);
const shrinking = [['a', 1]];
shrinking.push({get 0() { shrinking.length = 2; return 'b'; }, 1: 2});
shrinking.push(['c', 3]);
assert.deepStrictEqual([...new Map(shrinking).keys()], ['a', 'b']);

// Subclasses, adders, iterators.
const added = [];
class Loud extends Set { add(x) { added.push(x); return super.add(x); } }
assert.strictEqual(new Loud([1, 2]).size, 2);
assert.deepStrictEqual(added, [1, 2]);
class Quiet extends Map {}
assert.ok(new Quiet([[1, 2]]) instanceof Quiet);
const own = [1, 2];
own[Symbol.iterator] = () => ['own'].values();
assert.deepStrictEqual([...new Set(own)], ['own']);
const entry = [1, 2];
Object.defineProperty(entry, 0, {get: () => 'got', configurable: true});
assert.deepStrictEqual([...new Map([entry])], [['got', 2]]);
Object.prototype[0] = 'inherited';
assert.deepStrictEqual([...new Map([[, 2]]).keys()], ['inherited']);
assert.deepStrictEqual([...new Set([,])], ['inherited']);
delete Object.prototype[0];
const {set} = Map.prototype;
Map.prototype.set = function (k, v) { return set.call(this, k, [v]); };
assert.deepStrictEqual(new Map([[1, 2]]).get(1), [2]);
Map.prototype.set = set;
Map.prototype.set = 1;
assert.throws(() => new Map([[1, 2]]), TypeError);
assert.strictEqual(new Map().size, 0);
Map.prototype.set = set;
const {values} = Array.prototype;
Array.prototype[Symbol.iterator] = function* () { yield 'patched'; };
const patched = new Set([1, 2]);
Array.prototype[Symbol.iterator] = values;
assert.ok(patched.has('patched') && patched.size === 1);

// Set methods: has and keys of the other.
const mine = new Set([1, 2, 3]);
const other = new Set([2, 3, 4]);
assert.strictEqual(mine.intersection(other).size, 2);
assert.strictEqual(mine.difference(new Map([[1, 1]])).size, 2);
let asked = 0;
other.has = (x) => { asked++; return x === 1; };
assert.ok(mine.intersection(other).has(1) && asked === 3);
const changing = {size: 3, has(x) { mine.delete(2); return true; },
                  keys: () => [].values()};
assert.strictEqual(mine.intersection(changing).size, 2);
