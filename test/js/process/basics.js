// SPDX-License-Identifier: MIT
'use strict';
const assert = require('assert');
assert.ok(process.argv.length >= 2 && process.argv[1].endsWith('basics.js'));
assert.strictEqual(typeof process.env.PATH, 'string');
assert.ok(process.pid > 0 && process.platform === 'linux' && process.arch === 'x64');
const [s, ns] = process.hrtime();
assert.ok(process.hrtime([s, ns])[0] >= 0 && typeof process.hrtime.bigint() === 'bigint');
assert.ok(process.uptime() >= 0 && process.memoryUsage().heapUsed > 0);
assert.strictEqual(process.cwd(), require('path').resolve('.'));
let code;
process.on('exit', (c) => { code = c; assert.strictEqual(c, 0); });
process.nextTick((a, b) => assert.strictEqual(a + b, 3), 1, 2);
assert.strictEqual(process.exitCode, undefined);
