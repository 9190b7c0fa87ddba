// SPDX-License-Identifier: MIT
//
// The util/types module.
'use strict';

module.exports = require('util').types;
