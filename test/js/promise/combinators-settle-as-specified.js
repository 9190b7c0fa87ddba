// SPDX-License-Identifier: MIT
// all, allSettled, any, race, try, withResolvers, and subclasses.
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
const results = [];
async function run() {
  results.push((await Promise.all([1, Promise.resolve(2), {then(r) { r(3); }}])).join());
  results.push((await Promise.allSettled([1, Promise.reject(2)])).map((x) => x.status + (x.value ?? x.reason)).join());
  results.push(await Promise.any([Promise.reject(1), 2]));
  try {
    await Promise.any([Promise.reject('e')]);
  } catch (error) {
    results.push(error.constructor.name + error.errors[0] + error.message);
  }
  results.push(await Promise.race([new Promise(() => {}), 'race']));
  results.push(await Promise.try((a, b) => a + b, 1, 2));
  const {promise, resolve} = Promise.withResolvers();
  resolve('late');
  results.push(await promise);
  class Sub extends Promise {}
  results.push(Sub.resolve(1).then(() => 0) instanceof Sub);
  results.push(await Promise.all([]).then((x) => x.length));
  try { await Promise.reject('r').finally(() => 'ignored'); } catch (e) { results.push(e); }
}
let failure;
run().catch((error) => { failure = error; }).then(() => {
  if (failure) throw failure;
  check(results.join(), '1,2,3,fulfilled1,rejected2,2,AggregateErroreAll promises were rejected,race,3,late,true,0,r');
});
checkThrows(TypeError, () => Promise(), "Promise constructor cannot be invoked without 'new'");
checkThrows(TypeError, () => new Promise(1), 'Promise resolver 1 is not a function');
