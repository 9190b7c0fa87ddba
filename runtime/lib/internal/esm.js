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
const { getPromiseDetails } = internalBinding('util');
const kRejected = 2;
const parseJSON = JSON.parse;

// URL -> module, by the `type` they were imported with.
const modules = { '__proto__': null };
const kTypes = ['', 'json', 'text'];
for (const type of kTypes) modules[type] = { '__proto__': null };
let mainURL;
let isMainPending = false;

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
    case 'commonjs': {
      const loaded = Module.loadForImport(fileURLToPath(url));
      return loaded === undefined ? binding.compile(readText(url), url)
        : wrapExports(url, loaded.exports, true);
    }
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

const kCommonJSName =
  /^(require|module|exports|__filename|__dirname) is not defined$/;

// A module that expects to be a CommonJS one is told why it is none.
function explainCommonJSName(error, filename) {
  const match = error instanceof ReferenceError &&
    kCommonJSName.exec(error.message);
  if (!match) return;
  let text = `${error.message} in ES module scope`;
  if (match[1] === 'require') text += ', you can use import instead';
  const scope = Module.typeScope(filename);
  if (scope !== undefined)
    text += '\nThis file is being treated as an ES module because it has a ' +
      `'.js' file extension and '${path.join(scope, 'package.json')}' ` +
      'contains "type": "module". To treat it as a CommonJS script, rename ' +
      "it to use the '.cjs' file extension.";
  error.message = text;
}

// A module of a file, even if only its text tells that it is one.
function loadModuleFile(filename) {
  const url = pathToFileURL(filename).href;
  const modulesByURL = modules[''];
  if (modulesByURL[url] === undefined)
    modulesByURL[url] = binding.compile(readText(url), url);
  return modulesByURL[url];
}

// The program itself; what it throws is an uncaught exception.
function runMain(filename) {
  mainURL = pathToFileURL(filename).href;
  evaluateMain(loadModuleFile(filename), filename);
}

// The same of a text: -e or standard input.
function runSource(source, filename) {
  mainURL = pathToFileURL(filename).href;
  evaluateMain(binding.compile(source, mainURL), filename);
}

function evaluateMain(module, filename) {
  binding.link(module, resolveModule, explainMissingName);
  isMainPending = true;
  binding.evaluate(module).then(() => {
    isMainPending = false;
  }, (error) => {
    isMainPending = false;
    explainCommonJSName(error, filename);
    require('internal/uncaught').triggerUncaught(error, 'uncaughtException');
  });
}

// The URL of a program that waits for ever in a top-level await.
function unsettledMain() {
  return isMainPending ? mainURL : undefined;
}

// ---- require() of a module ----

const kHasTopLevelAwait = 1;
const kIsEvaluating = 2;

function checkRequirable(module, filename, parent) {
  const graph = binding.graph(module);
  if (graph & kIsEvaluating)
    throw makeError(Error, 'ERR_REQUIRE_CYCLE_MODULE',
      `Cannot require() ES Module ${filename} in a cycle.`);
  if (!(graph & kHasTopLevelAwait)) return;
  const stack = Module.requireStack(parent.parent);
  throw makeError(Error, 'ERR_REQUIRE_ASYNC_MODULE',
    'require() cannot be used on an ESM graph with top-level await. Use ' +
    'import() instead. To see where the top-level await comes from, use ' +
    `--experimental-print-required-tla.\nRequired module: ${filename}` +
    (stack.length === 0 ? '' : `\nRequire stack:\n- ${stack.join('\n- ')}`));
}

const kFacade = "export * from 'original'; " +
  "export { default } from 'original'; export const __esModule = true;";

// What Babel's code expects of a module with a default export.
function makeFacade(module, url) {
  const facade = binding.compile(kFacade, url);
  binding.link(facade, () => module, explainMissingName);
  binding.evaluate(facade);
  return binding.namespace(facade);
}

// The exports of an ECMAScript module for require(); parent is the Module that
// stands for it.
function requireModule(filename, parent) {
  const module = loadModuleFile(filename);
  binding.link(module, resolveModule, explainMissingName);
  checkRequirable(module, filename, parent);
  const promise = binding.evaluate(module);
  const [state, result] = getPromiseDetails(promise);
  if (state === kRejected) {
    promise.catch(() => {});
    throw result;
  }
  const namespace = binding.namespace(module);
  if ('module.exports' in namespace) return namespace['module.exports'];
  if (!('default' in namespace) || '__esModule' in namespace) return namespace;
  return makeFacade(module, pathToFileURL(filename).href);
}

// Does a text have the syntax of a module?
function compiles(source, filename) {
  try {
    binding.compile(source, pathToFileURL(filename).href);
    return true;
  } catch {
    return false;
  }
}

module.exports = {
  importDynamically, initializeMeta, runMain, runSource, requireModule,
  compiles, unsettledMain,
};
