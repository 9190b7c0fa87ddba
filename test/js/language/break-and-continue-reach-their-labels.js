// SPDX-License-Identifier: MIT
'use strict';
function check(actual, expected) {
  if (!Object.is(actual, expected))
    throw new Error('got ' + String(actual) + ', expected ' + String(expected));
}
let log = '';
outer: for (let i = 0; i < 3; i++) {
  for (let j = 0; j < 3; j++) {
    if (j === 1) continue outer;
    if (i === 2) break outer;
    log += i + '' + j + ' ';
  }
}
check(log, '00 10 ');
block: { if (log) break block; log = ''; }
check(log, '00 10 ');
