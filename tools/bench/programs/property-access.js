// SPDX-License-Identifier: MIT
function Point(x, y) {
  this.x = x;
  this.y = y;
  this.sum = 0;
}
function run(n) {
  const p = new Point(1, 2);
  for (let i = 0; i < n; i++) {
    p.x = p.y + i;
    p.y = p.x - i;
    p.sum = (p.sum + p.x + p.y) | 0;
  }
  return p.sum;
}
run(10000000);
