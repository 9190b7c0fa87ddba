// SPDX-License-Identifier: MIT
// The value of a program is that of its last statement that has one.
function check(actual, expected) {
  if (!Object.is(actual, expected))
    throw new Error(`got ${String(actual)}, expected ${String(expected)}`);
}
const run = (text) => (0, eval)(text);
check(run(''), undefined);
check(run('1'), 1);
check(run('1; var a = 2'), 1);
check(run('1; function f() {}'), 1);
check(run('1; {}'), 1);
check(run('1; let b = 2; ;'), 1);
check(run('1; if (0) 2'), undefined);
check(run('1; if (1) 2; else 3'), 2);
check(run('1; do { 2; break } while (0)'), 2);
check(run('1; do { break } while (0)'), undefined);
check(run('for (var i = 0; i < 3; i++) i'), 2);
check(run('for (var i = 0; i < 3; i++) { if (i == 2) continue; i }'), undefined);
check(run('1; while (0) 2'), undefined);
check(run('a: { 1; break a; }'), 1);
check(run('a: { 1; { break a } 2 }'), 1);
check(run('switch (1) { case 1: 4; case 2: 5; break; case 3: 6 }'), 5);
check(run('1; switch (2) { }'), undefined);
check(run('try { 1 } finally { 2 }'), 1);
check(run('try { throw 1 } catch (e) { 3 } finally { 2 }'), 3);
check(run('do { try { 1 } finally { 2; break } } while (0)'), 2);
check(run('do { try { 39 } catch (e) { } finally { 42; break } } while (0)'), 42);
check(run('do { 1; try { break } finally { } } while (0)'), undefined);
check(run('1; with ({x: 2}) x'), 2);
check(run('1; with ({}) ;'), undefined);
check(run('1; class A {}'), 1);
check(run('for (var k in {p: 1}) k'), 'p');
check(run('1; for (var k of []) k'), undefined);
check(run('1; throw_ = 2; {}'), 2);
check(run('"use strict"; 3; var s'), 3);
