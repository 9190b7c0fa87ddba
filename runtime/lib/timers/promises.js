// SPDX-License-Identifier: MIT
//
// The timers/promises module.
'use strict';

module.exports = require('internal/timers').promises;
