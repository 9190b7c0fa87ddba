// SPDX-License-Identifier: MIT
'use strict';
const assert = require('assert');
const log = [];
const p = new Proxy({a: 1}, new Proxy({}, {get: (t, trap) => (log.push(trap), undefined)}));
p.a; p.b = 2; 'a' in p; delete p.b; Object.keys(p); Object.getPrototypeOf(p);
assert.deepStrictEqual(log, ['get', 'set', 'getOwnPropertyDescriptor', 'defineProperty', 'has', 'deleteProperty',
  'ownKeys', 'getOwnPropertyDescriptor', 'getPrototypeOf']);
const f = new Proxy(function () {}, {apply: (t, self, args) => args.length, construct: (t, args) => ({n: args.length})});
assert.deepStrictEqual([f(1, 2), new f(1).n], [2, 1]);
const {proxy, revoke} = Proxy.revocable({}, {});
revoke();
assert.throws(() => proxy.x, {message: "Cannot perform 'get' on a proxy that has been revoked"});
assert.throws(() => Object.keys(new Proxy(Object.preventExtensions({k: 1}), {ownKeys: () => []})), TypeError);
assert.strictEqual(Reflect.get({get x() { return this.y; }}, 'x', {y: 9}), 9);
