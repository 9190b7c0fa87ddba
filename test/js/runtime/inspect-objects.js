// SPDX-License-Identifier: MIT
// util.inspect shows objects, arrays and collections as Node does.
'use strict';
const assert = require('assert');
const { inspect } = require('util');

class Foo { constructor() { this.a = 1; } get b() { return 2; } }
class Bar extends Foo {}
class List extends Array {}
class Dict extends Map {}
const circular = { name: 'c', inner: {} };
circular.inner.back = circular;
const holes = [1, , 3, , , 6];
holes.extra = true;
const nullProto = Object.create(null);
nullProto.x = 1;
const accessors = { get a() { return 1; }, set a(v) {}, get b() { return 1; },
                    set c(v) {} };

const cases = [
  [[], '[]'],
  [{}, '{}'],
  [[1, 'a', null, undefined, true], "[ 1, 'a', null, undefined, true ]"],
  [{ a: 1, 'b-c': 2, [Symbol('s')]: 3 },
   "{ a: 1, 'b-c': 2, [Symbol(s)]: 3 }"],
  [holes, '[ 1, <1 empty item>, 3, <2 empty items>, 6, extra: true ]'],
  [new Foo(), 'Foo { a: 1 }'],
  [new Bar(), 'Bar { a: 1 }'],
  [Object.create({}), '{}'],
  [Object.create(Foo.prototype), 'Foo {}'],
  [nullProto, '[Object: null prototype] { x: 1 }'],
  [List.from([1, 2]), 'List(2) [ 1, 2 ]'],
  [new Map([[1, { a: 2 }], ['x', [1]]]),
   "Map(2) { 1 => { a: 2 }, 'x' => [ 1 ] }"],
  [new Dict([[1, 2]]), 'Dict(1) [Map] { 1 => 2 }'],
  [new Set([1, 'a', { b: 1 }]), "Set(3) { 1, 'a', { b: 1 } }"],
  [new Map([[1, 2]]).entries(), '[Map Entries] { [ 1, 2 ] }'],
  [new Set([5]).values(), '[Set Iterator] { 5 }'],
  [[1][Symbol.iterator](), 'Object [Array Iterator] {}'],
  [circular,
   "<ref *1> { name: 'c', inner: { back: [Circular *1] } }"],
  [{ a: { b: { c: { d: 1 } } } }, '{ a: { b: { c: [Object] } } }'],
  [[[[[]]]], '[ [ [ [] ] ] ]'],
  [[[[[1]]]], '[ [ [ [Array] ] ] ]'],
  [accessors, '{ a: [Getter/Setter], b: [Getter], c: [Setter] }'],
  [{ f() {}, g: () => {}, h: class Q {}, i: class extends Foo {} },
   '{\n  f: [Function: f],\n  g: [Function: g],\n  h: [class Q],\n' +
   '  i: [class i extends Foo]\n}'],
  [async () => {}, '[AsyncFunction (anonymous)]'],
  [function* gen() {}, '[GeneratorFunction: gen]'],
  [Object.assign(function foo() {}, { x: 1 }), '[Function: foo] { x: 1 }'],
  [Math, 'Object [Math] {...}'],
  [Symbol('x'), 'Symbol(x)'],
  [-0, '-0'],
  ['it\'s', '"it\'s"'],
  ['a\nb\u0001', "'a\\nb\\x01'"],
  [Object('abc'), "[String: 'abc']"],
  [Object(5), '[Number: 5]'],
  [Promise.resolve(4), 'Promise { 4 }'],
  [new Promise(() => {}), 'Promise { <pending> }'],
  [{ [Symbol.toStringTag]: 'T', a: 1 },
   "{ a: 1, [Symbol(Symbol.toStringTag)]: 'T' }"],
  [(function() { return arguments; })(1, 2), "[Arguments] { '0': 1, '1': 2 }"],
  [new Proxy({ a: 1 }, {}), '{ a: 1 }'],
  [{ ['__proto__']: 1 }, "{ ['__proto__']: 1 }"],
];
for (const [value, expected] of cases) {
  if (expected.includes('{...}')) {
    assert.ok(inspect(value).startsWith(expected.split('{')[0]));
    continue;
  }
  assert.strictEqual(inspect(value), expected);
}
assert.strictEqual(inspect({ a: { b: {} } }, { depth: 0 }), '{ a: [Object] }');
assert.strictEqual(inspect('x'.repeat(5), { maxStringLength: 2 }),
                   "'xx'... 3 more characters");
