// SPDX-License-Identifier: MIT
// encodeURI and its kin, escape, parseInt, parseFloat.
function check(actual, expected) {
  if (!Object.is(actual, expected))
    throw new Error(`got ${String(actual)}, expected ${String(expected)}`);
}
function checkThrows(type, action, message) {
  try {
    action();
  } catch (error) {
    check(error.constructor, type);
    if (message !== undefined) check(error.message, message);
    return;
  }
  throw new Error(`expected ${type.name}`);
}
check(encodeURIComponent('a b&\u00e9\u{1f600}'), 'a%20b%26%C3%A9%F0%9F%98%80');
check(decodeURIComponent('%F0%9F%98%80'), '\u{1f600}');
check(encodeURI('http://x/?a=b#c'), 'http://x/?a=b#c');
check(decodeURI('%23%41'), '%23A');
checkThrows(URIError, () => decodeURIComponent('%C0%80'), 'URI malformed');
checkThrows(URIError, () => encodeURIComponent('\ud800'), 'URI malformed');
check(escape('\u00e4\u1234 @'), '%E4%u1234%20@');
check(unescape('%u1234%e4%zz'), '\u1234\u00e4%zz');
check(parseInt('0x1f'), 31);
check(parseInt('12px', 8), 10);
check(parseFloat('3.5e2x'), 350);
check(Number.parseFloat, parseFloat);
check(isNaN('x'), true);
check(isFinite('1'), true);
check(globalThis.undefined, undefined);
