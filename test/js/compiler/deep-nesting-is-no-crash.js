// SPDX-License-Identifier: MIT
'use strict';
function check(actual, expected) {
  if (!Object.is(actual, expected))
    throw new Error('got ' + String(actual) + ', expected ' + String(expected));
}
const n = 20000;
for (const source of ['('.repeat(n) + '1' + ')'.repeat(n), '['.repeat(n) + ']'.repeat(n),
                      '{'.repeat(n) + '}'.repeat(n), 'a' + '.b'.repeat(n), '!'.repeat(n) + '1',
                      '1' + '+1'.repeat(n), 'if(1)'.repeat(n) + ';', 'x=>'.repeat(n) + '1',
                      '`${'.repeat(n) + '1' + '}`'.repeat(n)]) {
  try { (0, eval)(source); } catch (e) {
    check(e instanceof RangeError || e instanceof ReferenceError || e instanceof SyntaxError, true);
  }
}
