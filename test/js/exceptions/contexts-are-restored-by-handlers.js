// SPDX-License-Identifier: MIT
'use strict';
function check(actual, expected) {
  if (!Object.is(actual, expected))
    throw new Error('got ' + String(actual) + ', expected ' + String(expected));
}
function f() {
  let x = 'outer';
  const reads = [];
  try { let x = 'inner'; reads.push(() => x); { let x = 'deep'; reads.push(() => x); throw 1; } } catch { reads.push(() => x); }
  return reads.map((r) => r()).join();
}
check(f(), 'inner,deep,outer');
