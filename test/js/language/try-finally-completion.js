// SPDX-License-Identifier: MIT
'use strict';
const assert = require('assert');
const f = (how) => {
  const log = [];
  for (let i = 0; i < 3; i++) {
    try {
      log.push(i);
      if (how === 'break' && i === 1) break;
      if (how === 'continue') continue;
      if (how === 'return' && i === 1) return log.concat('returned');
    } finally {
      log.push('f' + i);
    }
    log.push('end');
  }
  return log;
};
assert.deepStrictEqual(f('break'), [0, 'f0', 'end', 1, 'f1']);
assert.deepStrictEqual(f('continue'), [0, 'f0', 1, 'f1', 2, 'f2']);
assert.deepStrictEqual(f('return'), [0, 'f0', 'end', 1, 'returned']);
assert.strictEqual((() => { try { return 1; } finally { return 2; } })(), 2);
assert.strictEqual((() => { try { throw 1; } catch { return 3; } finally { } })(), 3);
outer: for (;;) {
  try {
    for (;;) break outer;
  } finally {
    assert.ok(true);
  }
}
