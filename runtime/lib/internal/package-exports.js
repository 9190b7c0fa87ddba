// SPDX-License-Identifier: MIT
//
// The "exports" and "imports" fields of package.json: conditions, subpaths and
// patterns.
'use strict';

const path = require('path');
const { makeError } = require('internal/errors');

const kRequireConditions =
  new Set(['node', 'require', 'default', 'node-addons']);
const kImportConditions =
  new Set(['node', 'import', 'default', 'node-addons']);

function invalidTarget(directory, key, target) {
  return makeError(Error, 'ERR_INVALID_PACKAGE_TARGET',
    `Invalid "exports" target ${JSON.stringify(target)} defined for '${key}' ` +
    `in the package config ${directory}/package.json`);
}

function notExported(directory, subpath) {
  return makeError(Error, 'ERR_PACKAGE_PATH_NOT_EXPORTED',
    subpath === '.'
      ? `No "exports" main defined in ${directory}/package.json`
      : `Package subpath '${subpath}' is not defined by "exports" in ` +
        `${directory}/package.json`);
}

// The target string for a value of the map, undefined if no condition holds,
// null if it is excluded.
function selectTarget(target, conditions) {
  if (typeof target === 'string' || target === null) return target;
  if (Array.isArray(target)) {
    for (const item of target) {
      const found = selectTarget(item, conditions);
      if (found !== undefined && found !== null) return found;
    }
    return target.length === 0 ? null : undefined;
  }
  if (typeof target === 'object') {
    for (const condition of Object.keys(target))
      if (conditions.has(condition)) {
        const found = selectTarget(target[condition], conditions);
        if (found !== undefined) return found;
      }
  }
  return undefined;
}

// The entry of map for key: [value, text that * stands for].
function findEntry(map, key) {
  if (Object.prototype.hasOwnProperty.call(map, key) && !key.includes('*'))
    return [map[key], undefined];
  let best;
  let bestStar;
  for (const pattern of Object.keys(map)) {
    const star = pattern.indexOf('*');
    if (star === -1) continue;
    const head = pattern.slice(0, star);
    const tail = pattern.slice(star + 1);
    if (!key.startsWith(head) || !key.endsWith(tail) ||
        key.length < pattern.length)
      continue;
    if (best !== undefined && best.indexOf('*') >= star) continue;
    best = pattern;
    bestStar = key.slice(star, key.length - tail.length);
  }
  return best === undefined ? undefined : [map[best], bestStar];
}

function fill(target, star) {
  return star === undefined ? target : target.replaceAll('*', star);
}

// The file for subpath ("." or "./x"); throws if it is not exported.
function resolveExports(directory, exports, subpath,
                        conditions = kRequireConditions) {
  const isMap = exports !== null && typeof exports === 'object' &&
    !Array.isArray(exports) &&
    Object.keys(exports).some((key) => key.startsWith('.'));
  const map = isMap ? exports : { '.': exports };
  const entry = findEntry(map, subpath);
  if (entry === undefined) throw notExported(directory, subpath);
  const target = selectTarget(entry[0], conditions);
  if (target === undefined || target === null)
    throw notExported(directory, subpath);
  if (!target.startsWith('./') || /(^|\/)(\.\.|node_modules)(\/|$)/.test(
    target.slice(2)))
    throw invalidTarget(directory, subpath, target);
  return path.resolve(directory, fill(target, entry[1]));
}

// { file } or { package } for a request like "#name".
function resolveImports(directory, imports, request,
                        conditions = kRequireConditions) {
  const entry = findEntry(imports, request);
  const target = entry === undefined
    ? undefined : selectTarget(entry[0], conditions);
  if (target === undefined || target === null)
    throw makeError(TypeError, 'ERR_PACKAGE_IMPORT_NOT_DEFINED',
      `Package import specifier "${request}" is not defined in package ` +
      `${directory}/package.json`);
  const filled = fill(target, entry[1]);
  return filled.startsWith('./')
    ? { file: path.resolve(directory, filled) } : { package: filled };
}

module.exports = { resolveExports, resolveImports, kImportConditions };
