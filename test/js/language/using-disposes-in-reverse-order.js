// SPDX-License-Identifier: MIT
'use strict';
function check(actual, expected) {
  if (!Object.is(actual, expected))
    throw new Error('got ' + String(actual) + ', expected ' + String(expected));
}
const log = [];
const resource = (name, error) => ({
  [Symbol.dispose]() { log.push(name); if (error) throw error; } });
{ using a = resource('a'), b = resource('b'), c = null; log.push('body'); }
check(log.join(), 'body,b,a');
let caught;
try {
  using x = resource('x', new Error('second'));
  throw new Error('first');
} catch (e) { caught = e; }
check(caught.error.message + ' ' + caught.suppressed.message, 'second first');
function leaves() { using a = resource('left'); return log.length; }
check(leaves(), 4);
check(log[4], 'left');
