// SPDX-License-Identifier: MIT
// All parts of a class are strict code, in a sloppy function too.
const assert = require('assert');

const frozen = Object.freeze({ a: 1 });
const object = {
  assign() { class C { [super.q = 'x']() {} } },
};
Object.freeze(object);
for (let warm = 0; warm < 3; warm++) {
  assert.throws(() => { class C { [frozen.a = 'x']() {} } }, TypeError);
  assert.throws(() => { class C { static [frozen['b' + warm] = 'x']; } },
                TypeError);
  assert.throws(() => { class C extends (frozen.a = Object) {} }, TypeError);
  assert.throws(() => { class C extends (undeclared = Object) {} },
                ReferenceError);
  assert.throws(() => { class C extends (delete frozen.a, Object) {} },
                TypeError);
  assert.throws(() => object.assign(), TypeError);
  frozen.a = 2;  // not here
}
assert.strictEqual(typeof undeclared, 'undefined');
