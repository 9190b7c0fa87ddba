// SPDX-License-Identifier: MIT
//
// Methods skip what nobody can observe while RegExp.prototype is as it was;
// every change of it is seen, on the object, the prototype or the constructor.
// Each change is undone, which gives the same results again.
'use strict';
const assert = require('assert');
const prototype = RegExp.prototype;

function results() {
  const sticky = /b/y, global = /(b)(x)?/g;
  sticky.lastIndex = 1;
  return JSON.stringify([
    /b/.test('abc'), sticky.test('abc'), sticky.lastIndex, sticky.test('abc'),
    sticky.lastIndex, global.test('abcb'), global.lastIndex,
    'abcb'.replace(global, '<$1$2>'), global.lastIndex,
    'abcb'.replace(/b/g, (m, at) => m + at), 'abcb'.replace(/b/, '-'),
    'abcb'.match(global), 'abcb'.match(/(b)/).index, 'abcb'.search(/c/),
    'abcb'.split(/b/), 'abcb'.split(/(b)/, 3),
    [...'abcb'.matchAll(global)].map((m) => m.index), String(global)]);
}
const expected = results();
assert.strictEqual(
    expected,
    '[true,true,2,false,0,true,2,"a<b>c<b>",0,"ab1cb3","a-cb",["b","b"],1,2,' +
    '["a","c",""],["a","b","c"],[1,3],"/(b)(x)?/g"]');

// Everything that the methods read, counted and then passed on.
let count = 0;
const watched = ['exec', 'flags', 'hasIndices', 'global', 'ignoreCase',
                 'multiline', 'dotAll', 'unicode', 'unicodeSets', 'sticky',
                 Symbol.match, Symbol.matchAll, Symbol.replace, Symbol.search,
                 Symbol.split, 'constructor'];
for (const key of watched) {
  const old = Object.getOwnPropertyDescriptor(prototype, key);
  count = 0;
  Object.defineProperty(prototype, key, {
    configurable: true,
    get() {
      count++;
      return old.get ? old.get.call(this) : old.value;
    },
    set() {},
  });
  assert.strictEqual(results(), expected, String(key));
  assert.ok(count > 0, String(key));
  Object.defineProperty(prototype, key, old);
  assert.strictEqual(results(), expected, String(key));
}

// On an object, an own property hides the prototype's.
const own = /b/;
own.exec = () => null;
assert.strictEqual(own.test('b'), false);
assert.strictEqual('b'.replace(own, 'c'), 'b');
delete own.exec;
assert.strictEqual(own.test('b'), true);
const frozen = Object.freeze(/b/g);
assert.throws(() => frozen.test('b'), TypeError);
assert.throws(() => frozen.test('a'), TypeError);
assert.strictEqual(Object.freeze(/b/).test('b'), true);

// lastIndex of other kinds is converted, before the match.
const odd = /b/g;
odd.lastIndex = {valueOf() { odd.compile('c', 'g'); return 1; }};
assert.strictEqual(odd.test('bc'), true);
assert.strictEqual(odd.lastIndex, 2);
odd.lastIndex = -5;
assert.strictEqual(odd.test('bc'), true);
odd.lastIndex = 3;
assert.strictEqual(odd.test('bc'), false);
assert.strictEqual(odd.lastIndex, 0);
odd.lastIndex = 2 ** 40;
assert.strictEqual(odd.exec('bc'), null);

// What a function does to the regular expression comes after all matches.
const self = /a/g;
assert.strictEqual('aaa'.replace(self, () => {
  self.compile('b');
  self.lastIndex = 7;
  return 'x';
}), 'xxx');
assert.strictEqual(self.lastIndex, 7);

// The last match, whoever made it.
assert.ok(/(a)(b)?/.test('xab'));
assert.deepStrictEqual([RegExp.$1, RegExp.$2, RegExp.$3, RegExp['$&'],
                        RegExp['$`'], RegExp.lastParen],
                       ['a', 'b', '', 'ab', 'x', 'b']);
assert.strictEqual('a1b2'.replace(/[a-z](\d)/g, '-'), '--');
assert.deepStrictEqual([RegExp.$1, RegExp.$2, RegExp.input], ['2', '', 'a1b2']);
'q1q2'.replace(/q(\d)/g, () => RegExp.$1 + /z|/.test('z'));
assert.strictEqual(RegExp['$&'], 'z');
'q1q2'.match(/q(\d)/g);
assert.strictEqual(RegExp.$1, '2');
assert.strictEqual('q1q2'.search(/q(2)/), 2);
assert.strictEqual(RegExp.$1, '2');
