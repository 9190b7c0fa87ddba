// SPDX-License-Identifier: MIT
// Object.assign, entries, fromEntries, groupBy, descriptors, integrity.
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
const object = {b: 1, 2: 'x', a: 2, 1: 'y', [Symbol('s')]: 3};
check(Object.keys(object).join(), '1,2,b,a');
check(Object.entries(object).join(';'), '1,y;2,x;b,1;a,2');
check(Object.values(object).join(), 'y,x,1,2');
const copy = Object.assign({}, null, object, 'hi', [, 'z']);
check(copy[0], 'h');
check(copy[1], 'z');
check(Object.getOwnPropertySymbols(copy).length, 1);
check(Object.fromEntries([['k', 1], ['l', 2]]).l, 2);
const groups = Object.groupBy([1, 2, 3], (x) => x % 2 ? 'odd' : 'even');
check(groups.odd.join(), '1,3');
check(Object.getPrototypeOf(groups), null);
check(Object.isFrozen(Object.freeze({a: [1]})), true);
checkThrows(TypeError, () => Object.defineProperty(1, 'x', {}), 'Object.defineProperty called on non-object');
checkThrows(TypeError, () => Object.setPrototypeOf({}, 1), 'Object prototype may only be an Object or null: 1');
checkThrows(TypeError, () => Object.fromEntries([1]), 'Iterator value 1 is not an entry object');
check(Object.prototype.toString.call([]), '[object Array]');
check(Object.prototype.toString.call(null), '[object Null]');
check(Object.prototype.toString.call({[Symbol.toStringTag]: 'T'}), '[object T]');
const child = {__proto__: {get x() { return this.y; }}, y: 7};
check(child.x, 7);
check(child.__lookupGetter__('x').call({y: 8}), 8);
child.__defineSetter__('z', function(v) { this.y = v; });
child.z = 9;
check(child.y, 9);
