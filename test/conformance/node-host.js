// SPDX-License-Identifier: MIT
//
// Makes Node a test262 host, so that the same runner measures it:
//   node test/conformance/run.js --engine "node test/conformance/node-host.js"
// Scripts run in one fresh realm; modules through vm.SourceTextModule are not
// attempted.
'use strict';
const vm = require('vm');
const fs = require('fs');

const files = process.argv.slice(2);
if (files.includes('--module')) {
  console.error('node-host.js: modules are not supported');
  process.exit(3);
}
function makeRealm() {
  const context = vm.createContext({}, {microtaskMode: undefined});
  const global = vm.runInContext('this', context);
  const define = (name, value) => Object.defineProperty(global, name, {
    value, writable: true, configurable: true, enumerable: false});
  define('print', (...values) => console.log(...values.map(String)));
  define('setTimeout', setTimeout);
  define('$262', {
    global,
    createRealm: makeRealm,
    evalScript: (source) => vm.runInContext(source, context),
    gc: () => {},
    detachArrayBuffer: (buffer) => structuredClone(buffer, {transfer: [buffer]}),
  });
  return global.$262;
}
const realm = makeRealm();
process.on('unhandledRejection', () => {});
try {
  for (const file of files) realm.evalScript(fs.readFileSync(file, 'utf8'));
} catch (error) {
  const name = error && error.constructor ? error.constructor.name : 'Error';
  console.error(`${name}: ${error && error.message}`);
  process.exitCode = 1;
}
