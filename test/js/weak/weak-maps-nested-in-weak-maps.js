// SPDX-License-Identifier: MIT
// Flags: --expose-gc
//
// Collections take time linear in the number of weak maps, whether a map's key
// is known when the map is found or later.
'use strict';
function check(actual, expected) {
  if (!Object.is(actual, expected))
    throw new Error('got ' + String(actual) + ', expected ' + String(expected));
}
const n = process.execArgv.includes('--gc-stress') ? 2000 : 20000;

const shared = {};
let outermost = {};
for (let i = 0; i < n; i++) {
  const map = new WeakMap();
  map.set(shared, outermost);
  outermost = map;
}
gc();
let depth = 0;
for (let map = outermost; map instanceof WeakMap; map = map.get(shared)) depth++;
check(depth, n);

// Each key lies deeper than the map whose key it is.
const first = new WeakMap(), firstKey = {};
(function () {
  let map = first, key = firstKey;
  for (let i = 0; i < n; i++) {
    const next = new WeakMap(), nextKey = {};
    map.set(key, { next, far: [[[[[nextKey]]]]] });
    map = next;
    key = nextKey;
  }
})();
gc();
gc();
depth = 0;
for (let map = first, key = firstKey, entry; (entry = map.get(key)); depth++) {
  map = entry.next;
  key = entry.far[0][0][0][0][0];
}
check(depth, n);
