// SPDX-License-Identifier: MIT
function check(actual, expected) {
  if (!Object.is(actual, expected))
    throw new Error('got ' + String(actual) + ', expected ' + String(expected));
}
const o = { x: 1, f() { return this === o; } };
with (o) {
  check(x, 1);
  x = 2;
  var y = 3;
  check(f(), true);
}
check(o.x, 2);
check(y, 3);
with ({ [Symbol.unscopables]: { y: true }, y: 7 }) check(y, 3);
