// SPDX-License-Identifier: MIT
// Functions with more registers, constants, feedback slots and longer jumps
// than one byte counts.
function check(actual, expected) {
  if (actual !== expected) throw new Error(`got ${actual}, expected ${expected}`);
}
function build(count) {
  const lines = ['let s = 0;'];
  for (let i = 0; i < count; i++) lines.push(`let v${i} = x + ${i}; let t${i} = 'k${i}';`);
  lines.push('for (let i = 0; i < 3; i++) {');
  for (let i = 0; i < count; i++)
    lines.push(`s += v${i}; if (o['p' + ${i % 3}] !== ${i % 3}) return -1; if (t${i} !== 'k${i}') return -2;`);
  lines.push('} o.last = s; try { if (s < 0) throw s; } catch (e) { return e; } return s;');
  return new Function('x', 'o', lines.join('\n'));
}
for (const count of [10, 200, 1000]) {
  const f = build(count);
  const object = {p0: 0, p1: 1, p2: 2};
  const expected = 3 * (count * 5 + (count * (count - 1)) / 2);
  for (let i = 0; i < 5; i++) check(f(5, object), expected);
  check(object.last, expected);
  check(f(-1e6, object), 3 * (count * -1e6 + (count * (count - 1)) / 2));
}
const wide = new Function('return [' + Array.from({length: 70000}, (_, i) => i % 7).join() + '].length');
check(wide(), 70000);
const manyArguments = new Function('f', 'return f(' + Array.from({length: 1000}, (_, i) => i).join() + ')');
check(manyArguments((...all) => all.length), 1000);
