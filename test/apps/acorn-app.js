// SPDX-License-Identifier: MIT
//
// A frozen program for tools/demo and the tests: acorn parses a file (its own
// source by default) and the tree is summed up. The same with Node and Thaw,
// run directly or from a snapshot.
'use strict';
const acorn = require('acorn');
const fs = require('fs');
const path = require('path');
const {startupSnapshot} = require('v8');

// acorn's own source; the path is taken when the program is built.
const ownSource = path.join(__dirname, 'node_modules/acorn/dist/acorn.js');

// FNV-1a over UTF-16 units.
function checksum(text) {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) {
    hash ^= text.charCodeAt(i);
    hash = Math.imul(hash, 0x01000193);
  }
  return (hash >>> 0).toString(16);
}

function countTypes(node, counts) {
  if (Array.isArray(node)) {
    for (const element of node) countTypes(element, counts);
  } else if (node && typeof node === 'object') {
    if (typeof node.type === 'string' && 'start' in node)
      counts.set(node.type, (counts.get(node.type) || 0) + 1);
    for (const key of Object.keys(node)) countTypes(node[key], counts);
  }
}

function main() {
  const file = process.argv[2] || ownSource;
  const source = fs.readFileSync(file, 'utf8');
  const tree = acorn.parse(source, {ecmaVersion: 'latest', locations: true});
  const counts = new Map();
  countTypes(tree, counts);
  const rows = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  console.log(`acorn ${acorn.version}: ${path.basename(file)}, ` +
              `${source.length} characters, ${tree.body.length} statements`);
  for (const [type, count] of rows.slice(0, 10))
    console.log(`${String(count).padStart(7)}  ${type}`);
  console.log('tree', checksum(JSON.stringify(tree)));
}

if (startupSnapshot.isBuildingSnapshot())
  startupSnapshot.setDeserializeMainFunction(main);
else
  main();
