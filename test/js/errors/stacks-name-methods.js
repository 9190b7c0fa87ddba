// SPDX-License-Identifier: MIT
// What a frame is called: type, method, alias, accessor, eval.
'use strict';
function frame(run) {
  try {
    run();
  } catch (error) {
    return error.stack.split('\n')[1].replace(/\/.*?(?=stacks-name)/g, '')
      .replace(/stacks-name-methods\.js/g, 'F').replace(/:\d+:\d+/g, ':');
  }
}
function check(run, expected) {
  const actual = frame(run);
  if (actual !== `    at ${expected}`)
    throw new Error(`got ${actual}, expected ${expected}`);
}
function fail() { throw new Error('x'); }
class A {
  constructor(ok) { if (!ok) throw new Error('x'); }
  static s() { throw new Error('x'); }
  m() { throw new Error('x'); }
  get g() { throw new Error('x'); }
  ['comp' + 1]() { throw new Error('x'); }
  #p() { throw new Error('x'); }
  callPrivate() { this.#p(); }
  [Symbol.iterator]() { throw new Error('x'); }
}
const a = new A(true);
check(() => new A(), 'new A (F:)');
check(() => A.s(), 'A.s (F:)');
check(() => a.m(), 'A.m (F:)');
check(() => a.g, 'get g (F:)');
check(() => a.comp1(), 'A.comp1 (F:)');
check(() => a.callPrivate(), '#p (F:)');
check(() => [...a], '[Symbol.iterator] (F:)');
const o = { foo() { throw new Error('x'); }, named: function nm() { fail(); },
            run: function nm() { throw new Error('x'); } };
o.bar = o.foo;
check(() => o.foo(), 'Object.foo (F:)');
check(() => ({ other: o.foo }).other(), 'Object.foo [as other] (F:)');
check(() => o.run(), 'Object.nm [as run] (F:)');
const ns = { a: {} };
ns.a.b = () => { throw new Error('x'); };
check(() => ns.a.b(), 'ns.a.b (F:)');
check(() => { (() => { throw new Error('x'); })(); }, 'F:');
check(() => Array.from({ get length() { throw new Error('x'); } }),
      'get length (F:)');
check(() => eval('throw new Error("x")'),
      'eval (eval at <anonymous> (F:), <anonymous>:)');
check(() => (function named() {
  eval('function inner() { throw new Error("x") } inner()');
})(), 'inner (eval at named (F:), <anonymous>:)');
check(() => new Function('throw new Error("x")')(),
      'eval (eval at <anonymous> (F:), <anonymous>:)');
check(() => { (function f() { throw new Error('x'); }).call('s'); },
      'String.f (F:)');
// A limit that is no number: no stack; every other limit counts frames.
function lines(limit) {
  const saved = Error.stackTraceLimit;
  Error.stackTraceLimit = limit;
  const error = (function deep(n) {
    return n === 0 ? new Error('x') : deep(n - 1);
  })(30);
  Error.stackTraceLimit = saved;
  return error.stack === undefined ? undefined : error.stack.split('\n').length;
}
if (lines('1') !== undefined || lines(0) !== 1 || lines(3) !== 4 ||
    !(lines(Infinity) > 31) || lines(-1) !== 1)
  throw new Error('limits');
