// SPDX-License-Identifier: MIT
'use strict';
const assert = require('assert');
function s(x) {
  const out = [];
  switch (x) {
    case 1: out.push(1);
    case 2: out.push(2); break;
    default: out.push('d');
    case 'a': out.push('a');
  }
  return out.join();
}
assert.deepStrictEqual([1, 2, 'a', 9].map(s), ['1,2', '2', 'a', 'd,a']);
let n = 0;
a: for (let i = 0; i < 4; i++) {
  for (let j = 0; j < 4; j++) {
    if (j === 2) continue a;
    if (i === 2) break a;
    n += 10 * i + j;
  }
}
assert.strictEqual(n, 0 + 1 + 10 + 11);
switch (1) { case 0: let z; case 1: assert.throws(() => z, ReferenceError); }
