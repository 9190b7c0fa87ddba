// SPDX-License-Identifier: MIT
'use strict';
function check(actual, expected) {
  if (!Object.is(actual, expected))
    throw new Error('got ' + String(actual) + ', expected ' + String(expected));
}
let conversions = 0;
const key = { toString() { conversions++; return 'k'; } };
const o = { k: 1 };
o[key] += 2;
o[key]++;
check(o.k, 4);
check(conversions, 2);
