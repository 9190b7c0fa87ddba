// SPDX-License-Identifier: MIT
// Flags: --test262
//
// With several realms, result objects and pairs are of the realm of the `next`
// that makes them, and iterators of the realm of the iterable.
'use strict';
const other = $262.createRealm().global;
function check(condition) {
  if (!condition) throw new Error('wrong realm');
}
for (const [mine, theirs] of [
  [[1].entries(), other.eval('[1].entries()')],
  [new Map([[1, 2]]).entries(), other.eval('new Map([[1, 2]]).entries()')],
  [new Set([1]).entries(), other.eval('new Set([1]).entries()')],
]) {
  const step = theirs.next();
  check(step instanceof other.Object && step.value instanceof other.Array);
  const next = Object.getPrototypeOf(theirs).next;
  const crossed = next.call(mine);
  check(crossed instanceof other.Object);
  check(crossed.value instanceof other.Array && crossed.value.length === 2);
  check(next.call(mine).done);
}
let items = [];
for (const pair of other.eval('new Map([[1, 2]])')) items.push(pair);
const [first] = other.eval('[{}]');
check(items[0] instanceof other.Array && first instanceof other.Object);
for (const pair of new Map([[1, 2]])) items.push(pair);
check(items[1] instanceof Array);
const sizes = [];
other.eval('new Map([[1, 2]])').forEach((v, k, m) => { sizes.push(v, k, m.size); });
check(sizes.join() === '2,1,1');
