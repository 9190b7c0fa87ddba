// SPDX-License-Identifier: MIT
// String.prototype.len, the worked example of builtins-dsl/README.md.
function check(actual, expected) {
  if (actual !== expected)
    throw new Error(`got ${actual}, expected ${expected}`);
}
check('testing'.len(), 7);
check(''.len(), 0);
check('h\u00e9\u{1f600}'.len(), 4);
check(('testing' + 'another long string').len(), 26);
check(String.prototype.len.call(12345), 5);
check(String.prototype.len.call(new String('abc')), 3);
let message;
try {
  String.prototype.len.call(null);
} catch (error) {
  message = error.message;
}
check(message, 'String.prototype.len called on null or undefined');
check(Object.keys(String.prototype).includes('len'), false);
