// SPDX-License-Identifier: MIT
// JSON.parse guesses an object's next key from the objects before it. Guesses
// that fail, in whatever way, change nothing.
const same = (a, b) => {
  if (a !== b) throw new Error(`${a} is not ${b}`);
};
// Each text is parsed after each other, so that each follows each shape.
const texts = [
  '{}', '{"a":1}', '{"a":1,"b":2}', '{"a":1,"b":2,"c":3}', '{"b":1,"a":2}',
  '{"ab":1}', '{"a":{"a":{"b":1}},"b":{"b":2,"a":3}}', '{"":1}', '{"":1,"a":2}',
  '{"a":1,"":2}', '{"a":1,"bb":2}', '{"a":1,"2":3,"b":4}', '{"1":1,"0":0}',
  '{"a\\\\b":1}', '{"a\\"b":1}', '{"a\\nb":1}', '{"\u4e00":1,"a":2}',
  '{"a":1,"\u4e00":2}', '{"\xe9":1,"\xe9\xff":2}',
  '{"averyveryverylongkey":1,"averyveryverylongkeytoo":2}',
  '[{"a":1,"b":2},{"a":3,"b":4},{"a":5},{"b":6,"a":7},{"a":8,"c":9}]',
  '{"x":{"k0":0,"k1":1,"k2":2,"k3":3,"k4":4,"k5":5,"k6":6,"k7":7,"k8":8}}',
];
const escape = (s) => JSON.stringify(s);
for (const first of texts) {
  for (const second of texts) {
    JSON.parse(first);
    same(escape(JSON.parse(second)), escape(eval(`(${second})`)));
  }
}
// The last of equal keys wins, at the first one's place.
for (const [text, expected] of [
  ['{"a":1,"b":2,"a":3}', '{"a":3,"b":2}'],
  ['{"a":1,"a":2}', '{"a":2}'],
  ['{"b":1,"b":2,"c":3,"b":4}', '{"b":4,"c":3}'],
]) {
  for (const before of texts) {
    JSON.parse(before);
    same(JSON.stringify(JSON.parse(text)), expected);
  }
}
// Keys that look like the guess up to a character that must be escaped.
for (const [before, text] of [
  ['{"a\\"b":1}', '{"a"b":1}'], ['{"a\\nb":1}', '{"a\nb":1}'],
  ['{"a\\\\b":1}', '{"a\\qb":1}'], ['{"a":1}', '{"a'], ['{"a":1}', '{"a"'],
  ['{"a":1}', '{"a":'], ['{"a":1}', '{"'], ['{"a":1}', '{"a" 1}'],
  ['{"abc":1}', '{"ab'], ['{"abc":1}', '{"abc'], ['{"":1}', '{"'],
]) {
  JSON.parse(before);
  JSON.parse(before);
  let threw = false;
  try {
    JSON.parse(text);
  } catch (error) {
    threw = error instanceof SyntaxError;
  }
  same(threw, true);
}
// "a\\nb" escapes in the text; the guess holds the line feed itself.
JSON.parse('{"a\\nb":1}');
same(JSON.parse('{"a\\nb":2}')['a\nb'], 2);
// __proto__ is a property like others, and so is what Object.prototype has.
Object.defineProperty(Object.prototype, 'seen', {
  set() { throw new Error('called'); }, configurable: true });
for (let i = 0; i < 3; i++) {
  const o = JSON.parse('{"__proto__":{"x":1},"seen":2,"toString":3}');
  same(Object.keys(o).join(), '__proto__,seen,toString');
  same(Object.getPrototypeOf(o), Object.prototype);
  same(o.seen, 2);
}
// Many properties, beyond what maps take.
let many = {};
for (let i = 0; i < 1500; i++) many['key' + i] = i;
many = JSON.stringify(many);
for (let i = 0; i < 2; i++) same(JSON.stringify(JSON.parse(many)), many);
// Revivers see the same objects.
const seen = [];
JSON.parse('[{"a":1,"b":2},{"a":3,"b":4}]', function (key, value, { source }) {
  if (source) seen.push(key + source);
  return value;
});
same(seen.join(), 'a1,b2,a3,b4');
// The objects share no state.
const [x, y] = JSON.parse('[{"a":1,"b":2},{"a":1,"b":2}]');
x.a = 'changed';
delete x.b;
x.c = 1;
same(JSON.stringify([x, y]), '[{"a":"changed","c":1},{"a":1,"b":2}]');
