// SPDX-License-Identifier: MIT
// What an inline cache remembers is forgotten when it is no longer so.
function check(actual, expected) {
  if (!Object.is(actual, expected))
    throw new Error(`got ${String(actual)}, expected ${String(expected)}`);
}
function warm(f, ...args) {
  let result;
  for (let i = 0; i < 30; i++) result = f(...args);
  return result;
}
class Base { who() { return 'base'; } }
class Middle extends Base {}
class Leaf extends Middle {}
const leaf = new Leaf();
const who = (object) => object.who();
check(warm(who, leaf), 'base');
Middle.prototype.who = () => 'middle';
check(who(leaf), 'middle');
Leaf.prototype.who = () => 'leaf';
check(who(leaf), 'leaf');
leaf.who = () => 'own';
check(who(leaf), 'own');
delete leaf.who;
delete Leaf.prototype.who;
check(who(leaf), 'middle');
Object.setPrototypeOf(Leaf.prototype, { who() { return 'elsewhere'; } });
check(who(leaf), 'elsewhere');

const missing = (object) => object.absent;
const plain = { a: 1 };
check(warm(missing, plain), undefined);
Object.prototype.absent = 'present';
check(missing(plain), 'present');
delete Object.prototype.absent;
check(missing(plain), undefined);

const getX = (object) => object.x;
const accessor = { get x() { return 'getter'; } };
check(warm(getX, accessor), 'getter');
Object.defineProperty(accessor, 'x', { value: 'data' });
check(getX(accessor), 'data');

const add = (object, value) => { object.added = value; };
function Maker() { this.first = 1; }
for (let i = 0; i < 20; i++) add(new Maker(), i);
let set;
Object.defineProperty(Maker.prototype, 'added', {
  set(value) { set = value; }, configurable: true,
});
const made = new Maker();
add(made, 'through setter');
check(set, 'through setter');
check(Object.keys(made).join(), 'first');

globalThis.variable = 1;
const readVariable = () => variable;
check(warm(readVariable), 1);
variable = 2;
check(readVariable(), 2);
delete globalThis.variable;
let name = '';
try { readVariable(); } catch (error) { name = error.name; }
check(name, 'ReferenceError');
Object.defineProperty(globalThis, 'variable', {
  get() { return 'accessor'; }, configurable: true,
});
check(readVariable(), 'accessor');
delete globalThis.variable;

check(warm((s) => s.length, 'four'), 4);
const length = (value) => value.length;
check(warm(length, [1, 2]), 2);
check(length('abc'), 3);
check(length({ length: 'x' }), 'x');
check(length(5), undefined);
Number.prototype.length = 'number';
check(length(5), 'number');
delete Number.prototype.length;
