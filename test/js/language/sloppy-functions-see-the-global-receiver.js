// SPDX-License-Identifier: MIT
function check(actual, expected) {
  if (!Object.is(actual, expected))
    throw new Error('got ' + String(actual) + ', expected ' + String(expected));
}
check((function () { return this === globalThis; })(), true);
check((function () { 'use strict'; return this; })(), undefined);
check((function () { return typeof this; }).call(1), 'object');
check((function () { 'use strict'; return typeof this; }).call(1), 'number');
check((function () { return (() => this)(); })() === globalThis, true);
