// SPDX-License-Identifier: MIT
//
// A variable of eval code, seen from a function within it, may be shadowed by
// one that another sloppy eval declares in between.
const assert = require('assert');

const text = `
  var x = 'outside', seen = [];
  (() => {
    seen.push((() => x)());
    eval('var x = "inside"');
    seen.push((() => x)(), (function() { return x; })());
  })();
  (function() {
    var read = function() { return x; };
    eval('var x = "inside"');
    seen.push(read());
  })();
  (function(a = eval('var x = "inside"'), read = function() { return x; }) {
    seen.push(read());
  })();
  ((read = function() { return x; }, a = eval('var x = "inside"')) => {
    seen.push(read());
  })();
  (function() {
    'use strict';
    var read = function() { return x; };
    eval('var x = "inside"');
    seen.push(read());
  })();
  seen`;
const expected = ['outside', 'inside', 'inside', 'inside', 'inside', 'inside',
                  'outside'];
assert.deepStrictEqual((0, eval)(text), expected);
assert.deepStrictEqual((function() { return eval(text); })(), expected);
assert.deepStrictEqual(require('vm').runInThisContext(text), expected);
