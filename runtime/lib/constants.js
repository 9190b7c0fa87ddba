// SPDX-License-Identifier: MIT
//
// The constants module: those of fs and os in one object.
'use strict';

module.exports = {
  ...require('fs').constants, ...require('os').constants.signals,
};
