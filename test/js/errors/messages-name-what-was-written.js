// SPDX-License-Identifier: MIT
'use strict';
function message(f) {
  try {
    f();
  } catch (e) {
    return e.message;
  }
  return 'none';
}
function check(f, expected) {
  const actual = message(f);
  if (actual !== expected)
    throw new Error('got ' + actual + ', expected ' + expected);
}
const o = { a: {} };
let u, n = null;
check(() => o.f(), 'o.f is not a function');
check(() => o['x' + 1](1), 'o[("x" + 1)] is not a function');
check(() => (() => 1)()(), '(intermediate value)(...) is not a function');
check(() => o?.f(), 'o?.f is not a function');
check(() => new u(), 'u is not a constructor');
check(() => new o.a(), 'o.a is not a constructor');
check(() => { for (const x of u); }, 'u is not iterable');
check(() => { const [a] = n; }, 'n is not iterable');
check(() => { const { x } = u; },
      "Cannot destructure property 'x' of 'u' as it is undefined.");
check(() => { const {} = n; }, "Cannot destructure 'n' as it is null.");
check(() => eval('u()'), 'u is not a function');
check(() => new Function('a', 'return a.q()')(1), 'a.q is not a function');
check(() => message(...u),
      'u is not iterable (cannot read property undefined)');
check(() => message(...{}), 'Spread syntax requires ...iterable' +
      '[Symbol.iterator] to be a function');
