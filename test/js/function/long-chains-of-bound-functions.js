// SPDX-License-Identifier: MIT
// Bound functions of bound functions: arguments in order, cost in proportion.
'use strict';
const assert = require('assert');

function list(...values) { return [this, new.target, values]; }
const twice = list.bind(7, 1, 2).bind(8, 3).bind(9).bind(10, 4);
assert.deepStrictEqual(twice(5, 6), [7, undefined, [1, 2, 3, 4, 5, 6]]);

class Target {
  constructor(...values) {
    this.values = values;
    this.target = new.target;
  }
}
const inner = Target.bind(0, 9);
const outer = inner.bind(0, 8);
assert.deepStrictEqual(new outer(1).values, [9, 8, 1]);
assert.strictEqual(new outer().target, Target);
assert.strictEqual(Reflect.construct(outer, [], inner).target, Target);
assert.strictEqual(Reflect.construct(outer, [], Map).target, Map);

// One copy of the arguments per link took minutes here.
function count() { return arguments.length; }
let chain = count;
for (let i = 0; i < 60000; i++) chain = chain.bind(null, i);
try {
  assert.strictEqual(chain(), 60000);
} catch (error) {
  assert.ok(error instanceof RangeError);
}
