// SPDX-License-Identifier: MIT
// bind, call, apply, toString, and functions made from strings.
function check(actual, expected) {
  if (!Object.is(actual, expected))
    throw new Error(`got ${String(actual)}, expected ${String(expected)}`);
}
function checkThrows(type, action, message) {
  try {
    action();
  } catch (error) {
    check(error.constructor, type);
    if (message !== undefined) check(error.message, message);
    return;
  }
  throw new Error(`expected ${type.name}`);
}
function f(a, b, c) { return [this.x, a, b, c].join(); }
const bound = f.bind({x: 1}, 2);
check(bound.name, 'bound f');
check(bound.length, 2);
check(bound(3, 4), '1,2,3,4');
check('prototype' in bound, false);
class K { constructor(a, b) { this.sum = a + b; } }
const B = K.bind(null, 1);
check(new B(2).sum, 3);
check(new B(2) instanceof K, true);
check(f.call({x: 9}, 1), '9,1,,');
check(f.apply({x: 9}, {length: 2, 0: 'p', 1: 'q'}), '9,p,q,');
checkThrows(TypeError, () => f.apply(null, 1), 'CreateListFromArrayLike called on non-object');
check(String(f), 'function f(a, b, c) { return [this.x, a, b, c].join(); }');
check(String(Array.prototype.map), 'function map() { [native code] }');
check(String(Function('a', 'b', 'return a')), 'function anonymous(a,b\n) {\nreturn a\n}');
check(Function('a,b', 'return a + b')(1, 2), 3);
checkThrows(SyntaxError, () => Function('/*', '*/){'));
checkThrows(SyntaxError, () => Function('){}, function(', ''));
const Async = (async () => {}).constructor;
check(Async('await 1') instanceof Async, true);
check((0, eval)('var fromEval = 5; fromEval'), 5);
