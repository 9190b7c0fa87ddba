// SPDX-License-Identifier: MIT
// A private field of null or undefined fails as a property of it does.
'use strict';
const assert = require('assert');

class A {
  #x = 1;
  static read(o) { return o.#x; }
  static write(o) { o.#x = 1; }
  static update(o) { o.#x++; }
}
const fails = (action, object, message) =>
  assert.throws(() => action(object), { name: 'TypeError', message });
for (const object of [null, undefined]) {
  fails(A.read, object, `Cannot read properties of ${object} (reading '#x')`);
  fails(A.write, object, `Cannot set properties of ${object} (setting '#x')`);
  fails(A.update, object, `Cannot read properties of ${object} (reading '#x')`);
}
for (const object of [1, {}]) {
  fails(A.read, object, 'Cannot read private member #x from an object whose ' +
    'class did not declare it');
  fails(A.write, object, 'Cannot write private member #x to an object whose ' +
    'class did not declare it');
}
