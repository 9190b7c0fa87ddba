// SPDX-License-Identifier: MIT
'use strict';
function check(actual, expected) {
  if (!Object.is(actual, expected))
    throw new Error('got ' + String(actual) + ', expected ' + String(expected));
}
const reads = [];
for (let i = 0; i < 3; i++) reads.push(() => i);
check(reads.map((f) => f()).join(), '0,1,2');
const first = [];
for (let i = 0, f = () => i; i < 2; i++) first.push(f);
check(first[1](), 0);
const bumps = [];
for (let i = 0; i < 2; i++) bumps.push(() => ++i);
check(bumps[0]() + ',' + bumps[0]() + ',' + bumps[1](), '1,2,2');
