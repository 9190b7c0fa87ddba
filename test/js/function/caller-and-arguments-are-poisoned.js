// SPDX-License-Identifier: MIT
// Strict functions have no caller; the accessors on Function.prototype throw.
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
function strict() { 'use strict'; }
function sloppy() {}
checkThrows(TypeError, () => strict.caller);
check(sloppy.caller, null);
check(Object.hasOwn(strict, 'caller'), false);
const thrower = Object.getOwnPropertyDescriptor(Function.prototype, 'caller').get;
check(thrower, Object.getOwnPropertyDescriptor(Function.prototype, 'arguments').set);
check(Object.isFrozen(thrower), true);
check(thrower.name, '');
