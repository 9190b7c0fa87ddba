// SPDX-License-Identifier: MIT
// Names before their declaration, across closures, loops and switches.
function check(actual, expected) {
  if (!Object.is(actual, expected))
    throw new Error(`got ${String(actual)}, expected ${String(expected)}`);
}
function throws(action, message) {
  try { action(); } catch (error) {
    check(error instanceof ReferenceError, true);
    check(error.message, message);
    return;
  }
  throw new Error('expected a ReferenceError');
}
const before = "Cannot access 'x' before initialization";
throws(() => { x; let x; }, before);
throws(() => { x = 1; let x; }, before);
throws(() => { typeof x; const x = 1; }, before);
throws(() => { let x = x; }, before);
throws(() => { f(); let x = 1; function f() { return x; } }, before);
throws(() => { for (let x of [x]) ; }, before);
throws(() => { for (let x in x) ; }, before);
throws(() => { new x; class x {} }, before);
throws(() => { class x extends x {} }, before);
throws(() => { (function (a = x, x) {})(); }, before);
throws(() => { ((a = x, x) => {})(); }, before);
throws(() => { switch (1) { case 0: let x; case 1: x; } }, before);
throws(() => { eval('x'); let x; }, before);
throws(() => { let [y = x, x] = []; }, before);
throws(() => { { x; } let x; }, before);
(() => { let x = 1; { check(x, 1); } })();
(() => { const f = () => x; let x = 2; check(f(), 2); })();
(() => { for (let i = 0, g = () => i; i < 2; i++) check(g(), 0); })();
(() => {
  const fs = [];
  for (let i = 0; i < 3; fs.push(() => i), i++) ;
  check(fs.map((f) => f()).join(), '1,2,3');
})();
(() => {
  var v = 1;
  { check(v, 1); var v; }
  const seen = [];
  for (const x of [1, 2]) seen.push(() => x);
  check(seen.map((f) => f()).join(), '1,2');
})();
