// SPDX-License-Identifier: MIT
//
// Checks messages and places of errors: thaw run.js [--update] file.golden ...
//
// A case of a golden file is source text and what becomes of it:
//
//   | let a;
//   | let a;
//         ^ SyntaxError: Identifier 'a' has already been declared
//
// The last line lies below the wrong place: "^" for each unit that is
// underlined, "~" for an empty place, no mark ("    # Error: ...") if no place is
// known. Lines of source may follow it. A blank line ends the case; a line with
// "#" in front is a comment. The first line of a file says what the sources are:
// "# goal: script" (compiled), "# goal: module" (imported) or "# goal: body" (of
// a function that is called; an async one if it has `await`).
//
// --update writes what happens into the files. --coverage FILE.def ... instead
// lists the messages of these tables that no golden names.
'use strict';
const fs = require('fs');
const os = require('os');
const path = require('path');
const vm = require('vm');

const kIndent = 2;

function parseCases(text) {
  const cases = [];
  let current = null;
  for (const line of text.split('\n')) {
    if (line.startsWith('#')) continue;
    if (line === '') {
      current = null;
      continue;
    }
    if (current === null) {
      current = { lines: [], expected: [], at: 0 };
      cases.push(current);
    }
    if (line.startsWith('|')) {
      current.lines.push(line.slice(kIndent));
    } else {
      current.expected.push(line);
      current.at = current.lines.length;
    }
  }
  return cases;
}

function describe(place, error) {
  let text;
  try {
    text = error instanceof Error || typeof error !== 'object'
      ? `${error}` : `Thrown: ${JSON.stringify(error)}`;
  } catch (inner) {
    text = `Thrown: ${typeof error}, ${inner}`;
  }
  text = text.replaceAll('\n', '\\n');
  if (place === null) return { line: 0, text: `    # ${text}` };
  const marks = '^'.repeat(place.width) || '~';
  const indent = ' '.repeat(kIndent + place.column);
  return { line: place.line, text: `${indent}${marks} ${text}` };
}

// The place in front of a decorated stack, else that of the first frame in the
// file; null if there is none.
function placeOf(error, file) {
  if (error === null || typeof error !== 'object') return null;
  const lines = String(error.stack).split('\n');
  if (lines[0].startsWith(`${file}:`)) {
    const underline = /^(\s*)(\^*)$/.exec(lines[2]);
    if (underline === null || lines[3] !== '') return null;
    return { line: +lines[0].slice(file.length + 1),
             column: underline[1].length, width: underline[2].length };
  }
  for (const line of lines) {
    const at = line.startsWith('    at ') ? line.indexOf(`${file}:`) : -1;
    if (at === -1) continue;
    const [row, column] = line.slice(at + file.length + 1).split(':');
    return { line: +row, column: parseInt(column) - 1, width: 1 };
  }
  return null;
}

const kNothing = { line: 0, text: '    # nothing is thrown' };

function runScript(source) {
  try {
    new vm.Script(source, { filename: 'test.js' });
    return kNothing;
  } catch (error) {
    return describe(placeOf(error, 'test.js'), error);
  }
}

async function runBody(source) {
  try {
    if (/\bawait\b/.test(source)) {
      const wrapped = `(async () => {${source}\n})`;
      await vm.runInThisContext(wrapped, 'test.js')();
    } else {
      vm.compileFunction(source, [], { filename: 'test.js' }).call({});
    }
    return kNothing;
  } catch (error) {
    return describe(placeOf(error, 'test.js'), error);
  }
}

let moduleCount = 0;
async function runModule(source, folder) {
  const file = path.join(folder, `test-${moduleCount++}.mjs`);
  fs.writeFileSync(file, source);
  try {
    await import(file);
    return kNothing;
  } catch (error) {
    const url = `file://${file}`;
    return describe(placeOf(error, url) ?? placeOf(error, file), error);
  }
}

function render(test, outcome) {
  const lines = test.lines.map((line) => (line === '' ? '|' : `| ${line}`));
  const at = outcome.line === 0 ? lines.length
    : Math.min(outcome.line, lines.length);
  lines.splice(at, 0, outcome.text);
  return lines;
}

async function runFile(file, update, folder) {
  const text = fs.readFileSync(file, 'utf8');
  const goal = /^# goal: (\w+)/.exec(text)[1];
  const run = { script: runScript, body: runBody, module: runModule }[goal];
  const output = [];
  let failures = 0;
  for (const block of text.split('\n\n')) {
    const [test] = parseCases(block);
    if (test === undefined) {
      output.push(block.trimEnd());
      continue;
    }
    const outcome = await run(test.lines.join('\n'), folder);
    const actual = render(test, outcome).join('\n');
    const comments = block.split('\n').filter((line) => line.startsWith('#'));
    const expected = block.trimEnd().split('\n')
      .filter((line) => !line.startsWith('#')).join('\n');
    output.push([...comments, actual].join('\n'));
    if (actual === expected || update) continue;
    failures++;
    console.log(`${file}: expected\n${expected}\ngot\n${actual}\n`);
  }
  if (update) fs.writeFileSync(file, `${output.join('\n\n')}\n`);
  return failures;
}

// ---- Coverage ----

// The rows of a table of messages: [name, regular expression for its text].
function rowsOf(file) {
  const rows = [];
  const text = fs.readFileSync(file, 'utf8');
  const row = /^(?:PARSER_|REGEXP_)?MESSAGE\((\w+),\s*((?:"(?:[^"\\]|\\.)*"\s*)+)\)/gm;
  for (const [, name, parts] of text.matchAll(row)) {
    const message = parts.match(/"(?:[^"\\]|\\.)*"/g)
      .map((part) => JSON.parse(part)).join('');
    const pattern = message.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
      .replace(/%s|%/g, '.*');
    rows.push([name, new RegExp(`: ${pattern}$`, 'm')]);
  }
  return rows;
}

// Messages that no golden names, but for those that `unreached` explains.
function checkCoverage(tables, goldens, unreached) {
  const text = goldens.map((file) => fs.readFileSync(file, 'utf8')).join('\n');
  const known = new Set();
  for (const line of fs.readFileSync(unreached, 'utf8').split('\n'))
    if (line !== '' && !line.startsWith('#')) known.add(line.split(/\s/)[0]);
  let failures = 0;
  for (const table of tables) {
    for (const [name, pattern] of rowsOf(table)) {
      // A message that is an argument says nothing.
      if (/Text$/.test(name) || pattern.test(text) !== known.has(name)) continue;
      failures++;
      console.log(known.has(name)
        ? `${name} is reached: remove it from ${unreached}`
        : `${name} of ${table} is in no golden`);
    }
  }
  return failures;
}

async function main() {
  const args = process.argv.slice(2);
  const update = args[0] === '--update';
  if (update) args.shift();
  const goldens = args.filter((name) => name.endsWith('.golden'));
  const tables = args.filter((name) => name.endsWith('.def'));
  const unreached = args.find((name) => name.endsWith('.txt'));
  let failures = 0;
  if (tables.length > 0) {
    failures = checkCoverage(tables, goldens, unreached);
  } else {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'thaw-errors-'));
    for (const file of goldens)
      failures += await runFile(file, update, folder);
    fs.rmSync(folder, { recursive: true, force: true });
  }
  process.exitCode = failures === 0 ? 0 : 1;
}

main();
