// SPDX-License-Identifier: MIT
//
// The child_process module: present so that programs load; starting processes
// is not supported.
'use strict';

const { makeError } = require('internal/errors');

for (const name of ['exec', 'execFile', 'execFileSync', 'execSync', 'fork',
                    'spawn', 'spawnSync'])
  exports[name] = { [name]() {
    throw makeError(Error, 'ERR_FEATURE_UNAVAILABLE_ON_PLATFORM',
      `child_process.${name} is not supported`);
  } }[name];
