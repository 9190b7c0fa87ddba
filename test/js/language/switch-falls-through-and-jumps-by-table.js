// SPDX-License-Identifier: MIT
'use strict';
function check(actual, expected) {
  if (!Object.is(actual, expected))
    throw new Error('got ' + String(actual) + ', expected ' + String(expected));
}
function table(x) {
  let s = '';
  switch (x) {
    case 0: s += 'a';
    case 1: s += 'b'; break;
    case 2: case 3: s += 'c';
    case 4: s += 'd'; break;
    default: s += '?';
    case 5: s += 'e'; break;
    case 6: s += 'f';
  }
  return s;
}
check([0, 1, 2, 3, 4, 5, 6, 7, -1, 1.5, '1', NaN, 1e10].map(table).join(),
      'ab,b,cd,cd,d,e,f,?e,?e,?e,?e,?e,?e');
check(table(-0), 'ab');
check(table(2 ** 31 - 2 ** 31 + 3), 'cd');
