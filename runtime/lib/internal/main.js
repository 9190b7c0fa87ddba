// SPDX-License-Identifier: MIT
//
// What the host asks for: run a file, source text or the REPL; come to an end;
// freeze and thaw.
'use strict';

const { runScript } = internalBinding('contextify');
const { refresh, forget, setMainFile } = require('internal/process');
const Module = require('internal/module');
const snapshot = require('internal/startup-snapshot');

function runMain(filename) {
  refresh();
  const path = require('path');
  const resolved = path.resolve(filename);
  setMainFile(resolved);
  // A folder's package.json may name a module.
  const entry = /\.[cm]?js$/.test(resolved)
    ? resolved : Module._resolveFilename(resolved, null, true);
  if (Module.isModuleFile(entry))
    return require('internal/esm').runMain(entry);
  return Module.runMainModule(resolved);
}

// -e, -p and standard input: a script in which require works.
function runSource(source, name, print) {
  refresh();
  const { module, require: evalRequire } = Module.makeEvalModule(name);
  for (const [key, value] of [['module', module], ['require', evalRequire],
                              ['exports', module.exports],
                              ['__filename', name], ['__dirname', '.']])
    Object.defineProperty(globalThis, key, {
      value, writable: true, configurable: true, enumerable: false,
    });
  const filename = require('path').join(process.cwd(), name);
  if (!print && Module.isModuleText(source, filename)) {
    require('internal/esm').runSource(source, filename);
    return;
  }
  const result = runScript(source, name);
  if (print) console.log(result);
}

function runRepl() {
  refresh();
  require('repl').start();
}

// The loop has nothing left: last chance for more work.
function beforeExit() {
  if (process._exiting) return;
  process.emit('beforeExit', process.exitCode || 0);
}

const kUnsettledTopLevelAwait = 13;

// The loop is empty, but the program's top-level await has not been settled.
function noteUnsettledMain() {
  const url = require('internal/esm').unsettledMain();
  if (url === undefined || process.exitCode !== undefined) return;
  process.exitCode = kUnsettledTopLevelAwait;
  process.stderr.write(
    `Warning: Detected unsettled top-level await at\n${url}\n`);
}

// The process ends; returns its exit status.
function exit() {
  if (!process._exiting) noteUnsettledMain();
  if (!process._exiting) {
    process._exiting = true;
    process.emit('exit', process.exitCode || 0);
  }
  return Number(process.exitCode) || 0;
}

// Returns true if the snapshot had a main function, which has then run.
function runDeserialize() {
  refresh();
  return snapshot.runDeserialize();
}

// building: the program to freeze is about to run; afterwards: run the
// serialize callbacks and forget what belongs to this process.
function prepareToFreeze(building) {
  if (building) {
    snapshot.setBuilding(true);
    require('internal/unfreezable').watch();
    return;
  }
  const unsettled = require('internal/esm').unsettledMain();
  if (unsettled !== undefined) {
    process.stderr.write(`mksnapshot: cannot freeze ${unsettled}: a top-level ` +
      'await in it or in what it imports is never settled\n');
    process.exit(1);
  }
  snapshot.runSerializeCallbacks();
  require('internal/unfreezable').check();
  forget();
}

// Compiles a file as it would be run, without running it.
function checkSyntax(filename) {
  const { pathToFileURL } = require('url');
  const resolved = require('path').resolve(filename);
  const source = Module.readSource(resolved);
  const isModule = Module.isModuleFile(resolved) ||
    (Module.isAmbiguous(resolved) && Module.isModuleText(source, resolved));
  if (isModule)
    internalBinding('modules').compile(source, pathToFileURL(resolved).href);
  else
    internalBinding('contextify').compileFunction(
      source, resolved,
      ['exports', 'require', 'module', '__filename', '__dirname']);
}

module.exports = {
  runMain, runSource, runRepl, beforeExit, exit, refresh, runDeserialize,
  prepareToFreeze, checkSyntax,
};
