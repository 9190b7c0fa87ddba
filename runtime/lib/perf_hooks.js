// SPDX-License-Identifier: MIT
//
// The perf_hooks module: performance only.
'use strict';

module.exports = { performance: require('internal/performance').performance };
