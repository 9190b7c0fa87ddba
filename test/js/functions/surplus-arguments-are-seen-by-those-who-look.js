// SPDX-License-Identifier: MIT
//
// More arguments than parameters: dropped, unless the callee can see them.
const assert = require('assert');

function none() { return this; }
function two(a, b) { let c = a + b; return () => c + a + b; }
function counts(a) { return [arguments.length, arguments[2], a]; }
function rest(a, ...others) { return [a, others]; }
function inEval(a) { return eval('arguments[3]'); }
function inArrow(a) { return (() => arguments[a])(); }
function* generator(a) { yield a; yield arguments.length; }
async function later(a) { await null; return a; }
class Base {
  constructor(...all) { this.all = all; }
}
class Derived extends Base {}
class Field extends Base { x = 1; }

for (let i = 0; i < 100; i++) {
  assert.strictEqual(none.call(i, {}, 2, 3).valueOf(), i);
  assert.strictEqual(two('x', i, {}, [], 'dropped')(), `x${i}x${i}`);
  assert.deepStrictEqual(counts(i, 1, 'seen'), [3, 'seen', i]);
  assert.deepStrictEqual(rest(i, 1, 2), [i, [1, 2]]);
  assert.strictEqual(inEval(1, 2, 3, 'fourth'), 'fourth');
  assert.strictEqual(inArrow(2, 0, 'third'), 'third');
  assert.deepStrictEqual([...generator(i, 2, 3)], [i, 3]);
  assert.deepStrictEqual(new Derived(1, 2, i).all, [1, 2, i]);
  assert.deepStrictEqual(new Field(i, 2).all, [i, 2]);
  assert.deepStrictEqual([i].map((x) => x), [i]);
  assert.strictEqual([1, 2].reduce((sum) => sum + 1, i), i + 2);
}
// Missing ones are undefined, also where the slots held something else.
function missing(a, b, c) { return [a, b, c]; }
const busy = () => [1, 2, 3].map((x) => ({x})).length;
for (let i = 0; i < 100; i++) {
  busy();
  assert.deepStrictEqual(missing(i), [i, undefined, undefined]);
}
later(1, 2, 3).then((x) => assert.strictEqual(x, 1));
