// SPDX-License-Identifier: MIT
//
// Keys that all have the same usual hash: a Map or Set notices and hashes by a
// secret from then on. Without that, this file takes minutes.
const assert = require('assert');

// Small integers whose usual hash, the upper half of key * factor, ends in 15
// zeros (ordered-hash-table.h): key * factor mod 2^47 is below 2^32. Gaps
// between such keys are `up`, `down` or both together.
const range = 2 ** 32, modulus = 2 ** 47;
const factor = Number(0x9e3779b97f4a7c15n % BigInt(modulus));
let up = 0, down = 0, upward, downward;
for (let i = 1, x = factor; !up || !down; i++, x = (x + factor) % modulus) {
  if (!up && x < range) [up, upward] = [i, x];
  if (!down && modulus - x < range) [down, downward] = [i, modulus - x];
}
const count = process.execArgv.includes('--gc-stress') ? 1 << 9 : 1 << 15;
const keys = [];
for (let key = 0, x = 0; keys.length < count && key < 2 ** 30;) {
  if (key) keys.push(key);
  const mayRise = x + upward < range, mayFall = x - downward >= 0;
  if (mayRise || !mayFall) [key, x] = [key + up, x + upward];
  if (!mayRise) [key, x] = [key + down, x - downward];
}
assert.ok(keys.length > 500);
assert.ok(keys.every(
    (key) => (BigInt(key) * 0x9e3779b97f4a7c15n >> 32n & 0x7fffn) === 0n));

const map = new Map();
const set = new Set([1, 'first', 0.5]);
keys.forEach((key, i) => { map.set(key, i); set.add(key); });
assert.strictEqual(map.size, keys.length);
keys.forEach((key, i) => { if (map.get(key) !== i) assert.fail(); });

// Order, deletion and other kinds of keys are as ever.
const object = {};
set.add(object).add('a' + 'b').add(2n ** 70n).add(-0).add(NaN);
const rest = [...set].slice(-5);
assert.deepStrictEqual(rest, [object, 'ab', 2n ** 70n, 0, NaN]);
assert.deepStrictEqual([...set].slice(0, 3), [1, 'first', 0.5]);
for (const key of [object, ['a', 'b'].join(''), 2n ** 70n, 0, NaN, 0.5, 'first'])
  assert.ok(set.has(key) && set.delete(key) && !set.has(key));
for (let i = 0; i < keys.length; i += 2) map.delete(keys[i]);
assert.deepStrictEqual([...map.keys()], keys.filter((_, i) => i % 2 === 1));
map.clear();
map.set(keys[0], 'again');
assert.deepStrictEqual([...map], [[keys[0], 'again']]);

// So do copies, and sets that are combined.
const odd = new Set(keys.filter((_, i) => i % 2)), all = new Set(keys);
assert.strictEqual(odd.union(new Set(keys)).size, keys.length);
assert.strictEqual(all.intersection(odd).size, odd.size);
assert.strictEqual(odd.intersection(all).size, odd.size);
assert.strictEqual(all.difference(odd).size, keys.length - odd.size);
assert.strictEqual(all.symmetricDifference(odd).size, keys.length - odd.size);
assert.ok(odd.isSubsetOf(all) && all.isSupersetOf(odd));
assert.ok(!odd.isDisjointFrom(all));
assert.strictEqual(new Map([...odd].map((k) => [k, k])).size, odd.size);
