// SPDX-License-Identifier: MIT
// next, return and throw of sync generators, in every state.
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
function* g() { try { const x = yield 1; yield x; } finally { yield 'f'; } }
const a = g();
check(a.next('ignored').value, 1);
check(a.next('sent').value, 'sent');
check(a.return(5).value, 'f');
const last = a.next();
check(last.value, 5);
check(last.done, true);
check(a.next().done, true);
const b = g();
check(b.return(1).done, true);
check(b.next().value, undefined);
const c = g();
checkThrows(RangeError, () => c.throw(new RangeError()));
function* self() { iterator.next(); }
const iterator = self();
checkThrows(TypeError, () => iterator.next(), 'Generator is already running');
check(Object.prototype.toString.call(g()), '[object Generator]');
check([...(function*() { yield* [1, 2]; return 3; })()].join(), '1,2');
