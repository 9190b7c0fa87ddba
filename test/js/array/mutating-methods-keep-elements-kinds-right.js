// SPDX-License-Identifier: MIT
// push, pop, shift, unshift and splice on arrays of every elements kind.
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
for (const make of [() => [1, 2, 3], () => [1.5, 2.5, 3.5], () => ['a', 'b', 'c'],
                    () => [1, , 3], () => [1.5, , 3.5], () => [{}, , 'x']]) {
  for (const extra of [7, 7.25, 'seven', undefined, -0, NaN]) {
    const array = make();
    const before = make();
    check(array.push(extra), 4);
    check(array[3], extra);
    check(array.pop(), extra);
    check(array.length, 3);
    check(array.unshift(extra, extra), 5);
    check(array[0], extra);
    check(1 in array && 0 in array, true);
    check(3 in array, 1 in before);
    check(array.shift(), extra);
    check(array.splice(1, 1, extra).length, 1);
    check(array[1], extra);
    check(array.splice(0, 2).length, 2);
    check(array.length, 2);
  }
}
const frozen = Object.freeze([1, 2]);
checkThrows(TypeError, () => frozen.push(3));
checkThrows(TypeError, () => frozen.fill(0));
check(frozen.join(), '1,2');
const literal = () => [1, 2, 3];
literal().shift();
literal().reverse();
check(literal().join(), '1,2,3');
