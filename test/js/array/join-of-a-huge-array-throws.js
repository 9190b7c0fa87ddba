// SPDX-License-Identifier: MIT
// What can be no string is refused at once, not after all those elements.
'use strict';
const assert = require('assert');
const huge = new Array(2 ** 32 - 1);
assert.throws(() => huge.join(), RangeError);
assert.throws(() => String(huge), RangeError);
assert.throws(() => huge.toLocaleString(), RangeError);
assert.throws(() => new Array(2 ** 20).join('x'.repeat(1024)), RangeError);
assert.strictEqual(new Array(5).join(), ',,,,');
assert.strictEqual([].join('x'.repeat(1024)), '');
