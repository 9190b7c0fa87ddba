// SPDX-License-Identifier: MIT
'use strict';
function check(actual, expected) {
  if (!Object.is(actual, expected))
    throw new Error('got ' + String(actual) + ', expected ' + String(expected));
}
const log = [];
function* g() { try { yield 1; yield 2; } finally { log.push('closed'); yield 3; } }
let it = g();
it.next();
check(it.return(7).value, 3);
check(it.next().value, 7);
check(log.join(), 'closed');
it = g();
check(it.return(4).done, true);
check(log.length, 1);
it = g();
it.next();
try { it.throw(new Error('x')); } catch (e) { throw e; }
check(log.length, 2);
