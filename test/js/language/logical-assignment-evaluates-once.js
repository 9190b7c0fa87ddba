// SPDX-License-Identifier: MIT
'use strict';
function check(actual, expected) {
  if (!Object.is(actual, expected))
    throw new Error('got ' + String(actual) + ', expected ' + String(expected));
}
let calls = 0;
const o = { get k() { calls++; return null; }, set k(v) { calls += 10; } };
o.k ??= 1;
check(calls, 11);
o.k &&= 1;
check(calls, 12);
o.k ||= 1;
check(calls, 23);
