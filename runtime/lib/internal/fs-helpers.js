// SPDX-License-Identifier: MIT
//
// What the three faces of fs share: argument checks, flags, Stats, Dirent.
'use strict';

const { Buffer } = require('buffer');
const { types } = require('internal/types');
const { makeError, invalidArgType, invalidArgValue, outOfRange,
} = require('internal/errors');

const constants = Object.assign(Object.create(null), {
  F_OK: 0, X_OK: 1, W_OK: 2, R_OK: 4,
  O_RDONLY: 0, O_WRONLY: 1, O_RDWR: 2, O_CREAT: 64, O_EXCL: 128,
  O_NOCTTY: 256, O_TRUNC: 512, O_APPEND: 1024, O_NONBLOCK: 2048,
  O_DSYNC: 4096, O_DIRECTORY: 65536, O_NOFOLLOW: 131072, O_SYNC: 1052672,
  S_IFMT: 0o170000, S_IFREG: 0o100000, S_IFDIR: 0o040000, S_IFCHR: 0o020000,
  S_IFBLK: 0o060000, S_IFIFO: 0o010000, S_IFLNK: 0o120000,
  S_IFSOCK: 0o140000, S_IRWXU: 0o700, S_IRUSR: 0o400, S_IWUSR: 0o200,
  S_IXUSR: 0o100, S_IRWXG: 0o070, S_IRGRP: 0o040, S_IWGRP: 0o020,
  S_IXGRP: 0o010, S_IRWXO: 0o007, S_IROTH: 0o004, S_IWOTH: 0o002,
  S_IXOTH: 0o001, COPYFILE_EXCL: 1, COPYFILE_FICLONE: 2,
  COPYFILE_FICLONE_FORCE: 4,
});

const kFlags = {
  'r': 0, 'rs': 1052672, 'sr': 1052672, 'r+': 2, 'rs+': 1052674,
  'sr+': 1052674, 'w': 577, 'wx': 705, 'xw': 705, 'w+': 578, 'wx+': 706,
  'xw+': 706, 'a': 1089, 'ax': 1217, 'xa': 1217, 'as': 1053761,
  'sa': 1053761, 'a+': 1090, 'ax+': 1218, 'xa+': 1218, 'as+': 1053762,
  'sa+': 1053762,
};

function flagsOf(flags, fallback = 'r') {
  if (flags === undefined || flags === null) flags = fallback;
  if (typeof flags === 'number') return flags;
  const value = kFlags[flags];
  if (value === undefined) throw invalidArgValue('flags', flags);
  return value;
}

// A path argument as a string: strings, Buffers and file: URLs.
function pathOf(path, name = 'path') {
  if (path !== null && typeof path === 'object' && 'href' in path &&
      path.protocol !== undefined)
    path = require('url').fileURLToPath(path);
  if (types.isUint8Array(path)) path = Buffer.from(path).toString();
  if (typeof path !== 'string')
    throw invalidArgType(name, ['string', 'Buffer', 'URL'], path);
  if (path.includes('\0'))
    throw invalidArgValue(name, path,
      'must be a string, Uint8Array, or URL without null bytes');
  return path;
}

function fdOf(fd) {
  if (typeof fd !== 'number') throw invalidArgType('fd', 'number', fd);
  if (!Number.isInteger(fd)) throw outOfRange('fd', 'an integer', fd);
  if (fd < 0 || fd > 2147483647)
    throw outOfRange('fd', '>= 0 && <= 2147483647', fd);
  return fd;
}

// Options that may be a string (the encoding), an object or absent.
function optionsOf(options, defaults) {
  if (options === undefined || options === null ||
      typeof options === 'function')
    return defaults;
  if (typeof options === 'string') options = { encoding: options };
  else if (typeof options !== 'object')
    throw invalidArgType('options', ['string', 'Object'], options);
  if (options.encoding !== undefined && options.encoding !== null &&
      options.encoding !== 'buffer' && !Buffer.isEncoding(options.encoding))
    throw invalidArgValue('encoding', options.encoding,
                          'is invalid encoding');
  return { ...defaults, ...options };
}

function modeOf(mode, fallback) {
  if (mode === undefined || mode === null) return fallback;
  if (typeof mode === 'string') {
    if (!/^[0-7]+$/.test(mode))
      throw invalidArgValue('mode', mode,
        'must be a 32-bit unsigned integer or an octal string');
    return parseInt(mode, 8);
  }
  if (typeof mode !== 'number') throw invalidArgType('mode', 'number', mode);
  return mode;
}

// Data to write as a Uint8Array.
function bytesOf(data, encoding) {
  if (typeof data === 'string') return Buffer.from(data, encoding || 'utf8');
  if (types.isUint8Array(data)) return data;
  if (ArrayBuffer.isView(data))
    return Buffer.from(data.buffer, data.byteOffset, data.byteLength);
  throw invalidArgType('data',
    ['string', 'Buffer', 'TypedArray', 'DataView'], data);
}

function encoded(buffer, encoding) {
  return encoding && encoding !== 'buffer' ? buffer.toString(encoding) : buffer;
}

function StatsBase() {}

function defineKindChecks(prototype, is) {
  for (const [name, kind] of [
    ['isDirectory', constants.S_IFDIR], ['isFile', constants.S_IFREG],
    ['isBlockDevice', constants.S_IFBLK],
    ['isCharacterDevice', constants.S_IFCHR],
    ['isSymbolicLink', constants.S_IFLNK], ['isFIFO', constants.S_IFIFO],
    ['isSocket', constants.S_IFSOCK]])
    Object.defineProperty(prototype, name, {
      value() { return is(this, kind); },
      writable: true, configurable: true, enumerable: true,
    });
}

// Fields in the order in which the binding gives them.
const kStatFields = ['dev', 'mode', 'nlink', 'uid', 'gid', 'rdev', 'blksize',
                     'ino', 'size', 'blocks', 'atimeMs', 'mtimeMs', 'ctimeMs',
                     'birthtimeMs'];

function Stats(fields) {
  for (let i = 0; i < kStatFields.length; i++)
    this[kStatFields[i]] = fields[i];
  this.atime = new Date(Math.round(this.atimeMs));
  this.mtime = new Date(Math.round(this.mtimeMs));
  this.ctime = new Date(Math.round(this.ctimeMs));
  this.birthtime = new Date(Math.round(this.birthtimeMs));
}
Object.setPrototypeOf(Stats.prototype, StatsBase.prototype);
Object.setPrototypeOf(Stats, StatsBase);
defineKindChecks(StatsBase.prototype, (stats, kind) => {
  const mode = typeof stats.mode === 'bigint' ? Number(stats.mode) : stats.mode;
  return (mode & constants.S_IFMT) === kind;
});

function BigIntStats(fields) {
  for (let i = 0; i < kStatFields.length; i++)
    this[kStatFields[i]] = BigInt(Math.trunc(fields[i]));
  for (const name of ['atime', 'mtime', 'ctime', 'birthtime']) {
    const index = kStatFields.indexOf(`${name}Ms`);
    this[`${name}Ns`] = BigInt(Math.round(fields[index] * 1e3)) * 1000n;
    this[name] = new Date(fields[index]);
  }
}
Object.setPrototypeOf(BigIntStats.prototype, StatsBase.prototype);

function statsOf(fields, options) {
  return options && options.bigint
    ? new BigIntStats(fields) : new Stats(fields);
}

// uv_dirent_type_t to the file kind in a mode.
const kDirentKinds = [0, constants.S_IFREG, constants.S_IFDIR,
                      constants.S_IFLNK, constants.S_IFIFO,
                      constants.S_IFSOCK, constants.S_IFCHR,
                      constants.S_IFBLK];
const kKind = Symbol('type');

class Dirent {
  constructor(name, parent, type) {
    this.name = name;
    this.parentPath = parent;
    this.path = parent;
    this[kKind] = type;
  }
}
defineKindChecks(Dirent.prototype,
                 (entry, kind) => kDirentKinds[entry[kKind]] === kind);

// The binding lists [name, type, name, type, ...].
function direntsOf(list, options, parent) {
  const result = [];
  for (let i = 0; i < list.length; i += 2) {
    const name = options.encoding === 'buffer'
      ? Buffer.from(list[i]) : list[i];
    result.push(options.withFileTypes
      ? new Dirent(name, parent, list[i + 1]) : name);
  }
  return result;
}

function timeOf(value, name) {
  if (typeof value === 'string' && +value === +value) return +value;
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  if (types.isDate(value)) return value.getTime() / 1000;
  throw invalidArgType(name, ['Date', 'Time in seconds'], value);
}

function directoryExists(path) {
  return makeError(Error, 'ERR_FS_EISDIR',
    `Path is a directory: rm returned EISDIR (is a directory) ${path}`);
}

module.exports = {
  constants, flagsOf, pathOf, fdOf, optionsOf, modeOf, bytesOf, encoded,
  Stats, statsOf, Dirent, direntsOf, timeOf, directoryExists,
};
