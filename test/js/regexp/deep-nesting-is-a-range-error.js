// SPDX-License-Identifier: MIT
//
// Patterns nest as deep as the stack allows; then there is a RangeError, also
// for literals and where little stack is left.
'use strict';
function check(actual, expected) {
  if (!Object.is(actual, expected))
    throw new Error('got ' + String(actual) + ', expected ' + String(expected));
}
const shapes = [['(', 'a', ')'], ['(?:', 'a', ')*'], ['(?:', 'a', '|b)'], ['(?<=', '', ')'],
                ['(?=', '', ')'], ['(?!', 'a', ')'], ['(?i:', 'a', ')'], ['[', 'a', ']', 'v'],
                ['[', 'a', '--b]', 'v']];
function nested([open, middle, close], n) {
  return open.repeat(n) + middle + close.repeat(n);
}
function error(f) {
  try { f(); } catch (e) { return e; }
}
for (const shape of shapes) {
  const flags = shape[3] ?? '';
  check(new RegExp(nested(shape, 100), flags).test('a'), true);
  const deep = nested(shape, 50000);
  for (const e of [error(() => new RegExp(deep, flags)),
                   error(() => (0, eval)('/' + deep + '/' + flags))]) {
    check(e instanceof RangeError, true);
    check(e.message, 'Maximum call stack size exceeded');
  }
}

// Near the end of the native stack.
let outcomes = 0;
function recurse() {
  try {
    [1].forEach(recurse);
  } catch (e) {
    if (outcomes++ > 20) return;
    const inner = error(() => new RegExp(nested(shapes[outcomes % shapes.length], 50)));
    if (inner !== undefined) check(inner instanceof RangeError || inner instanceof SyntaxError, true);
    throw e;
  }
}
recurse();
check(outcomes > 1, true);
