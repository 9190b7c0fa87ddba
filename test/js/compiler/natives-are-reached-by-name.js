// SPDX-License-Identifier: MIT
// Flags: --allow-natives-syntax
'use strict';
function check(actual, expected) {
  if (!Object.is(actual, expected))
    throw new Error('got ' + String(actual) + ', expected ' + String(expected));
}
check(%ElementsKindName([1, 2]), 'PACKED_SMI_ELEMENTS');
check(%ElementsKindName([1.5]), 'PACKED_DOUBLE_ELEMENTS');
check(%ElementsKindName([1, , 'a']), 'HOLEY_ELEMENTS');
check(%HaveSameMap({ a: 1 }, { a: 2 }), true);
