// SPDX-License-Identifier: MIT
//
// The assert module. Messages follow Node's in shape; differences are shown as
// both values rather than as a line diff when they are long.
'use strict';

const { inspect } = require('internal/inspect');
const { isDeepEqual, isDeepStrictEqual, isError } =
  require('internal/comparisons');
const { invalidArgType, makeError } = require('internal/errors');

const kMessages = {
  'deepStrictEqual': 'Expected values to be strictly deep-equal:',
  'deepEqual': 'Expected values to be loosely deep-equal:',
  'strictEqual': 'Expected values to be strictly equal:',
  'notDeepStrictEqual':
    'Expected "actual" not to be strictly deep-equal to:',
  'notDeepEqual': 'Expected "actual" not to be loosely deep-equal to:',
  'notStrictEqual': 'Expected "actual" to be strictly unequal to:',
};

function show(value) {
  return inspect(value, {
    compact: false, customInspect: false, depth: 1000,
    maxArrayLength: Infinity, showHidden: false, showProxy: false,
    sorted: true, getters: true, breakLength: Infinity,
  });
}

// Lines of both texts: common ones plain, others with + (actual) or - before.
function lineDiff(actual, expected) {
  const a = actual.split('\n');
  const b = expected.split('\n');
  const lengths = [];
  for (let i = a.length; i >= 0; i--) {
    lengths[i] = new Array(b.length + 1).fill(0);
    for (let j = b.length; j >= 0 && i < a.length; j--)
      if (j < b.length)
        lengths[i][j] = a[i] === b[j] ? lengths[i + 1][j + 1] + 1
          : Math.max(lengths[i + 1][j], lengths[i][j + 1]);
  }
  const lines = [];
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      lines.push(`  ${a[i++]}`);
      j++;
    } else if (i < a.length &&
               (j === b.length || lengths[i + 1][j] >= lengths[i][j + 1])) {
      lines.push(`+ ${a[i++]}`);
    } else {
      lines.push(`- ${b[j++]}`);
    }
  }
  return lines.join('\n');
}

function describe(operator, actual, expected) {
  const head = kMessages[operator];
  if (head === undefined)
    return `${inspect(actual)} ${operator} ${inspect(expected)}`;
  if (operator.startsWith('not')) return `${head}\n\n${show(actual)}`;
  const a = show(actual);
  const b = show(expected);
  const simple = !a.includes('\n') && !b.includes('\n') && a !== b &&
    (typeof actual !== 'object' || actual === null) &&
    (typeof expected !== 'object' || expected === null);
  if (simple) {
    if (a.length + b.length <= 12 || operator === 'strictEqual')
      return `${head}\n\n${a} !== ${b}\n`;
  }
  if (a === b)
    return 'Values have same structure but are not reference-equal:\n\n' +
      `${a}\n`;
  return `${head}\n+ actual - expected\n\n${lineDiff(a, b)}`;
}

class AssertionError extends Error {
  constructor(options) {
    if (options === null || typeof options !== 'object')
      throw invalidArgType('options', 'Object', options);
    const { message, operator, stackStartFn, actual, expected } = options;
    super(message != null
      ? String(message) : describe(operator, actual, expected));
    this.generatedMessage = message == null;
    Object.defineProperty(this, 'name', {
      value: 'AssertionError [ERR_ASSERTION]', enumerable: false,
      writable: true, configurable: true,
    });
    this.code = 'ERR_ASSERTION';
    this.actual = actual;
    this.expected = expected;
    this.operator = operator;
    Error.captureStackTrace(this, stackStartFn || AssertionError);
    void this.stack;
    this.name = 'AssertionError';
  }
  toString() {
    return `${this.name} [${this.code}]: ${this.message}`;
  }
}

function fail(actual, expected, message, operator, stackStartFn) {
  if (message instanceof Error) throw message;
  throw new AssertionError(
    { actual, expected, message, operator, stackStartFn });
}

function checkTruth(value, args, stackStartFn) {
  if (value) return;
  let message = args[1];
  let generatedMessage = false;
  if (args.length === 0) {
    generatedMessage = true;
    message = 'No value argument passed to `assert.ok()`';
  } else if (message == null) {
    generatedMessage = true;
    message = 'The expression evaluated to a falsy value';
  } else if (message instanceof Error) {
    throw message;
  }
  const error = new AssertionError(
    { actual: value, expected: true, message, operator: '==', stackStartFn });
  error.generatedMessage = generatedMessage;
  throw error;
}

function assert(...args) {
  checkTruth(args[0], args, assert);
}
assert.ok = function ok(...args) {
  checkTruth(args[0], args, ok);
};

// One assertion function for each way to compare.
function defineComparison(name, operator, holds) {
  const assertion = {
    [name](actual, expected, message) {
      if (arguments.length < 2)
        throw makeError(TypeError, 'ERR_MISSING_ARGS',
          'The "actual" and "expected" arguments must be specified');
      if (!holds(actual, expected))
        fail(actual, expected, message, operator, assertion);
    },
  }[name];
  assert[name] = assertion;
}

/* eslint-disable eqeqeq */
const looselyEqual = (a, b) => a == b || (a !== a && b !== b);
/* eslint-enable eqeqeq */
defineComparison('equal', '==', looselyEqual);
defineComparison('notEqual', '!=', (a, b) => !looselyEqual(a, b));
defineComparison('strictEqual', 'strictEqual', Object.is);
defineComparison('notStrictEqual', 'notStrictEqual',
                 (a, b) => !Object.is(a, b));
defineComparison('deepEqual', 'deepEqual', isDeepEqual);
defineComparison('notDeepEqual', 'notDeepEqual',
                 (a, b) => !isDeepEqual(a, b));
defineComparison('deepStrictEqual', 'deepStrictEqual', isDeepStrictEqual);
defineComparison('notDeepStrictEqual', 'notDeepStrictEqual',
                 (a, b) => !isDeepStrictEqual(a, b));

assert.fail = function failNow(message) {
  if (message instanceof Error) throw message;
  const error = new AssertionError({
    message: message === undefined ? 'Failed' : message, operator: 'fail',
    stackStartFn: failNow,
  });
  error.generatedMessage = message === undefined;
  throw error;
};

assert.ifError = function ifError(value) {
  if (value === null || value === undefined) return;
  const shown = typeof value === 'object' && typeof value.message === 'string'
    ? value.message || value.constructor.name : inspect(value);
  throw new AssertionError({
    actual: value, expected: null, operator: 'ifError',
    message: `ifError got unwanted exception: ${shown}`,
    stackStartFn: ifError,
  });
};

function checkExpected(actual, expected, message, stackStartFn) {
  if (expected === undefined) return;
  const operator = stackStartFn.name;
  if (typeof expected === 'function') {
    if (expected.prototype !== undefined && actual instanceof expected) return;
    if (Error.isPrototypeOf(expected) || expected === Error) {
      if (message === undefined)
        message = 'The error is expected to be an instance of ' +
          `"${expected.name}". Received ` +
          (isError(actual)
            ? `"${actual.name}"\n\nError message:\n\n${actual.message}`
            : `"${inspect(actual, { depth: -1 })}"`);
      fail(actual, expected, message, operator, stackStartFn);
    }
    if (expected.call({}, actual) === true) return;
    fail(actual, expected, message === undefined
      ? `The ${expected.name ? `"${expected.name}" ` : ''}validation ` +
        `function is expected to return "true". Received ${inspect(
          expected.call({}, actual))}\n\nCaught error:\n\n${actual}`
      : message, operator, stackStartFn);
  }
  if (expected instanceof RegExp) {
    if (expected.test(String(actual))) return;
    fail(actual, expected, message === undefined
      ? `The input did not match the regular expression ${expected}. ` +
        `Input:\n\n${inspect(String(actual))}\n`
      : message, operator, stackStartFn);
  }
  const keys = Object.keys(expected);
  if (isError(expected)) keys.push('name', 'message');
  for (const key of keys) {
    const same = typeof actual[key] === 'string' &&
      expected[key] instanceof RegExp
      ? expected[key].test(actual[key])
      : key in actual && isDeepStrictEqual(actual[key], expected[key]);
    if (!same)
      fail(actual, expected, message, 'deepStrictEqual', stackStartFn);
  }
}

const kNothing = { __proto__: null };

function caught(run) {
  if (typeof run !== 'function') throw invalidArgType('fn', 'Function', run);
  try {
    run();
  } catch (error) {
    return error;
  }
  return kNothing;
}

async function caughtAsync(run) {
  if (typeof run === 'function') run = run();
  if (run === null || typeof run !== 'object' || typeof run.then !== 'function')
    throw invalidArgType('promiseFn', ['Function', 'Promise'], run);
  try {
    await run;
  } catch (error) {
    return error;
  }
  return kNothing;
}

function expectError(actual, expected, message, stackStartFn) {
  if (typeof expected === 'string') {
    message = expected;
    expected = undefined;
  }
  if (actual === kNothing) {
    const what = stackStartFn.name === 'rejects' ? 'rejection' : 'exception';
    let text = `Missing expected ${what}`;
    if (expected && expected.name) text += ` (${expected.name})`;
    text += message === undefined ? '.' : `: ${message}`;
    throw new AssertionError({
      actual: undefined, expected, operator: stackStartFn.name,
      message: text, stackStartFn,
    });
  }
  checkExpected(actual, expected, message, stackStartFn);
}

function expectNoError(actual, message, stackStartFn) {
  if (actual === kNothing) return;
  const what = stackStartFn.name === 'doesNotReject'
    ? 'rejection' : 'exception';
  const details = typeof message === 'string' ? `: ${message}` : '.';
  throw new AssertionError({
    actual, expected: undefined, operator: stackStartFn.name, stackStartFn,
    message: `Got unwanted ${what}${details}\nActual message: ` +
      `"${actual && actual.message}"`,
  });
}

assert.throws = function throws(run, expected, message) {
  expectError(caught(run), expected, message, throws);
};
assert.doesNotThrow = function doesNotThrow(run, expected, message) {
  expectNoError(caught(run),
                typeof expected === 'string' ? expected : message,
                doesNotThrow);
};
assert.rejects = async function rejects(run, expected, message) {
  expectError(await caughtAsync(run), expected, message, rejects);
};
assert.doesNotReject = async function doesNotReject(run, expected, message) {
  expectNoError(await caughtAsync(run),
                typeof expected === 'string' ? expected : message,
                doesNotReject);
};

function checkMatch(string, regexp, message, wanted, operator, stackStartFn) {
  if (!(regexp instanceof RegExp))
    throw invalidArgType('regexp', 'RegExp', regexp);
  if (typeof string === 'string' && regexp.test(string) === wanted) return;
  if (message instanceof Error) throw message;
  const text = typeof string !== 'string'
    ? `The "string" argument must be of type string. Received ${
      inspect(string)}`
    : (wanted ? 'The input did not match the regular expression '
      : 'The input was expected to not match the regular expression ') +
      `${inspect(regexp)}. Input:\n\n${inspect(string)}\n`;
  throw new AssertionError({
    actual: string, expected: regexp, operator, stackStartFn,
    message: message === undefined ? text : message,
  });
}
assert.match = function match(string, regexp, message) {
  checkMatch(string, regexp, message, true, 'match', match);
};
assert.doesNotMatch = function doesNotMatch(string, regexp, message) {
  checkMatch(string, regexp, message, false, 'doesNotMatch', doesNotMatch);
};

assert.AssertionError = AssertionError;
function strict(...args) {
  checkTruth(args[0], args, strict);
}
assert.strict = Object.assign(strict, assert, {
  equal: assert.strictEqual, deepEqual: assert.deepStrictEqual,
  notEqual: assert.notStrictEqual, notDeepEqual: assert.notDeepStrictEqual,
});
assert.strict.strict = assert.strict;

module.exports = assert;
