// SPDX-License-Identifier: MIT
// util.inspect.custom replaces what is shown and gets depth and options.
'use strict';
const assert = require('assert');
const { inspect } = require('util');

const seen = [];
const value = {
  [inspect.custom](depth, options, inner) {
    seen.push([depth, options.depth, inner === inspect]);
    return { shown: 1 };
  },
};
assert.strictEqual(inspect(value), '{ shown: 1 }');
assert.strictEqual(inspect({ value }), '{ value: { shown: 1 } }');
assert.deepStrictEqual(seen, [[2, 2, true], [1, 2, true]]);
assert.strictEqual(inspect({ [inspect.custom]: () => 'text' }), 'text');
assert.strictEqual(inspect(value, { customInspect: false }),
                   '{\n  [Symbol(nodejs.util.inspect.custom)]: ' +
                   '[Function: [nodejs.util.inspect.custom]]\n}');
assert.strictEqual(inspect.custom, Symbol.for('nodejs.util.inspect.custom'));
