// SPDX-License-Identifier: MIT
'use strict';
const assert = require('assert');
let done = false;
(async () => {
  await assert.rejects(async () => { throw new RangeError('r'); }, RangeError);
  assert.deepStrictEqual(await Promise.all([1, Promise.resolve(2), {then: (f) => f(3)}]), [1, 2, 3]);
  assert.strictEqual(await Promise.any([Promise.reject(1), 2]), 2);
  assert.strictEqual(await Promise.race([new Promise(() => {}), 5]), 5);
  const settled = await Promise.allSettled([1, Promise.reject(2)]);
  assert.deepStrictEqual(settled, [{status: 'fulfilled', value: 1}, {status: 'rejected', reason: 2}]);
  await assert.rejects(Promise.any([Promise.reject(1)]), AggregateError);
  const out = [];
  async function* g() { yield 1; yield Promise.resolve(2); try { yield 3; } finally { out.push('closed'); } }
  for await (const x of g()) { out.push(x); if (x === 3) break; }
  for await (const x of [Promise.resolve('s')]) out.push(x);
  assert.deepStrictEqual(out, [1, 2, 3, 'closed', 's']);
  const {promise, resolve} = Promise.withResolvers();
  setTimeout(resolve, 1, 'late');
  assert.strictEqual(await promise, 'late');
  done = true;
})();
process.on('exit', () => assert.ok(done));
