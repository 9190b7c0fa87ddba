// SPDX-License-Identifier: MIT
'use strict';
function check(actual, expected) {
  if (!Object.is(actual, expected))
    throw new Error('got ' + String(actual) + ', expected ' + String(expected));
}
function* inner() { try { return (yield 'a') + 1; } finally { log.push('inner'); } }
function* outer() { const r = yield* inner(); yield r; yield* [10, 20]; }
const log = [];
const it = outer();
check(it.next().value, 'a');
check(it.next(41).value, 42);
check([...it].join(), '10,20');
const second = outer();
second.next();
check(second.return(5).value, 5);
check(log.join(), 'inner,inner');
