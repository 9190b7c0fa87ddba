#!/usr/bin/env node
// SPDX-License-Identifier: MIT
//
// Runs test262 (a checkout of tc39/test262 in TEST262_DIR) with any engine.
//
//   node test/conformance/run.js [options] [path prefix under test/ ...]
//     --engine CMD     what runs a test: CMD harness.js ... test.js
//                      (default: build/release/thaw --test262)
//     --serve          start CMD --serve once per job, for engines slow to
//                      start: it reads a line of JSON for each scenario
//                      ({files, module, async}) and answers with one
//                      ({status, text, out})
//     --one-file       the harness goes into the test's file, for engines that
//                      take one file: quickjs-ng's run-test262 -N
//     --jobs N         processes at once (default: number of cores)
//     --timeout MS     per test (default 10000)
//     --expectations F list of scenarios allowed to fail (expectations.js);
//                      exit status 1 if another one fails, a listed one passes
//                      (the list may only shrink), or one has no reason
//     --write-expectations F  brings that list up to date with this run; new
//                      failures come last, without a reason
//     --every N        runs every Nth file only (a sample)
//     --failures F     writes one line per failure: scenario, message
//     --proposals      also runs features that features.txt lists as proposed
//
// A test is one scenario per mode (sloppy, strict, module, raw). Prints counts
// by folder, and "N passed, N failed, N skipped".
'use strict';
const fs = require('fs');
const os = require('os');
const path = require('path');
const {spawn} = require('child_process');
const expectations = require('./expectations.js');

const options = {engine: null, jobs: os.cpus().length, timeout: 10000,
                 every: 1, prefixes: []};
for (let i = 2; i < process.argv.length; i++) {
  const argument = process.argv[i];
  if (argument === '--proposals') options.proposals = true;
  else if (argument === '--serve') options.serve = true;
  else if (argument === '--one-file') options.oneFile = true;
  else if (argument.startsWith('--'))
    options[argument.slice(2)] = process.argv[++i];
  else options.prefixes.push(argument.replace(/^test\//, ''));
}
const root = process.env.TEST262_DIR;
if (!root || !fs.existsSync(path.join(root, 'harness', 'assert.js'))) {
  console.error('run.js: TEST262_DIR must name a checkout of tc39/test262');
  process.exit(2);
}
const engine = options.engine
    ? options.engine.split(' ')
    : [path.join(__dirname, '../../build/release/thaw'), '--test262'];
const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'thaw-test262-'));
process.on('exit', () => fs.rmSync(scratch, {recursive: true, force: true}));

// Features in the part of features.txt headed "Proposed language features".
function proposedFeatures() {
  const text = fs.readFileSync(path.join(root, 'features.txt'), 'utf8');
  const proposed = new Set();
  let standard = false;
  for (const line of text.split('\n')) {
    if (/^## Standard language features/.test(line)) standard = true;
    const name = line.replace(/#.*/, '').trim();
    if (name && !standard) proposed.add(name);
  }
  return proposed;
}

function parseMetadata(source) {
  const match = /\/\*---([\s\S]*?)---\*\//.exec(source);
  const metadata = {flags: [], includes: [], features: [], negative: null};
  if (!match) return metadata;
  const lines = match[1].split(/\r\n|\r|\n/);
  for (let i = 0; i < lines.length; i++) {
    const field = /^(flags|includes|features|negative):\s*(.*)$/.exec(lines[i]);
    if (!field) continue;
    const [, key, rest] = field;
    if (key === 'negative') {
      metadata.negative = {};
      while (i + 1 < lines.length && /^\s+\S/.test(lines[i + 1])) {
        const [, name, value] = /^\s+(\w+):\s*(\S*)/.exec(lines[++i]) || [];
        if (name) metadata.negative[name] = value;
      }
    } else if (rest.startsWith('[')) {
      let list = rest;
      while (!list.includes(']') && i + 1 < lines.length) list += lines[++i];
      metadata[key] = list.replace(/[[\]]/g, '').split(',')
          .map((s) => s.trim()).filter(Boolean);
    } else {
      while (i + 1 < lines.length && /^\s+-\s/.test(lines[i + 1]))
        metadata[key].push(lines[++i].replace(/^\s+-\s*/, '').trim());
    }
  }
  return metadata;
}

function* findTests(directory) {
  const entries = fs.readdirSync(directory, {withFileTypes: true});
  for (const entry of entries.sort((a, b) => a.name < b.name ? -1 : 1)) {
    const full = path.join(directory, entry.name);
    if (entry.isDirectory()) yield* findTests(full);
    else if (entry.name.endsWith('.js') && !entry.name.includes('_FIXTURE'))
      yield full;
  }
}

function* scenarios() {
  const proposed = proposedFeatures();
  const base = path.join(root, 'test');
  let index = 0;
  for (const file of findTests(base)) {
    const name = path.relative(base, file);
    if (options.prefixes.length &&
        !options.prefixes.some((p) => name.startsWith(p))) continue;
    if (!options.prefixes.length && /^(intl402|harness)\//.test(name)) continue;
    if (index++ % options.every !== 0) continue;
    const source = fs.readFileSync(file, 'utf8');
    const metadata = parseMetadata(source);
    const flags = new Set(metadata.flags);
    // The main thread can block.
    const skip = flags.has('CanBlockIsFalse') || !options.proposals &&
        metadata.features.some((f) => proposed.has(f) ||
                               f === 'Temporal' || /^Intl/.test(f));
    const modes = flags.has('raw') ? ['raw'] : flags.has('module') ? ['module']
        : flags.has('onlyStrict') ? ['strict']
        : flags.has('noStrict') ? ['sloppy'] : ['sloppy', 'strict'];
    for (const mode of modes)
      yield {name, file, source, metadata, flags, mode, skip};
  }
}

// The test with something in front of it. One that imports modules finds its
// neighbours as links beside it.
function writeAfter(prologue, {file, source}, slot) {
  let target = path.join(scratch, `test-${slot}.js`);
  if (/\bimport\b/.test(source)) {
    const folder = path.join(scratch, `test-${slot}`);
    fs.rmSync(folder, {recursive: true, force: true});
    fs.mkdirSync(folder);
    for (const name of fs.readdirSync(path.dirname(file)))
      fs.symlinkSync(path.join(path.dirname(file), name),
                     path.join(folder, name));
    target = path.join(folder, path.basename(file));
    fs.rmSync(target);
  }
  fs.writeFileSync(target, prologue + source);
  return target;
}

const harnessTexts = new Map();
function harnessText(name) {
  if (!harnessTexts.has(name))
    harnessTexts.set(name, fs.readFileSync(path.join(root, 'harness', name),
                                           'utf8'));
  return harnessTexts.get(name);
}

// The files of a scenario: its harness, then the test.
function filesOf(scenario, slot) {
  const {metadata, flags, mode, file} = scenario;
  const includes = [];
  if (mode !== 'raw') {
    includes.push('assert.js', 'sta.js');
    if (flags.has('async')) includes.push('doneprintHandle.js');
    includes.push(...metadata.includes);
  }
  const directive = mode === 'strict' ? '"use strict";\n' : '';
  if (options.oneFile) {
    const harness = includes.map((name) => harnessText(name) + '\n').join('');
    return [writeAfter(directive + harness, scenario, slot)];
  }
  return [...includes.map((name) => path.join(root, 'harness', name)),
          directive ? writeAfter(directive, scenario, slot) : file];
}

// What is wrong with a scenario's end, null if nothing.
function judge({metadata, flags}, {status, text, out}) {
  if (metadata.negative) {
    const wanted = metadata.negative.type;
    if (status === 0) return `expected ${wanted}, ran to the end`;
    if (!new RegExp(`^(Uncaught )?${wanted}\\b`, 'm').test(text))
      return `expected ${wanted}, got ${text.slice(0, 200)}`;
    return null;
  }
  if (status !== 0) return text.slice(0, 300) || `exit status ${status}`;
  if (flags.has('async') && !out.includes('Test262:AsyncTestComplete'))
    return out.trim().slice(0, 300) || 'no AsyncTestComplete';
  return null;
}

function run(scenario, slot, done) {
  if (options.serve) return runServed(scenario, slot, done);
  const args = engine.slice(1);
  const files = filesOf(scenario, slot);
  if (scenario.mode === 'module') files.splice(-1, 0, '--module');
  args.push(...files);
  const child = spawn(engine[0], args, {stdio: ['ignore', 'pipe', 'pipe']});
  let out = '';
  let error = '';
  let timedOut = false;
  const timer = setTimeout(() => {
    timedOut = true;
    child.kill('SIGKILL');
  }, +options.timeout);
  child.stdout.on('data', (data) => { if (out.length < 1e5) out += data; });
  child.stderr.on('data', (data) => { if (error.length < 1e5) error += data; });
  child.on('error', (failure) => { error += failure.message; });
  child.on('close', (status, signal) => {
    clearTimeout(timer);
    const text = (error + '\n' + out).trim();
    if (timedOut) done('TIMEOUT');
    else if (signal) done(`CRASH ${signal} ${text.slice(0, 200)}`);
    else done(judge(scenario, {status, text, out}));
  });
}

// One process of the engine for each slot, for so many scenarios: realms that
// are dead but not collected slow it down.
const kServings = 200;
const servers = [];
function startServer(slot) {
  const child = spawn(engine[0], [...engine.slice(1), '--serve'],
                      {stdio: ['pipe', 'pipe', 'ignore']});
  const server = {child, answered: null, ended: null, left: kServings};
  const lines = require('readline').createInterface({input: child.stdout});
  lines.on('line', (line) => server.answered(line));
  child.on('close', (status, signal) => {
    if (servers[slot] === server) servers[slot] = null;
    if (server.ended) server.ended(signal || `exit status ${status}`);
  });
  child.unref();
  return servers[slot] = server;
}

function runServed(scenario, slot, done) {
  const server = servers[slot] || startServer(slot);
  const end = (failure) => {
    clearTimeout(timer);
    server.answered = () => {};
    server.ended = null;
    if (--server.left === 0) {
      servers[slot] = null;
      server.child.kill();
    }
    done(failure);
  };
  const timer = setTimeout(() => {
    servers[slot] = null;
    server.child.kill('SIGKILL');
    end('TIMEOUT');
  }, +options.timeout);
  server.answered = (line) => {
    let answer;
    try { answer = JSON.parse(line); } catch { return; } // not ours
    end(judge(scenario, answer));
  };
  server.ended = (reason) => end(`CRASH ${reason}`);
  server.child.stdin.write(JSON.stringify({
    files: filesOf(scenario, slot), module: scenario.mode === 'module',
    async: scenario.flags.has('async')}) + '\n');
}

const folders = new Map();
const failures = [];
const counts = {passed: 0, failed: 0, skipped: 0, crashed: 0, timedOut: 0};
function record(scenario, failure) {
  const parts = scenario.name.split('/');
  const key = parts.slice(0, Math.min(2, parts.length - 1)).join('/');
  if (!folders.has(key)) folders.set(key, {passed: 0, failed: 0, skipped: 0});
  const folder = folders.get(key);
  const outcome = scenario.skip ? 'skipped' : failure ? 'failed' : 'passed';
  folder[outcome]++;
  counts[outcome]++;
  if (outcome !== 'failed') return;
  if (failure === 'TIMEOUT') counts.timedOut++;
  if (failure.startsWith('CRASH')) counts.crashed++;
  failures.push([`${scenario.name} ${scenario.mode}`,
                 failure.replace(/\s+/g, ' ')]);
}

function finish() {
  for (const server of servers) server?.child.kill();
  for (const [name, f] of [...folders].sort((a, b) => a[0] < b[0] ? -1 : 1)) {
    const total = f.passed + f.failed;
    if (total === 0) continue;
    console.log(`${(100 * f.passed / total).toFixed(2).padStart(6)} %  ` +
                `${String(f.passed).padStart(6)}/${total}  ${name}`);
  }
  failures.sort((a, b) => a[0] < b[0] ? -1 : 1);
  if (options.failures)
    fs.writeFileSync(options.failures,
                     failures.map((f) => f.join('\t') + '\n').join(''));
  const names = failures.map((f) => f[0]);
  if (options['write-expectations'])
    expectations.write(options['write-expectations'], names, new Set(ran));
  const total = counts.passed + counts.failed;
  console.log(`${(100 * counts.passed / total).toFixed(2)} % of ${total} ` +
              `scenarios; ${counts.crashed} crashes, ` +
              `${counts.timedOut} timeouts`);
  console.log(`${counts.passed} passed, ${counts.failed} failed, ` +
              `${counts.skipped} skipped`);
  if (!options.expectations) return;
  const groups = expectations.read(options.expectations);
  const expected = new Set(groups.flatMap((group) => group.scenarios));
  const unexpected = names.filter((n) => !expected.has(n));
  for (const name of unexpected) console.log(`NEW FAILURE ${name}`);
  const failed = new Set(names);
  const fixed = ran.filter((n) => expected.has(n) && !failed.has(n));
  for (const name of fixed) console.log(`NOW PASSES (remove it) ${name}`);
  const unexplained = expectations.unexplained(groups);
  for (const name of unexplained) console.log(`WITHOUT A REASON ${name}`);
  process.exitCode =
      unexpected.length || fixed.length || unexplained.length ? 1 : 0;
}

const ran = [];
const pending = scenarios();
let active = 0;
let exhausted = false;
function next(slot) {
  for (;;) {
    const {value, done} = pending.next();
    if (done) {
      if (!exhausted || active === 0) exhausted = true;
      if (active === 0 && !finish.called) {
        finish.called = true;
        finish();
      }
      return;
    }
    if (value.skip) {
      record(value, null);
      continue;
    }
    ran.push(`${value.name} ${value.mode}`);
    active++;
    run(value, slot, (failure) => {
      active--;
      record(value, failure);
      next(slot);
    });
    return;
  }
}
for (let slot = 0; slot < +options.jobs; slot++) next(slot);
