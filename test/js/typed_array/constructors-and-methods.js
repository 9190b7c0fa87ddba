// SPDX-License-Identifier: MIT
// Every typed array is made from lengths, arrays, iterables, buffers and other
// typed arrays, and its methods agree with Array's.
'use strict';
function same(actual, expected, what) {
  if (!Object.is(actual, expected))
    throw new Error(`${what}: ${String(actual)}, not ${String(expected)}`);
}
const classes = [Int8Array, Uint8Array, Uint8ClampedArray, Int16Array,
                 Uint16Array, Int32Array, Uint32Array, Float16Array,
                 Float32Array, Float64Array];
for (const C of classes) {
  const a = new C([3, 1, 2]);
  same(a.length, 3, C.name);
  same(a.BYTES_PER_ELEMENT * 3, a.byteLength, C.name);
  same(Object.prototype.toString.call(a), `[object ${C.name}]`, C.name);
  same(new C(new Set([1, 2])).join(), '1,2', 'from iterable');
  same(new C({length: 2, 0: 7, 1: 0}).join(), '7,0', 'from array-like');
  same(new C(new Float64Array([5, 6])).join(), '5,6', 'from typed array');
  same(C.from([1, 2], (x) => x * 2).join(), '2,4', 'from');
  same(C.of(9, 8).join(), '9,8', 'of');
  same([...a.map((x) => x + 1)].join(), '4,2,3', 'map');
  same(a.filter((x) => x > 1).join(), '3,2', 'filter');
  same(a.reduce((x, y) => x + y), 6, 'reduce');
  same(a.toSorted().join(), '1,2,3', 'toSorted');
  same(a.toSorted((x, y) => y - x).join(), '3,2,1', 'toSorted, comparator');
  same(a.toReversed().join(), '2,1,3', 'toReversed');
  same(a.with(0, 5).join(), '5,1,2', 'with');
  same(a.indexOf(2), 2, 'indexOf');
  same(a.lastIndexOf(3), 0, 'lastIndexOf');
  same(a.findLast((x) => x > 1), 2, 'findLast');
  same(a.at(-1), 2, 'at');
  same(a.subarray(1).join(), '1,2', 'subarray');
  same(a.subarray(1).buffer, a.buffer, 'subarray shares');
  same(a.slice(0, 2).join(), '3,1', 'slice');
  same(new C(4).fill(1, 1, 3).join(), '0,1,1,0', 'fill');
  same(new C([1, 2, 3, 4]).copyWithin(0, 2).join(), '3,4,3,4', 'copyWithin');
  const b = new C(4);
  b.set([1, 2], 1);
  b.set(new Int8Array([5]), 3);
  same(b.join(), '0,1,2,5', 'set');
}
same(new Uint8ClampedArray([300, -1, 1.5, 2.5]).join(), '255,0,2,2', 'clamp');
same(new BigInt64Array([-1n])[0], -1n, 'BigInt64Array');
same(new BigUint64Array([-1n])[0], 2n ** 64n - 1n, 'BigUint64Array');
same(Object.is(new Float64Array([0, -0]).sort()[0], -0), true, '-0 before 0');
same(new Float16Array([1.337])[0], 1.3369140625, 'half precision');
let thrown;
try { new BigInt64Array(new Int8Array(1)); } catch (e) { thrown = e; }
same(thrown instanceof TypeError, true, 'mixed content');
try { new Int16Array(new ArrayBuffer(4), 1); } catch (e) { thrown = e; }
same(thrown.message, 'start offset of Int16Array should be a multiple of 2',
     'message');
