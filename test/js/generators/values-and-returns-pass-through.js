// SPDX-License-Identifier: MIT
'use strict';
function check(actual, expected) {
  if (!Object.is(actual, expected))
    throw new Error('got ' + String(actual) + ', expected ' + String(expected));
}
function* g() { const x = yield 1; const y = yield x * 2; return x + y; }
const it = g();
check(JSON.stringify([it.next(), it.next(5), it.next(6), it.next()]),
      '[{"value":1,"done":false},{"value":10,"done":false},' +
      '{"value":11,"done":true},{"done":true}]');
