// SPDX-License-Identifier: MIT
// Flags: --expose-gc
// Each key is the value before it: collections find all of them in linear time.
'use strict';
const assert = require('assert');
// Under --gc-stress each step is a collection.
const LENGTH = process.execArgv.includes('--gc-stress') ? 500 : 99999;

function follow(next, head) {
  let count = 0;
  for (let key = head; key !== undefined; key = next.get(key)) count++;
  return count;
}

const next = new WeakMap();
const head = {};
for (let i = 1, key = head; i < LENGTH; i++, key = next.get(key)) next.set(key, {});
gc();
assert.strictEqual(follow(next, head), LENGTH);

// Through tables that are values themselves.
const tables = [new WeakMap()];
const first = {};
for (let i = 0, key = first; i < 200; i++) {
  const step = { table: new WeakMap() };
  tables[0].set(key, step);
  step.table.set(step, { key: {} });
  key = step;
}
gc();
gc();
let steps = 0;
for (let key = first; tables[0].has(key); key = tables[0].get(key), steps++)
  if (key !== first) assert.deepStrictEqual(key.table.get(key), { key: {} });
assert.strictEqual(steps, 200);
