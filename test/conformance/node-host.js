// SPDX-License-Identifier: MIT
//
// Makes Node, or Bun, a test262 host, so that the same runner measures them:
//
//   node test/conformance/run.js --serve --engine "NODE
//       --experimental-vm-modules --allow-natives-syntax --expose-gc
//       --no-warnings test/conformance/node-host.js"
//   node test/conformance/run.js --serve --engine "BUN
//       test/conformance/node-host.js"
//
// With --serve (see run.js) one process runs many scenarios, each in a fresh
// realm: a Node takes 50 ms to start, and there are 80,000 of them.
'use strict';
const vm = require('vm');
const fs = require('fs');
const path = require('path');
const {Worker, MessageChannel, receiveMessageOnPort} =
    require('worker_threads');

const undetectable = (() => {
  try { return new Function('return %GetUndetectable()')(); }
  catch { return undefined; }
})();

let output = '';
function print(...values) {
  output += values.map(String).join(' ') + '\n';
}

// ---- Agents: worker threads ----

// What an agent runs before its script. shared[0] counts broadcasts received.
const agentPrelude = `
  'use strict';
  const {workerData} = require('worker_threads');
  const {script, port, shared} = workerData;
  const pause = new Int32Array(new SharedArrayBuffer(4));
  globalThis.$262 = {agent: {
    receiveBroadcast(receiver) {
      port.on('message', (buffer) => {
        Atomics.add(shared, 0, 1);
        Atomics.notify(shared, 0);
        receiver(buffer);
      });
    },
    report: (text) => port.postMessage(String(text)),
    sleep: (ms) => { Atomics.wait(pause, 0, 0, ms); },
    monotonicNow: () => performance.now(),
    leaving() {},
  }};
  require('vm').runInThisContext(script);`;

let agents = [];
const pause = new Int32Array(new SharedArrayBuffer(4));

const agentHost = {
  start(script) {
    const {port1, port2} = new MessageChannel();
    const shared = new Int32Array(new SharedArrayBuffer(4));
    const worker = new Worker(agentPrelude, {
      eval: true, workerData: {script, port: port2, shared},
      transferList: [port2]});
    worker.on('error', () => {});
    agents.push({worker, port: port1, shared});
  },
  // Returns when every agent has it.
  broadcast(buffer) {
    for (const {port, shared} of agents) {
      const before = Atomics.load(shared, 0);
      port.postMessage(buffer);
      Atomics.wait(shared, 0, before, 5000);
    }
  },
  getReport() {
    for (const {port} of agents) {
      const report = receiveMessageOnPort(port);
      if (report) return report.message;
    }
    return null;
  },
  sleep: (ms) => { Atomics.wait(pause, 0, 0, ms); },
  monotonicNow: () => performance.now(),
};

function endAgents() {
  for (const {worker, port} of agents) {
    port.close();
    worker.terminate();
  }
  agents = [];
}

// ---- Realms ----

function makeRealm() {
  const modules = new Map();
  const context = vm.createContext({}, {});
  const global = vm.runInContext('this', context);
  const define = (name, value) => Object.defineProperty(global, name, {
    value, writable: true, configurable: true, enumerable: false});
  // A script's import() resolves beside the script.
  const importer = (file) => async (specifier, _, attributes) => {
    const target = path.resolve(path.dirname(file), specifier);
    const module = loadModule(target, attributes, context, modules);
    await linkAndEvaluate(module);
    return module;
  };
  define('print', print);
  define('setTimeout', setTimeout);
  define('$262', {
    global,
    createRealm: () => makeRealm().host,
    evalScript: (source, filename = 'evalScript') =>
        new vm.Script(source,
                      {filename, importModuleDynamically: importer(filename)})
            .runInContext(context),
    gc: () => globalThis.gc?.(),
    detachArrayBuffer: (buffer) => structuredClone(buffer, {transfer: [buffer]}),
    IsHTMLDDA: undetectable,
    agent: agentHost,
  });
  return {host: global.$262, context, modules, importer};
}

function loadModule(file, attributes, context, modules) {
  const type = attributes?.type ?? 'js';
  const key = `${type} ${file}`;
  if (modules.has(key)) return modules.get(key);
  const source = fs.readFileSync(file, 'utf8');
  let module;
  if (type === 'json') {
    const value = vm.runInContext('JSON.parse', context)(source);
    module = new vm.SyntheticModule(
        ['default'], function() { this.setExport('default', value); },
        {context, identifier: file});
  } else {
    module = new vm.SourceTextModule(source, {
      context, identifier: file,
      importModuleDynamically: async (specifier, _, attributes) => {
        const target = path.resolve(path.dirname(file), specifier);
        const other = loadModule(target, attributes, context, modules);
        await linkAndEvaluate(other);
        return other;
      },
      initializeImportMeta() {},
    });
  }
  modules.set(key, module);
  return module;
}

function link(module) {
  return module.link((specifier, referrer, {attributes}) => {
    const file = path.resolve(path.dirname(referrer.identifier), specifier);
    return loadModule(file, attributes, module.context, realmOf(module));
  });
}
const realms = new WeakMap();
const realmOf = (module) => realms.get(module.context);

async function linkAndEvaluate(module) {
  if (module.status === 'unlinked') await link(module);
  await module.evaluate();
}

// Runs the files; resolves to what went wrong, '' if nothing.
async function runScenario({files, module: isModule}) {
  const realm = makeRealm();
  realms.set(realm.context, realm.modules);
  try {
    files.forEach((file, i) => {
      if (isModule && i === files.length - 1) return;
      realm.host.evalScript(fs.readFileSync(file, 'utf8'), file);
    });
    if (isModule) {
      const file = files[files.length - 1];
      const main = loadModule(file, null, realm.context, realm.modules);
      await linkAndEvaluate(main);
    }
  } catch (error) {
    return `${error?.constructor?.name ?? 'Error'}: ${error?.message}`;
  }
  return '';
}

const turn = () => new Promise((resolve) => setTimeout(resolve, 0));

async function respond(request) {
  output = '';
  const error = await runScenario(request);
  // An asynchronous test says when it is done; the runner has a timeout.
  for (let i = 0; !error && request.async && i < 1000; i++) {
    if (output.includes('Test262:Async')) break;
    await (i < 10 ? turn() : new Promise((r) => setTimeout(r, 10)));
  }
  endAgents();
  return {status: error ? 1 : 0, text: error, out: output};
}

process.on('unhandledRejection', () => {});
process.on('uncaughtException', () => {});
if (process.argv.includes('--serve')) {
  const lines = require('readline').createInterface({input: process.stdin});
  let queue = Promise.resolve();
  lines.on('line', (line) => {
    queue = queue.then(async () => {
      const answer = await respond(JSON.parse(line));
      process.stdout.write(JSON.stringify(answer) + '\n');
    });
  });
} else {
  const files = process.argv.slice(2).filter((a) => !a.startsWith('--'));
  const isModule = process.argv.includes('--module');
  respond({files, module: isModule, async: true}).then((answer) => {
    process.stdout.write(answer.out);
    if (answer.text) console.error(answer.text);
    process.exit(answer.status);
  });
}
