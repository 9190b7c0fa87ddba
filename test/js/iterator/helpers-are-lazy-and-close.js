// SPDX-License-Identifier: MIT
// Iterator helpers call next on demand, and return when they stop early.
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
const log = [];
function source() {
  let i = 0;
  return {
    __proto__: Iterator.prototype,
    next() { log.push('next'); return {value: i++, done: i > 5}; },
    return() { log.push('return'); return {}; },
  };
}
const helper = source().map((x) => x * 2).filter((x) => x % 4 === 0).take(2);
check(log.length, 0);
check([...helper].join(), '0,4');
check(log.join(), 'next,next,next,return');
check(source().drop(3).toArray().join(), '3,4');
check(source().flatMap((x) => [x, x]).take(3).toArray().join(), '0,0,1');
check(source().reduce((a, b) => a + b), 10);
check(source().some((x) => x === 1), true);
check(source().every((x) => x < 9), true);
check(source().find((x) => x > 2), 3);
check(Iterator.from({next: () => ({done: true})}).toArray().length, 0);
check(Iterator.concat([1], [2, 3]).toArray().join(), '1,2,3');
checkThrows(RangeError, () => source().take(NaN));
checkThrows(TypeError, () => source().map(1));
checkThrows(TypeError, () => new Iterator());
