// SPDX-License-Identifier: MIT
// Reflect's functions and Proxy.revocable.
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
const frozen = Object.freeze({a: 1});
check(Reflect.set(frozen, 'a', 2), false);
check(Reflect.defineProperty({}, 'x', {value: 1}), true);
check(Reflect.deleteProperty(frozen, 'a'), false);
check(Reflect.ownKeys({b: 1, 1: 1, [Symbol.iterator]: 1}).map(String).join(), '1,b,Symbol(Symbol.iterator)');
check(Reflect.get({get x() { return this; }}, 'x', 5) instanceof Number || Reflect.get({get x() { 'use strict'; return this; }}, 'x', 5) === 5, true);
check(Reflect.apply(Math.max, null, [1, 3, 2]), 3);
class A { constructor() { this.target = new.target; } }
class B {}
const made = Reflect.construct(A, [], B);
check(made.target, B);
check(made instanceof B, true);
checkThrows(TypeError, () => Reflect.construct(A, [], 1), '1 is not a constructor');
checkThrows(TypeError, () => Reflect.ownKeys(1), 'Reflect.ownKeys called on non-object');
const {proxy, revoke} = Proxy.revocable({x: 1}, {});
check(proxy.x, 1);
revoke();
revoke();
checkThrows(TypeError, () => proxy.x, "Cannot perform 'get' on a proxy that has been revoked");
