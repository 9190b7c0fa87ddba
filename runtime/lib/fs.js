// SPDX-License-Identifier: MIT
//
// The fs module: the operations of internal/fs-operations.js with synchronous
// calls, with callbacks, and as promises. A binding call returns its result, or
// libuv's negative error number; with a function as last argument it runs on
// the thread pool and calls back with the same.
'use strict';

const binding = internalBinding('fs');
const operations = require('internal/fs-operations');
const { constants, Stats, Dirent } = require('internal/fs-helpers');
const { uvException, validateFunction } = require('internal/errors');

function failureOf(result, request) {
  return typeof result === 'number' && result < 0
    ? uvException(result, request.name, request.path, request.dest)
    : undefined;
}

function runSync(operation) {
  let step = operation.next();
  while (!step.done) {
    const request = step.value;
    const result = binding[request.name](...request.args);
    const failure = failureOf(result, request);
    step = failure === undefined
      ? operation.next(result) : operation.throw(failure);
  }
  return step.value;
}

// Calls settle(error, value) once, never before the first turn of the loop.
function runAsync(operation, settle) {
  function advance(failure, result) {
    let step;
    try {
      step = failure === undefined
        ? operation.next(result) : operation.throw(failure);
    } catch (error) {
      settle(error);
      return;
    }
    if (step.done) {
      settle(null, step.value);
      return;
    }
    const request = step.value;
    binding[request.name](...request.args, (outcome) => {
      advance(failureOf(outcome, request), outcome);
    });
  }
  // Argument errors are thrown to the caller at once.
  const first = operation.next();
  if (first.done) {
    process.nextTick(settle, null, first.value);
    return;
  }
  const request = first.value;
  binding[request.name](...request.args, (outcome) => {
    advance(failureOf(outcome, request), outcome);
  });
}

const fs = {};
const promises = { constants };

// What the callback gets after the error: most operations have one result.
const kSpread = {
  read: (value) => [value.bytesRead, value.buffer],
  write: (value) => [value.bytesWritten, value.buffer],
};

function defineOperation(name) {
  const operation = operations[name];
  const sync = { [`${name}Sync`](...args) {
    return runSync(operation(...args));
  } }[`${name}Sync`];
  const withCallback = { [name](...args) {
    const callback = args.pop();
    validateFunction(callback, 'cb');
    const spread = kSpread[name];
    runAsync(operation(...args), (error, value) => {
      if (error) callback(error);
      else if (spread) callback(null, ...spread(value));
      else if (value === undefined) callback(null);
      else callback(null, value);
    });
  } }[name];
  const promise = { async [name](...args) {
    return new Promise((resolve, reject) => {
      runAsync(operation(...args), (error, value) => {
        if (error) reject(error);
        else resolve(value);
      });
    });
  } }[name];
  fs[name] = withCallback;
  fs[`${name}Sync`] = sync;
  promises[name] = promise;
}
for (const name of Object.keys(operations)) defineOperation(name);

fs.existsSync = function existsSync(path) {
  return runSync(operations.exists(path));
};
fs.exists = function exists(path, callback) {
  validateFunction(callback, 'cb');
  runAsync(operations.exists(path), (error, value) => callback(value));
};
Object.defineProperty(fs.exists, Symbol.for('nodejs.util.promisify.custom'), {
  value: (path) => new Promise((resolve) => fs.exists(path, resolve)),
});
fs.readSync = function readSync(...args) {
  return runSync(operations.read(...args)).bytesRead;
};
fs.writeSync = function writeSync(...args) {
  return runSync(operations.write(...args)).bytesWritten;
};
for (const [name, key] of [['read', 'bytesRead'], ['write', 'bytesWritten']])
  Object.defineProperty(fs[name], Symbol.for('nodejs.util.promisify.custom'), {
    value: (...args) => promises[name](...args)
      .then((value) => ({ [key]: value[key], buffer: value.buffer })),
  });
fs.realpathSync.native = fs.realpathSync;
fs.realpath.native = fs.realpath;

// The whole file as a string in one native call: what require() uses.
const readFileSlow = fs.readFileSync;
fs.readFileSync = function readFileSync(path, options) {
  const encoding = typeof options === 'string'
    ? options : options && options.encoding;
  const plain = typeof options === 'string' ||
    (options && options.flag === undefined);
  if ((encoding === 'utf8' || encoding === 'utf-8') && plain &&
      typeof path === 'string' && !path.includes('\0')) {
    const text = binding.readFileUtf8(path);
    if (typeof text === 'string') return text;
  }
  return readFileSlow(path, options);
};

delete promises.exists;
for (const name of ['close', 'read', 'write', 'fstat', 'fchmod', 'ftruncate',
                    'fsync', 'fdatasync'])
  delete promises[name];

class FileHandle {
  constructor(fd) {
    Object.defineProperty(this, 'fd', { value: fd, writable: true,
                                        enumerable: true });
  }
  async close() {
    if (this.fd === -1) return;
    const { fd } = this;
    this.fd = -1;
    await asPromise(operations.close(fd));
  }
}
function asPromise(operation) {
  return new Promise((resolve, reject) => {
    runAsync(operation, (error, value) => {
      if (error) reject(error);
      else resolve(value);
    });
  });
}
for (const [name, operation] of [
  ['read', 'read'], ['write', 'write'], ['readFile', 'readFile'],
  ['writeFile', 'writeFile'], ['appendFile', 'appendFile'],
  ['stat', 'fstat'], ['chmod', 'fchmod'], ['truncate', 'ftruncate'],
  ['sync', 'fsync'], ['datasync', 'fdatasync']])
  Object.defineProperty(FileHandle.prototype, name, {
    async value(...args) {
      return asPromise(operations[operation](this.fd, ...args));
    },
    writable: true, configurable: true,
  });
promises.open = async function open(path, flags, mode) {
  return new FileHandle(
    await asPromise(operations.open(path, flags, mode)));
};

// Streams are made when they are asked for.
for (const name of ['createReadStream', 'createWriteStream', 'ReadStream',
                    'WriteStream'])
  Object.defineProperty(fs, name, {
    get() { return require('internal/fs-streams')[name]; },
    configurable: true, enumerable: true,
  });

fs.constants = constants;
for (const name of ['F_OK', 'R_OK', 'W_OK', 'X_OK'])
  Object.defineProperty(fs, name, { value: constants[name],
                                    enumerable: true });
fs.Stats = Stats;
fs.Dirent = Dirent;
Object.defineProperty(fs, 'promises', {
  configurable: true, enumerable: true, get() { return promises; },
});

module.exports = fs;
