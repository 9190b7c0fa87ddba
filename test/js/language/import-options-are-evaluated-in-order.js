// SPDX-License-Identifier: MIT
// import()'s second argument: what is read, when, and what rejects.
'use strict';
const assert = require('assert');

const trap = (log, target) => new Proxy(target, {
  get(object, key) {
    log.push(`get ${String(key)}`);
    return object[key];
  },
  ownKeys(object) {
    log.push('ownKeys');
    return Reflect.ownKeys(object);
  },
  getOwnPropertyDescriptor(object, key) {
    log.push(`describe ${String(key)}`);
    return Reflect.getOwnPropertyDescriptor(object, key);
  },
});

async function check() {
  const log = [];
  const attributes = Object.defineProperties({}, {
    b: { value: 'B', enumerable: true }, hidden: { value: 1 },
    [Symbol.iterator]: { value: 2, enumerable: true },
    a: { get: () => 5, enumerable: true },
  });
  const specifier = { toString() { log.push('specifier'); return 'fs'; } };
  // All are read before the types of any are looked at.
  const promise = import((log.push('1'), specifier),
                         (log.push('2'), trap(log, {
                           with: trap(log, attributes) })));
  assert.deepStrictEqual(log, [
    '1', '2', 'specifier', 'get with', 'ownKeys', 'describe b', 'get b',
    'describe hidden', 'describe a', 'get a']);
  await assert.rejects(promise,
    { name: 'TypeError', message: 'Import attribute value must be a string' });
  for (const options of [null, 1, '', Symbol(), false])
    await assert.rejects(import('fs', options), {
      name: 'TypeError',
      message: 'The second argument to import() must be an object',
    });
  for (const bad of [null, 1, 'json', false])
    await assert.rejects(import('fs', { with: bad }), {
      name: 'TypeError', message: "The 'with' option must be an object",
    });
  const failure = new RangeError('thrown');
  const thrower = { get with() { throw failure; } };
  await assert.rejects(import('fs', thrower), failure);
  await assert.rejects(import({ toString() { throw failure; } }, null), failure);
  assert.throws(() => import('fs', (() => { throw failure; })()), failure);
  await import('fs', undefined);
  await import('fs', { with: undefined });
  await import('fs', () => {},);
  done = true;
}
let done = false;
check();
process.on('exit', () => assert.ok(done));
