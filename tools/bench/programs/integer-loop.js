// SPDX-License-Identifier: MIT
function run(n) {
  let s = 0;
  for (let i = 0; i < n; i++) s = (s + (i ^ s)) | 0;
  return s;
}
if (run(50000000) !== run(50000000)) throw new Error('wrong');
