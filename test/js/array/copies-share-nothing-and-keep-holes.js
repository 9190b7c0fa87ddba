// SPDX-License-Identifier: MIT
// slice, concat, fill, reverse over every pair of elements kinds.
function check(actual, expected) {
  if (!Object.is(actual, expected))
    throw new Error(`got ${String(actual)}, expected ${String(expected)}`);
}
const makers = [() => [1, 2, 3], () => [1.5, -0, NaN], () => ['a', {}, null],
                () => [1, , 3], () => [1.5, , 3.5], () => ['a', , 'c'],
                () => [], () => { const a = [1]; a.length = 4; return a; },
                () => new Array(5), () => { const a = [1, 2]; a[100000] = 3; return a; }];
for (const one of makers) {
  for (const other of makers) {
    const a = one(), b = other();
    const joined = a.concat(b);
    check(joined.length, a.length + b.length);
    for (let i = 0; i < Math.min(a.length, 6); i++) {
      check(i in joined, i in a);
      check(joined[i], a[i]);
    }
    for (let i = 0; i < Math.min(b.length, 6); i++) {
      check(a.length + i in joined, i in b);
      check(joined[a.length + i], b[i]);
    }
    if (joined.length > 0) joined[0] = 'changed';
    joined.push('more');
    check(a.length + b.length, joined.length - 1);
  }
  const a = one();
  const copy = a.slice();
  check(copy.length, a.length);
  for (let i = 0; i < Math.min(a.length, 6); i++) check(i in copy, i in a);
  copy.push(1.25, 'x');
  check(one().length, a.length);
  const back = a.slice().reverse();
  check(back.length, a.length);
  for (let i = 0; i < Math.min(a.length, 6); i++) {
    check(a.length - 1 - i in back, i in a);
    check(back[a.length - 1 - i], a[i]);
  }
  for (const filler of [7, 2.5, 'f', NaN]) {
    const filled = one().fill(filler, 1, 3);
    for (let i = 0; i < Math.min(a.length, 6); i++)
      check(filled[i], i >= 1 && i < 3 ? filler : a[i]);
  }
}
const down = [5, 4, 3, 2, 1];
check(down.sort((x, y) => x - y).join(), '1,2,3,4,5');
check(down.sort((x, y) => x - y).join(), '1,2,3,4,5');
const target = {};
const source = {a: 1, get b() { delete this.c; return 2; }, c: 3, [Symbol.iterator]: 4, d: 5};
Object.assign(target, source);
check(Object.keys(target).join(), 'a,b,d');
check(target[Symbol.iterator], 4);
