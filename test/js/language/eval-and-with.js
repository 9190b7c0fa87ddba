// SPDX-License-Identifier: MIT
'use strict';
const assert = require('assert');
const indirect = eval;
assert.strictEqual(indirect('1 + 1'), 2);
const local = 5;
assert.strictEqual(eval('local + 1'), 6);
const sloppy = new Function('o', `
  var made = [];
  with (o) { a = 10; made.push(a, typeof missing); }
  eval('var fromEval = 3');
  made.push(fromEval, delete fromEval, typeof fromEval);
  return made;`);
const o = {a: 1};
assert.deepStrictEqual(sloppy(o), [10, 'undefined', 3, true, 'undefined']);
assert.strictEqual(o.a, 10);
assert.throws(() => eval('let q = 1; let q = 2;'), SyntaxError);
