// SPDX-License-Identifier: MIT
// Literals within literals are made anew whenever the outer one is evaluated,
// however they are represented between evaluations.
const assert = require('assert');

function data() {
  return {
    name: 'x', list: [1, 2, [3.5, , 'four', { deep: [{}] }]],
    map: { 0: 'zero', 7: [7], a: { b: { c: null } } }, empty: {}, none: [],
  };
}
const expected = JSON.stringify(data());
for (let i = 0; i < 5; i++) {
  const value = data();
  assert.strictEqual(JSON.stringify(value), expected);
  assert.strictEqual(1 in value.list[2], false);
  value.list[2][3].deep[0].x = 1;
  value.list[2][0] = 'changed';
  value.map.a.b.c = 5;
  value.map[7].push(8);
  value.empty.y = 1;
  value.none.push(1);
}

// Values that are no constants come between those that are.
function mixed(x) {
  return [[1, 2], x, { a: [x], b: [3, [4]] }, [x, [5]], -1];
}
for (let i = 0; i < 5; i++) {
  const value = mixed(i);
  assert.deepStrictEqual(
    value, [[1, 2], i, { a: [i], b: [3, [4]] }, [i, [5]], -1]);
  value[0].push(9);
  value[2].b[1][0] = 'changed';
  value[3][1].length = 0;
}

// A key that occurs twice, a prototype, a spread: no plain data.
function special(o) {
  return [{ a: [1], a: [2] }, { __proto__: { p: [1] }, q: [2] },
          { x: [1], ...o, y: [2] }, [[1], ...[[2]], [3]],
          { get g() { return [1]; }, h: [2] }];
}
for (let i = 0; i < 3; i++) {
  const [twice, proto, spread, list, accessor] = special({ x: [i] });
  assert.deepStrictEqual(twice.a, [2]);
  assert.deepStrictEqual(proto.p, [1]);
  assert.deepStrictEqual(Object.keys(proto), ['q']);
  assert.deepStrictEqual(spread, { x: [i], y: [2] });
  assert.deepStrictEqual(list, [[1], [2], [3]]);
  assert.deepStrictEqual(accessor.g, [1]);
  twice.a.push(1);
  proto.q.push(1);
  accessor.h.push(1);
}

// Many properties and elements, and more nesting than a boilerplate takes.
const names = Array.from({ length: 1500 }, (_, i) => `p${i}: [${i}]`);
const large = new Function(`return { ${names.join(', ')}, 4000000: [1] };`);
const nested = new Function(`return ${'['.repeat(200)}${']'.repeat(200)};`);
for (let i = 0; i < 3; i++) {
  const value = large();
  assert.strictEqual(Object.keys(value).length, 1501);
  assert.deepStrictEqual(value.p1499, [1499]);
  assert.deepStrictEqual(value[4000000], [1]);
  value.p1499.push(0);
  value[4000000].push(0);
  let inner = nested(), depth = 0;
  for (; inner.length > 0; inner = inner[0]) depth++;
  assert.strictEqual(depth, 199);
  inner.push('changed');
}
