// SPDX-License-Identifier: MIT
'use strict';
const assert = require('assert');
const v = {a: [1, 2.5, -0, null, true, 'q"\\\u2028\ud800'], b: {c: {}}, d: undefined, e() {}, f: NaN};
assert.strictEqual(JSON.stringify(v), '{"a":[1,2.5,0,null,true,"q\\"\\\\\u2028\\ud800"],"b":{"c":{}},"f":null}');
assert.deepStrictEqual(JSON.parse(JSON.stringify(v)).b, {c: {}});
assert.strictEqual(JSON.stringify([{a: 1}, []], null, 2), '[\n  {\n    "a": 1\n  },\n  []\n]');
assert.strictEqual(JSON.stringify({a: 1, b: 2, c: 3}, ['c', 'a']), '{"c":3,"a":1}');
assert.strictEqual(JSON.stringify({a: 1}, (k, x) => k === 'a' ? x + 1 : x), '{"a":2}');
assert.strictEqual(JSON.stringify({toJSON: (k) => 'k' + k}), '"k"');
assert.deepStrictEqual(JSON.parse('[1,{"x":2}]', (k, x) => typeof x === 'number' ? x * 2 : x), [2, {x: 4}]);
for (const bad of ['', '{', '[1,]', '01', '1.', '"\n"', 'tru', '{"a":1,}', '[1] x', "'a'", '\u00a01'])
  assert.throws(() => JSON.parse(bad), SyntaxError, bad);
const circle = {}; circle.self = circle;
assert.throws(() => JSON.stringify(circle), /circular structure/);
assert.strictEqual(JSON.parse('"\\u0041\\n\\/"'), 'A\n/');
