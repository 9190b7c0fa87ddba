// SPDX-License-Identifier: MIT
//
// The loader of ECMAScript modules: source text, JSON and text, and the modules
// that stand for built-in and CommonJS ones.
'use strict';

const binding = internalBinding('modules');
const Module = require('internal/module');
const path = require('path');
const { resolve, formatOf, unknownFormat, readText } =
  require('internal/esm-resolve');
const { fileURLToPath, pathToFileURL } = require('url');
const { makeError } = require('internal/errors');
const parseJSON = JSON.parse;

// URL -> module, by the `type` they were imported with.
const modules = { '__proto__': null };
const kTypes = ['', 'json', 'text'];
for (const type of kTypes) modules[type] = { '__proto__': null };
let mainURL;

// ---- Import attributes ----

function unsupported(key, value, url) {
  return makeError(TypeError, 'ERR_IMPORT_ATTRIBUTE_UNSUPPORTED',
    `Import attribute "${key}" with value "${value}" is not supported in ` +
    url);
}

// The value of `type` ('' if there is none); refuses what the format of the
// URL's file does not allow. attributes: key, value, key, value ...
function checkAttributes(attributes, url, format) {
  let type;
  for (let i = 0; i < attributes.length; i += 2) {
    if (attributes[i] !== 'type')
      throw unsupported(attributes[i], attributes[i + 1], url);
    type = attributes[i + 1];
  }
  if (type === 'text' && format !== 'builtin') return type;
  const isJSON = format === 'json';
  if (type === (isJSON ? 'json' : undefined)) return type || '';
  if (type === undefined)
    throw makeError(TypeError, 'ERR_IMPORT_ATTRIBUTE_MISSING',
      `Module "${url}" needs an import attribute of "type: json"`);
  if (type !== 'json' && type !== 'text') throw unsupported('type', type, url);
  throw makeError(TypeError, 'ERR_IMPORT_ATTRIBUTE_TYPE_INCOMPATIBLE',
    `Module "${url}" is not of type "${type}"`);
}

// ---- Loading ----

function wrapDefault(name, value) {
  const module = binding.synthetic(name, ['default']);
  binding.setExport(module, 'default', value);
  return module;
}

const isNamedExport = (name) => name !== 'default' && name !== '__esModule' &&
  name !== 'module.exports';

// A module whose default export is a CommonJS value, its properties named.
function wrapExports(name, value, isCommonJS) {
  const isObject = value !== null &&
    (typeof value === 'object' || typeof value === 'function');
  const names = isObject ? Object.keys(value).filter(isNamedExport) : [];
  const own = isCommonJS ? ['default', 'module.exports'] : ['default'];
  const module = binding.synthetic(name, [...own, ...names]);
  for (const key of own) binding.setExport(module, key, value);
  for (const key of names) binding.setExport(module, key, value[key]);
  return module;
}

function loadJSON(url) {
  const text = readText(url);
  try {
    return wrapDefault(url, parseJSON(text));
  } catch (error) {
    const name = url.startsWith('file:') ? fileURLToPath(url) : url;
    error.message = `${name}: ${error.message}`;
    throw error;
  }
}

function makeModule(url, type, format) {
  if (type === 'json') return loadJSON(url);
  if (type === 'text') return wrapDefault(url, readText(url));
  switch (format) {
    case 'builtin':
      return wrapExports(url, Module._load(url, null, false), false);
    case 'module':
      return binding.compile(readText(url), url);
    case 'commonjs':
      return wrapExports(url, Module._load(fileURLToPath(url), null, false),
                         true);
    default:
      throw unknownFormat(url);
  }
}

function loadURL(url, attributes) {
  const format = formatOf(url);
  if (format === undefined && attributes.length === 0) throw unknownFormat(url);
  const type = checkAttributes(attributes, url, format);
  const known = modules[type][url];
  if (known !== undefined) return known;
  const module = makeModule(url, type, format);
  modules[type][url] = module;
  return module;
}

function resolveModule(specifier, attributes, referrer) {
  return loadURL(resolve(specifier, referrer), attributes);
}

// import(): a promise for the namespace.
function importDynamically(specifier, attributes, referrer) {
  return binding.import(resolveModule(specifier, attributes, referrer),
                        resolveModule);
}

// import.meta.resolve: files need not exist. (parentURL is an experiment of
// Node's; only the function's length shows it.)
function makeMetaResolve(url) {
  return {
    resolve(specifier, parentURL) {
      try {
        return resolve(`${specifier}`, url);
      } catch (error) {
        if (error.url !== undefined) return error.url;
        throw error;
      }
    },
  }.resolve;
}

// What the host puts on import.meta.
function initializeMeta(meta, url) {
  if (url.startsWith('file:')) {
    const filename = fileURLToPath(url);
    meta.dirname = path.dirname(filename);
    meta.filename = filename;
  }
  meta.main = url === mainURL;
  meta.resolve = makeMetaResolve(url);
  meta.url = url;
}

// ---- The program ----

const kMissingName =
  /^The requested module '(.*)' does not provide an export named '(.+)'$/;

// Names that a CommonJS module makes while it runs are no exports: says so in a
// failed link's error, thrown for an import in the file of that URL.
function explainMissingName(error, url) {
  const match = kMissingName.exec(error.message);
  if (match === null || typeof url !== 'string') return;
  const [, specifier, name] = match;
  if (formatOf(resolve(specifier, url)) !== 'commonjs') return;
  error.message =
    `Named export '${name}' not found. The requested module '${specifier}' ` +
    'is a CommonJS module, which may not support all module.exports as named ' +
    'exports.\nCommonJS modules can always be imported via the default ' +
    `export, for example using:\n\nimport pkg from '${specifier}';\n` +
    `const {${name}} = pkg;\n`;
}

// The program itself; what it throws is an uncaught exception.
function runMain(filename) {
  mainURL = pathToFileURL(filename).href;
  const module = loadURL(mainURL, []);
  binding.link(module, resolveModule, explainMissingName);
  binding.evaluate(module).then(undefined, (error) => {
    require('internal/uncaught').triggerUncaught(error, 'uncaughtException');
  });
}

module.exports = { importDynamically, initializeMeta, runMain };
