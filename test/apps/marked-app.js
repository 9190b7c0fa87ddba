// SPDX-License-Identifier: MIT
//
// A frozen program for tools/demo and the tests: marked renders a file (its own
// README by default) as HTML.
'use strict';
const {marked} = require('marked');
const fs = require('fs');
const path = require('path');
const {startupSnapshot} = require('v8');

const ownReadme = path.join(__dirname, 'node_modules/marked/README.md');

function main() {
  const file = process.argv[2] || ownReadme;
  process.stdout.write(marked.parse(fs.readFileSync(file, 'utf8')));
}

if (startupSnapshot.isBuildingSnapshot())
  startupSnapshot.setDeserializeMainFunction(main);
else
  main();
