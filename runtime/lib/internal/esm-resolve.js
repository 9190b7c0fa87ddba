// SPDX-License-Identifier: MIT
//
// What the specifier of an import means: a URL, and the format of what is
// there.
'use strict';

const Module = require('internal/module');
const path = require('path');
const { kImportConditions } = require('internal/package-exports');
const { fileURLToPath, pathToFileURL } = require('url');
const { URL } = require('internal/url');
const { makeError } = require('internal/errors');

// The importer's URL, from its URL or a script's name.
function urlOf(referrer) {
  if (typeof referrer === 'string') {
    if (/^(?:file|data|node):/.test(referrer)) return referrer;
    if (path.isAbsolute(referrer)) return pathToFileURL(referrer).href;
  }
  const name = typeof referrer === 'string' ? referrer : 'x';
  return pathToFileURL(path.join(process.cwd(), name)).href;
}

function shown(url) {
  return url.startsWith('file:') ? fileURLToPath(url) : url;
}

function notFound(kind, name, from, url) {
  const error = makeError(Error, 'ERR_MODULE_NOT_FOUND',
    `Cannot find ${kind} '${name}' imported from ${shown(from)}`);
  if (url !== undefined) error.url = url;
  return error;
}

function parseURL(text, base) {
  try {
    return base === undefined ? new URL(text) : new URL(text, base);
  } catch {
    return undefined;
  }
}

// Checks that a file URL names a file; the URL of the real one.
function finishFile(url, from) {
  if (/%2f|%5c/i.test(url.pathname))
    throw makeError(TypeError, 'ERR_INVALID_MODULE_SPECIFIER',
      `Invalid module "${url.pathname}" must not include encoded "/" or "\\" ` +
      `characters imported from ${shown(from)}`);
  const filename = fileURLToPath(url);
  const kind = Module.kindOf(
    filename.endsWith('/') ? filename.slice(0, -1) : filename);
  if (kind === 1) {
    const error = makeError(Error, 'ERR_UNSUPPORTED_DIR_IMPORT',
      `Directory import '${filename}' is not supported resolving ES modules ` +
      `imported from ${shown(from)}`);
    error.url = url.href;
    throw error;
  }
  if (kind !== 0) throw notFound('module', filename, from, url.href);
  return pathToFileURL(Module.realPath(filename)).href + url.search + url.hash;
}

function packageName(specifier) {
  const parts = specifier.split('/');
  return specifier.startsWith('@') ? parts.slice(0, 2).join('/') : parts[0];
}

function resolveBare(specifier, from) {
  const filename = from.startsWith('file:')
    ? Module.resolveForImport(specifier, path.dirname(fileURLToPath(from)),
                              kImportConditions)
    : undefined;
  if (filename === undefined)
    throw notFound('package', packageName(specifier), from);
  return finishFile(pathToFileURL(filename), from);
}

// The URL ("node:...", "file:..." or "data:...") for a specifier.
function resolve(specifier, referrer) {
  if (Module.isBuiltin(specifier))
    return specifier.startsWith('node:') ? specifier : `node:${specifier}`;
  const from = urlOf(referrer);
  const isRelative = /^\.{0,2}\//.test(specifier);
  const url = isRelative ? parseURL(specifier, from)
    : specifier.startsWith('#') ? undefined : parseURL(specifier);
  if (url === undefined) return resolveBare(specifier, from);
  if (url.protocol === 'file:') return finishFile(url, from);
  if (url.protocol === 'data:') return url.href;
  if (url.protocol === 'node:')
    throw makeError(Error, 'ERR_UNKNOWN_BUILTIN_MODULE',
      `No such built-in module: ${specifier}`);
  throw makeError(Error, 'ERR_UNSUPPORTED_ESM_URL_SCHEME',
    'Only URLs with a scheme in: file and data are supported by the default ' +
    `ESM loader. Received protocol '${url.protocol}'`);
}

const kDataURL = /^data:([^,;]*)((?:;[^,]*)?),([^#]*)/;

// { mime, text } of a data: URL.
function readDataURL(url) {
  const match = kDataURL.exec(url);
  if (match === null)
    throw makeError(TypeError, 'ERR_INVALID_URL', 'Invalid URL');
  const [, mime, parameters, body] = match;
  const text = decodeURIComponent(body);
  return {
    mime: mime.toLowerCase(),
    text: /;base64$/i.test(parameters)
      ? require('buffer').Buffer.from(text, 'base64').toString() : text,
  };
}

const kDataFormats = {
  '__proto__': null, 'text/javascript': 'module',
  'application/javascript': 'module', 'application/json': 'json',
};
const kFileFormats = {
  '__proto__': null, '.mjs': 'module', '.cjs': 'commonjs', '.json': 'json',
  '.node': 'commonjs', '': 'commonjs',
};

// 'builtin', 'module', 'commonjs', 'json'; undefined if nothing tells it.
function formatOf(url) {
  if (url.startsWith('node:')) return 'builtin';
  if (url.startsWith('data:')) return kDataFormats[readDataURL(url).mime];
  const filename = fileURLToPath(url);
  const extension = path.extname(filename);
  if (extension === '.js')
    return Module.isModuleFile(filename) ? 'module' : 'commonjs';
  return kFileFormats[extension];
}

function unknownFormat(url) {
  if (url.startsWith('data:'))
    return makeError(RangeError, 'ERR_UNKNOWN_MODULE_FORMAT',
      `Unknown module format: ${readDataURL(url).mime} for URL ${url}`);
  const filename = fileURLToPath(url);
  return makeError(TypeError, 'ERR_UNKNOWN_FILE_EXTENSION',
    `Unknown file extension "${path.extname(filename)}" for ${filename}`);
}

function readText(url) {
  return url.startsWith('data:') ? readDataURL(url).text
    : Module.readSource(fileURLToPath(url));
}

module.exports = { resolve, formatOf, unknownFormat, readText };
