// SPDX-License-Identifier: MIT
'use strict';
const assert = require('assert');
const sloppy = new Function('a', 'b', 'arguments[0] = 9; b = 8; return [a, arguments[1], arguments.length];');
assert.deepStrictEqual(sloppy(1, 2, 3), [9, 8, 3]);
assert.deepStrictEqual(sloppy(1), [9, undefined, 1]);
function strict(a) { arguments[0] = 9; return [a, arguments.length, [...arguments]]; }
assert.deepStrictEqual(strict(1, 2), [1, 2, [9, 2]]);
assert.throws(() => strict.caller, TypeError);
const bound = function (...args) { return [this.v, ...args]; }.bind({v: 1}, 2);
assert.deepStrictEqual([bound(3), bound.name, bound.length], [[1, 2, 3], 'bound ', 0]);
assert.deepStrictEqual([strict.call(null, 5)[0], strict.apply(null, [6])[0], Reflect.apply(strict, null, [7])[0]], [5, 6, 7]);
assert.deepStrictEqual([((a, b = 1, ...c) => {}).length, (function named() {}).name, new Function('a', 'return a').name], [1, 'named', 'anonymous']);
assert.strictEqual((function () { return typeof this; }).call(1), 'number');
assert.strictEqual(new Function('return typeof this')(), 'object');
assert.strictEqual(function (a, b) { return a; }.toString(), 'function (a, b) { return a; }');
assert.match(Array.prototype.map.toString(), /^function map\(\) \{ \[native code\] \}$/);
const many = Array.from({length: 5000}, (_, i) => i);
assert.strictEqual(Math.max(...many), 4999);
