// SPDX-License-Identifier: MIT
// Indexed properties of Array.prototype are seen in holes by every method.
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
Array.prototype[1] = 'proto';
const holey = [0, , 2];
check(holey.join(), '0,proto,2');
check(holey.map((x) => x).hasOwnProperty(1), true);
check(holey.indexOf('proto'), 1);
check(holey.slice().hasOwnProperty(1), true);
check([...holey][1], 'proto');
check(holey.concat()[1], 'proto');
check(holey.pop(), 2);
check(holey.pop(), 'proto');
delete Array.prototype[1];
check([0, , 2].join(), '0,,2');
