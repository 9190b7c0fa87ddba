// SPDX-License-Identifier: MIT
//
// Keys that all have the same usual hash: a Map or Set notices and hashes by a
// secret from then on. Without that, this file takes minutes.
const assert = require('assert');

// The inverse of the mixing step for integers (ordered-hash-table.c).
function unmix(hash) {
  hash ^= hash >>> 16;
  hash = Math.imul(hash, inverse(0x846ca68b));
  hash ^= hash >>> 15 ^ hash >>> 30;
  hash = Math.imul(hash, inverse(0x7feb352d));
  return hash ^ hash >>> 16;
}
function inverse(odd) {
  let x = odd;
  for (let i = 0; i < 5; i++) x = Math.imul(x, 2 - Math.imul(odd, x));
  return x;
}
function mix(hash) {
  hash ^= hash >>> 16;
  hash = Math.imul(hash, 0x7feb352d);
  hash ^= hash >>> 15;
  hash = Math.imul(hash, 0x846ca68b);
  return hash ^ hash >>> 16;
}
assert.strictEqual(mix(unmix(123456789)), 123456789);

// The low 14 bits of every hash are zero: 2^17 of them that are small integers.
const count = process.execArgv.includes('--gc-stress') ? 1 << 10 : 1 << 17;
const keys = [];
for (let i = 1; keys.length < count && i < 1 << 18; i++) {
  const key = unmix(i << 14);
  if (key >= -(2 ** 30) && key < 2 ** 30) keys.push(key);
}
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
