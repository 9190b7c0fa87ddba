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
// What the target becomes later does not matter.
function target(a, b) {}
const early = target.bind(null, 1);
define(target, 'name', {value: 'renamed'});
define(target, 'length', {value: 10});
check(early.name + early.length, 'bound target1', 'before');
const late = target.bind(null, 1);
check(late.name + late.length, 'bound renamed9', 'after');
delete target.name;
delete target.length;
check(target.bind().name + target.bind().length, 'bound 0', 'deleted');
check(early.name + early.length, 'bound target1', 'still');
check(Object.create(early).name, 'bound target', 'from below');
define(early, 'name', {value: 'own', writable: true});
early.name = 'assigned';
check(early.name + early.length, 'assigned1', 'redefined');
Object.freeze(late);
check(late.name + late.length, 'bound renamed9', 'frozen');
check((() => 0).bind().name, 'bound ', 'no name');
const named = {method() {}, get getter() { return 1; }, ['com' + 'puted']() {}};
check(named.method.bind().name, 'bound method', 'method');
check(named.computed.bind().name, 'bound computed', 'computed');
check(Object.getOwnPropertyDescriptor(named, 'getter').get.bind().name,
      'bound get getter', 'getter');
class Static { static name = 'field'; static length = 3; }
check(Static.bind().name + Static.bind(0, 1).length, 'bound field2', 'class');
check(Math.max.bind().name + Math.max.bind(null, 1).length, 'bound max1', 'C');
