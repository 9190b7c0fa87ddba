// SPDX-License-Identifier: MIT
// Where a line break ends a statement, and where it does not.
function check(actual, expected) {
  if (!Object.is(actual, expected))
    throw new Error(`got ${String(actual)}, expected ${String(expected)}`);
}
let a = 1
let b = 2
a
++b
check(a, 1)
check(b, 3)
const f = () => { return
  1 }
check(f(), undefined)
let log = ''
const g = (x) => { log += x; return g }
g('a')
('b')
check(log, 'ab')
const c = a
/2/g.lastIndex
check(isNaN(c), true)
do log = 'c'; while (0) log += 'd'
check(log, 'cd')
outer: for (;;) { for (;;) { break
  outer } break }
var let_ = 1, async, of
var get
var x = {
  get
  y() { return 1 },
  async
  : 2
}
check(x.y, 1)
check(x.async, 2)
class K {
  static
  s = 1
  get
  *m() { yield 3 }
  'quoted'
  n = 4
}
check(K.s, 1)
check('get' in new K, true)
check(new K().m().next().value, 3)
check(new K().n, 4)
for (const text of ['a b', 'if (1) x else y', 'throw\n1', 'for (a; b\n)', '({} {})',
                    'x\n=> 1', 'do {} while (0) }']) {
  let error
  try { Function(text) } catch (e) { error = e }
  check(error instanceof SyntaxError, true)
}
