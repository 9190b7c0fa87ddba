// SPDX-License-Identifier: MIT
// What defineProperty reads of a descriptor: own and inherited fields, getters,
// in the specified order, whatever Object.prototype has.
const check = (actual, expected, what) => {
  if (actual !== expected)
    throw new Error(`${what}: ${String(actual)}, not ${String(expected)}`);
};
const defined = (descriptor) => {
  const own = Object.getOwnPropertyDescriptor(
      Object.defineProperty({}, 'x', descriptor), 'x');
  return Object.entries(own).map(([k, v]) =>
      k + '=' + (typeof v === 'function' ? 'f' : v)).join();
};
const all = 'value=1,writable=true,enumerable=true,configurable=true';
const none = 'value=1,writable=false,enumerable=false,configurable=false';
const nothing = none.replace('1', 'undefined');
const once = () => {
  check(defined({}), nothing, 'empty');
  check(defined({value: 1}), none, 'value');
  check(defined({value: 1, writable: 1, enumerable: 'x', configurable: {}}),
        all, 'all');
  check(defined({value: 1, other: 2, writable: 0, enumerable: '',
                 configurable: null}), none, 'falsy');
  check(defined({get() {}}), 'get=f,set=undefined,enumerable=false,' +
        'configurable=false', 'get');
  check(defined({set() {}, enumerable: true}), 'get=undefined,set=f,' +
        'enumerable=true,configurable=false', 'set');
};
once();
once();
check(defined(Object.create({value: 1, writable: true})),
      none.replace('writable=false', 'writable=true'), 'inherited');
check(defined(Object.assign(Object.create(null), {value: 1})), none, 'bare');
class Descriptor { value = 1; get writable() { return true; } }
check(defined(new Descriptor()),
      none.replace('writable=false', 'writable=true'), 'class');
check(defined(Object.assign([], {value: 1})), none, 'array');
check(defined(Object.assign(() => 0, {value: 1})), none, 'function');
const order = [];
const spy = new Proxy({}, {
  has(t, key) {
    order.push('has ' + key);
    return key !== 'get' && key !== 'set';
  },
  get(t, key) { order.push(key); return 1; },
});
check(defined(spy), all, 'proxy');
check(order.join(), 'has enumerable,enumerable,has configurable,configurable,' +
      'has value,value,has writable,writable,has get,has set', 'order');
const throws = (descriptor, what) => {
  try { defined(descriptor); } catch (error) {
    return check(error instanceof TypeError, true, what);
  }
  throw new Error(`${what}: did not throw`);
};
throws(1, 'number');
throws({get: 1}, 'getter');
throws({set: 'x'}, 'setter');
throws({get() {}, value: 1}, 'both');
throws({set: undefined, writable: true}, 'both');
const getters = [];
check(defined({get value() { getters.push('value'); return 1; },
               get enumerable() { getters.push('enumerable'); }}), none,
      'getters');
check(getters.join(), 'enumerable,value', 'order of getters');
// Object.prototype comes to have fields.
Object.prototype.enumerable = true;
check(defined({value: 1}), none.replace('enumerable=false', 'enumerable=true'),
      'polluted');
delete Object.prototype.enumerable;
once();
Object.defineProperty(Object.prototype, 'writable',
                      {get: () => true, configurable: true});
check(defined({value: 1}), none.replace('writable=false', 'writable=true'),
      'polluted by a getter');
throws({get() {}}, 'polluted');
delete Object.prototype.writable;
once();
Object.prototype.get = undefined;
throws({value: 1}, 'polluted by get');
delete Object.prototype.get;
once();
