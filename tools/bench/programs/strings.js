// SPDX-License-Identifier: MIT
function run(n) {
  let length = 0;
  for (let i = 0; i < n; i++) {
    let s = '';
    for (let j = 0; j < 100; j++) s += 'item ' + j + ',';
    length += s.length;
    if (s.charCodeAt(s.length - 1) !== 44) throw new Error('wrong');
  }
  return length;
}
run(30000);
