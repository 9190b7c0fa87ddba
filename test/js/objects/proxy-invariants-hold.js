// SPDX-License-Identifier: MIT
// A proxy may not lie about what its target has fixed.
function check(actual, expected) {
  if (!Object.is(actual, expected))
    throw new Error(`got ${String(actual)}, expected ${String(expected)}`);
}
function throwsTypeError(action) {
  try {
    action();
  } catch (error) {
    check(error instanceof TypeError, true);
    return;
  }
  throw new Error('expected a TypeError');
}
const fixed = Object.freeze({ x: 1 });
const liar = new Proxy(fixed, {
  get: () => 2,
  has: () => false,
  ownKeys: () => [],
  getOwnPropertyDescriptor: () => undefined,
  deleteProperty: () => true,
  getPrototypeOf: () => null,
  isExtensible: () => true,
  set: () => true,
});
throwsTypeError(() => liar.x);
throwsTypeError(() => 'x' in liar);
throwsTypeError(() => Object.keys(liar));
throwsTypeError(() => Object.getOwnPropertyDescriptor(liar, 'x'));
throwsTypeError(() => delete liar.x);
throwsTypeError(() => Object.getPrototypeOf(liar));
throwsTypeError(() => Object.isExtensible(liar));
throwsTypeError(() => { liar.x = 3; });
const { proxy, revoke } = Proxy.revocable({}, {});
proxy.a = 1;
check(proxy.a, 1);
revoke();
throwsTypeError(() => proxy.a);
class Stamper extends (function (object) { return object; }) {
  #mark = 'marked';
  static read(object) { return object.#mark; }
}
const stamped = new Proxy({}, {});
new Stamper(stamped);
check(Stamper.read(stamped), 'marked');
