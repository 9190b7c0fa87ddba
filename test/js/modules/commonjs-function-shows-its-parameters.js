#!/usr/bin/env thaw
// SPDX-License-Identifier: MIT
// The function around a CommonJS module has no text of its own in the source.
const assert = require('assert');
const text = arguments.callee.toString();
assert.ok(text.startsWith(
  'function (exports, require, module, __filename, __dirname) {\n#!/usr/bin'));
assert.ok(text.endsWith('// the end\n\n}'));
assert.strictEqual(arguments.callee.name, '');
const line = new Error().stack.split('\n')[1];
assert.match(line, /commonjs-function-shows-its-parameters\.js:10:14\)$/);

const vm = require('vm');
assert.strictEqual(vm.compileFunction('return a + b', ['a', 'b'])(1, 2), 3);
for (const name of ['a = 1', 'a, b', '{a}', '...a', 'if', 'a b', 'a) { (']) {
  assert.throws(() => vm.compileFunction('', [name]), SyntaxError);
}
assert.throws(() => vm.compileFunction('let a', ['a']), SyntaxError);
assert.throws(() => vm.compileFunction('"use strict"', ['eval']), SyntaxError);
assert.throws(() => vm.compileFunction('}, function() {', []), SyntaxError);
// the end
