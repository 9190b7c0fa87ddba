// SPDX-License-Identifier: MIT
// A throw passes getters, setters, constructors, builtins, generators and
// finally blocks on its way to its handler, many times over.
function check(actual, expected) {
  if (actual !== expected) throw new Error(`got ${actual}, expected ${expected}`);
}
const log = [];
const object = {
  get bad() { throw 'get'; },
  set bad(value) { throw 'set' + value; },
  valueOf() { throw 'valueOf'; },
};
function Constructor() { throw 'construct'; }
class Derived extends Constructor {}
function* generator() { try { yield 1; } finally { log.push('closed'); } }
const throwers = {
  get: () => object.bad,
  set1: () => { object.bad = 1; },
  valueOf: () => object + 1,
  construct: () => new Constructor(),
  derived: () => new Derived(),
  callback: () => [1].map(() => { throw 'map'; }),
  sort: () => [2, 1].sort(() => { throw 'sort'; }),
  generator: () => { for (const x of generator()) throw 'loop'; },
  finally: () => { try { throw 'inner'; } finally { log.push('finally'); } },
};
const expected = {
  get: 'get', set1: 'set1', valueOf: 'valueOf', construct: 'construct',
  derived: 'construct', callback: 'map', sort: 'sort', generator: 'loop',
  finally: 'inner',
};
for (let i = 0; i < 50; i++) {
  for (const name of Object.keys(throwers)) {
    let caught = 'nothing';
    try { throwers[name](); } catch (error) { caught = error; }
    check(caught, expected[name]);
  }
}
check(log.length, 100);
function overflow() { return overflow() + 1; }
for (let i = 0; i < 3; i++) {
  let caught;
  try { overflow(); } catch (error) { caught = error; }
  check(caught instanceof RangeError, true);
}
function nativeOverflow() { [1].forEach(nativeOverflow); }
let caught;
try { nativeOverflow(); } catch (error) { caught = error; }
check(caught instanceof RangeError, true);
function finallyReturns() { try { throw 1; } finally { return 2; } }
check(finallyReturns(), 2);
function nested() {
  try { try { throw 1; } catch (e) { throw e + 1; } finally { log.length = 0; } }
  catch (e) { return e; }
}
check(nested(), 2);
check(log.length, 0);
