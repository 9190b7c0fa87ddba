// SPDX-License-Identifier: MIT
//
// The stream/promises module.
'use strict';

module.exports = require('stream').promises;
