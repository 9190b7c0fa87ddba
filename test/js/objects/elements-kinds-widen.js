// SPDX-License-Identifier: MIT
// Flags: --allow-natives-syntax
// Arrays keep their elements as narrowly as their values allow.
function check(actual, expected) {
  if (!Object.is(actual, expected))
    throw new Error(`got ${String(actual)}, expected ${String(expected)}`);
}
const kind = (array) => %ElementsKindName(array);
const a = [1, 2, 3];
check(kind(a), 'PACKED_SMI_ELEMENTS');
a.push(3.5);
check(kind(a), 'PACKED_DOUBLE_ELEMENTS');
check(a.join(), '1,2,3,3.5');
a.push('x');
check(kind(a), 'PACKED_ELEMENTS');
check(a.join(), '1,2,3,3.5,x');
a[8] = 1;
check(kind(a), 'HOLEY_ELEMENTS');
check(5 in a, false);
check(a[5], undefined);
a[1e6] = 1;
check(kind(a), 'DICTIONARY_ELEMENTS');
check(a.length, 1000001);
a.length = 2;
check(a.join(), '1,2');
const doubles = [0.5, 1.5, 2];
check(kind(doubles), 'PACKED_DOUBLE_ELEMENTS');
doubles[2] = -0;
check(Object.is(doubles[2], -0), true);
delete doubles[1];
check(kind(doubles), 'HOLEY_DOUBLE_ELEMENTS');
check(doubles[1], undefined);
const literal = () => [1, 2, 3];
const first = literal();
first[0] = 'changed';
check(literal()[0], 1);
const frozen = Object.freeze([1, 2, 3]);
let message = '';
try {
  (() => { 'use strict'; frozen[0] = 9; })();
} catch (error) {
  message = error.message;
}
check(message, "Cannot assign to read only property '0' of object '[object Array]'");
check(frozen[0], 1);
const backwards = [];
for (let i = 4000; i >= 0; i--) backwards[i] = i;
check(backwards[17], 17);
check(backwards.length, 4001);
