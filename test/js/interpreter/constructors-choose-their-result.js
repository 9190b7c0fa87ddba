// SPDX-License-Identifier: MIT
function check(actual, expected) {
  if (actual !== expected) throw new Error(`got ${actual}, expected ${expected}`);
}
function thrown(f) {
  try { f(); } catch (error) { return error.name; }
  return 'nothing';
}
function Plain(x) { this.x = x; }
function ReturnsObject() { this.x = 1; return {x: 2}; }
function ReturnsNumber() { this.x = 1; return 5; }
for (let i = 0; i < 20; i++) {
  check(new Plain(i).x, i);
  check(new ReturnsObject().x, 2);
  check(new ReturnsNumber().x, 1);
  check(new Plain(i) instanceof Plain, true);
}
class Base { constructor(...values) { this.values = values; this.target = new.target; } }
class Derived extends Base {}
class Explicit extends Base { constructor(a) { super(a, a + 1); this.own = a; } }
class Array2 extends Array { get last() { return this[this.length - 1]; } }
for (let i = 0; i < 20; i++) {
  check(new Derived(1, 2, i).values.join(), `1,2,${i}`);
  check(new Derived().target, Derived);
  check(new Explicit(i).values.join(), `${i},${i + 1}`);
  check(new Explicit(i).own, i);
  check(new Array2(1, 2, i).last, i);
  check(Reflect.construct(Base, [i], Explicit) instanceof Explicit, true);
}
check(thrown(() => Base()), 'TypeError');
check(thrown(() => new (() => 1)()), 'TypeError');
check(thrown(() => new Math.abs()), 'TypeError');
check(thrown(() => new 5()), 'TypeError');
class NoSuper extends Base { constructor() {} }
check(thrown(() => new NoSuper()), 'ReferenceError');
class TwoSupers extends Base { constructor() { super(); super(); } }
check(thrown(() => new TwoSupers()), 'ReferenceError');
class ExtendsNull extends null {}
check(thrown(() => new ExtendsNull()), 'TypeError');
class ReturnsFromDerived extends Base { constructor() { super(); return {y: 3}; } }
check(new ReturnsFromDerived().y, 3);
class Bad extends Base { constructor() { super(); return 1; } }
check(thrown(() => new Bad()), 'TypeError');
const bound = Plain.bind(null, 7);
check(new bound().x, 7);
check(new bound() instanceof Plain, true);
const proxied = new Proxy(Plain, {construct: (target, args) => ({x: args.length})});
check(new proxied(1, 2, 3).x, 3);
// The prototype may change between constructions.
function Changing() {}
const first = new Changing();
Changing.prototype = {tag: 1};
check(new Changing().tag, 1);
check(first.tag, undefined);
Changing.prototype = 5;
check(Object.getPrototypeOf(new Changing()), Object.prototype);
