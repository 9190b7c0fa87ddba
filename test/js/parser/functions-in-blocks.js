// SPDX-License-Identifier: MIT
// Annex B.3.2: functions in blocks of sloppy code.
function check(actual, expected) {
  if (!Object.is(actual, expected))
    throw new Error(`got ${String(actual)}, expected ${String(expected)}`);
}
check(typeof early, 'undefined');
{
  check(typeof early, 'function');
  function early() { return 1; }
}
check(early(), 1);
(function () {
  let blocked = 0;
  { function blocked() {} }
  check(blocked, 0);
})();
(function (parameter) {
  { function parameter() {} }
  check(parameter, 5);
})(5);
(function () {
  'use strict';
  { function strict() {} }
  check(typeof strict, 'undefined');
})();
(function () {
  if (1) function branch() { return 2; }
  check(branch(), 2);
  switch (1) { case 1: function inSwitch() { return 3; } }
  check(inSwitch(), 3);
  { async function notHoisted() {} }
  check(typeof notHoisted, 'undefined');
  { function twice() { return 1; } function twice() { return 2; } }
  check(twice(), 2);
  try { throw 0; } catch (f) { { function f() { return 4; } } }
  check(f(), 4);
})();
(function () {
  eval('{ function fromEval() { return fromEval; } fromEval = 6; } ');
  check(typeof fromEval, 'function');
})();
(function () {
  let value = 0;
  {
    function changed() { return 1; }
    changed = () => 2;
    value = changed();
  }
  check(value, 2);
  check(changed(), 1);
})();
