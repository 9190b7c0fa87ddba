// SPDX-License-Identifier: MIT
'use strict';
function check(actual, expected) {
  if (!Object.is(actual, expected))
    throw new Error('got ' + String(actual) + ', expected ' + String(expected));
}
function reads() { return x; let x = 1; }
function closes() { const f = () => y; const r = f(); let y = 1; return r; }
function assigns() { z = 1; let z; }
for (const f of [reads, closes, assigns]) {
  let name = 'none';
  try { f(); } catch (e) { name = e.name; }
  check(name, 'ReferenceError');
}
check((() => { let u; return u; })(), undefined);
