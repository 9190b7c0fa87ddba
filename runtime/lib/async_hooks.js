// SPDX-License-Identifier: MIT
//
// The async_hooks module: AsyncLocalStorage along synchronous calls only;
// AsyncResource runs functions, hooks are never called.
'use strict';

class AsyncLocalStorage {
  #store = undefined;
  run(store, callback, ...args) {
    const outer = this.#store;
    this.#store = store;
    try {
      return callback(...args);
    } finally {
      this.#store = outer;
    }
  }
  exit(callback, ...args) {
    return this.run(undefined, callback, ...args);
  }
  enterWith(store) {
    this.#store = store;
  }
  getStore() {
    return this.#store;
  }
  disable() {
    this.#store = undefined;
  }
}

class AsyncResource {
  constructor(type) {
    this.type = type;
  }
  runInAsyncScope(callback, receiver, ...args) {
    return Reflect.apply(callback, receiver, args);
  }
  emitDestroy() {
    return this;
  }
  asyncId() {
    return 1;
  }
  triggerAsyncId() {
    return 0;
  }
  static bind(callback) {
    return callback;
  }
}

const hook = { enable() { return hook; }, disable() { return hook; } };

module.exports = {
  AsyncLocalStorage, AsyncResource, createHook: () => hook,
  executionAsyncId: () => 1, triggerAsyncId: () => 0,
};
