// SPDX-License-Identifier: MIT
//
// The assert/strict module.
'use strict';

module.exports = require('assert').strict;
