// SPDX-License-Identifier: MIT
//
// The readline/promises module.
'use strict';

module.exports = require('readline').promises;
