// SPDX-License-Identifier: MIT
//
// The console object. Writes go to process.stdout and process.stderr, or to
// the streams given to new Console.
'use strict';

const { inspect } = require('internal/inspect');
const { formatWithOptions } = require('internal/format');
const { makeTable } = require('internal/table');
const { hrtimeMs } = internalBinding('process');

const kGroupStep = 2;

function formatTime(ms) {
  if (ms >= 60000) {
    const whole = Math.floor(ms / 1000);
    const hours = Math.floor(whole / 3600);
    const minutes = Math.floor((whole % 3600) / 60);
    const two = (number) => String(number).padStart(2, '0');
    if (hours > 0)
      return `${hours}:${two(minutes)}:${two(whole % 60)} (h:mm:ss)`;
    const seconds = ((ms / 1000) % 60).toFixed(3).padStart(6, '0');
    return `${minutes}:${seconds} (m:ss.mmm)`;
  }
  if (ms >= 1000) return `${(ms / 1000).toFixed(3)}s`;
  return `${Number(ms.toFixed(3))}ms`;
}

// streams is called at each write: the standard streams are made lazily.
function makeConsole(streams, inspectOptions) {
  let indent = '';
  const counts = new Map();
  const timers = new Map();

  function write(isError, string) {
    if (indent.length !== 0)
      string = indent + (string.includes('\n')
        ? string.replaceAll('\n', `\n${indent}`) : string);
    const stream = isError ? streams().stderr : streams().stdout;
    stream.write(`${string}\n`);
  }
  function print(isError, args) {
    write(isError, formatWithOptions(inspectOptions, ...args));
  }
  function timeSince(label, method) {
    const start = timers.get(label);
    if (start === undefined) {
      process.emitWarning(
        `No such label '${label}' for console.${method}()`);
      return undefined;
    }
    return formatTime(hrtimeMs() - start);
  }

  const methods = {
    log(...args) { print(false, args); },
    warn(...args) { print(true, args); },
    dir(object, options) {
      write(false, inspect(object,
        { customInspect: false, ...inspectOptions, ...options }));
    },
    time(label = 'default') {
      label = `${label}`;
      if (timers.has(label)) {
        process.emitWarning(
          `Label '${label}' already exists for console.time()`);
        return;
      }
      timers.set(label, hrtimeMs());
    },
    timeEnd(label = 'default') {
      label = `${label}`;
      const elapsed = timeSince(label, 'timeEnd');
      if (elapsed === undefined) return;
      methods.log('%s: %s', label, elapsed);
      timers.delete(label);
    },
    timeLog(label = 'default', ...args) {
      label = `${label}`;
      const elapsed = timeSince(label, 'timeLog');
      if (elapsed !== undefined)
        methods.log('%s: %s', label, elapsed, ...args);
    },
    trace: function trace(...args) {
      const error = { name: 'Trace',
                      message: formatWithOptions(inspectOptions, ...args) };
      Error.captureStackTrace(error, trace);
      methods.error(error.stack);
    },
    assert(condition, ...args) {
      if (condition) return;
      if (typeof args[0] === 'string')
        args[0] = `Assertion failed: ${args[0]}`;
      else
        args.unshift('Assertion failed');
      methods.warn(...args);
    },
    clear() {
      const { stdout } = streams();
      if (stdout.isTTY) stdout.write('\u001b[1;1H\u001b[0J');
    },
    count(label = 'default') {
      label = `${label}`;
      const count = (counts.get(label) || 0) + 1;
      counts.set(label, count);
      methods.log(`${label}: ${count}`);
    },
    countReset(label = 'default') {
      label = `${label}`;
      if (!counts.delete(label))
        process.emitWarning(`Count for '${label}' does not exist`);
    },
    group(...args) {
      if (args.length > 0) methods.log(...args);
      indent += ' '.repeat(kGroupStep);
    },
    groupEnd() {
      indent = indent.slice(0, indent.length - kGroupStep);
    },
    table(data, columns) {
      const table = makeTable(data, columns);
      methods.log(table === undefined ? data : table);
    },
  };
  methods.debug = methods.log;
  methods.info = methods.log;
  methods.dirxml = methods.log;
  methods.error = methods.warn;
  methods.groupCollapsed = methods.group;
  return methods;
}

const kOrder = ['log', 'warn', 'dir', 'time', 'timeEnd', 'timeLog', 'trace',
                'assert', 'clear', 'count', 'countReset', 'group', 'groupEnd',
                'table', 'debug', 'info', 'dirxml', 'error', 'groupCollapsed'];

function install(target, methods) {
  for (const name of kOrder) {
    const method = methods[name];
    const named = { [name](...args) { return method(...args); } }[name];
    Object.defineProperty(target, name, {
      value: named, writable: true, configurable: true, enumerable: true,
    });
  }
  return target;
}

function Console(options, stderr) {
  if (!new.target) return new Console(options, stderr);
  if (typeof options.write === 'function')
    options = { stdout: options, stderr };
  const streams = {
    stdout: options.stdout, stderr: options.stderr || options.stdout,
  };
  install(this, makeConsole(() => streams, options.inspectOptions));
}

const globalConsole =
  install(Object.create({}), makeConsole(() => process, undefined));
globalConsole.Console = Console;
Object.defineProperty(globalConsole, Symbol.toStringTag, {
  value: 'console', configurable: true,
});
Object.defineProperty(Console, Symbol.hasInstance, {
  value(instance) {
    return instance === globalConsole ||
      Function.prototype[Symbol.hasInstance].call(this, instance);
  },
});

module.exports = { console: globalConsole, Console };
