// SPDX-License-Identifier: MIT
//
// The modules of npm packages, static and dynamic: reads its own text with
// acorn and lists what it finds as marked makes lists.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { startupSnapshot } from 'node:v8';
import * as acorn from 'acorn';
import { marked } from 'marked';

const { version } = await import('acorn');
const source = readFileSync(fileURLToPath(import.meta.url), 'utf8');
const program = acorn.parse(source, {
  ecmaVersion: 'latest', sourceType: 'module',
});

async function main() {
  const again = await import('marked');
  console.log(acorn.version === version, again.marked === marked);
  const list = program.body.map(({ type, start }) => `- *${type}* ${start}`);
  console.log(marked.parse(`# Statements\n\n${list.join('\n')}`));
  console.log(Object.keys(acorn).join(), typeof acorn.default);
}

if (startupSnapshot.isBuildingSnapshot())
  startupSnapshot.setDeserializeMainFunction(main);
else
  await main();
