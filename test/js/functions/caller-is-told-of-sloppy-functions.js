// SPDX-License-Identifier: MIT
// f.caller: of sloppy functions, to sloppy functions; it never changes once it
// cannot be configured.
const assert = require('assert');

function tell() { return tell.caller; }
function outer() { return tell(); }
function throughEval() { return eval('tell()'); }
function strict() { 'use strict'; return tell(); }
function recursive(n) { return n === 0 ? recursive.caller : recursive(n - 1); }
assert.strictEqual(tell.caller, null);
assert.strictEqual(outer(), outer);
assert.strictEqual(throughEval(), throughEval);
assert.strictEqual(strict(), null);
assert.strictEqual((function*() { yield tell(); })().next().value, null);
(async () => assert.strictEqual(tell(), null))();
assert.strictEqual([0].map(tell)[0], null);
assert.strictEqual(recursive(3), recursive);
assert.strictEqual(tell.arguments, null);
assert.throws(() => strict.caller, TypeError);
assert.throws(() => (() => {}).caller, TypeError);

const describe = (f) => Object.getOwnPropertyDescriptor(f, 'caller');
assert.strictEqual(describe(tell).writable, false);
function fixed() { return describe(fixed).value; }
function callFixed() { return fixed(); }
assert.strictEqual(callFixed(), callFixed);
Object.defineProperty(fixed, 'caller', { configurable: false });
assert.strictEqual(callFixed(), null);
function frozen() { return describe(frozen).value; }
Object.freeze(frozen);
function callFrozen() { return frozen(); }
assert.strictEqual(callFrozen(), null);
