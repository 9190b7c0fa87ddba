// SPDX-License-Identifier: MIT
'use strict';
const assert = require('assert');
function* g(a) {
  try {
    const x = yield a;
    const y = yield x * 2;
    return x + y;
  } finally {
    yield 'cleanup';
  }
}
let it = g(1);
assert.deepStrictEqual([it.next('ignored'), it.next(5), it.next(6), it.next(), it.next()],
    [{value: 1, done: false}, {value: 10, done: false}, {value: 'cleanup', done: false},
     {value: 11, done: true}, {value: undefined, done: true}]);
it = g(1); it.next();
assert.deepStrictEqual([it.return(9), it.next()], [{value: 'cleanup', done: false}, {value: 9, done: true}]);
it = g(1); it.next(); it.throw(new Error('in'));
assert.throws(() => it.next(), /in/);
function* outer() { const r = yield* inner(); yield r; }
function* inner() { yield* [1, 2]; return 'r'; }
assert.deepStrictEqual([...outer()], [1, 2, 'r']);
const lazy = (function* () { let [a, b] = [0, 1]; for (;;) { yield a; [a, b] = [b, a + b]; } })();
assert.deepStrictEqual(lazy.take(8).filter((x) => x % 2).toArray(), [1, 1, 3, 5, 13]);
function* busy() { it2.next(); yield; }
const it2 = busy();
assert.throws(() => it2.next(), {message: 'Generator is already running'});
