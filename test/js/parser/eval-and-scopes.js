// SPDX-License-Identifier: MIT
// Sloppy eval adds variables, strict eval keeps them.
function check(actual, expected) {
  if (!Object.is(actual, expected))
    throw new Error(`got ${String(actual)}, expected ${String(expected)}`);
}
function sloppy() {
  eval('var v = 1; function f() { return v; }');
  v++;
  return f() + (() => v)();
}
check(sloppy(), 4);
function strict() { 'use strict'; eval('var v = 1'); return typeof v; }
check(strict(), 'undefined');
function shadow(x) {
  const read = () => x;
  { eval('var x = 2'); }
  return x + read();
}
check(shadow(1), 4);
function inner() { return eval('`${this.p + arguments[0]}${new.target}`'); }
check(inner.call({p: 1}, 2), '3undefined');
class Base { m() { return 'base'; } static s() { return 'static'; } }
class Derived extends Base {
  constructor() { eval('super()'); this.ok = eval('super.m()'); }
  static s() { return (() => eval('super.s()'))(); }
  #p = 5;
  read() { return eval('this.#p'); }
}
check(new Derived().ok, 'base');
check(Derived.s(), 'static');
check(new Derived().read(), 5);
for (const text of ['new.target', 'super.x', 'super()', 'return', 'this.#q', 'let a; let a'])
  check((() => { try { (0, eval)(text); } catch (e) { return e.name; } })(), 'SyntaxError');
(function () {
  let lexical = 1;
  let error;
  try { eval('var lexical'); } catch (e) { error = e; }
  check(error.message, "Identifier 'lexical' has already been declared");
})();
check(typeof eval('function declared() {} declared'), 'function');
check(typeof declared, 'function');
(function () { with ({x: 1}) { var x = 2; eval('x = 3'); check(x, 3); } check(x, undefined); })();
