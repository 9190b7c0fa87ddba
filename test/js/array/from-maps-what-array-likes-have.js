// SPDX-License-Identifier: MIT
// Array.from with a mapper: of absent and present elements, of objects that
// change meanwhile, of iterables, and with receivers other than Array.
const check = (actual, expected, what) => {
  if (!Object.is(actual, expected))
    throw new Error(`${what}: ${String(actual)}, not ${String(expected)}`);
};
check(Array.from({length: 5}, (v, i) => v === undefined && i).join(),
      '0,1,2,3,4', 'absent');
check(Array.from({length: 3}, () => 0.5).join(), '0.5,0.5,0.5', 'doubles');
check(Array.from({length: 0}, () => { throw 1; }).length, 0, 'none');
check(Array.from({length: 2.9}, (_, i) => i).length, 2, 'fraction');
check(Array.from({length: -1}, (_, i) => i).length, 0, 'negative');
check(Array.from({}, (_, i) => i).length, 0, 'no length');
check(Array.from({length: '3'}, (_, i) => i).length, 3, 'string');
check(Array.from({length: 1}, (_, i) => i)[0], 0, 'one');
check(Array.from({length: 3, 1: 'x'}, (v) => v ?? '-').join(), '-,x,-', 'some');
const things = Array.from({length: 40}, (_, i) => ({i}));
check(things[39].i, 39, 'objects');
things.push('more');
check(things.length, 41, 'objects');
check(Array.from({length: 2}, function(v, i) {
  'use strict';
  check(arguments.length, 2, 'arguments');
  return this.base + i;
}, {base: 7}).join(), '7,8', 'this');
check(Array.from({length: 2}, function() { return this; })[0], globalThis,
      'no this');
check(Array.from({length: 2}, Math.max).join(), 'NaN,NaN', 'native mapper');
check(Array.from({length: 2}, ((x, v, i) => x + i).bind(null, 5)).join(), '5,6',
      'bound mapper');
let thrown;
let calls = 0;
try {
  Array.from({length: 9}, () => { if (++calls === 4) throw 'stop'; });
} catch (error) { thrown = error; }
check(thrown + calls, 'stop4', 'throws');
for (const mapper of [null, 5, {}]) {
  thrown = null;
  try { Array.from({length: 1}, mapper); } catch (error) { thrown = error; }
  check(thrown instanceof TypeError, true, 'no function');
}
// The mapper gives the object elements, a length, an iterator.
const source = {length: 6};
check(Array.from(source, (v, i) => {
  if (i === 1) source[3] = 'late';
  if (i === 2) Object.defineProperty(source, 4, {get: () => 'got'});
  if (i === 3) { source.length = 1; source[Symbol.iterator] = 5; }
  return v;
}).join(), ',,,late,got,', 'changed');
const inherited = {length: 4};
check(Array.from(inherited, (v, i) => {
  if (i === 0) Array.prototype[1] = 'not this';
  if (i === 1) Object.prototype[2] = 'proto';
  return v;
}).join(), ',,proto,', 'prototype');
delete Array.prototype[1];
delete Object.prototype[2];
check(Array.from({length: 3}, (v) => typeof v).join(),
      'undefined,undefined,undefined', 'protector gone');
// Calls in calls.
const table = Array.from({length: 4}, (_, i) =>
  Array.from({length: 4}, (_, j) => i * j));
check(table.join(';'), '0,0,0,0;0,1,2,3;0,2,4,6;0,3,6,9', 'nested');
// Getters, iterables, and closing.
const log = [];
Array.from({
  get [Symbol.iterator]() { log.push('iterator'); },
  get length() { log.push('length'); return 1; },
  get 0() { log.push('0'); },
}, () => log.push('call'));
check(log.join(), 'iterator,length,0,call', 'order');
const iterable = {
  closed: 0,
  * [Symbol.iterator]() {
    try { yield 1; yield 2; } finally { this.closed++; }
  },
};
check(Array.from(iterable, (v, i) => v * 10 + i).join(), '10,21', 'iterable');
try { Array.from(iterable, () => { throw 0; }); } catch {}
check(iterable.closed, 2, 'closed');
check(Array.from([1, , 3], (v) => v ?? 'none').join(), '1,none,3', 'array');
check(Array.from('ab', (v, i) => v + i).join(), 'a0,b1', 'string');
check(Array.from(new Set([4, 5]), (v) => v + 1).join(), '5,6', 'set');
check(Array.from(new Proxy({length: 2, 0: 'p'}, {}), (v) => v ?? 'q').join(),
      'p,q', 'proxy');
check(Array.from(7, () => 0).length, 0, 'number');
// Other receivers see every step.
class List extends Array {}
check(Array.from.call(List, {length: 2}, (_, i) => i) instanceof List, true,
      'subclass');
check(Array.from.call(undefined, {length: 2}, (_, i) => i).length, 2,
      'no constructor');
const made = Array.from.call(function(n) { this.n = n; }, {length: 2}, () => 1);
check(made.n + made[1] + made.length, 5, 'constructor');
