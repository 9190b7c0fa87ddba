// SPDX-License-Identifier: MIT
'use strict';
function check(actual, expected) {
  if (!Object.is(actual, expected))
    throw new Error('got ' + String(actual) + ', expected ' + String(expected));
}
let order = [];
class A {
  #p = (order.push('p'), 1);
  x = (order.push('x'), this.#p + 1);
  static s = (order.push('s'), 5);
  static { order.push('block'); this.t = this.s + 1; }
  ['c' + order.push('key')] = 3;
  #m() { return this.#p; }
  get #g() { return this.#m() + 10; }
  set #g(v) { this.#p = v; }
  run() { this.#g = 7; this.#p++; return this.#g; }
  static has(o) { return #p in o && #m in o; }
  static #sm() { return 3; }
  static callsm() { return A.#sm(); }
}
check(order.join(), 'key,s,block');
const a = new A();
check(order.join(), 'key,s,block,p,x');
check([a.x, a.c1, A.s, A.t, a.run(), A.has(a), A.has({}), A.callsm()].join(),
      '2,3,5,6,18,true,false,3');
let name;
try { A.prototype.run.call({}); } catch (e) { name = e.name; }
check(name, 'TypeError');
