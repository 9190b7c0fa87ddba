// SPDX-License-Identifier: MIT
//
// The first file that runs in a context: loads the built-in modules and sets up
// the globals. Compiled with the parameter getBinding; returns the
// functions that the host calls, in the order of HostFunction in
// runtime/host/host.h. Everything here ends up in the default snapshot.
'use strict';

const bindings = new Map();

// The C functions of one area, in an object.
function internalBinding(name) {
  let binding = bindings.get(name);
  if (binding === undefined) {
    binding = getBinding(name);
    bindings.set(name, binding);
  }
  return binding;
}

const builtins = internalBinding('builtins');
const modules = new Map();

// The exports of a built-in module, compiled at its first use.
function requireBuiltin(id) {
  let module = modules.get(id);
  if (module === undefined) {
    module = { id, exports: {}, loaded: false };
    modules.set(id, module);
    const compiled = builtins.compile(id);
    compiled(module.exports, requireBuiltin, module, internalBinding, process);
    module.loaded = true;
  }
  return module.exports;
}

// Made before the modules, which have it as a parameter.
const process = {};

function defineGlobal(name, value, enumerable = false) {
  Object.defineProperty(globalThis, name, {
    value, writable: true, configurable: true, enumerable,
  });
}

// A global that loads its module when it is first read.
function defineLazyGlobal(name, id, enumerable = false) {
  Object.defineProperty(globalThis, name, {
    get() {
      const value = requireBuiltin(id)[name];
      defineGlobal(name, value, enumerable);
      return value;
    },
    set(value) {
      defineGlobal(name, value, enumerable);
    },
    configurable: true, enumerable,
  });
}

Object.defineProperty(globalThis, Symbol.toStringTag, {
  value: 'global', configurable: true,
});
defineGlobal('global', globalThis, true);
requireBuiltin('internal/process').install(process);
Object.defineProperty(globalThis, 'process', {
  value: process, writable: true, configurable: true, enumerable: false,
});
defineLazyGlobal('console', 'internal/console');
for (const name of ['clearImmediate', 'setImmediate', 'clearInterval',
                    'clearTimeout', 'setInterval', 'setTimeout'])
  defineLazyGlobal(name, 'internal/timers', true);
defineGlobal('queueMicrotask',
             requireBuiltin('internal/tasks').queueMicrotask, true);
defineLazyGlobal('structuredClone', 'internal/structured-clone', true);
defineLazyGlobal('performance', 'internal/performance', true);
defineLazyGlobal('Buffer', 'buffer');
defineLazyGlobal('atob', 'buffer', true);
defineLazyGlobal('btoa', 'buffer', true);
defineLazyGlobal('URL', 'internal/url');
defineLazyGlobal('URLSearchParams', 'internal/url');
defineLazyGlobal('TextEncoder', 'internal/encoding');
defineLazyGlobal('TextDecoder', 'internal/encoding');
defineGlobal('print', function print(...values) {
  process.stdout.write(`${values.map(String).join(' ')}\n`);
});

const main = requireBuiltin('internal/main');
requireBuiltin('internal/module').setBuiltinLoader(requireBuiltin);

// Loads every module, so that a snapshot holds them all. One that fails here
// fails again where it is required.
function loadAll() {
  const load = (name, action) => {
    try {
      action();
    } catch (error) {
      for (const [id, module] of modules)
        if (!module.loaded) modules.delete(id);
      process.stderr.write(`${name} is not frozen: ${error.message}\n`);
    }
  };
  for (const id of builtins.ids)
    if (id !== 'bootstrap') load(`node:${id}`, () => requireBuiltin(id));
  for (const name of ['console', 'setTimeout', 'setInterval', 'setImmediate',
                      'clearTimeout', 'clearInterval', 'clearImmediate',
                      'structuredClone', 'performance', 'Buffer', 'atob',
                      'btoa', 'TextEncoder', 'TextDecoder', 'URL',
                      'URLSearchParams'])
    load(name, () => globalThis[name]);
  void process.stdout;
  void process.stderr;
}

return [
  main.runMain, main.runSource, main.runRepl,
  requireBuiltin('internal/tasks').runTicks,
  (ticks) => requireBuiltin('internal/timers').processTimers(ticks),
  (ticks) => requireBuiltin('internal/timers').processImmediates(ticks),
  requireBuiltin('internal/tasks').onRejection,
  requireBuiltin('internal/uncaught').onUncaught,
  main.beforeExit, main.exit, main.refresh,
  main.runDeserialize, main.prepareToFreeze, loadAll, main.checkSyntax,
  (...args) => requireBuiltin('internal/esm').importDynamically(...args),
  (meta, url) => requireBuiltin('internal/esm').initializeMeta(meta, url),
];
