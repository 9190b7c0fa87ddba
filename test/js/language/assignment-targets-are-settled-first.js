// SPDX-License-Identifier: MIT
// What an assignment's target refers to is settled before its value runs.
'use strict';
const assert = require('assert');

// Strict code makes no global of a name that meant nothing before.
const run = (code) => (0, eval)(`'use strict'; ${code}`);
assert.throws(() => run('made1 = (globalThis.made1 = 5)'), ReferenceError);
assert.strictEqual(globalThis.made1, 5);
assert.strictEqual(run('made1 = (delete globalThis.made2, 6)'), 6);
assert.throws(() => run('made1 = (delete globalThis.made1, 7)'),
              ReferenceError);
assert.strictEqual('made1' in globalThis, false);

// super: the object to look in is found before the value, after the key.
const log = [];
const base = { set value(v) { log.push(['base', v]); } };
const object = {
  __proto__: base,
  assign() { super.value = (Object.setPrototypeOf(object, null), 1); },
  add() { super.x += (Object.setPrototypeOf(object, null), 1); },
  byKey() { super[(Object.setPrototypeOf(object, null), 'value')] = 2; },
  once(key) { super[key] += 1; },
};
object.assign.call({});
assert.deepStrictEqual(log, [['base', 1]]);
Object.setPrototypeOf(object, { x: 4 });
const own = {};
object.add.call(own);
assert.strictEqual(own.x, 5);
Object.setPrototypeOf(object, base);
assert.throws(() => object.byKey(), TypeError);
let conversions = 0;
Object.setPrototypeOf(object, { k: 1 });
object.once({ toString() { conversions++; return 'k'; } });
assert.strictEqual(conversions, 1);
