// SPDX-License-Identifier: MIT
// Error.prepareStackTrace gets CallSites; strict code is not given away.
function sitesOf(make) {
  Error.prepareStackTrace = (error, sites) => sites;
  const { stack } = make();
  Error.prepareStackTrace = undefined;
  return stack;
}
function check(actual, expected) {
  if (actual !== expected)
    throw new Error(`got ${actual}, expected ${expected}`);
}
function named() { return new Error(); }
let [site] = sitesOf(named);
check(site.getFunctionName(), 'named');
check(site.getFunction(), named);
check(site.getThis(), globalThis);
check(site.getTypeName(), null);
check(site.getMethodName(), null);
check(site.getLineNumber(), 13);
check(site.getColumnNumber(), 27);
check(site.getEnclosingLineNumber(), 13);
check(site.getEnclosingColumnNumber(), 1);
check(site.isToplevel(), true);
check(site.isEval(), false);
check(site.isNative(), false);
check(site.isConstructor(), false);
check(site.isAsync(), false);
check(site.isPromiseAll(), false);
check(site.getPromiseIndex(), null);
check(site.getEvalOrigin(), undefined);
check(site.getFileName(), __filename);
check(site.getScriptNameOrSourceURL(), __filename);
check(`${site}`, `named (${__filename}:13:27)`);

class A { m() { return new Error(); } }
const strict = sitesOf(() => new A().m());
check(strict[0].getTypeName(), 'A');
check(strict[0].getMethodName(), 'm');
check(strict[0].getThis(), undefined);
check(strict[0].getFunction(), undefined);
// Nor who called it.
check(strict[1].getFunction(), undefined);

[site] = sitesOf(() => eval('(function q() { return new Error(); })()'));
check(site.isEval(), true);
check(site.getEvalOrigin(), `eval at <anonymous> (${__filename}:45:24)`);
check(sitesOf(() => [1].map(named)[0])[1].getFileName(), null);
