// SPDX-License-Identifier: MIT
//
// The CommonJS loader: resolution as in Node (relative, node_modules,
// package.json main, exports and imports), the cache, and the extensions.
'use strict';

const fsBinding = internalBinding('fs');
const { compileFunction } = internalBinding('contextify');
const { publicIds } = internalBinding('builtins');
const path = require('path');
const { makeError, validateString } = require('internal/errors');

const builtinIds = new Set(publicIds);
// Only reachable with the node: prefix.
const kPrefixOnly = new Set(['test', 'sqlite', 'sea']);
let requireBuiltin;

function setBuiltinLoader(loader) {
  requireBuiltin = loader;
}

function builtinNameOf(request) {
  const name = request.startsWith('node:') ? request.slice(5) : request;
  if (!builtinIds.has(name) || kPrefixOnly.has(name)) return undefined;
  return name;
}

// File kind without an exception: 0 file, 1 directory, negative otherwise.
function kindOf(filename) {
  return fsBinding.kind(filename);
}

function Module(id = '', parent) {
  this.id = id;
  this.path = path.dirname(id);
  this.exports = {};
  Object.defineProperty(this, 'parent', {
    value: parent, writable: true, configurable: true, enumerable: false,
  });
  if (parent && parent.children) parent.children.push(this);
  this.filename = null;
  this.loaded = false;
  this.children = [];
  this.paths = undefined;
}

Module._cache = { __proto__: null };
Module._pathCache = { __proto__: null };
Module._extensions = { __proto__: null };
Module.globalPaths = [];
Module.Module = Module;
Module.builtinModules = publicIds.slice();
Module.isBuiltin = (name) => builtinNameOf(`${name}`) !== undefined;

const packages = new Map();

// The package.json of a directory, parsed; null if there is none.
function readPackage(directory) {
  const known = packages.get(directory);
  if (known !== undefined) return known;
  const filename = path.resolve(directory, 'package.json');
  const text = fsBinding.readFileUtf8(filename);
  let result = null;
  if (typeof text === 'string') {
    try {
      result = JSON.parse(text);
    } catch (error) {
      const failure = makeError(Error, 'ERR_INVALID_PACKAGE_CONFIG',
        `Invalid package config ${filename}. ${error.message}`);
      throw failure;
    }
    if (result === null || typeof result !== 'object') result = null;
  }
  packages.set(directory, result);
  return result;
}

// The nearest package.json at or above a directory: { directory, data }.
function packageScope(directory) {
  for (;;) {
    if (!directory.endsWith('/node_modules')) {
      const data = readPackage(directory);
      if (data !== null) return { directory, data };
    }
    const parent = path.dirname(directory);
    if (parent === directory) return undefined;
    directory = parent;
  }
}

Module._nodeModulePaths = function(from) {
  from = path.resolve(from);
  const paths = [];
  for (;;) {
    if (path.basename(from) !== 'node_modules')
      paths.push(from === '/' ? '/node_modules' : `${from}/node_modules`);
    if (from === '/') return paths;
    from = path.dirname(from);
  }
};

function tryExtensions(base) {
  for (const extension of Object.keys(Module._extensions))
    if (kindOf(base + extension) === 0) return base + extension;
  return undefined;
}

function tryDirectory(directory, request) {
  const data = readPackage(directory);
  const main = data !== null && data.main;
  if (typeof main === 'string' && main !== '') {
    const target = path.resolve(directory, main);
    if (kindOf(target) === 0) return target;
    const found = tryExtensions(target) ||
      tryExtensions(path.resolve(target, 'index'));
    if (found !== undefined) return found;
    const index = tryExtensions(path.resolve(directory, 'index'));
    if (index !== undefined) return index;
    const error = new Error(`Cannot find module '${target}'. ` +
      'Please verify that the package.json has a valid "main" entry');
    error.code = 'MODULE_NOT_FOUND';
    error.path = path.resolve(directory, 'package.json');
    error.requestPath = request;
    throw error;
  }
  return tryExtensions(path.resolve(directory, 'index'));
}

// The file that base means, with extensions and directories tried.
function tryFile(base, request, wantDirectory) {
  const kind = kindOf(base);
  if (!wantDirectory) {
    if (kind === 0) return base;
    const found = tryExtensions(base);
    if (found !== undefined) return found;
  }
  return kind === 1 ? tryDirectory(base, request) : undefined;
}

function realPath(filename) {
  const real = fsBinding.realpath(filename);
  return typeof real === 'string' ? real : filename;
}

const { resolveExports, resolveImports } =
  require('internal/package-exports');

// [package name, "" or the rest with its slash]; undefined if it is no name.
function splitPackageName(request) {
  let slash = request.indexOf('/');
  if (request.startsWith('@')) {
    if (slash === -1) return undefined;
    slash = request.indexOf('/', slash + 1);
  }
  const name = slash === -1 ? request : request.slice(0, slash);
  if (name === '' || name.startsWith('.') || name.includes('\\') ||
      name.includes('%'))
    return undefined;
  return [name, slash === -1 ? '' : request.slice(slash)];
}

// Through the exports of an installed package; undefined: it has none.
function resolvePackageExports(folder, request) {
  const parts = splitPackageName(request);
  if (parts === undefined) return undefined;
  const directory = path.resolve(folder, parts[0]);
  const data = readPackage(directory);
  if (data === null || data.exports === undefined || data.exports === null)
    return undefined;
  return resolveExports(directory, data.exports, `.${parts[1]}`);
}

// Of a package that requires itself by name.
function resolveSelf(parentPath, request, conditions) {
  const scope = parentPath && packageScope(parentPath);
  if (!scope || scope.data.exports === undefined ||
      scope.data.exports === null || typeof scope.data.name !== 'string')
    return undefined;
  const { name } = scope.data;
  if (request !== name && !request.startsWith(`${name}/`)) return undefined;
  return resolveExports(scope.directory, scope.data.exports,
                        `.${request.slice(name.length)}`, conditions);
}

Module._findPath = function(request, paths) {
  const absolute = path.isAbsolute(request);
  const relative = isRelative(request);
  const wantDirectory = request.endsWith('/') || request === '.' ||
    request === '..' || request.endsWith('/.') || request.endsWith('/..');
  for (const folder of absolute ? [''] : paths) {
    if (!absolute && kindOf(folder) !== 1) continue;
    if (!absolute && !relative) {
      const exported = resolvePackageExports(folder, request);
      if (exported !== undefined) return realPath(exported);
    }
    const base = absolute ? request : path.resolve(folder, request);
    const found = tryFile(base, request, wantDirectory);
    if (found !== undefined) return realPath(found);
  }
  return false;
};

function isRelative(request) {
  return request === '.' || request === '..' || request.startsWith('./') ||
    request.startsWith('../');
}

Module._resolveLookupPaths = function(request, parent) {
  if (builtinNameOf(request) !== undefined) return null;
  if (!isRelative(request))
    return (parent && parent.paths && parent.paths.length
      ? parent.paths : []).concat(Module.globalPaths);
  return [parent && parent.filename
    ? path.dirname(parent.filename) : process.cwd()];
};

function requireStack(parent) {
  const stack = [];
  for (let module = parent; module; module = module.parent)
    stack.push(module.filename || module.id);
  return stack;
}

function notFound(request, parent) {
  const stack = requireStack(parent);
  let message = `Cannot find module '${request}'`;
  if (stack.length !== 0)
    message += `\nRequire stack:\n- ${stack.join('\n- ')}`;
  const error = new Error(message);
  error.code = 'MODULE_NOT_FOUND';
  error.requireStack = stack;
  return error;
}

Module._resolveFilename = function _resolveFilename(request, parent, isMain, options) {
  if (builtinNameOf(request) !== undefined) return request;
  if (request.startsWith('node:'))
    throw makeError(Error, 'ERR_UNKNOWN_BUILTIN_MODULE',
      `No such built-in module: ${request}`);
  let paths;
  if (options && Array.isArray(options.paths)) {
    paths = [];
    for (const from of options.paths) {
      const base = new Module('');
      base.filename = path.join(from, 'x');
      base.paths = Module._nodeModulePaths(from);
      paths.push(...Module._resolveLookupPaths(request, base));
    }
  } else {
    paths = Module._resolveLookupPaths(request, parent);
  }
  const parentPath = parent && parent.filename
    ? path.dirname(parent.filename) : undefined;
  if (request.startsWith('#') && parentPath !== undefined) {
    const scope = packageScope(parentPath);
    if (scope && scope.data.imports) {
      const target =
        resolveImports(scope.directory, scope.data.imports, request);
      if (target.package !== undefined)
        return Module._resolveFilename(target.package, parent);
      return realPath(target.file);
    }
  }
  if (!isRelative(request) && !path.isAbsolute(request)) {
    const self = resolveSelf(parentPath, request);
    if (self !== undefined) return realPath(self);
  }
  const filename = Module._findPath(request, paths, isMain);
  if (filename) return filename;
  throw notFound(request, parent);
};

Module._load = function _load(request, parent, isMain) {
  const builtin = builtinNameOf(request);
  if (builtin !== undefined) return requireBuiltin(builtin);
  const filename = Module._resolveFilename(request, parent, isMain);
  const cached = Module._cache[filename];
  if (cached !== undefined) {
    if (parent && parent.children && !parent.children.includes(cached))
      parent.children.push(cached);
    return cached.exports;
  }
  const module = new Module(filename, parent);
  if (isMain) {
    process.mainModule = module;
    mainModule = module;
    module.id = '.';
  }
  Module._cache[filename] = module;
  let threw = true;
  try {
    module.load(filename);
    threw = false;
  } finally {
    if (threw) {
      delete Module._cache[filename];
      if (parent && parent.children) {
        const index = parent.children.indexOf(module);
        if (index !== -1) parent.children.splice(index, 1);
      }
    }
  }
  return module.exports;
};

let mainModule;

Module.prototype.load = function load(filename) {
  this.filename = filename;
  this.paths = Module._nodeModulePaths(path.dirname(filename));
  const extension = path.extname(filename);
  const handler = Module._extensions[extension] || Module._extensions['.js'];
  handler(this, filename);
  this.loaded = true;
};

Module.prototype.require = function require(id) {
  validateString(id, 'id');
  if (id === '')
    throw makeError(TypeError, 'ERR_INVALID_ARG_VALUE',
      "The argument 'id' must be a non-empty string. Received ''");
  return Module._load(id, this, false);
};

const kParameters =
  ['exports', 'require', 'module', '__filename', '__dirname'];

function makeRequire(module) {
  const require = function require(id) {
    return module.require(id);
  };
  require.resolve = function resolve(request, options) {
    validateString(request, 'request');
    return Module._resolveFilename(request, module, false, options);
  };
  require.resolve.paths = function paths(request) {
    validateString(request, 'request');
    return Module._resolveLookupPaths(request, module);
  };
  require.main = mainModule;
  require.extensions = Module._extensions;
  require.cache = Module._cache;
  return require;
}

function wrapSafe(source, filename) {
  try {
    return compileFunction(source, filename, kParameters);
  } catch (error) {
    require('internal/uncaught').decorateErrorStack(error);
    throw error;
  }
}

// compiled: the source's function, if there is one already.
Module.prototype._compile = function _compile(
  source, filename, compiled = wrapSafe(source, filename)) {
  const { exports } = this;
  return compiled.call(exports, exports, makeRequire(this), this, filename,
                       path.dirname(filename));
};

function readSource(filename) {
  const text = fsBinding.readFileUtf8(filename);
  if (typeof text !== 'string') {
    const { uvException } = require('internal/errors');
    throw uvException(text, 'open', filename);
  }
  return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
}

// What only a module may contain, as the errors of compiling it say it.
const kModuleSyntax = new RegExp(`^(?:${[
  'Cannot use import statement outside a module',
  "Cannot use 'import\\.meta' outside a module",
  "Unexpected token 'export'",
  'await is only valid in async functions and the top level bodies of modules',
  "Identifier '(?:exports|require|module|__filename|__dirname)' has already " +
    'been declared',
].join('|')})$`);

// May a file's text tell whether it is a module? Else its package does.
function isAmbiguous(filename) {
  if (!filename.endsWith('.js')) return path.extname(filename) === '';
  const scope = packageScope(path.dirname(filename));
  return scope === undefined || scope.data.type === undefined;
}

// Is a text, which is no CommonJS module, an ECMAScript one? error: that of
// compiling it.
function isModuleError(error, source, filename) {
  return kModuleSyntax.test(error.message) &&
    require('internal/esm').compiles(source, filename);
}

// The same of a text that nobody has compiled yet.
function isModuleText(source, filename) {
  if (!/\b(?:import|export|await)\b/.test(source)) return false;
  try {
    compileFunction(source, filename, kParameters);
    return false;
  } catch (error) {
    return isModuleError(error, source, filename);
  }
}

// The file that an import loads; its loader wants to know if it is a module.
let imported;
const kIsModule = {};

function loadModuleFile(module, filename) {
  const esm = require('internal/esm');
  if (module === mainModule) esm.runMain(filename);
  else module.exports = esm.requireModule(filename, module);
}

Module._extensions['.js'] = function(module, filename) {
  if (isModuleFile(filename)) {
    loadModuleFile(module, filename);
    return;
  }
  const source = readSource(filename);
  const wasImported = imported === filename;
  imported = undefined;
  let compiled;
  try {
    compiled = wrapSafe(source, filename);
  } catch (error) {
    if (!isAmbiguous(filename) || !isModuleError(error, source, filename))
      throw error;
    if (wasImported) throw kIsModule;
    loadModuleFile(module, filename);
    return;
  }
  module._compile(source, filename, compiled);
};

// { exports } of a file that an import names, or undefined if its text turns
// out to be a module's.
function loadForImport(filename) {
  imported = filename;
  try {
    return { exports: Module._load(filename, null, false) };
  } catch (error) {
    if (error === kIsModule) return undefined;
    throw error;
  } finally {
    imported = undefined;
  }
}

Module._extensions['.json'] = function(module, filename) {
  const text = readSource(filename);
  try {
    module.exports = JSON.parse(text);
  } catch (error) {
    error.message = `${filename}: ${error.message}`;
    throw error;
  }
};

Module._extensions['.node'] = function(module, filename) {
  throw makeError(Error, 'ERR_DLOPEN_FAILED',
    `Native addons are not supported: ${filename}`);
};

Module.wrapper = [
  '(function (exports, require, module, __filename, __dirname) { ', '\n});',
];
Module.wrap = (script) => Module.wrapper[0] + script + Module.wrapper[1];

Module.createRequire = function(filename) {
  if (typeof filename === 'object' || `${filename}`.startsWith('file:'))
    filename = require('url').fileURLToPath(filename);
  const module = new Module(filename);
  module.filename = filename;
  module.paths = Module._nodeModulePaths(path.dirname(filename));
  return makeRequire(module);
};

Module._initPaths = () => {};

// Loads the program; exists before it is read, so require.main is right.
function runMainModule(filename) {
  Module._load(path.resolve(filename), null, true);
}

// A module for -e, standard input and the REPL.
function makeEvalModule(name) {
  const module = new Module(name);
  module.filename = path.join(process.cwd(), name);
  module.paths = Module._nodeModulePaths(process.cwd());
  return { module, require: makeRequire(module) };
}

// Is a file an ECMAScript module, by its name and its package?
function isModuleFile(filename) {
  if (filename.endsWith('.mjs')) return true;
  if (!filename.endsWith('.js')) return false;
  const scope = packageScope(path.dirname(filename));
  return scope !== undefined && scope.data.type === 'module';
}

// The package folder whose "type" makes a .js file a module.
function typeScope(filename) {
  return filename.endsWith('.js') && isModuleFile(filename)
    ? packageScope(path.dirname(filename)).directory : undefined;
}

// What an import of a bare specifier means; undefined if nothing does.
function resolveForImport(request, folder, conditions) {
  if (request.startsWith('#')) {
    const scope = packageScope(folder);
    if (scope === undefined || !scope.data.imports) return undefined;
    const target = resolveImports(scope.directory, scope.data.imports, request,
                                  conditions);
    return target.package === undefined ? realPath(target.file)
      : resolveForImport(target.package, folder, conditions);
  }
  const parts = splitPackageName(request);
  if (parts === undefined) return undefined;
  const self = resolveSelf(folder, request, conditions);
  if (self !== undefined) return realPath(self);
  for (const modules of Module._nodeModulePaths(folder)) {
    const directory = path.resolve(modules, parts[0]);
    if (kindOf(directory) !== 1) continue;
    const data = readPackage(directory);
    if (data !== null && data.exports !== undefined && data.exports !== null)
      return realPath(resolveExports(directory, data.exports, `.${parts[1]}`,
                                     conditions));
    const found = tryFile(directory + parts[1], request, parts[1] === '');
    if (found !== undefined) return realPath(found);
  }
  return undefined;
}

for (const [name, value] of [['isModuleFile', isModuleFile],
                             ['loadForImport', loadForImport],
                             ['requireStack', requireStack],
                             ['typeScope', typeScope],
                             ['isAmbiguous', isAmbiguous],
                             ['isModuleText', isModuleText],
                             ['resolveForImport', resolveForImport],
                             ['realPath', realPath], ['kindOf', kindOf],
                             ['readSource', readSource]])
  Object.defineProperty(Module, name, { value, enumerable: false });
Object.defineProperty(Module, 'runMainModule', {
  value: runMainModule, enumerable: false,
});
Object.defineProperty(Module, 'makeEvalModule', {
  value: makeEvalModule, enumerable: false,
});
Object.defineProperty(Module, 'setBuiltinLoader', {
  value: setBuiltinLoader, enumerable: false,
});

module.exports = Module;
