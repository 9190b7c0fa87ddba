// SPDX-License-Identifier: MIT
function counter() {
  let count = 0;
  return {add: (n) => { count += n; }, get: () => count};
}
function run(n) {
  let total = 0;
  for (let i = 0; i < n; i++) {
    const c = counter();
    for (let j = 0; j < 10; j++) c.add(j);
    total += c.get();
  }
  return total;
}
if (run(1000000) !== 45000000) throw new Error('wrong');
