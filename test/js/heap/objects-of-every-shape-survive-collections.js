// SPDX-License-Identifier: MIT
// Old objects that lead to young ones, in every kind of slot. Meant for the
// --gc-stress modes; garbage is made in between so that freed memory is reused.
function check(actual, expected) {
  if (actual !== expected)
    throw new Error(`got ${actual}, expected ${expected}`);
}
function makeGarbage() {
  for (let i = 0; i < 200; i++) ({ i, text: 'garbage' + i, list: [i] });
}

// In-object and out-of-object properties, then dictionary mode.
class Base { constructor(x) { this.x = { x }; } }
const many = new Base(1);
for (let i = 0; i < 40; i++) {
  many['property' + i] = { value: i + 0.5 };
  makeGarbage();
}
for (let round = 0; round < 3; round++) {
  for (let i = 0; i < 40; i++) {
    check(many['property' + i].value, i + 0.5 + (round > 0 ? round : 0));
    many['property' + i] = { value: i + 1.5 + round };
  }
  makeGarbage();
}
delete many.property3;
for (let i = 0; i < 200; i++) many['dictionary' + i] = [i];
makeGarbage();
for (let i = 0; i < 200; i++) check(many['dictionary' + i][0], i);

// Arrays in all their kinds.
const smis = [], doubles = [], holey = [], nested = [];
for (let i = 0; i < 300; i++) {
  smis.push(i);
  doubles.push(i + 0.25);
  holey[i * 2] = { i };
  nested.push([[i], { deep: [i] }]);
}
makeGarbage();
for (let i = 0; i < 300; i++) {
  check(smis[i], i);
  check(doubles[i], i + 0.25);
  check(holey[i * 2].i, i);
  check(nested[i][1].deep[0] + nested[i][0][0], 2 * i);
}
doubles[7] = { now: 'tagged' };
makeGarbage();
check(doubles[7].now + doubles[8], 'tagged8.25');

// Closures and contexts.
const closures = [];
for (let i = 0; i < 100; i++) {
  let state = { count: i };
  closures.push({ next: () => ++state.count, reset() { state = { count: 0 }; } });
}
makeGarbage();
for (let i = 0; i < 100; i++) {
  check(closures[i].next(), i + 1);
  closures[i].reset();
}
makeGarbage();
for (let i = 0; i < 100; i++) check(closures[i].next(), 1);

// Generators hold registers.
function* numbers() {
  const held = [{ a: 1 }, { a: 2.5 }, 'text' + 3];
  for (let i = 0; i < 50; i++) {
    const local = { i };
    yield local;
    check(local.i, i);
    check(held[0].a + held[1].a, 3.5);
  }
}
let index = 0;
for (const local of numbers()) {
  makeGarbage();
  check(local.i, index++);
}

// Strings: ropes, slices, internalized ones.
let rope = '';
for (let i = 0; i < 300; i++) rope += 'piece ' + i + ';';
makeGarbage();
check(rope.split(';').length, 301);
const keyed = {};
for (let i = 0; i < 300; i++) keyed[rope.slice(i, i + 14)] = i;
makeGarbage();
check(keyed[rope.slice(299, 313)], 299);

// Exceptions, bound functions, maps and sets.
const map = new Map(), set = new Set();
for (let i = 0; i < 200; i++) {
  map.set({ i }, { i });
  map.set('key' + i, [i]);
  set.add('member' + i);
}
makeGarbage();
for (let i = 0; i < 200; i++) check(map.get('key' + i)[0], i);
for (const [key, value] of map) if (typeof key === 'object') check(key.i, value.i);
check(set.size, 200);
function thrower(depth) {
  if (depth === 0) throw new TypeError('deep ' + { toString: () => 'end' });
  thrower(depth - 1);
}
for (let i = 0; i < 20; i++) {
  try {
    thrower.bind(null, i)();
    check(true, false);
  } catch (error) {
    makeGarbage();
    check(error.message, 'deep end');
    check(error.stack.includes('thrower'), true);
  }
}

// Deep recursion with values in registers.
function tree(depth) {
  if (depth === 0) return { leaf: true };
  const left = tree(depth - 1);
  const right = tree(depth - 1);
  return { left, right, size: depth + 0.5 };
}
function count(node) {
  return node.leaf ? 1 : count(node.left) + count(node.right);
}
check(count(tree(8)), 256);

// Getters, setters, classes with private state.
class Account {
  #balance = { amount: 0 };
  static made = [];
  constructor(amount) { this.#balance.amount = amount; Account.made.push(this); }
  get amount() { return this.#balance.amount; }
  set amount(value) { this.#balance = { amount: value }; }
}
for (let i = 0; i < 100; i++) new Account(i).amount += 0.5;
makeGarbage();
Account.made.forEach((account, i) => check(account.amount, i + 0.5));

// Promises.
(async () => {
  let sum = 0;
  for (let i = 0; i < 50; i++) {
    makeGarbage();
    sum += await Promise.resolve({ i }).then((value) => value.i);
  }
  check(sum, 1225);
})();
