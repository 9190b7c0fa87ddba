// SPDX-License-Identifier: MIT
// cause, AggregateError, SuppressedError, isError, toString.
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
check(new Error('a', {cause: 1}).cause, 1);
check('cause' in new Error('a', {}), false);
check(Error('called').message, 'called');
const aggregate = new AggregateError(new Set([1, 2]), 'both');
check(aggregate.errors.join(), '1,2');
check(aggregate.message, 'both');
const suppressed = new SuppressedError('new', 'old', 'text');
check(suppressed.error + suppressed.suppressed + suppressed.message, 'newoldtext');
check(Error.isError(suppressed), true);
check(Error.isError({__proto__: Error.prototype}), false);
check(Error.prototype.toString.call({name: 'n', message: ''}), 'n');
check(String(new TypeError()), 'TypeError');
check(Object.getPrototypeOf(TypeError), Error);
checkThrows(TypeError, () => Error.prototype.toString.call(1));
