// SPDX-License-Identifier: MIT
//
// The loader of ECMAScript modules: what specifiers mean, and the modules that
// stand for built-in and CommonJS ones.
'use strict';

const binding = internalBinding('modules');
const Module = require('internal/module');
const path = require('path');
const { kImportConditions } = require('internal/package-exports');
const { fileURLToPath, pathToFileURL } = require('url');
const { makeError } = require('internal/errors');

// URL -> module.
const modules = new Map();

function notFound(specifier, from) {
  const kind = specifier.startsWith('.') || specifier.startsWith('/')
    ? 'module' : 'package';
  return makeError(Error, 'ERR_MODULE_NOT_FOUND',
    `Cannot find ${kind} '${specifier}' imported from ${from}`);
}

// The importer as a file name: its URL, or a script's name.
function fileOf(referrer) {
  if (typeof referrer !== 'string') return path.join(process.cwd(), 'x');
  if (referrer.startsWith('file:')) return fileURLToPath(referrer);
  return path.isAbsolute(referrer) ? referrer
    : path.join(process.cwd(), referrer);
}

// The URL for a specifier: "node:..." or "file:...".
function resolve(specifier, referrer) {
  if (Module.isBuiltin(specifier))
    return specifier.startsWith('node:') ? specifier : `node:${specifier}`;
  if (specifier.startsWith('node:'))
    throw makeError(Error, 'ERR_UNKNOWN_BUILTIN_MODULE',
      `No such built-in module: ${specifier}`);
  const from = fileOf(referrer);
  const folder = path.dirname(from);
  let filename;
  if (specifier.startsWith('file:'))
    filename = fileURLToPath(specifier);
  else if (specifier.startsWith('./') || specifier.startsWith('../') ||
           specifier.startsWith('/'))
    filename = path.resolve(folder, specifier.split(/[?#]/)[0]);
  else
    filename = Module.resolveForImport(specifier, folder, kImportConditions);
  if (filename === undefined) throw notFound(specifier, from);
  if (Module.kindOf(filename) === 1)
    throw makeError(Error, 'ERR_UNSUPPORTED_DIR_IMPORT',
      `Directory import '${filename}' is not supported resolving ES modules ` +
      `imported from ${from}`);
  if (Module.kindOf(filename) !== 0) throw notFound(filename, from);
  return pathToFileURL(Module.realPath(filename)).href;
}

const kIdentifier = (name) => name !== 'default' && name !== '__esModule';

// A module whose default export is a CommonJS value, its properties named.
function wrapValue(name, value) {
  const isObject = value !== null &&
    (typeof value === 'object' || typeof value === 'function');
  const names = isObject ? Object.keys(value).filter(kIdentifier) : [];
  const module = binding.synthetic(name, ['default', ...names]);
  binding.setExport(module, 'default', value);
  for (const key of names) binding.setExport(module, key, value[key]);
  return module;
}

function loadURL(url) {
  const known = modules.get(url);
  if (known !== undefined) return known;
  let module;
  if (url.startsWith('node:')) {
    module = wrapValue(url, Module._load(url, null, false));
  } else {
    const filename = fileURLToPath(url);
    if (Module.isModuleFile(filename))
      module = binding.compile(Module.readSource(filename), url, filename);
    else
      module = wrapValue(url, Module._load(filename, null, false));
  }
  modules.set(url, module);
  return module;
}

function resolveModule(specifier, referrer) {
  return loadURL(resolve(specifier, referrer));
}

async function importURL(url) {
  const module = loadURL(url);
  binding.link(module, resolveModule);
  await binding.evaluate(module);
  return binding.namespace(module);
}

// import(): a promise for the namespace.
async function importDynamically(specifier, referrer) {
  return importURL(resolve(`${specifier}`, referrer));
}

// The program itself; what it throws is an uncaught exception.
function runMain(filename) {
  const module = loadURL(pathToFileURL(filename).href);
  binding.link(module, resolveModule);
  binding.evaluate(module).then(undefined, (error) => {
    require('internal/uncaught').triggerUncaught(error, 'uncaughtException');
  });
}

module.exports = { importDynamically, runMain };
