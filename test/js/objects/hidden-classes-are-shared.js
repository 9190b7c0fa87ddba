// SPDX-License-Identifier: MIT
// Flags: --allow-natives-syntax
// Objects that gain the same properties in the same order have the same map.
function check(actual, expected) {
  if (!Object.is(actual, expected))
    throw new Error(`got ${String(actual)}, expected ${String(expected)}`);
}
function make(x, y) {
  const object = {};
  object.x = x;
  object.y = y;
  return object;
}
check(%HaveSameMap(make(1, 2), make('a', {})), true);
const other = {};
other.y = 1;
other.x = 2;
check(%HaveSameMap(make(1, 2), other), false);
const deleted = make(1, 2);
delete deleted.y;
deleted.y = 3;
check(%HaveSameMap(make(1, 2), deleted), true);
check(%HasFastProperties(deleted), true);
delete deleted.x;
check(%HasFastProperties(deleted), false);
check(JSON.stringify(deleted), '{"y":3}');
class Point {
  constructor(x, y) {
    this.x = x;
    this.y = y;
  }
}
const points = [];
for (let i = 0; i < 20; i++) points.push(new Point(i, -i));
check(%HaveSameMap(points[0], points[19]), true);
points[3].z = 1;
check(points[3].x + points[3].z, 4);
const many = {};
for (let i = 0; i < 500; i++) many[`property${i}`] = i;
check(%HasFastProperties(many), false);
check(Object.keys(many).length, 500);
check(many.property499, 499);
