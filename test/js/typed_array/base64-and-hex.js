// SPDX-License-Identifier: MIT
// Uint8Array encodes to base64 and hexadecimal, and decodes what it encoded.
'use strict';
function same(actual, expected) {
  if (actual !== expected) throw new Error(`${actual}, not ${expected}`);
}
for (let n = 0; n < 40; n++) {
  const bytes = Uint8Array.from({length: n}, (_, i) => (i * 37 + 251) & 255);
  for (const alphabet of ['base64', 'base64url'])
    for (const omitPadding of [false, true]) {
      const text = bytes.toBase64({alphabet, omitPadding});
      same(Uint8Array.fromBase64(text, {alphabet}).join(), bytes.join());
    }
  same(Uint8Array.fromHex(bytes.toHex()).join(), bytes.join());
}
same(new Uint8Array([255, 254]).toBase64(), '//4=');
const target = new Uint8Array(2);
const result = target.setFromBase64('Zm9vYmFy');
same(result.read + ' ' + result.written, '0 0');
let error;
try { Uint8Array.fromBase64('Zh==', {lastChunkHandling: 'strict'}); }
catch (e) { error = e; }
same(error instanceof SyntaxError, true);
