#!/usr/bin/env node
// SPDX-License-Identifier: MIT
//
// Runs npm's test262-parser-tests (pinned in test/apps/package-lock.json):
//
//   node test/conformance/parser-tests.js THAW FOLDER
//
// FOLDER is where tools/install-apps has installed the packages. Everything in
// pass/ and pass-explicit/ must parse, to the same tree; nothing in fail/ and
// early/ may. What later editions of the language changed is listed, with
// the reason, in parser-tests.txt (expectations.js's form): there it must be
// the other way round. One process a folder.
'use strict';
const fs = require('fs');
const path = require('path');
const {spawnSync} = require('child_process');
const expectations = require('./expectations.js');

const [thaw, folder] = process.argv.slice(2).map((name) => path.resolve(name));
const root = path.join(folder, 'node_modules', 'test262-parser-tests');
const groups = expectations.read(path.join(__dirname, 'parser-tests.txt'));
const outdated = new Set(groups.flatMap((group) => group.scenarios));
const wrong = expectations.unexplained(groups)
    .map((name) => `${name}: is listed without a reason`);

// What thaw prints for all files of a folder, and their names.
function parse(kind, ...flags) {
  const files = fs.readdirSync(path.join(root, kind)).sort();
  const args = files.flatMap((file) => {
    const name = `${kind}/${file}`;
    return file.endsWith('.module.js') ? ['--module', name] : [name];
  });
  const child = spawnSync(thaw, [...flags, '--parse-only', ...args],
                          {cwd: root, encoding: 'latin1', maxBuffer: 1 << 28});
  if (child.error) throw child.error;
  if (child.signal) wrong.push(`${kind}: ended by ${child.signal}`);
  if (child.stderr) wrong.push(`${kind}: ${child.stderr.slice(0, 500)}`);
  return {files, text: child.stdout};
}

function check(kind, mustPass) {
  const {files, text} = parse(kind);
  const refused = new Map();
  for (const line of text.split('\n').filter(Boolean)) {
    const [, name, message] = /^(\S+?\.js): (.*)/.exec(line) || [, line, ''];
    refused.set(name, message);
    if (!message.startsWith('SyntaxError: '))
      wrong.push(`${name}: ${message}`);
  }
  for (const file of files) {
    const name = `${kind}/${file}`;
    const expected = mustPass !== outdated.has(name);
    if (refused.has(name) === expected)
      wrong.push(expected ? `${name}: ${refused.get(name)}`
                          : `${name}: is accepted`);
  }
  const {length} = files;
  console.log(`${length - refused.size} of ${length} parse: ${kind}`);
}

// ---- Trees ----

// A node is its line and the lines that are indented further.
function readTree(lines, state, depth) {
  const nodes = [];
  while (state.at < lines.length) {
    const [, dots, label] = /^((?:\. )*)([^]*)$/.exec(lines[state.at]);
    if (dots.length / 2 < depth) break;
    state.at++;
    nodes.push({label, children: readTree(lines, state, depth + 1)});
  }
  return nodes;
}

const kOperator =
    /^(COMMA|AND|OR|NULLISH|ADD|SUB|MUL|DIV|MOD|SH[LR]|SAR|BIT_\w+)$/;

// The parser makes one node of a + b + c, two of (a + b) + c.
function flatten(node) {
  const children = node.children.map(flatten);
  while (kOperator.test(node.label) && children[0].label === node.label)
    children.splice(0, 1, ...children[0].children);
  return {label: node.label, children};
}

// Of every file, without positions and addresses.
function trees(kind) {
  const {files, text} = parse(kind, '--print-ast', '--no-lazy');
  const parts = text.split('[generating bytecode for function: ').slice(1);
  if (parts.length !== files.length)
    throw new Error(`${parts.length} trees for ${files.length} files`);
  return new Map(files.map((file, i) => {
    const lines = parts[i].replace(/ at -?\d+| \(0x[0-9a-f]+\)/g, '')
        .split('\n').filter(Boolean);
    return [file, JSON.stringify(readTree(lines, {at: 0}, 0).map(flatten))];
  }));
}

function compareTrees() {
  const explicit = trees('pass-explicit');
  let same = 0;
  for (const [file, tree] of trees('pass')) {
    const name = `same/${file}`;
    const isSame = tree === explicit.get(file);
    if (isSame) same++;
    if (isSame === outdated.has(name))
      wrong.push(`${name}: the trees ${isSame ? 'are the same' : 'differ'}`);
  }
  console.log(`${same} of ${explicit.size} have the same tree: pass-explicit`);
}

check('pass', true);
check('pass-explicit', true);
check('fail', false);
check('early', false);
compareTrees();
for (const line of wrong) console.log(`FAILED ${line}`);
process.exitCode = wrong.length ? 1 : 0;
