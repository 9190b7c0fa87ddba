// SPDX-License-Identifier: MIT
//
// The module module.
'use strict';

module.exports = require('internal/module');
