// SPDX-License-Identifier: MIT
//
// Patterns that make backtracking matchers take exponential or polynomial time,
// each with a subject for it of about n units: `evilPatterns` for the programs
// of this folder. Most are of the kinds that advisories against npm packages
// describe. A row: what it is, the pattern, the subject, and if that is not
// linear in this engine, what it is instead.
'use strict';
const a = (n) => 'a'.repeat(n);
globalThis.evilPatterns = [
  // Quantifiers in quantifiers.
  ['nested stars', /^(a*)*b/, a],
  ['nested pluses', /^(a+)+$/, (n) => a(n) + '!'],
  ['three levels', /^(((a+)+)+)+$/, (n) => a(n) + '!'],
  ['lazy in greedy', /^(?:a+?)*$/, (n) => a(n) + '!'],
  ['greedy in lazy', /^(?:a+)*?$/, (n) => a(n) + '!'],
  ['bounded in star', /^(?:a{1,5})*$/, (n) => a(n) + '!'],
  ['star in bounded', /^(?:a*){2,5}$/, (n) => a(n) + '!'],
  ['counted pairs', /^(?:a?){20}(?:aa|a){20}b/, a],
  ['any in star', /(.*)*x/, a],
  ['nullable body', /^(?:a|b|)*c/, a],
  ['nullable loops', /^(?:a*b*)*c/, (n) => 'ab'.repeat(n / 2)],
  ['captures inside', /^(([a-z])+.)+[A-Z]([a-z])+$/, a],
  // Alternatives that overlap.
  ['a or aa', /^(a|aa)+$/, (n) => a(n) + '!'],
  ['a or optional a', /^(a|a?)+$/, (n) => a(n) + '!'],
  ['word or dot', /^(?:\w|.)*$/, (n) => a(n) + '\n'],
  ['class overlap', /^(?:[a-m]|[g-z])*!$/, (n) => 'h'.repeat(n)],
  ['switch overlap', /^(?:ab|abab|cd|cdcd|ef)*g/, (n) => 'ab'.repeat(n / 2)],
  ['ignoring case', /^(?:a|A)*$/i, (n) => a(n) + '!'],
  ['code points', /^(?:\u{1F600}|.)*$/u, (n) => '\u{1F600}'.repeat(n / 2) + '\n'],
  ['unicode sets', /^(?:[\p{L}--b]+|a)*$/v, (n) => a(n) + '!'],
  // Searches that start over, and loops that follow each other.
  ['trailing space', /\s+$/, (n) => ' '.repeat(n) + '!'],
  ['trim of both ends', /^\s+|\s+$/g, (n) => 'x' + ' '.repeat(n) + 'x'],
  ['two loops', /a*a*b/, a],
  ['three loops', /x*a*a*a*c/, (n) => a(n) + '!'],
  ['dots', /.*,.*,.*,.*=/, (n) => ','.repeat(n)],
  ['lazy dots', /<.*?>.*?<\/.*?>/, (n) => '<>'.repeat(n / 2)],
  ['blocks', /(?:ab)*c/, (n) => 'ab'.repeat(n / 2)],
  ['comment', /\/\*(?:[^*]|\*(?!\/))*\*\//, (n) => '/*a'.repeat(n / 3)],
  ['string', /"(?:[^"\\]|\\.)*"$/, (n) => '\\"'.repeat(n / 2)],
  // As packages had them.
  ['e-mail', /^([a-zA-Z0-9])(([.-]|[_]+)?([a-zA-Z0-9]+))*(@){1}[a-z0-9]+$/, a],
  ['e-mail domain', /^\w+([-+.]\w+)*@\w+([-.]\w+)*\.\w+([-.]\w+)*$/,
   (n) => 'a@' + a(n)],
  ['url', /^(?:https?:\/\/)?(?:[\w-]+\.?)+(?:\/[\w-./?%&=]*)?$/,
   (n) => 'http://' + a(n) + '!'],
  ['host name', /^(([a-z]+)\.?)+$/, (n) => a(n) + '!'],
  ['html tag', /<(?:\w+)(?:\s+\w+(?:\s*=\s*(?:".*?"|'.*?'|[^'">\s]+))?)*\s*>/,
   (n) => '<a' + ' b=c'.repeat(n / 4)],
  ['html attributes', /<\w+(\s+[\w-]+="[^"]*"\s*)*>/,
   (n) => '<a' + '  b="" '.repeat(n / 7)],
  ['markdown link', /!?\[((?:\[[^\]]*\]|[^[\]]|\](?=[^[]*\]))*)\]\(/,
   (n) => '['.repeat(n)],
  ['markdown emphasis', /^_((?:__|[\s\S])+?)_x/, (n) => '_'.repeat(n)],
  ['markdown table', /^ *\|(.+)\n *\|( *[-:]+[-| :]*)\n/, (n) =>
      '|' + 'x'.repeat(n / 2) + '\n|' + '-'.repeat(n / 2)],
  ['date', /^(?:\d+\s*(?:d|h|m)?\s*)+$/, (n) => '1'.repeat(n) + '!'],
  ['number', /^[-+]?(?:\d+,?)+(?:\.\d+)?$/, (n) => '1'.repeat(n) + 'x'],
  ['version', /^v?(\d+\.?)+(-[\w.]+)*(\+[\w.]+)*$/,
   (n) => '1'.repeat(n) + '!'],
  ['colour', /^rgba?\(\s*(\d+)\s*,\s*(\d+)\s*(?:,\s*)*\)$/,
   (n) => 'rgb(1,1' + ','.repeat(n)],
  ['user agent', /(?:MSIE|Firefox|\w+)*\/(?:\d+\.?)+;/, (n) => a(n)],
  ['base64 data', /^data:(?:[^;]+;?)*;base64,/, (n) => 'data:' + a(n)],
  ['white space lines', /^(?:\s*\n\s*)+x/, (n) => '\n'.repeat(n)],
  ['shell quoting', /^(?:[^'"\s]+|'[^']*'|"[^"]*")+$/, (n) => a(n) + ' '],
  ['sql comment', /^(?:--.*\n|\s+|\/\*.*?\*\/)*;/, (n) => ' '.repeat(n)],
  ['template', /\{\{((?:.|\n)+?)\}\}/, (n) => '{{'.repeat(n / 2)],
  // Lookarounds.
  ['lookahead in a loop', /^(?:(?=a)a|a)*b/, a],
  ['negative lookahead', /^(?:(?!b)a|a)*b/, a],
  ['loop in lookahead', /(?=(a+)+b)a/, a],
  ['lookbehind', /(?<=^(?:a|aa)+)b/, (n) => a(n) + 'cb'],
  ['lookbehind loop', /(?<=x(a+)+)b/, (n) => a(n) + 'b'],
  ['password', /^(?=.*\d)(?=.*[a-z])(?=(?:.*[A-Z])+)\w+$/, a],
  // One long scan, or more, at each position.
  ['lookahead that matches', /(?:(?=.*b)a)*c/, (n) => a(n) + 'b', 'quadratic'],
  // What captures hold decides.
  ['backreference', /^(a+)+\1b/, a, 'exponential'],
  ['backreference to nothing', /^(?:(x)|a|aa)+\1$/, (n) => a(n) + '!',
   'exponential'],
  ['quotes', /(['"]?)(?:a+|a)*\1!/, a, 'exponential'],
  ['named reference', /^(?<q>a|aa)+\k<q>$/i, (n) => a(n) + '!', 'exponential'],
];
