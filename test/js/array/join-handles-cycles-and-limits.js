// SPDX-License-Identifier: MIT
// join: cyclic arrays, long results, separators.
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
const cyclic = [1];
cyclic.push(cyclic, [cyclic, 2]);
check(cyclic.join('-'), '1--,2');
check([null, undefined, 1].join(), ',,1');
check([[1, [2, [3]]]].toString(), '1,2,3');
checkThrows(RangeError, () => new Array(2 ** 32 - 1).join('xxxxxxxx'), 'Invalid string length');
checkThrows(RangeError, () => new Array(-1), 'Invalid array length');
check(new Array(3).join('ab'), 'abab');
const getter = {length: 2, get 0() { return 'g'; }, 1: 'h'};
check(Array.prototype.join.call(getter), 'g,h');
