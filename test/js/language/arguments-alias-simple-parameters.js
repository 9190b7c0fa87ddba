// SPDX-License-Identifier: MIT
function check(actual, expected) {
  if (!Object.is(actual, expected))
    throw new Error('got ' + String(actual) + ', expected ' + String(expected));
}
function mapped(a, b) { arguments[0] = 9; b = 8; return [a, arguments[1], arguments.length]; }
check(mapped(1, 2, 3).join(), '9,8,3');
function strict(a) { 'use strict'; arguments[0] = 9; return a; }
check(strict(1), 1);
function complex(a = 0) { arguments[0] = 9; return a; }
check(complex(1), 1);
function captured(a) { arguments[0] = 5; return () => a; }
check(captured(1)(), 5);
