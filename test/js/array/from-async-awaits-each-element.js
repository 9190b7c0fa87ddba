// SPDX-License-Identifier: MIT
// Array.fromAsync over async and sync iterables and array-likes.
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
async function run() {
  async function* numbers() { yield 1; yield Promise.resolve(2); }
  log.push((await Array.fromAsync(numbers())).join());
  log.push((await Array.fromAsync([Promise.resolve(3), 4], async (x) => x * 2)).join());
  log.push((await Array.fromAsync({length: 2, 0: Promise.resolve('a'), 1: 'b'})).join());
  try {
    await Array.fromAsync([Promise.reject('no')]);
  } catch (error) {
    log.push(error);
  }
}
let failure;
run().catch((error) => { failure = error; }).then(() => {
  if (failure) throw failure;
  check(log.join(';'), '1,2;6,8;a,b;no');
});
