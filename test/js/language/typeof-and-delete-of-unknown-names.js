// SPDX-License-Identifier: MIT
function check(actual, expected) {
  if (!Object.is(actual, expected))
    throw new Error('got ' + String(actual) + ', expected ' + String(expected));
}
check(typeof unknown, 'undefined');
var declared = 1;
check(delete declared, false);
globalThis.made = 1;
check(delete made, true);
check(typeof made, 'undefined');
check(delete nothing, true);
