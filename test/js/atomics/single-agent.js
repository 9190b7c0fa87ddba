// SPDX-License-Identifier: MIT
// Atomics read, modify and write; waiting ends by value, time or notification.
'use strict';
function same(actual, expected) {
  if (!Object.is(actual, expected))
    throw new Error(`${String(actual)}, not ${String(expected)}`);
}
for (const C of [Int8Array, Uint8Array, Int16Array, Uint16Array, Int32Array,
                 Uint32Array]) {
  const a = new C(2);
  same(Atomics.add(a, 0, 5), 0);
  same(Atomics.sub(a, 0, 1), 5);
  same(Atomics.or(a, 0, 3), 4);
  same(Atomics.and(a, 0, 6), 7);
  same(Atomics.xor(a, 0, 1), 6);
  same(Atomics.exchange(a, 0, 9), 7);
  same(Atomics.compareExchange(a, 0, 9, 1), 9);
  same(Atomics.compareExchange(a, 0, 9, 2), 1);
  same(Atomics.store(a, 1, 3.7), 3);
  same(Atomics.load(a, 1), 3);
}
const big = new BigInt64Array(new SharedArrayBuffer(8));
same(Atomics.add(big, 0, 2n ** 63n), 0n);
same(Atomics.load(big, 0), -(2n ** 63n));
const shared = new Int32Array(new SharedArrayBuffer(8));
same(Atomics.wait(shared, 0, 1), 'not-equal');
same(Atomics.wait(shared, 0, 0, 1), 'timed-out');
same(Atomics.notify(shared, 0), 0);
const {async, value} = Atomics.waitAsync(shared, 0, 0);
same(async, true);
same(Atomics.notify(shared, 1), 0);
same(Atomics.notify(shared, 0), 1);
let result;
value.then((text) => { result = text; });
setTimeout(() => same(result, 'ok'), 0);
