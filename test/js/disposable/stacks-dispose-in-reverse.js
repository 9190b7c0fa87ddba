// SPDX-License-Identifier: MIT
// DisposableStack and AsyncDisposableStack.
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
const stack = new DisposableStack();
stack.defer(() => log.push('deferred'));
stack.adopt('value', (v) => log.push(v));
stack.use({[Symbol.dispose]() { log.push('used'); }});
check(stack.disposed, false);
stack.dispose();
check(stack.disposed, true);
check(log.join(), 'used,value,deferred');
stack.dispose();
checkThrows(ReferenceError, () => stack.defer(() => {}));
const failing = new DisposableStack();
failing.defer(() => { throw 1; });
failing.defer(() => { throw 2; });
let error;
try { failing.dispose(); } catch (e) { error = e; }
check(error.constructor, SuppressedError);
check(error.error, 1);
check(error.suppressed, 2);
const async = new AsyncDisposableStack();
async.use({async [Symbol.asyncDispose]() { log.push('async'); }});
async.use({[Symbol.dispose]() { log.push('sync'); }});
async.use(null);
let failure;
async.disposeAsync().then(() => {
  check(log.slice(3).join(), 'sync,async');
}).catch((e) => { failure = e; }).then(() => { if (failure) throw failure; });
