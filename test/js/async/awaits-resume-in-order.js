// SPDX-License-Identifier: MIT
'use strict';
function check(actual, expected) {
  if (!Object.is(actual, expected))
    throw new Error('got ' + String(actual) + ', expected ' + String(expected));
}
const log = [];
async function f(n) { log.push('s' + n); await null; log.push('m' + n); return n; }
Promise.all([f(1), f(2)]).then((v) => {
  check(v.join(), '1,2');
  check(log.join(), 's1,s2,sync,m1,m2');
});
log.push('sync');
