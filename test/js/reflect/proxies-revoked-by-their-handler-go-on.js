// SPDX-License-Identifier: MIT
// A proxy that is revoked while its trap is looked up still reaches its target.
'use strict';
const assert = require('assert');

function revocable(target) {
  const made = Proxy.revocable(target, new Proxy({}, {
    get() { made.revoke(); },
  }));
  return made.proxy;
}
assert.strictEqual(revocable(() => 'called')(), 'called');
class Base {}
const proxy = revocable(Base);
// The prototype is read from new.target, the proxy: revoked by now.
assert.throws(() => new proxy(), TypeError);
assert.ok(Reflect.construct(revocable(Base), [], Base) instanceof Base);
assert.strictEqual(revocable({ a: 1 }).a, 1);
assert.strictEqual('a' in revocable({ a: 1 }), true);

const deleted = [];
new Proxy([, , 0], {
  deleteProperty(target, key) { deleted.push(key); return delete target[key]; },
}).sort();
assert.deepStrictEqual(deleted, ['1', '2']);
