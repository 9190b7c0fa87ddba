// SPDX-License-Identifier: MIT
//
// The vm module, in the context that is running: new contexts are not offered.
'use strict';

const { checkScript, compileFunction, runScript } =
  internalBinding('contextify');
const { makeError, validateString } = require('internal/errors');
const { decorateErrorStack } = require('internal/uncaught');

function nameOf(options) {
  if (typeof options === 'string') return options;
  return (options && options.filename) || 'evalmachine.<anonymous>';
}

// action(...args), whose errors show where in the source they are.
function decorating(action, ...args) {
  try {
    return action(...args);
  } catch (error) {
    decorateErrorStack(error);
    throw error;
  }
}

class Script {
  #source;
  #name;
  constructor(source, options) {
    this.#source = `${source}`;
    this.#name = nameOf(options);
    decorating(checkScript, this.#source, this.#name);
  }
  runInThisContext(options) {
    const { displayErrors = true } = options ?? {};
    return displayErrors ? decorating(runScript, this.#source, this.#name)
      : runScript(this.#source, this.#name);
  }
}

function runInThisContext(source, options) {
  return new Script(source, options).runInThisContext(
    typeof options === 'string' ? undefined : options);
}

function notSupported(name) {
  return () => {
    throw makeError(Error, 'ERR_FEATURE_UNAVAILABLE_ON_PLATFORM',
      `vm.${name} is not supported`);
  };
}

module.exports = {
  Script, runInThisContext,
  compileFunction(source, parameters = [], options = {}) {
    validateString(source, 'code');
    return decorating(compileFunction, source, nameOf(options), parameters);
  },
  isContext: () => false,
  createContext: notSupported('createContext'),
  runInContext: notSupported('runInContext'),
  runInNewContext: notSupported('runInNewContext'),
};
