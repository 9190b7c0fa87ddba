// SPDX-License-Identifier: MIT
// Symbol(), Symbol.for, keyFor, description.
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
check(Symbol.for('k'), Symbol.for('k'));
check(Symbol.keyFor(Symbol.for('k')), 'k');
check(Symbol.keyFor(Symbol('k')), undefined);
check(Symbol('d').description, 'd');
check(Symbol().description, undefined);
check(Symbol('d').toString(), 'Symbol(d)');
check(Object(Symbol.iterator).valueOf(), Symbol.iterator);
checkThrows(TypeError, () => new Symbol());
checkThrows(TypeError, () => Symbol() + '', 'Cannot convert a Symbol value to a string');
check(typeof Symbol.asyncDispose, 'symbol');
