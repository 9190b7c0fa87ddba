// SPDX-License-Identifier: MIT
// Property keys that nothing refers to any more leave the string table.
let last;
for (let round = 0; round < 40; round++) {
  for (let i = 0; i < 10000; i++) {
    last = {};
    last[`key ${round} ${i}`] = i;
  }
  const garbage = [];
  for (let i = 0; i < 3000; i++) garbage.push(new Array(100).fill(round));
}
if (last['key 39 9999'] !== 9999) throw new Error('lost a key');
