// SPDX-License-Identifier: MIT
// JSON.stringify writes plain data off maps and elements. Both sides of every
// guard give the text that the specification asks for: the long way is forced
// by a replacer that changes nothing.
const same = (a, b, what) => {
  if (a !== b) throw new Error(`${what}: ${a} is not ${b}`);
};
const identity = function (key, value) { return value; };
const check = (value, expected, gap) => {
  same(JSON.stringify(value, null, gap), expected, 'plain');
  same(JSON.stringify(value, identity, gap), expected, 'replaced');
};

// Every kind of value, in objects and in arrays.
check({}, '{}');
check([], '[]');
check({ a: 1, b: -0, c: 1.5, d: NaN, e: -Infinity, f: 1e21, g: 2 ** 31 },
      '{"a":1,"b":0,"c":1.5,"d":null,"e":null,"f":1e+21,"g":2147483648}');
check({ a: undefined, b: Symbol(), c: null, d: true, e: false, f: undefined },
      '{"c":null,"d":true,"e":false}');
check({ a: undefined }, '{}');
check([undefined, Symbol(), null, true, () => 1], '[null,null,null,true,null]');
check([1.5, 2.5, NaN], '[1.5,2.5,null]');
check([1, , 3], '[1,null,3]');
check([1.5, , 3.5], '[1.5,null,3.5]');
check({ f() {}, g: class {}, h: 1 }, '{"h":1}');
check({ [Symbol('s')]: 1, a: { b: { c: [[], {}, [{}]] } } },
      '{"a":{"b":{"c":[[],{},[{}]]}}}');
same(JSON.stringify(undefined), undefined, 'undefined');
same(JSON.stringify(Symbol()), undefined, 'symbol');
same(JSON.stringify(() => 1), undefined, 'function');

// Gaps.
const nested = { a: [1, { b: 2 }], c: {}, d: [], e: undefined };
check(nested, '{\n--"a": [\n----1,\n----{\n------"b": 2\n----}\n--],\n' +
      '--"c": {},\n--"d": []\n}', '--');
check(nested, JSON.stringify(nested, identity, 2), 2);
check({ a: '\u1234' }, '{\n\u4e00"a": "\u1234"\n}', '\u4e00');
check({ a: 1 }, '{"a":1}', '');

// Escapes, at every place of a word of eight and behind it.
for (let length = 0; length < 20; length++) {
  for (let at = 0; at <= length; at++) {
    for (const [unit, escape] of [
      ['"', '\\"'], ['\\', '\\\\'], ['\n', '\\n'], ['\b', '\\b'],
      ['\x00', '\\u0000'], ['\x1f', '\\u001f'], ['\x7f', '\x7f'],
      ['\xff', '\xff'], [' ', ' '], ['!', '!'], ['#', '#'], ['[', '['],
      [']', ']'], ['\u2028', '\u2028'], ['\ud800', '\\ud800'],
      ['\udfff', '\\udfff'], ['\ud83d\ude00', '\ud83d\ude00'],
      ['\ude00\ud83d', '\\ude00\\ud83d'],
    ]) {
      const left = 'x'.repeat(at), right = '\xe9'.repeat(length - at);
      same(JSON.stringify(left + unit + right), `"${left}${escape}${right}"`,
           'escape');
    }
  }
}
check({ 'quo"ted': 1, 'line\n': 2, '\u4e00': 3, '\ud800': 4 },
      '{"quo\\"ted":1,"line\\n":2,"\u4e00":3,"\\ud800":4}');
// One-byte text, then two-byte text, then one-byte text; skipped in between.
check(['abc', '\u4e00', 'def', 7, null], '["abc","\u4e00","def",7,null]');
check({ a: 'x'.repeat(300), '\u4e00': undefined, b: 1 },
      `{"a":"${'x'.repeat(300)}","b":1}`);
const rope = 'left"'.repeat(9) + [1, 2].join('rope\n');
check([rope, rope.slice(3, 40)],
      `["${'left\\"'.repeat(9)}1rope\\n2",${JSON.stringify(rope.slice(3, 40))}]`);

// Shapes that are not plain.
class Point { constructor() { this.x = 1; this.y = 2; } get z() { return 3; } }
check(new Point(), '{"x":1,"y":2}');
check({ get a() { return 5; }, b: 1 }, '{"a":5,"b":1}');
check(Object.defineProperty({ a: 1 }, 'b', { value: 2 }), '{"a":1}');
check({ 1: 'one', a: 2 }, '{"1":"one","a":2}');
check({ __proto__: null, a: 1 }, '{"a":1}');
check({ __proto__: { inherited: 1 }, own: 2 }, '{"own":2}');
check([new Number(3), new String('s'), new Boolean(false), Object(Symbol())],
      '[3,"s",false,{}]');
check([new Date(0), /x/, new Map([[1, 2]]), new Error('e')],
      '["1970-01-01T00:00:00.000Z",{},{},{}]');
check({ raw: JSON.rawJSON('1e1000') }, '{"raw":1e1000}');
check(new Proxy({ a: 1 }, {}), '{"a":1}');
check({ list: new Proxy([1, 2], {}) }, '{"list":[1,2]}');
check(Object.assign([1, 2], { extra: 3 }), '[1,2]');
check((function () { return arguments; })(1, 2), '{"0":1,"1":2}');
const deleted = { a: 1, b: 2, c: 3 };
delete deleted.a;
check(deleted, '{"b":2,"c":3}');
let deep = 1, text = '1';
for (let i = 0; i < 500; i++) {
  deep = i & 1 ? [deep] : { d: deep };
  text = i & 1 ? `[${text}]` : `{"d":${text}}`;
}
check(deep, text);

// toJSON on the object, in its chain, and in the chain of everything.
check({ a: { toJSON(key) { return `json of ${key}`; } } },
      '{"a":"json of a"}');
check({ toJSON: 1, a: 2 }, '{"toJSON":1,"a":2}');
check(Object.defineProperty({ a: 1 }, 'toJSON', { value: () => 'hidden' }),
      '"hidden"');
class Money { constructor() { this.v = 1; } toJSON() { return this.v + '€'; } }
check([new Money(), new Money()], '["1€","1€"]');
check([new (class extends Money {})()], '["1€"]');
for (const [prototype, value, before, after] of [
  [Object.prototype, { a: 1 }, '{"a":1}', '"patched"'],
  [Object.prototype, [1], '[1]', '"patched"'],
  [Array.prototype, { a: [1] }, '{"a":[1]}', '{"a":"patched"}'],
  [Function.prototype, [check], '[null]', '["patched"]'],
  [Point.prototype, [new Point()], '[{"x":1,"y":2}]', '["patched"]'],
]) {
  check(value, before);
  prototype.toJSON = () => 'patched';
  same(JSON.stringify(value), after, 'patched');
  delete prototype.toJSON;
  check(value, before);
}

// What throws still throws, and cycles are found.
const throws = (value, type) => {
  try {
    JSON.stringify(value);
  } catch (error) {
    if (error instanceof type) return;
  }
  throw new Error('no ' + type.name);
};
throws({ a: [1n] }, TypeError);
throws([{ get a() { throw new RangeError(); } }], RangeError);
const cycle = { a: [] };
cycle.a.push(1, cycle, cycle);
throws(cycle, TypeError);
const itself = [];
itself.push(itself);
throws(itself, TypeError);
// Shared, not cyclic.
const shared = { s: 1 };
check([shared, shared, { shared }], '[{"s":1},{"s":1},{"shared":{"s":1}}]');
