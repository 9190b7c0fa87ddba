// SPDX-License-Identifier: MIT
'use strict';
const assert = require('assert');
const overflow = (f) => assert.throws(f, {name: 'RangeError', message: 'Maximum call stack size exceeded'});
overflow(function f() { f(); });
overflow(() => { const o = {toString() { return '' + o; }}; '' + o; });
overflow(() => { const p = new Proxy({}, {get: (t, k, r) => r[k]}); p.x; });
let nested = [];
const depth = process.execArgv.includes('--gc-stress') ? 1e4 : 1e5;
for (let i = 0; i < depth; i++) nested = [nested];
try { JSON.stringify(nested); } catch (e) { assert.ok(e instanceof RangeError); }
assert.throws(() => JSON.parse('['.repeat(1e6)), (e) => e instanceof RangeError || e instanceof SyntaxError);
overflow(() => [1].map(function f(x) { return [x].map(f); }));
overflow(() => { class A { constructor() { new A(); } } new A(); });
assert.throws(() => eval('('.repeat(1e6)), (e) => e instanceof RangeError || e instanceof SyntaxError);
