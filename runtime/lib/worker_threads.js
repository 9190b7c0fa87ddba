// SPDX-License-Identifier: MIT
//
// The worker_threads module: this is the main thread, and there are no others.
'use strict';

const { makeError } = require('internal/errors');

class Worker {
  constructor() {
    throw makeError(Error, 'ERR_FEATURE_UNAVAILABLE_ON_PLATFORM',
      'worker_threads.Worker is not supported');
  }
}

module.exports = {
  isMainThread: true, parentPort: null, workerData: null, threadId: 0, Worker,
};
