// SPDX-License-Identifier: MIT
//
// The fs/promises module.
'use strict';

module.exports = require('fs').promises;
