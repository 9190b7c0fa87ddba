// SPDX-License-Identifier: MIT
//
// Strict code assigns to a name that was a global when the target was evaluated,
// whatever the value's evaluation does to it: #sec-putvalue.
const assert = require('assert');
const vm = require('vm');

const run = (text) => vm.runInThisContext(`'use strict'; ${text}`);
const make = (name) => () => {
  Object.defineProperty(globalThis, name,
                        {value: 0, writable: true, configurable: true});
  return 1;
};
globalThis.makeLate = make('late');
assert.throws(() => run('late = makeLate()'), ReferenceError);
assert.strictEqual(globalThis.late, 0);
assert.strictEqual(run('late = makeLate() + 4'), 5);
assert.strictEqual(globalThis.late, 5);
delete globalThis.late;

// The same place, when its inline cache knows the global, and when it is gone.
const assign = run('(function(value) { counter = value(); })');
assert.throws(() => assign(() => 1), ReferenceError);
run('globalThis.counter = 0');
for (let i = 1; i < 20; i++) {
  assign(() => i);
  assert.strictEqual(globalThis.counter, i);
}
delete globalThis.counter;
assert.throws(() => assign(make('counter')), ReferenceError);
assert.strictEqual(globalThis.counter, 0);
assign(() => 7);
assert.strictEqual(globalThis.counter, 7);
delete globalThis.counter;
assert.throws(() => assign(() => 8), ReferenceError);
assert.ok(!('counter' in globalThis));

// Variables of scripts, seen by functions that are compiled later.
vm.runInThisContext(`'use strict'; var declared = 1; let lexical = 1;
    function setBoth(x) { declared = x(); lexical = x(); }`);
for (let i = 0; i < 20; i++) setBoth(() => i);
assert.strictEqual(run('declared + lexical'), 38);
assert.throws(() => run('early = (() => 1)(); let early;'), ReferenceError);
