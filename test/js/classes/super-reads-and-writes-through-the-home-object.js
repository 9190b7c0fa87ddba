// SPDX-License-Identifier: MIT
'use strict';
function check(actual, expected) {
  if (!Object.is(actual, expected))
    throw new Error('got ' + String(actual) + ', expected ' + String(expected));
}
const base = { get v() { return this.k; }, set v(x) { this.k = x; }, f() { return 'base'; } };
const o = { __proto__: base, k: 1, f() { super.v = 5; return super.f() + super.v + super['v']; } };
check(o.f(), 'base55');
check(o.k, 5);
class A { static s() { return 1; } }
class B extends A { static s() { return super.s() + 1; } }
check(B.s(), 2);
