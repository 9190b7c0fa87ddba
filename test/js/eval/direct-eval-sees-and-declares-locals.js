// SPDX-License-Identifier: MIT
function check(actual, expected) {
  if (!Object.is(actual, expected))
    throw new Error('got ' + String(actual) + ', expected ' + String(expected));
}
function f() { let x = 1; var r = eval('var y = x + 1; x = 5; y'); return [r, x, y].join(); }
check(f(), '2,5,2');
function strict() { 'use strict'; eval('var z = 1'); return typeof z; }
check(strict(), 'undefined');
function args() { return eval('arguments.length + (() => this.k)()'); }
check(args.call({ k: 10 }, 1, 2), 12);
class A { m() { return eval('super.toString === Object.prototype.toString'); } }
check(new A().m(), true);
check((0, eval)('var g1 = 1; typeof f'), 'undefined');
check(delete g1, true);
check(eval('1; if (true) { 2; } else { 3; }'), 2);
check(eval('do { 4; break; } while (false)'), 4);
let name;
try { (function (p = eval('var p = 1')) {})(); } catch (e) { name = e.name; }
check(name, 'SyntaxError');
