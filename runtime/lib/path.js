// SPDX-License-Identifier: MIT
//
// The path module, POSIX flavour.
'use strict';

const { validateString } = require('internal/errors');

const kSlash = 47;

// Resolves "." and ".." in the segments of path, which has no leading slash to
// keep when allowAbove is false.
function normalizeSegments(path, allowAbove) {
  const result = [];
  for (const segment of path.split('/')) {
    if (segment === '' || segment === '.') continue;
    if (segment !== '..')
      result.push(segment);
    else if (result.length !== 0 && result[result.length - 1] !== '..')
      result.pop();
    else if (allowAbove)
      result.push('..');
  }
  return result.join('/');
}

function resolve(...paths) {
  let resolved = '';
  let isAbsolutePath = false;
  for (let i = paths.length - 1; i >= -1 && !isAbsolutePath; i--) {
    const path = i >= 0 ? paths[i] : process.cwd();
    validateString(path, `paths[${i}]`);
    if (path.length === 0) continue;
    resolved = resolved === '' ? path : `${path}/${resolved}`;
    isAbsolutePath = path.charCodeAt(0) === kSlash;
  }
  resolved = normalizeSegments(resolved, !isAbsolutePath);
  if (isAbsolutePath) return `/${resolved}`;
  return resolved === '' ? '.' : resolved;
}

function normalize(path) {
  validateString(path, 'path');
  if (path.length === 0) return '.';
  const absolute = path.charCodeAt(0) === kSlash;
  const trailing = path.charCodeAt(path.length - 1) === kSlash;
  let result = normalizeSegments(path, !absolute);
  if (result === '') {
    if (absolute) return '/';
    return trailing ? './' : '.';
  }
  if (trailing) result += '/';
  return absolute ? `/${result}` : result;
}

function isAbsolute(path) {
  validateString(path, 'path');
  return path.length > 0 && path.charCodeAt(0) === kSlash;
}

function join(...paths) {
  let joined = '';
  for (const path of paths) {
    validateString(path, 'path');
    if (path.length > 0) joined = joined === '' ? path : `${joined}/${path}`;
  }
  return joined === '' ? '.' : normalize(joined);
}

function relative(from, to) {
  validateString(from, 'from');
  validateString(to, 'to');
  if (from === to) return '';
  from = resolve(from);
  to = resolve(to);
  if (from === to) return '';
  const fromParts = from.split('/').filter((part) => part !== '');
  const toParts = to.split('/').filter((part) => part !== '');
  let shared = 0;
  while (shared < fromParts.length && shared < toParts.length &&
         fromParts[shared] === toParts[shared])
    shared++;
  const up = fromParts.slice(shared).map(() => '..');
  return [...up, ...toParts.slice(shared)].join('/');
}

// Index after the last character that is no trailing slash.
function endWithoutSlashes(path) {
  let end = path.length;
  while (end > 1 && path.charCodeAt(end - 1) === kSlash) end--;
  return end;
}

function dirname(path) {
  validateString(path, 'path');
  if (path.length === 0) return '.';
  let end = path.lastIndexOf('/', endWithoutSlashes(path) - 1);
  if (end === -1) return '.';
  while (end > 0 && path.charCodeAt(end - 1) === kSlash) end--;
  if (end === 0)
    return path.charCodeAt(0) === kSlash && path.charCodeAt(1) === kSlash &&
      path.lastIndexOf('/', endWithoutSlashes(path) - 1) === 1 ? '//' : '/';
  return path.slice(0, end);
}

function basename(path, suffix) {
  if (suffix !== undefined) validateString(suffix, 'suffix');
  validateString(path, 'path');
  let end = path.length;
  while (end > 0 && path.charCodeAt(end - 1) === kSlash) end--;
  const base = path.slice(path.lastIndexOf('/', end - 1) + 1, end);
  if (end === 0 || suffix === path) return '';
  if (suffix !== undefined && suffix !== base && base.endsWith(suffix))
    return base.slice(0, base.length - suffix.length);
  return base;
}

function extname(path) {
  validateString(path, 'path');
  const base = basename(path);
  const dot = base.lastIndexOf('.');
  if (dot <= 0 || base === '..') return '';
  return base.slice(dot);
}

function format(object) {
  const dir = object.dir || object.root;
  const ext = object.ext
    ? `${object.ext[0] === '.' ? '' : '.'}${object.ext}` : '';
  const base = object.base || `${object.name || ''}${ext}`;
  if (!dir) return base;
  return dir === object.root ? `${dir}${base}` : `${dir}/${base}`;
}

function parse(path) {
  validateString(path, 'path');
  const root = path.length > 0 && path.charCodeAt(0) === kSlash ? '/' : '';
  const base = basename(path);
  const ext = base === '' ? '' : extname(path);
  const name = ext === '' ? base : base.slice(0, base.length - ext.length);
  const end = endWithoutSlashes(path);
  const slash = path.lastIndexOf('/', end - 1);
  let dir = slash === -1 ? '' : path.slice(0, slash);
  if (dir === '' && slash === 0) dir = '/';
  if (base === '') dir = root;
  return { root, dir, base, ext, name };
}

const posix = {
  resolve, normalize, isAbsolute, join, relative, dirname, basename, extname,
  format, parse, toNamespacedPath: (path) => path, sep: '/',
  delimiter: ':', win32: null, posix: null,
};
posix.posix = posix;

module.exports = posix;
