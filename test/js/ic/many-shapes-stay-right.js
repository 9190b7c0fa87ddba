// SPDX-License-Identifier: MIT
// One site that sees few, several and very many shapes, by name and by key.
function check(actual, expected) {
  if (!Object.is(actual, expected))
    throw new Error(`got ${String(actual)}, expected ${String(expected)}`);
}
const shapes = [];
for (let i = 0; i < 40; i++) {
  const object = {};
  for (let j = 0; j < i; j++) object[`p${j}`] = j;
  object.value = i;
  shapes.push(object);
}
const read = (object) => object.value;
const write = (object, value) => { object.value = value; };
const readKey = (object, key) => object[key];
const writeKey = (object, key, value) => { object[key] = value; };
for (let round = 0; round < 3; round++) {
  for (let count = 1; count <= shapes.length; count++) {
    for (let i = 0; i < count; i++) {
      write(shapes[i], i + round);
      check(read(shapes[i]), i + round);
      writeKey(shapes[i], 'value', i);
      check(readKey(shapes[i], 'value'), i);
      if (i > 0) check(readKey(shapes[i], `p${i - 1}`), i - 1);
    }
  }
}
const symbol = Symbol('s');
writeKey(shapes[3], symbol, 'by symbol');
check(readKey(shapes[3], symbol), 'by symbol');
check(readKey(['a', 'b'], 1), 'b');
check(readKey('xyz', 2), 'z');
check(readKey(new Uint8Array([1, 2, 300]), 2), 44);
writeKey(shapes[5], 7, 'element');
check(readKey(shapes[5], '7'), 'element');
