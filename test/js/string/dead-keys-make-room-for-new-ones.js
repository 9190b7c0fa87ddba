// SPDX-License-Identifier: MIT
// Property keys that nothing refers to any more leave the string table.
const rounds = process.execArgv.includes('--gc-stress') ? 4 : 40;
let last;
for (let round = 0; round < rounds; round++) {
  for (let i = 0; i < 10000; i++) {
    last = {};
    last[`key ${round} ${i}`] = i;
  }
  const garbage = [];
  for (let i = 0; i < 3000; i++) garbage.push(new Array(100).fill(round));
}
if (last[`key ${rounds - 1} 9999`] !== 9999) throw new Error('lost a key');
