// SPDX-License-Identifier: MIT
// Requests to an async generator are served in order; return and throw.
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
async function* numbers() {
  try {
    const sent = yield 1;
    log.push('sent ' + sent);
    yield Promise.resolve(2);
    yield* [3, Promise.resolve(4)];
  } finally {
    log.push('finally');
  }
}
const g = numbers();
const all = Promise.all([g.next('lost'), g.next('x'), g.next(), g.next(), g.return(9), g.next()]);
let failure;
all.then((list) => {
  check(list.map((r) => r.value + ':' + r.done).join(), '1:false,2:false,3:false,4:false,9:true,undefined:true');
  check(log.join(), 'sent x,finally');
}).then(async () => {
  const h = numbers();
  await h.next();
  let caught;
  try { await h.throw('boom'); } catch (error) { caught = error; }
  check(caught, 'boom');
  const fresh = numbers();
  check((await fresh.return(Promise.resolve(5))).value, 5);
  const seen = [];
  for await (const x of numbers()) { seen.push(x); if (x === 2) break; }
  check(seen.join(), '1,2');
}).catch((error) => { failure = error; }).then(() => { if (failure) throw failure; });
