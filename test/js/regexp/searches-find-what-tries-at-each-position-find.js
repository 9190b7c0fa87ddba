// SPDX-License-Identifier: MIT
//
// A search skips positions by what may follow there: parts that may be left
// out, alternatives of several lengths, loops in loops. A sticky expression
// tries one position; trying all of them must find the same.
'use strict';
const assert = require('assert');

const patterns = [
  '(^|[^b])aab', '(?:|c)ab', 'a?b?c?abc', '(?:a|bc|cab)b', 'a*b', '(?:ab)*ca',
  '(?:a?b){2}c', '(?:a|b{2,3}){1,2}c', 'a{0,2}b{1,2}ca', '(?:(?:a*)*b)*cc',
  '(?:a{0}|b)c', '(?:a|bb|)(?:c|ab|)b', '(a|)\\1bc', '(?=ab)a?bc', 'b?$',
  '(?<=a|bc)b?c', '[^]?é?b', '(?:é|a\u0101|)bc', '\u0101?[^a]b',
  '(?:\u{1f600}|a)b', '\u{1f600}?bc', '[b\u{1f600}]{1,2}a',
];
const subjects = [''];
for (let length = 1; length <= 4; length++)
  for (let i = 0; i < 3 ** length; i++)
    subjects.push(i.toString(3).padStart(length, '0')
                      .replace(/./g, (digit) => 'abc'[digit]));
for (const other of ['é', '\u0101', '\u{1f600}', '\ud83d', '\ude00'])
  for (let i = 0; i < subjects.length && i < 40; i++)
    subjects.push(other + subjects[i], subjects[i] + other + 'bcab');

function tryEach(re, subject) {
  for (let i = 0; i <= subject.length; i++) {
    re.lastIndex = i;
    const match = re.exec(subject);
    if (match) return match;
  }
  return null;
}

for (const pattern of patterns)
  for (const flags of ['', 'i', 'u']) {
    const search = new RegExp(pattern, flags);
    const sticky = new RegExp(pattern, flags + 'y');
    for (const subject of subjects) {
      const match = search.exec(subject), wanted = tryEach(sticky, subject);
      if (match?.index !== wanted?.index || match?.[0] !== wanted?.[0])
        assert.fail(`${search} in ${JSON.stringify(subject)}: ` +
                    `${match?.index} ${match} instead of ` +
                    `${wanted?.index} ${wanted}`);
    }
  }

// Loops in loops are not looked at again and again.
assert.strictEqual(
    new RegExp('(?:'.repeat(200) + 'a*' + ')*'.repeat(200) + 'b').exec('cab')[0],
    'ab');
