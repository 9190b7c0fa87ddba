// SPDX-License-Identifier: MIT
// Flags: --test262
// Functions of another realm run with that realm's intrinsics and globals.
function check(actual, expected) {
  if (!Object.is(actual, expected))
    throw new Error(`got ${String(actual)}, expected ${String(expected)}`);
}
const other = $262.createRealm().global;
check(other.Array === Array, false);
check(other.eval('[]') instanceof other.Array, true);
const make = other.eval('(function() { return {}; })');
check(Object.getPrototypeOf(make()), other.Object.prototype);
other.eval('var secret = 7; function reveal() { return secret; }');
check(other.reveal(), 7);
check(typeof secret, 'undefined');
const C = new other.Function('this.made = true;');
check(new C().made, true);
check(Object.getPrototypeOf(new C()), C.prototype);
check(Object.getPrototypeOf(C.prototype), other.Object.prototype);
C.prototype = null;
check(Object.getPrototypeOf(Reflect.construct(Array, [], C)), other.Array.prototype);
let error;
try { other.Array.prototype.map.call([], 1); } catch (e) { error = e; }
check(error.constructor, other.TypeError);
check(other.Symbol.iterator, Symbol.iterator);
check(other.Symbol.for('x'), Symbol.for('x'));
const callback = () => [];
check(other.Array.from([1], callback)[0] instanceof Array, true);
class Derived extends other.Array {}
check(new Derived(1, 2).length, 2);
check(new Derived() instanceof other.Array, true);
let depth = 0;
const recurse = other.eval('(function f(g) { return g(f); })');
try { (function g(f) { depth++; f(g); })(recurse); } catch (e) { error = e; }
check(error instanceof RangeError || error instanceof other.RangeError, true);
