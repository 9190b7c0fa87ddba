// SPDX-License-Identifier: MIT
// A name that only run time resolves is resolved before the assigned value is
// evaluated: what happens meanwhile does not redirect the store.
function check(actual, expected) {
  if (!Object.is(actual, expected))
    throw new Error(`got ${String(actual)}, expected ${String(expected)}`);
}
function simple() {
  const scope = { x: 1 };
  var x = 10;
  with (scope) x = (delete scope.x, 2);
  check(scope.x, 2);
  check(x, 10);
}
function compound() {
  const scope = { x: 1 };
  var x = 10;
  with (scope) x += (delete scope.x, 2);
  check(scope.x, 3);
  check(x, 10);
}
function destructured() {
  const scope = { x: 1 };
  var x = 10;
  with (scope) [x] = { *[Symbol.iterator]() { delete scope.x; yield 4; } };
  check(scope.x, 4);
  check(x, 10);
}
function updated() {
  const log = [];
  const scope = new Proxy({ x: 1 }, {
    has(target, key) { log.push('has ' + String(key)); return key in target; },
  });
  with (scope) x++;
  // Found once; then the read and the write each ask whether it is there.
  check(log.join().replace(/has log,?/g, ''), 'has x,has x,has x');
}
function declaredByEval() {
  x = 0;
  function inner() {
    x = (eval('var x = 2'), 1);
    return x;
  }
  check(inner(), 2);
  check(x, 1);
  var x;
}
function strictAndGone() {
  const scope = { x: 1 };
  let thrown;
  with (scope) {
    (function () {
      'use strict';
      try { x = (delete scope.x, 2); } catch (error) { thrown = error; }
    })();
  }
  check(thrown.constructor, ReferenceError);
  check('x' in scope, false);
}
function loopTargets() {
  const scope = { x: 0, seen: '' };
  with (scope) {
    for (x of [1, 2]) seen += x;
    for (x in { k: 1 }) seen += x;
  }
  check(scope.seen, '12k');
  check(scope.x, 'k');
}
simple();
compound();
destructured();
updated();
declaredByEval();
strictAndGone();
loopTargets();
