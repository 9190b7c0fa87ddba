// SPDX-License-Identifier: MIT
function check(actual, expected) {
  if (!Object.is(actual, expected))
    throw new Error('got ' + String(actual) + ', expected ' + String(expected));
}
check(typeof inner, 'undefined');
{ check(inner(), 1); function inner() { return 1; } }
check(inner(), 1);
if (true) { function late() { return 2; } }
check(late(), 2);
