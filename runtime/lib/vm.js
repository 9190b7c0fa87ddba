// SPDX-License-Identifier: MIT
//
// The vm module, in the context that is running: new contexts are not offered.
'use strict';

const { compileFunction, runScript } = internalBinding('contextify');
const { makeError, validateString } = require('internal/errors');

function nameOf(options) {
  if (typeof options === 'string') return options;
  return (options && options.filename) || 'evalmachine.<anonymous>';
}

class Script {
  #source;
  #name;
  constructor(source, options) {
    this.#source = `${source}`;
    this.#name = nameOf(options);
    internalBinding('contextify').checkScript(this.#source, this.#name);
  }
  runInThisContext() {
    return runScript(this.#source, this.#name);
  }
}

function runInThisContext(source, options) {
  return runScript(`${source}`, nameOf(options));
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
    return compileFunction(source, nameOf(options), parameters);
  },
  isContext: () => false,
  createContext: notSupported('createContext'),
  runInContext: notSupported('runInContext'),
  runInNewContext: notSupported('runInNewContext'),
};
