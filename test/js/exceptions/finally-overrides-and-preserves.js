// SPDX-License-Identifier: MIT
'use strict';
function check(actual, expected) {
  if (!Object.is(actual, expected))
    throw new Error('got ' + String(actual) + ', expected ' + String(expected));
}
function order() { const log = []; try { try { throw 1; } finally { log.push('f'); } } catch (e) { log.push(e); } return log.join(); }
check(order(), 'f,1');
check((() => { try { return 1; } finally { return 2; } })(), 2);
check((() => { for (const x of [1, 2]) { try { return x; } finally { if (x === 1) continue; } } })(), 2);
check((() => { let x = 1; try { return x; } finally { x = 2; } })(), 1);
check((() => { a: try { throw 1; } finally { break a; } return 3; })(), 3);
let inner;
try { try { throw new Error('a'); } finally { throw new Error('b'); } } catch (e) { inner = e.message; }
check(inner, 'b');
