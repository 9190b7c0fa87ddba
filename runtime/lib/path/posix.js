// SPDX-License-Identifier: MIT
//
// The path/posix module.
'use strict';

module.exports = require('path');
