// SPDX-License-Identifier: MIT
//
// The process object. What must not be frozen (arguments, environment, working
// directory, ids) is read again by refresh when a snapshot is thawed.
'use strict';

const binding = internalBinding('process');
const EventEmitter = require('events');
const { makeError, invalidArgType, uvException, validateString,
} = require('internal/errors');
const { nextTick } = require('internal/tasks');

function check(result, syscall, path, dest) {
  if (typeof result === 'number' && result < 0)
    throw uvException(result, syscall, path, dest);
  return result;
}

let cachedCwd;

const methods = {
  cwd() {
    if (cachedCwd === undefined)
      cachedCwd = check(binding.cwd(), 'uv_cwd');
    return cachedCwd;
  },
  chdir(directory) {
    validateString(directory, 'directory');
    const result = binding.chdir(directory);
    if (result < 0) {
      const error = uvException(result, 'chdir', methods.cwd(), directory);
      throw error;
    }
    cachedCwd = undefined;
  },
  exit(code) {
    if (code !== undefined) process.exitCode = code;
    if (!process._exiting) {
      process._exiting = true;
      process.emit('exit', process.exitCode || 0);
    }
    binding.reallyExit(process.exitCode || 0);
  },
  abort() {
    binding.abort();
  },
  uptime: () => (binding.hrtimeMs() - binding.startMs()) / 1000,
  umask(mask) {
    if (typeof mask === 'string') mask = parseInt(mask, 8);
    return binding.umask(mask);
  },
  memoryUsage() {
    const [rss, heapTotal, heapUsed, external, arrayBuffers] =
      binding.memoryUsage();
    return { rss, heapTotal, heapUsed, external, arrayBuffers };
  },
  resourceUsage() {
    const [userCPUTime, systemCPUTime, maxRSS, minorPageFault,
           majorPageFault] = binding.resourceUsage();
    return { userCPUTime, systemCPUTime, maxRSS, minorPageFault,
             majorPageFault };
  },
  cpuUsage(previous) {
    const [user, system] = binding.resourceUsage();
    if (!previous) return { user, system };
    return { user: user - previous.user, system: system - previous.system };
  },
  kill(pid, signal) {
    if (typeof signal === 'string') {
      const number = require('os').constants.signals[signal];
      if (number === undefined)
        throw makeError(TypeError, 'ERR_UNKNOWN_SIGNAL',
          `Unknown signal: ${signal}`);
      signal = number;
    }
    check(binding.kill(pid, signal === undefined ? 15 : signal), 'kill');
    return true;
  },
  getuid: () => binding.ids()[0],
  geteuid: () => binding.ids()[1],
  getgid: () => binding.ids()[2],
  getegid: () => binding.ids()[3],
  nextTick,
  emitWarning,
  setUncaughtExceptionCaptureCallback(callback) {
    process._uncaughtCapture = callback;
  },
  hasUncaughtExceptionCaptureCallback: () =>
    Boolean(process._uncaughtCapture),
  binding() {
    throw makeError(Error, 'ERR_ACCESS_DENIED',
      'process.binding is not supported');
  },
};

function hrtime(previous) {
  const now = binding.hrtime();
  const seconds = now / 1000000000n;
  let result = [Number(seconds), Number(now % 1000000000n)];
  if (previous !== undefined) {
    if (!Array.isArray(previous))
      throw invalidArgType('time', 'Array', previous);
    result = [result[0] - previous[0], result[1] - previous[1]];
    if (result[1] < 0) result = [result[0] - 1, result[1] + 1e9];
  }
  return result;
}
hrtime.bigint = () => binding.hrtime();

function emitWarning(warning, type, code) {
  let detail;
  if (type !== null && typeof type === 'object' && !Array.isArray(type))
    ({ type, code, detail } = type);
  if (typeof warning === 'string') {
    warning = new Error(warning);
    warning.name = String(type || 'Warning');
    if (code !== undefined) warning.code = code;
    if (detail !== undefined) warning.detail = detail;
  } else if (!(warning instanceof Error)) {
    throw invalidArgType('warning', ['string', 'Error'], warning);
  }
  if (warning.name === 'DeprecationWarning' && process.noDeprecation) return;
  nextTick(() => {
    process.emit('warning', warning);
    if (process.noWarnings) return;
    const shownCode = warning.code ? `[${warning.code}] ` : '';
    let text = `(thaw:${process.pid}) ${shownCode}${warning.name}: ` +
      `${warning.message}\n`;
    if (typeof warning.detail === 'string') text += `${warning.detail}\n`;
    process.stderr.write(text);
  });
}

// process.env: a plain object; converts what is assigned to strings only when
// a child would be given it.
function readEnvironment(env) {
  for (const key of Object.keys(env)) delete env[key];
  const list = binding.environ();
  for (let i = 0; i < list.length; i += 2) env[list[i]] = list[i + 1];
}

// The environment is read when process.env is first asked for. A program that
// was frozen with the object in hand gets it refilled at once.
const env = {};
let envIsKnown = false;  // the program has the object
let envIsFresh = false;

function defineEnvironment() {
  Object.defineProperty(process, 'env', {
    get() {
      envIsKnown = true;
      if (!envIsFresh) {
        envIsFresh = true;
        readEnvironment(env);
      }
      return env;
    },
    set(value) {
      Object.defineProperty(process, 'env', {
        value, writable: true, configurable: true, enumerable: true,
      });
    },
    configurable: true, enumerable: true,
  });
}

function defineStreams() {
  const made = [];
  const define = (name, make) => {
    Object.defineProperty(process, name, {
      get() {
        if (made[name] === undefined) made[name] = make();
        return made[name];
      },
      set(value) { made[name] = value; },
      configurable: true, enumerable: true,
    });
  };
  const stdio = () => require('internal/stdio');
  define('stdin', () => stdio().makeInput(0));
  define('stdout', () => stdio().makeOutput(1));
  define('stderr', () => stdio().makeOutput(2));
}

// What belongs to this process rather than to the snapshot, read when it is
// first asked for: a start that asks for nothing makes nothing.
const kUnread = Symbol('unread');
let mainFile;
const readers = {
  argv() {
    const list = binding.argv();
    if (mainFile !== undefined) list[1] = mainFile;
    return list;
  },
  execArgv: () => binding.execArgv(),
  argv0: () => binding.argv0(),
  execPath: () => binding.execPath(),
  pid: () => binding.pid(),
  ppid: () => binding.ppid(),
};
const values = {};

function defineReaders() {
  for (const name of Object.keys(readers)) {
    values[name] = kUnread;
    Object.defineProperty(process, name, {
      get() {
        if (values[name] === kUnread) values[name] = readers[name]();
        return values[name];
      },
      set(value) { values[name] = value; },
      configurable: true, enumerable: true,
    });
  }
}

// The program's absolute path: process.argv[1].
function setMainFile(filename) {
  mainFile = filename;
  if (values.argv !== kUnread) values.argv[1] = filename;
}

function unread() {
  cachedCwd = undefined;
  mainFile = undefined;
  for (const name of Object.keys(readers)) values[name] = kUnread;
}

let isFrozen = false;

// After thawing; does nothing the second time.
function refresh() {
  if (!isFrozen) return;
  isFrozen = false;
  envIsFresh = envIsKnown;
  if (envIsKnown) readEnvironment(env);
}

// The other way round, before freezing: the same program gives the same
// snapshot wherever and whenever it is frozen.
function forget() {
  isFrozen = true;
  unread();
  envIsFresh = false;
  for (const key of Object.keys(env)) delete env[key];
}

function install(target) {
  const prototype = Object.create(EventEmitter.prototype, {
    constructor: {
      value: { process: function() {} }.process, writable: true,
      configurable: true, enumerable: false,
    },
  });
  Object.setPrototypeOf(target, prototype);
  Object.defineProperty(target, Symbol.toStringTag, {
    value: 'process', configurable: true,
  });
  EventEmitter.call(target);
  const versions = binding.versions();
  target.title = 'thaw';
  target.version = 'v20.0.0';
  target.versions = {
    node: '20.0.0', thaw: versions[0], uv: versions[1], modules: '115',
    unicode: versions[2],
  };
  target.arch = binding.arch();
  target.platform = 'linux';
  target.release = { name: 'node' };
  target.features = {};
  target.config = { target_defaults: {}, variables: {} };
  target._exiting = false;
  target.exitCode = undefined;
  Object.assign(target, methods);
  target.hrtime = hrtime;
  target.memoryUsage.rss = () => binding.memoryUsage()[0];
  defineReaders();
  defineEnvironment();
  defineStreams();
}

module.exports = { install, refresh, forget, setMainFile };
