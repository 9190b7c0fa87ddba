// SPDX-License-Identifier: MIT
'use strict';
function check(actual, expected) {
  if (!Object.is(actual, expected))
    throw new Error('got ' + String(actual) + ', expected ' + String(expected));
}
const log = [];
(async () => {
  try { await Promise.reject(new Error('a')); } catch (e) { log.push(e.message); }
  try { await (async () => { throw new Error('b'); })(); } finally { log.push('f'); }
})().catch((e) => {
  log.push(e.message);
  check(log.join(), 'a,f,b');
});
let rejected = false;
(async (a = (() => { throw 1; })()) => {})().catch(() => { rejected = true; });
setTimeout(() => check(rejected, true), 1);
