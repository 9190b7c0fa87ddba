// SPDX-License-Identifier: MIT
// The order in which forms are taken does not matter, also where text that is
// normal already meets text that is not.
'use strict';
const assert = require('assert');
const parts = [
  'a', 'é', 'ế', '\u0301', '\u0323', '\u0345', '\u05B0', '\u3099', 'か', 'が',
  '각', '\u1100', '\u1161', '\u11A8', 'Å', '\u212B', 'ﬃ', '½', '\u0344',
  '\u0F73', '\u{1D15E}', '\u{11099}', '\u{110BA}', '\u{16D67}', '\u{16D68}',
  '\uD804', '中', '\uF900', '\u09C7', '\u09BE', ' ', '😀',
];
let seed = 1;
function random(limit) {
  seed = (Math.imul(seed, 1103515245) + 12345) >>> 0;
  return (seed >>> 16) % limit;
}
for (let i = 0; i < 1500; i++) {
  let text = '';
  for (let n = 1 + random(8); n > 0; n--) text += parts[random(parts.length)];
  const [c, d, kc, kd] =
      ['NFC', 'NFD', 'NFKC', 'NFKD'].map((form) => text.normalize(form));
  assert.strictEqual(d.normalize('NFC'), c);
  assert.strictEqual(c.normalize('NFD'), d);
  assert.strictEqual(c.normalize('NFC'), c);
  assert.strictEqual(d.normalize('NFD'), d);
  assert.strictEqual(kd.normalize('NFKC'), kc);
  assert.strictEqual(d.normalize('NFKC'), kc);
  assert.strictEqual(c.normalize('NFKD'), kd);
  assert.strictEqual(kc.normalize('NFKD'), kd);
  // A space composes with nothing.
  assert.strictEqual(`x ${text} y`.normalize('NFC'), `x ${c} y`);
}
