// SPDX-License-Identifier: MIT
// process: arguments, environment, clocks, exit events.
'use strict';
const assert = require('assert');

assert.ok(process.argv.length >= 2 && process.argv[1] === __filename);
assert.strictEqual(process.env.PATH.includes('/'), true);
assert.strictEqual(Object.prototype.toString.call(process),
                   '[object process]');
assert.strictEqual(process.platform, 'linux');
assert.ok(process.pid > 0 && process.uptime() >= 0);
const start = process.hrtime();
const elapsed = process.hrtime(start);
assert.ok(elapsed[0] >= 0 && elapsed[1] >= 0);
assert.strictEqual(typeof process.hrtime.bigint(), 'bigint');
assert.ok(process.memoryUsage().heapUsed > 0);
const before = process.cwd();
process.chdir('/');
assert.strictEqual(process.cwd(), '/');
process.chdir(before);
assert.throws(() => process.chdir('/nope'), { code: 'ENOENT' });
assert.throws(() => process.nextTick('x'), { code: 'ERR_INVALID_ARG_TYPE' });
let beforeExits = 0;
process.on('beforeExit', () => {
  if (++beforeExits < 3) setTimeout(() => {}, 1);
});
process.on('exit', (code) => {
  assert.strictEqual(code, 0);
  assert.strictEqual(beforeExits, 3);
});
