// SPDX-License-Identifier: MIT
//
// Every fs operation once, as a generator that yields system calls
// [name, arguments, path, dest] and is sent their results. The driver decides
// how the calls are made: fs runs it to the end with synchronous calls, or
// turn by turn with asynchronous ones; fs.promises likewise.
'use strict';

const { Buffer } = require('buffer');
const h = require('internal/fs-helpers');
const { outOfRange, invalidArgType } = require('internal/errors');
const unfreezable = require('internal/unfreezable');

const kReadChunk = 64 * 1024;

function call(name, args, path, dest) {
  return { name, args, path, dest };
}

function* access(path, mode) {
  path = h.pathOf(path);
  yield call('access', [path, mode === undefined ? 0 : mode], path);
}

function* exists(path) {
  try {
    path = h.pathOf(path);
    yield call('access', [path, 0], path);
    return true;
  } catch {
    return false;
  }
}

function* open(path, flags, mode) {
  path = h.pathOf(path);
  const fd = yield call('open',
                        [path, h.flagsOf(flags), h.modeOf(mode, 0o666)], path);
  unfreezable.hold(fd, `an open file, '${path}' (descriptor ${fd})`);
  return fd;
}

function* close(fd) {
  yield call('close', [h.fdOf(fd)]);
  unfreezable.release(fd);
}

// Accepts (fd, buffer, offset, length, position) and (fd, buffer, options).
function rangeOf(buffer, offset, length, position) {
  if (offset !== null && typeof offset === 'object')
    ({ offset, length, position } = offset);
  if (offset === undefined || offset === null) offset = 0;
  if (length === undefined || length === null)
    length = buffer.byteLength - offset;
  if (offset < 0 || offset > buffer.byteLength)
    throw outOfRange('offset', `>= 0 && <= ${buffer.byteLength}`, offset);
  if (length < 0 || length > buffer.byteLength - offset)
    throw outOfRange('length', `>= 0 && <= ${buffer.byteLength - offset}`,
                     length);
  if (typeof position === 'bigint') position = Number(position);
  if (typeof position !== 'number') position = -1;
  return [offset, length, position];
}

function* read(fd, buffer, offset, length, position) {
  h.fdOf(fd);
  if (buffer !== null && typeof buffer === 'object' &&
      !ArrayBuffer.isView(buffer)) {
    offset = buffer;
    buffer = buffer.buffer;
  }
  if (buffer === undefined) buffer = Buffer.alloc(16384);
  if (!ArrayBuffer.isView(buffer))
    throw invalidArgType('buffer',
      ['Buffer', 'TypedArray', 'DataView'], buffer);
  const range = rangeOf(buffer, offset, length, position);
  if (range[1] === 0) return { bytesRead: 0, buffer };
  const bytesRead = yield call('read', [fd, buffer, ...range]);
  return { bytesRead, buffer };
}

function* write(fd, data, offset, length, position) {
  h.fdOf(fd);
  let bytes = data;
  let range;
  if (typeof data === 'string') {
    // (fd, string, position, encoding)
    bytes = Buffer.from(data, length || 'utf8');
    range = [0, bytes.length, typeof offset === 'number' ? offset : -1];
  } else {
    if (!ArrayBuffer.isView(data))
      throw invalidArgType('buffer',
        ['string', 'Buffer', 'TypedArray', 'DataView'], data);
    range = rangeOf(data, offset, length, position);
  }
  const bytesWritten = yield call('write', [fd, bytes, ...range]);
  return { bytesWritten, buffer: data };
}

function* writeAll(fd, bytes, position) {
  let written = 0;
  while (written < bytes.length)
    written += yield call('write', [
      fd, bytes, written, bytes.length - written,
      position < 0 ? -1 : position + written]);
}

function* readToEnd(fd, size) {
  const chunks = [];
  let total = 0;
  // A size of 0 says nothing: /proc files have it.
  for (;;) {
    const want = total < size ? size - total + 1 : kReadChunk;
    const chunk = Buffer.allocUnsafe(want);
    const count = yield call('read', [fd, chunk, 0, want, -1]);
    if (count === 0) break;
    chunks.push(chunk.subarray(0, count));
    total += count;
  }
  return chunks.length === 1 ? chunks[0] : Buffer.concat(chunks, total);
}

function* readFile(path, options) {
  options = h.optionsOf(options, { flag: 'r' });
  const isFd = typeof path === 'number';
  const fd = isFd ? h.fdOf(path) : yield* open(path, options.flag);
  try {
    const stats = yield call('fstat', [fd]);
    const isFile = (stats[1] & h.constants.S_IFMT) === h.constants.S_IFREG;
    const bytes = yield* readToEnd(fd, isFile ? stats[8] : 0);
    return h.encoded(bytes, options.encoding);
  } finally {
    if (!isFd) yield* close(fd);
  }
}

function* writeFile(path, data, options) {
  options = h.optionsOf(options,
    { encoding: 'utf8', mode: 0o666, flag: 'w', flush: false });
  const bytes = h.bytesOf(data, options.encoding);
  const isFd = typeof path === 'number';
  const fd = isFd ? h.fdOf(path)
    : yield* open(path, options.flag, options.mode);
  try {
    yield* writeAll(fd, bytes, -1);
    if (options.flush) yield call('fsync', [fd]);
  } finally {
    if (!isFd) yield* close(fd);
  }
}

function* appendFile(path, data, options) {
  options = h.optionsOf(options, { encoding: 'utf8', mode: 0o666, flag: 'a' });
  yield* writeFile(path, data, options);
}

function statLike(name) {
  return function* (path, options) {
    path = h.pathOf(path);
    let fields;
    try {
      fields = yield call(name, [path], path);
    } catch (error) {
      if (options && options.throwIfNoEntry === false &&
          (error.code === 'ENOENT' || error.code === 'ENOTDIR'))
        return undefined;
      throw error;
    }
    return h.statsOf(fields, options);
  };
}

function* fstat(fd, options) {
  return h.statsOf(yield call('fstat', [h.fdOf(fd)]), options);
}

function* readdir(path, options) {
  path = h.pathOf(path);
  options = h.optionsOf(options, { encoding: 'utf8' });
  const list = yield call('scandir', [path], path);
  if (!options.recursive) return h.direntsOf(list, options, path);
  const result = h.direntsOf(list, options, path);
  const pending = [];
  for (let i = 0; i < list.length; i += 2)
    if (list[i + 1] === 2) pending.push(list[i]);
  while (pending.length !== 0) {
    const sub = pending.shift();
    const inner = yield call('scandir', [`${path}/${sub}`], `${path}/${sub}`);
    for (let i = 0; i < inner.length; i += 2) {
      const name = `${sub}/${inner[i]}`;
      if (inner[i + 1] === 2) pending.push(name);
      result.push(options.withFileTypes
        ? new h.Dirent(inner[i], `${path}/${sub}`, inner[i + 1]) : name);
    }
  }
  return result;
}

function* mkdir(path, options) {
  let mode = 0o777;
  let recursive = false;
  if (typeof options === 'number' || typeof options === 'string') {
    mode = h.modeOf(options, mode);
  } else if (options) {
    recursive = Boolean(options.recursive);
    mode = h.modeOf(options.mode, mode);
  }
  path = h.pathOf(path);
  if (!recursive) {
    yield call('mkdir', [path, mode], path);
    return undefined;
  }
  return yield* mkdirAll(require('path').resolve(path), mode);
}

// Makes what is missing; returns the first directory made.
function* mkdirAll(path, mode) {
  const { dirname } = require('path');
  const missing = [];
  let current = path;
  for (;;) {
    try {
      yield call('mkdir', [current, mode], path);
      missing.push(current);
      break;
    } catch (error) {
      if (error.code === 'ENOENT' && dirname(current) !== current) {
        missing.push(current);
        current = dirname(current);
        continue;
      }
      let fields;
      try {
        fields = yield call('stat', [current], current);
      } catch {
        throw error;
      }
      if ((fields[1] & h.constants.S_IFMT) !== h.constants.S_IFDIR)
        throw error;
      break;
    }
  }
  const made = missing.includes(current);
  let first = made ? current : undefined;
  for (let i = missing.length - (made ? 2 : 1); i >= 0; i--) {
    yield call('mkdir', [missing[i], mode], path);
    if (first === undefined) first = missing[i];
  }
  return first;
}

function* rmdir(path, options) {
  path = h.pathOf(path);
  if (options && options.recursive) yield* rmTree(path);
  else yield call('rmdir', [path], path);
}

function* rmTree(path) {
  const list = yield call('scandir', [path], path);
  for (let i = 0; i < list.length; i += 2) {
    const inner = `${path}/${list[i]}`;
    if (list[i + 1] === 2) yield* rmTree(inner);
    else yield call('unlink', [inner], inner);
  }
  yield call('rmdir', [path], path);
}

function* rm(path, options) {
  path = h.pathOf(path);
  let fields;
  try {
    fields = yield call('lstat', [path], path);
  } catch (error) {
    if (options && options.force && error.code === 'ENOENT') return;
    error.message = error.message.replace(', lstat', ', rm');
    throw error;
  }
  if ((fields[1] & h.constants.S_IFMT) !== h.constants.S_IFDIR)
    yield call('unlink', [path], path);
  else if (options && options.recursive)
    yield* rmTree(path);
  else
    throw h.directoryExists(path);
}

function pathCall(name) {
  return function* (path) {
    path = h.pathOf(path);
    return yield call(name, [path], path);
  };
}

function* rename(from, to) {
  from = h.pathOf(from, 'oldPath');
  to = h.pathOf(to, 'newPath');
  yield call('rename', [from, to], from, to);
}

function* copyFile(from, to, mode) {
  from = h.pathOf(from, 'src');
  to = h.pathOf(to, 'dest');
  yield call('copyfile', [from, to, mode || 0], from, to);
}

function* link(from, to) {
  from = h.pathOf(from, 'existingPath');
  to = h.pathOf(to, 'newPath');
  yield call('link', [from, to], from, to);
}

function* symlink(target, path) {
  target = h.pathOf(target, 'target');
  path = h.pathOf(path);
  yield call('symlink', [target, path], target, path);
}

function* mkdtemp(prefix, options) {
  options = h.optionsOf(options, { encoding: 'utf8' });
  prefix = h.pathOf(prefix, 'prefix');
  const path = yield call('mkdtemp', [`${prefix}XXXXXX`], `${prefix}XXXXXX`);
  return h.encoded(options.encoding === 'buffer'
    ? Buffer.from(path) : path, undefined);
}

function* chmod(path, mode) {
  path = h.pathOf(path);
  yield call('chmod', [path, h.modeOf(mode)], path);
}

function* fchmod(fd, mode) {
  yield call('fchmod', [h.fdOf(fd), h.modeOf(mode)]);
}

function* chown(path, uid, gid) {
  path = h.pathOf(path);
  yield call('chown', [path, uid, gid], path);
}

function* utimes(path, atime, mtime) {
  path = h.pathOf(path);
  yield call('utime', [path, h.timeOf(atime, 'atime'),
                       h.timeOf(mtime, 'mtime')], path);
}

function* truncate(path, length) {
  const fd = yield* open(path, 'r+');
  try {
    yield call('ftruncate', [fd, length || 0]);
  } finally {
    yield* close(fd);
  }
}

function* ftruncate(fd, length) {
  yield call('ftruncate', [h.fdOf(fd), length || 0]);
}

function* fsync(fd) {
  yield call('fsync', [h.fdOf(fd)]);
}

function* fdatasync(fd) {
  yield call('fdatasync', [h.fdOf(fd)]);
}

module.exports = {
  access, exists, open, close, read, write, readFile, writeFile, appendFile,
  stat: statLike('stat'), lstat: statLike('lstat'), fstat, readdir, mkdir,
  rmdir, rm, unlink: pathCall('unlink'), realpath: pathCall('realpath'),
  readlink: pathCall('readlink'), rename, copyFile, link, symlink, mkdtemp,
  chmod, fchmod, chown, utimes, truncate, ftruncate, fsync, fdatasync,
};
