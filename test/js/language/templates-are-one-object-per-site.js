// SPDX-License-Identifier: MIT
'use strict';
function check(actual, expected) {
  if (!Object.is(actual, expected))
    throw new Error('got ' + String(actual) + ', expected ' + String(expected));
}
const seen = [];
function tag(strings, ...values) { seen.push(strings); return values.join('|'); }
function site(x) { return tag`a${x}b${x + 1}\n`; }
check(site(1), '1|2');
check(site(2), '2|3');
check(seen[0], seen[1]);
check(seen[0].raw[2], '\\n');
check(Object.isFrozen(seen[0]) && Object.isFrozen(seen[0].raw), true);
tag`a${0}b${0}\n`;
check(seen[2] === seen[0], false);
check(tag`${1}` + `x${2}${'y'}`, '1x2y');
