// SPDX-License-Identifier: MIT
// sort: stability, undefined and holes last, default order by strings.
function check(actual, expected) {
  if (!Object.is(actual, expected))
    throw new Error(`got ${String(actual)}, expected ${String(expected)}`);
}
function checkThrows(type, action, message) {
  try {
    action();
  } catch (error) {
    check(error.constructor, type);
    if (message !== undefined) check(error.message, message);
    return;
  }
  throw new Error(`expected ${type.name}`);
}
const input = [];
for (let i = 0; i < 500; i++) input.push({key: i * 7919 % 10, index: i});
input.sort((a, b) => a.key - b.key);
for (let i = 1; i < input.length; i++) {
  const a = input[i - 1], b = input[i];
  check(a.key < b.key || (a.key === b.key && a.index < b.index), true);
}
check([10, 9, 1, 2].sort().join(), '1,10,2,9');
const holes = [3, undefined, , 1];
holes.sort();
check(holes.length, 4);
check(holes[2], undefined);
check(3 in holes, false);
checkThrows(TypeError, () => [1].sort(null),
            'The comparison function must be either a function or undefined: null');
check([2.5, 1, 'b', 'a', 10].sort().join(), '1,10,2.5,a,b');
const big = [];
for (let i = 0; i < 5000; i++) big.push((i * 48271) % 65537);
big.sort((a, b) => a - b);
for (let i = 1; i < big.length; i++) check(big[i - 1] <= big[i], true);
let thrown;
try { [3, 2, 1].sort(() => { throw 'stop'; }); } catch (error) { thrown = error; }
check(thrown, 'stop');
