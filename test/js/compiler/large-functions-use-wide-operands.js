// SPDX-License-Identifier: MIT
'use strict';
function check(actual, expected) {
  if (!Object.is(actual, expected))
    throw new Error('got ' + String(actual) + ', expected ' + String(expected));
}
let source = 'let s = 0;';
for (let i = 0; i < 400; i++) source += `let v${i} = ${i} + 0.5; if (k === ${i}) { s += v${i}; o.p${i} = s; }`;
source += 'for (let i = 0; i < 3; i++) { s += v399; if (s < 0) break; } return s + v0;';
const f = new Function('k', 'o', source);
const o = {};
check(f(300, o), 300.5 + 3 * 399.5 + 0.5);
check(o.p300, 300.5);
