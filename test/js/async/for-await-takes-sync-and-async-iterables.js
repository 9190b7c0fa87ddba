// SPDX-License-Identifier: MIT
'use strict';
function check(actual, expected) {
  if (!Object.is(actual, expected))
    throw new Error('got ' + String(actual) + ', expected ' + String(expected));
}
async function* numbers() { yield 1; yield Promise.resolve(2); }
const log = [];
(async () => {
  for await (const x of numbers()) log.push(x);
  for await (const x of [Promise.resolve(3), 4]) log.push(x);
  let closed = 0;
  const it = { [Symbol.asyncIterator]() { return this; },
    async next() { return { value: 5, done: false }; },
    async return() { closed++; return {}; } };
  for await (const x of it) { log.push(x); break; }
  check(closed, 1);
  check(log.join(), '1,2,3,4,5');
})().catch((e) => { setTimeout(() => { throw e; }); });
