// SPDX-License-Identifier: MIT
// Object.hasOwn and hasOwnProperty: of names, symbols, indices and keys that
// are converted, in objects with few, many, dictionary-mode and exotic
// properties.
const check = (actual, expected, what) => {
  if (actual !== expected) throw new Error(`${what}: ${actual}`);
};
const symbol = Symbol();
const rope = (s) => s.slice(0, 1) + s.slice(1);
const has = (object, key, expected) => {
  const what = `${typeof object} ${String(key)}`;
  check(Object.hasOwn(object, key), expected, what);
  check(Object.prototype.hasOwnProperty.call(object, key), expected, what);
};
const few = {a: 1, get b() { throw 'called'; }, [symbol]: 2, 0: 'zero'};
for (let i = 0; i < 3; i++) {
  has(few, 'a', true);
  has(few, 'b', true);
  has(few, symbol, true);
  has(few, 'c', false);
  has(few, Symbol(), false);
  has(few, 'toString', false);
  has(few, rope('a') + '', true);
  has(few, rope('toString'), false);
  has(few, 0, true);
  has(few, '0', true);
  has(few, '1', false);
  has(few, {toString: () => 'a'}, true);
  has(few, null, false);
  has({null: 1}, null, true);
  has({undefined: 1}, undefined, true);
}
const many = {};
for (let i = 0; i < 40; i++) many['k' + i] = i;
has(many, 'k39', true);
has(many, 'k40', false);
delete many.k0;
has(many, 'k0', false);
has(many, 'k1', true);
const huge = {};
for (let i = 0; i < 2000; i++) huge['k' + i] = i;
has(huge, 'k1999', true);
has(huge, 'k2000', false);
const bare = Object.create(null, {x: {value: 1}});
has(bare, 'x', true);
has(bare, 'hasOwnProperty', false);
has(Object.create({above: 1}), 'above', false);
has([1, , 3], 0, true);
has([1, , 3], 1, false);
has([1, , 3], 'length', true);
has('text', 'length', true);
has('text', 3, true);
has('text', '4', false);
has(5, 'a', false);
has(new String('ab'), 1, true);
has(new Uint8Array(2), 1, true);
has(new Uint8Array(2), 2, false);
has(() => 0, 'name', true);
has(class { static field = 1; }, 'field', true);
class Private { #x = 1; y = 2; static has(o) { return #x in o; } }
has(new Private(), 'y', true);
has(new Private(), '#x', false);
check(Private.has(new Private()), true, 'private');
const asked = [];
const proxy = new Proxy({}, {getOwnPropertyDescriptor(t, key) {
  asked.push(key);
  return {configurable: true, value: 1};
}});
has(proxy, 'p', true);
check(asked.join(), 'p,p', 'proxy');
has(globalThis, 'Array', true);
has(globalThis, 'no such name', false);
for (const nothing of [null, undefined]) {
  let thrown;
  try { Object.hasOwn(nothing, 'a'); } catch (error) { thrown = error; }
  check(thrown instanceof TypeError, true, 'nothing');
}
const order = [];
try {
  Object.prototype.hasOwnProperty.call(null, {
    toString() { order.push('key'); },
  });
} catch { order.push('threw'); }
check(order.join(), 'key,threw', 'hasOwnProperty converts the key first');
