// SPDX-License-Identifier: MIT
// Callbacks that shrink, grow or convert the array they run over.
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
const seen = [];
const shrinking = [1, 2, 3, 4];
shrinking.forEach((x) => { seen.push(x); shrinking.length = 2; });
check(seen.join(), '1,2');
const growing = [1, 2];
growing.forEach((x) => growing.push(x));
check(growing.length, 4);
const converting = [1, 2, 3];
check(converting.map((x, i) => { converting[i] = 1.5; converting.x = {}; return x; }).join(), '1,2,3');
const dictionary = [1, 2, 3];
check(dictionary.filter((x) => { dictionary[1 << 20] = 0; return x > 1; }).join(), '2,3');
const popped = [1, 2, 3, 4];
check(popped.reduce((sum, x) => { popped.pop(); return sum + x; }, 0), 3);
class Sub extends Array {}
const sub = Sub.from([1, 2, 3]).map((x) => x + 1);
check(sub instanceof Sub, true);
check(sub.join(), '2,3,4');
check(Sub.of(1, 2).concat([3]).length, 3);
