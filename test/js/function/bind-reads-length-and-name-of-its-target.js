// SPDX-License-Identifier: MIT
// What bind reads of its target, and the properties of what it makes.
const check = (actual, expected, what) => {
  if (!Object.is(actual, expected))
    throw new Error(`${what}: ${String(actual)}, not ${String(expected)}`);
};
function three(a, b, c) { return [this, a, b, c]; }
const bound = three.bind('this', 1);
check(bound.length, 2, 'length');
check(bound.name, 'bound three', 'name');
check(bound.bind().name, 'bound bound three', 'name');
check(three.bind(null, 1, 2, 3, 4).length, 0, 'length');
check(Object.getOwnPropertyNames(bound).join(), 'length,name', 'keys');
for (const key of ['length', 'name']) {
  const {writable, enumerable, configurable} =
      Object.getOwnPropertyDescriptor(bound, key);
  check([writable, enumerable, configurable].join(), 'false,false,true', key);
}
check(delete bound.length, true, 'delete');
check(bound.length, 0, 'inherited');
check(three.bind().length, 3, 'another one');
const define = (f, key, descriptor) =>
  Object.defineProperty(f, key, {configurable: true, ...descriptor});
const make = () => function() {};
check(define(make(), 'length', {value: 7.9}).bind(0, 1).length, 6, 'fraction');
check(define(make(), 'length', {value: Infinity}).bind(0, 1).length, Infinity,
      'infinity');
check(define(make(), 'length', {value: '7'}).bind().length, 0, 'string');
check(define(make(), 'length', {value: 2 ** 40}).bind().length, 2 ** 40, 'big');
check(define(make(), 'name', {value: 5}).bind().name, 'bound ', 'no string');
const reads = [];
const read = define(define(make(), 'name', {get: () => {
  reads.push('name');
  return 'got';
}}), 'length', {get: () => { reads.push('length'); return 4; }});
check(read.bind(0, 1).name, 'bound got', 'getter');
check(reads.join(), 'length,name', 'order');
const bare = make();
delete bare.length;
delete bare.name;
Object.setPrototypeOf(bare, {length: 9, name: 'inherited', bind: make().bind});
check(bare.bind().length, 0, 'inherited length does not count');
check(bare.bind().name, 'bound inherited', 'inherited name does');
check(Object.getPrototypeOf(bare.bind()), Object.getPrototypeOf(bare), 'proto');
const log = [];
const proxy = new Proxy(three, {
  getPrototypeOf(t) {
    log.push('getPrototypeOf');
    return Reflect.getPrototypeOf(t);
  },
  getOwnPropertyDescriptor(t, key) {
    log.push('has ' + String(key));
    return Reflect.getOwnPropertyDescriptor(t, key);
  },
  get(t, key) { log.push('get ' + String(key)); return Reflect.get(t, key); },
});
const throughProxy = Function.prototype.bind.call(proxy, 1, 2);
check(log.join(), 'getPrototypeOf,has length,get length,get name', 'proxy');
check(throughProxy.length, 2, 'proxy');
check(throughProxy(5, 6).length, 4, 'proxy');
class Base {}
check(new (Base.bind())() instanceof Base, true, 'constructor');
