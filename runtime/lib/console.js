// SPDX-License-Identifier: MIT
//
// The console module: the global object.
'use strict';

module.exports = require('internal/console').console;
