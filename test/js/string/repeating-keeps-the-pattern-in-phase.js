// SPDX-License-Identifier: MIT
//
// repeat and pad make long strings of short ones; the last repetition is cut
// where the length ends.
'use strict';
function check(actual, expected) {
  if (!Object.is(actual, expected))
    throw new Error('got ' + String(actual).slice(0, 40) + ', expected ' + String(expected).slice(0, 40));
}
for (const text of ['a', 'abc', '\u4e00bcde', 'xyz'.repeat(3000)])
  for (const count of [1, 2, 5, 1639, 2730, 2731, 8192, 9000]) {
    const repeated = text.repeat(count);
    check(repeated, Array(count + 1).join(text));
    for (const length of [count + 7, 8192, 8193, 30001]) {
      const whole = text.repeat(Math.ceil(length / text.length));
      check(''.padStart(length, text), whole.slice(0, length));
      check('q'.padEnd(length, text), 'q' + whole.slice(0, length - 1));
    }
  }
check('x'.repeat(2 ** 27).length, 2 ** 27);
