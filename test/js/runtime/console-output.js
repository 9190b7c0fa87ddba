// SPDX-License-Identifier: MIT
// console writes to the standard streams, with groups, counts and tables.
'use strict';
const assert = require('assert');

const out = [];
const err = [];
const { write } = process.stdout;
const writeError = process.stderr.write;
process.stdout.write = (text) => { out.push(text); return true; };
process.stderr.write = (text) => { err.push(text); return true; };
console.log('a %d', 1, { b: 2 });
console.info([1, 2]);
console.debug('debug');
console.error('error');
console.warn('warn %s', 'x');
console.group('G');
console.log('in\nner');
console.group();
console.log('deep');
console.groupEnd();
console.groupEnd();
console.log('out');
console.count();
console.count('x');
console.count();
console.countReset();
console.count();
console.assert(true, 'silent');
console.assert(false, 'said %s', 'so');
console.dir({ a: { b: { c: {} } } }, { depth: 0 });
console.table([{ a: 1, b: 'x' }, { a: 2 }]);
console.table(5);
[1].forEach(console.log);
process.stdout.write = write;
process.stderr.write = writeError;

assert.deepStrictEqual(err, ['error\n', 'warn x\n',
                             'Assertion failed: said so\n']);
assert.strictEqual(out.join(''), `a 1 { b: 2 }
[ 1, 2 ]
debug
G
  in
  ner
    deep
out
default: 1
x: 1
default: 2
default: 1
{ a: [Object] }
┌─────────┬───┬─────┐
│ (index) │ a │ b   │
├─────────┼───┼─────┤
│ 0       │ 1 │ 'x' │
│ 1       │ 2 │     │
└─────────┴───┴─────┘
5
1 0 [ 1 ]
`);
