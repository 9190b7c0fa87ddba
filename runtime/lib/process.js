// SPDX-License-Identifier: MIT
//
// The process module: the global object.
'use strict';

module.exports = process;
