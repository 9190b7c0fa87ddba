// SPDX-License-Identifier: MIT
// EventEmitter: order, once, removal while emitting, errors.
'use strict';
const assert = require('assert');
const EventEmitter = require('events');

const emitter = new EventEmitter();
const seen = [];
emitter.on('newListener', (name) => seen.push(`new ${String(name)}`));
const second = (x) => seen.push(`second ${x}`);
emitter.on('e', function(x) {
  assert.strictEqual(this, emitter);
  seen.push(`first ${x}`);
  emitter.off('e', second);
});
emitter.on('e', second);
emitter.prependListener('e', () => seen.push('zeroth'));
emitter.once('e', () => seen.push('once'));
assert.strictEqual(emitter.listenerCount('e'), 4);
assert.strictEqual(emitter.emit('e', 1), true);
assert.strictEqual(emitter.emit('e', 2), true);
assert.strictEqual(emitter.emit('other'), false);
assert.deepStrictEqual(seen, [
  'new e', 'new e', 'new e', 'new e', 'zeroth', 'first 1', 'second 1', 'once',
  'zeroth', 'first 2']);
assert.throws(() => emitter.emit('error', new RangeError('r')), RangeError);
assert.throws(() => emitter.emit('error', 'text'),
              { code: 'ERR_UNHANDLED_ERROR' });
assert.throws(() => emitter.on('x', 1), TypeError);
assert.deepStrictEqual(emitter.eventNames(), ['newListener', 'e']);
emitter.removeAllListeners();
assert.deepStrictEqual(emitter.eventNames(), []);
class Sub extends EventEmitter {}
assert.ok(new Sub() instanceof EventEmitter);
let resolved;
EventEmitter.once(emitter, 'p').then((values) => { resolved = values; });
emitter.emit('p', 1, 2);
process.on('exit', () => assert.deepStrictEqual(resolved, [1, 2]));
