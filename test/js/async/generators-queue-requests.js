// SPDX-License-Identifier: MIT
'use strict';
function check(actual, expected) {
  if (!Object.is(actual, expected))
    throw new Error('got ' + String(actual) + ', expected ' + String(expected));
}
async function* g() { try { yield 1; yield 2; } finally { yield 3; } }
(async () => {
  const it = g();
  const r = await Promise.all([it.next(), it.return(9), it.next(), it.next()]);
  check(JSON.stringify(r.map((x) => [x.value, x.done])),
        '[[1,false],[3,false],[9,true],[null,true]]');
})().catch((e) => { setTimeout(() => { throw e; }); });
