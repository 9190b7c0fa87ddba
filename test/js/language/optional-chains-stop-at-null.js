// SPDX-License-Identifier: MIT
'use strict';
function check(actual, expected) {
  if (!Object.is(actual, expected))
    throw new Error('got ' + String(actual) + ', expected ' + String(expected));
}
const o = { a: { b: [1, 2] }, f() { return this.a; } };
check(o?.a?.b?.[1], 2);
check(o.x?.y.z.w(), undefined);
check(o.g?.(), undefined);
check(o.f?.().b.length, 2);
check((o?.f)().b.length, 2);
check(delete o?.a.b, true);
check(delete o.q?.b, true);
check(null?.[(() => { throw 1; })()], undefined);
