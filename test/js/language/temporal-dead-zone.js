// SPDX-License-Identifier: MIT
'use strict';
const assert = require('assert');
assert.throws(() => { x; let x; }, {name: 'ReferenceError', message: "Cannot access 'x' before initialization"});
assert.throws(() => { typeof y; const y = 1; }, ReferenceError);
assert.throws(() => { const c = 1; c = 2; }, {name: 'TypeError', message: 'Assignment to constant variable.'});
assert.throws(() => { (function f(a = b, b) {})(); }, ReferenceError);
assert.strictEqual(typeof undeclaredName, 'undefined');
assert.throws(() => undeclaredName, {message: 'undeclaredName is not defined'});
