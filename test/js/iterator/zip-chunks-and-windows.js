// SPDX-License-Identifier: MIT
// Joint iteration and chunking.
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
const show = (iterator) => iterator.toArray().map((x) => x.join('')).join();
check(show(Iterator.zip([[1, 2, 3], ['a', 'b']])), '1a,2b');
check(show(Iterator.zip([[1, 2], ['a']], {mode: 'longest', padding: [0, '-']})), '1a,2-');
checkThrows(TypeError, () => show(Iterator.zip([[1, 2], [1]], {mode: 'strict'})));
const keyed = Iterator.zipKeyed({x: [1, 2], y: [3, 4]}).toArray();
check(keyed[1].x + keyed[1].y, 6);
check(Object.getPrototypeOf(keyed[0]), null);
check(show([1, 2, 3, 4, 5].values().chunks(2)), '12,34,5');
check(show([1, 2, 3, 4].values().windows(2)), '12,23,34');
check(show([1].values().windows(2)), '');
check(show([1].values().windows(2, 'allow-partial')), '1');
check([1, NaN].values().includes(NaN), true);
check([1, 2].values().includes(1, 1), false);
