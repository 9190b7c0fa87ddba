// SPDX-License-Identifier: MIT
'use strict';
function check(actual, expected) {
  if (!Object.is(actual, expected))
    throw new Error('got ' + String(actual) + ', expected ' + String(expected));
}
function* g(n) {
  for (let i = 0; i < n; i++) {
    const row = [i, yield i, (yield i * 2) + i];
    yield row.join('/');
  }
}
const it = g(2);
const out = [];
for (let r = it.next(), k = 0; !r.done; r = it.next(++k)) out.push(r.value);
check(out.join(), '0,0,0/1/2,1,2,1/4/6');
