// SPDX-License-Identifier: MIT
function tree(depth) {
  return depth === 0 ? {left: null, right: null}
                     : {left: tree(depth - 1), right: tree(depth - 1)};
}
function count(node) {
  return node.left === null ? 1 : 1 + count(node.left) + count(node.right);
}
let nodes = 0;
for (let i = 0; i < 40; i++) nodes += count(tree(15));
if (nodes !== 40 * 65535) throw new Error('wrong');
