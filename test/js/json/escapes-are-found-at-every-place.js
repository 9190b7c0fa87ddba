// SPDX-License-Identifier: MIT
// Strings are copied in words where nothing is escaped: every length, every
// place of something to escape, as value, as key, and in a long text.
'use strict';
const same = (a, b) => {
  if (a !== b) throw new Error(`${a} is not ${b}`);
};
const escapes = {'"': '\\"', '\\': '\\\\', '\n': '\\n', '\0': '\\u0000',
                 '\x1f': '\\u001f', '\x7f': '\x7f', '\xff': '\xff', ' ': ' ',
                 '\x80': '\x80', '!': '!', '#': '#', '[': '[', ']': ']'};
for (let length = 0; length < 36; length++) {
  for (const [unit, escaped] of Object.entries(escapes)) {
    for (let at = 0; at < length; at += length > 18 ? 5 : 1) {
      const before = 'abcdefghijklmnopqrstuvwxyz0123456789'.slice(0, at);
      const after = 'z'.repeat(length - at - 1);
      const text = [before, unit, after].join('');
      const want = `"${before}${escaped}${after}"`;
      same(JSON.stringify(text), want);
      same(JSON.stringify({[text]: text, b: [text]}),
           `{${want}:${want},"b":[${want}]}`);
      same(JSON.parse(want), text);
    }
  }
}
// Beyond the room that a builder begins with, and wide.
const long = 'x'.repeat(240);
for (let n = 0; n < 40; n++) {
  const key = 'k'.repeat(n);
  same(JSON.stringify({a: long, [key]: key, c: 1}),
       `{"a":"${long}","${key}":"${key}","c":1}`);
  same(JSON.stringify({a: '\u4e00', [key]: key, c: 1.5}),
       `{"a":"\u4e00","${key}":"${key}","c":1.5}`);
  same(JSON.stringify({a: long, [key]: n}, null, 1),
       `{\n "a": "${long}",\n "${key}": ${n}\n}`);
}
