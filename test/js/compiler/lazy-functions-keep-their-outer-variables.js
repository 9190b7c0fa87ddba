// SPDX-License-Identifier: MIT
'use strict';
function check(actual, expected) {
  if (!Object.is(actual, expected))
    throw new Error('got ' + String(actual) + ', expected ' + String(expected));
}
function outer(a) {
  let b = 2;
  const c = 3;
  class K { static v = 4; #p = 5; get p() { return () => this.#p; } }
  return function named(d) { return [a, b++, c, K.v, new K().p(), d, typeof named, (() => arguments[0])()].join(); };
}
const f = outer(1);
check(f(9), '1,2,3,4,5,9,function,9');
check(f(8), '1,3,3,4,5,8,function,8');
check(outer.toString().slice(0, 17), 'function outer(a)');
