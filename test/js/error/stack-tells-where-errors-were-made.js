// SPDX-License-Identifier: MIT
// The stack property, captureStackTrace, stackTraceLimit, prepareStackTrace.
function check(actual, expected) {
  if (!Object.is(actual, expected))
    throw new Error(`got ${String(actual)}, expected ${String(expected)}`);
}
function checkThrows(type, action, message) {
  try {
    action();
  } catch (error) {
    check(error.constructor, type);
    if (message !== undefined) check(error.message, message);
    return;
  }
  throw new Error(`expected ${type.name}`);
}
function inner() { return new Error('x'); }
function outer() { return inner(); }
const lines = outer().stack.split('\n');
check(lines[0], 'Error: x');
check(/^    at inner \(.*:\d+:\d+\)$/.test(lines[1]), true);
check(/^    at outer /.test(lines[2]), true);
const error = inner();
error.message = 'changed';
check(error.stack.split('\n')[0], 'Error: changed');
check(Object.getOwnPropertyNames(error).join(), 'stack,message');
check(Object.getOwnPropertyDescriptor(error, 'stack').enumerable, false);
const holder = {name: 'N', message: 'M'};
function capture() { Error.captureStackTrace(holder, capture); }
function caller() { capture(); }
caller();
check(holder.stack.split('\n')[0], 'N: M');
check(holder.stack.split('\n')[1].includes('caller'), true);
class Derived extends Error {
  constructor(message) { super(message); this.name = 'Derived'; }
}
check(new Derived('d').stack.startsWith('Derived: d\n'), true);
Error.stackTraceLimit = 1;
check(outer().stack.split('\n').length, 2);
Error.stackTraceLimit = 10;
let sites;
Error.prepareStackTrace = (e, callSites) => { sites = callSites; return 42; };
check(outer().stack, 42);
check(sites[0].getFunctionName(), 'inner');
check(sites[1].getFunctionName(), 'outer');
check(typeof sites[0].getLineNumber(), 'number');
check(String(sites[0]).startsWith('inner ('), true);
Error.prepareStackTrace = undefined;
const same = inner();
same.stack = 'mine';
check(same.stack, 'mine');
