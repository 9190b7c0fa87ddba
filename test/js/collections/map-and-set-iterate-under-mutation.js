// SPDX-License-Identifier: MIT
'use strict';
const assert = require('assert');
const m = new Map([[1, 'a'], [2, 'b'], [3, 'c']]);
const seen = [];
for (const [k] of m) {
  seen.push(k);
  if (k === 1) { m.delete(2); m.set(4, 'd'); }
  if (k === 3) { m.delete(1); m.set(1, 'again'); }
}
assert.deepStrictEqual(seen, [1, 3, 4, 1]);
const s = new Set();
for (let i = 0; i < 1000; i++) s.add(i);
let n = 0;
for (const x of s) { n++; if (x % 2) s.delete(x - 1); if (n > 5000) break; }
assert.deepStrictEqual([n, s.size], [1000, 500]);
const it = s.values(); it.next(); s.clear(); s.add('x');
assert.deepStrictEqual(it.next(), {value: 'x', done: false});
assert.deepStrictEqual([new Map([[NaN, 1], [-0, 2]]).get(NaN), new Map([[-0, 2]]).get(0)], [1, 2]);
assert.deepStrictEqual([...new Set([1, 2, 3]).union(new Set([3, 4]))], [1, 2, 3, 4]);
assert.deepStrictEqual([...new Set([1, 2, 3]).symmetricDifference(new Set([3, 4]))], [1, 2, 4]);
assert.strictEqual(Map.groupBy([1, 2, 3], (x) => x % 2).get(1).length, 2);
const big = new Map();
for (let i = 0; i < 20000; i++) big.set(i % 2 ? i : 'k' + i, i);
for (let i = 0; i < 20000; i++) assert.strictEqual(big.get(i % 2 ? i : 'k' + i), i);
