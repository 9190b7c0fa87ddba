// SPDX-License-Identifier: MIT
'use strict';
function check(actual, expected) {
  if (!Object.is(actual, expected))
    throw new Error('got ' + String(actual) + ', expected ' + String(expected));
}
const sym = Symbol('d');
const key = 'k';
const o = { [key]: function () {}, [sym]: () => {}, get [key + 2]() { return 1; }, m() {}, c: class {}, [key + 3]: class { static n = this.name; } };
check(o.k.name, 'k');
check(o[sym].name, '[d]');
check(Object.getOwnPropertyDescriptor(o, 'k2').get.name, 'get k2');
check(o.m.name + o.c.name, 'mc');
check(o.k3.n, 'k3');
let f = () => {}, g = class { static name = 'own'; };
check(f.name + g.name, 'fown');
const { h = () => {} } = {};
check(h.name, 'h');
