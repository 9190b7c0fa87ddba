// SPDX-License-Identifier: MIT
//
// Proxies can make a prototype chain endless: walking it is a RangeError.
'use strict';
function check(actual, expected) {
  if (!Object.is(actual, expected))
    throw new Error('got ' + String(actual) + ', expected ' + String(expected));
}
function error(f) {
  try { f(); } catch (e) { return e; }
}
const own = new Proxy({}, { getPrototypeOf() { return own; } });
const target = {};
const circle = new Proxy(target, {});
Object.setPrototypeOf(target, circle);
for (const endless of [own, circle, target])
  for (const walk of [() => endless instanceof Array,
                      () => Array.prototype.isPrototypeOf(endless),
                      () => { for (const key in endless) check(key, ''); },
                      () => Object.prototype.__lookupGetter__.call(endless, 'x')]) {
    const e = error(walk);
    check(e instanceof RangeError, true);
    check(e.message, 'Maximum call stack size exceeded');
  }
for (const walk of [() => circle.x, () => 'x' in target, () => { target.x = 1; }])
  check(error(walk) instanceof RangeError, true);

// Long chains of proxies still work.
let long = {};
for (let i = 0; i < 20000; i++) long = Object.create(new Proxy(long, {}));
check(long instanceof Array, false);
