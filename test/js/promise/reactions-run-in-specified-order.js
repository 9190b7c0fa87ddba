// SPDX-License-Identifier: MIT
// The order of reactions, thenables and awaits, tick by tick.
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
const p = Promise.resolve();
p.then(() => log.push('a1')).then(() => log.push('a2')).then(() => log.push('a3'));
(async () => {
  log.push('sync');
  await null;
  log.push('b1');
  await {then(resolve) { log.push('thenable'); resolve(); }};
  log.push('b2');
})();
new Promise((resolve) => resolve(p)).then(() => log.push('c'));
queueMicrotask(() => log.push('micro'));
p.finally(() => log.push('f')).then(() => log.push('f2'));
Promise.resolve().then(() => log.push('d'))
  .then(() => 0).then(() => 0).then(() => 0).then(() => 0)
  .then(() => {
    check(log.join(), 'sync,a1,b1,micro,f,d,a2,thenable,a3,b2,c,f2');
  });
