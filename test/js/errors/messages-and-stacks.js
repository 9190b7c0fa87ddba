// SPDX-License-Identifier: MIT
'use strict';
const assert = require('assert');
const message = (f) => { try { f(); } catch (e) { return `${e.name}: ${e.message}`; } };
assert.strictEqual(message(() => null.x), "TypeError: Cannot read properties of null (reading 'x')");
assert.strictEqual(message(() => { undefined.y = 1; }), "TypeError: Cannot set properties of undefined (setting 'y')");
assert.strictEqual(message(() => { const o = {}; o.f(); }), 'TypeError: o.f is not a function');
assert.strictEqual(message(() => { const q = 1; q(); }), 'TypeError: q is not a function');
assert.strictEqual(message(() => Symbol() + ''), 'TypeError: Cannot convert a Symbol value to a string');
assert.strictEqual(message(() => 1n + 1), 'TypeError: Cannot mix BigInt and other types, use explicit conversions');
assert.strictEqual(message(() => new Array(-1)), 'RangeError: Invalid array length');
assert.strictEqual(message(() => JSON.parse('{')), "SyntaxError: Expected property name or '}' in JSON at position 1 (line 1 column 2)");
function named() { throw new Error('boom', {cause: 1}); }
try { named(); } catch (e) {
  const lines = e.stack.split('\n');
  assert.strictEqual(lines[0], 'Error: boom');
  assert.match(lines[1], /^    at named \(.*messages-and-stacks\.js:\d+:26\)$/);
  assert.strictEqual(e.cause, 1);
}
const holder = {};
Error.captureStackTrace(holder);
assert.match(holder.stack, /at /);
