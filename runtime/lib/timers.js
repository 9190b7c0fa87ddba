// SPDX-License-Identifier: MIT
//
// The timers module.
'use strict';

const timers = require('internal/timers');

module.exports = {
  setTimeout: timers.setTimeout, clearTimeout: timers.clearTimeout,
  setInterval: timers.setInterval, clearInterval: timers.clearInterval,
  setImmediate: timers.setImmediate, clearImmediate: timers.clearImmediate,
  promises: timers.promises,
};
