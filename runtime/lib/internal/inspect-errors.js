// SPDX-License-Identifier: MIT
//
// How util.inspect shows an error: its stack with the name made right, without
// keys that the stack repeats, and with frames shared with the cause left out.
'use strict';

const { types } = require('internal/types');
const { prefixFor } = require('internal/inspect-text');

function stackOf(error) {
  let stack;
  try {
    stack = error.stack;
  } catch {
    // A getter that throws: the error has no stack then.
  }
  return stack ? String(stack) : Error.prototype.toString.call(error);
}

function dropRepeatedKeys(context, keys, error, stack) {
  if (context.showHidden || keys.length === 0) return;
  for (const name of ['name', 'message', 'stack']) {
    const index = keys.indexOf(name);
    if (index !== -1 &&
        (typeof error[name] !== 'string' || stack.includes(error[name])))
      keys.splice(index, 1);
  }
}

// Makes the stack begin with the class of the error and its name.
function improveStack(stack, constructor, name, tag) {
  let length = name.length;
  const next = stack[length];
  if (constructor !== null &&
      !(name.endsWith('Error') && stack.startsWith(name) &&
        (next === undefined || next === ':' || next === '\n')))
    return stack;
  let fallback = 'Error';
  if (constructor === null) {
    const found = /^([A-Z][a-z_ A-Z0-9[\]()-]+)(?::|\n\s+at)/.exec(stack) ||
      /^([a-z_A-Z0-9-]*Error)$/.exec(stack);
    fallback = (found && found[1]) || '';
    length = fallback.length;
    fallback = fallback || 'Error';
  }
  const prefix = prefixFor(constructor, tag, fallback).slice(0, -1);
  if (name === prefix) return stack;
  if (!prefix.includes(name))
    return `${prefix} [${name}]${stack.slice(length)}`;
  return length === 0
    ? `${prefix}: ${stack}` : `${prefix}${stack.slice(length)}`;
}

// The longest run of frames that both lists share.
function sharedFrames(frames, others) {
  let best = { length: 0, offset: 0 };
  for (let i = 0; i < frames.length - 3; i++) {
    const at = others.indexOf(frames[i]);
    if (at === -1) continue;
    let length = 0;
    while (i + length < frames.length && at + length < others.length &&
           frames[i + length] === others[at + length])
      length++;
    if (length > 3) {
      best = { length, offset: i };
      break;
    }
  }
  return best;
}

function framesOf(context, error, lines) {
  const frames = lines.split('\n');
  let cause;
  try {
    cause = error.cause;
  } catch {
    // A getter that throws: nothing to compare with.
  }
  if (cause == null || !types.isNativeError(cause)) return frames;
  const causeStack = stackOf(cause);
  const start = causeStack.indexOf('\n    at');
  if (start === -1) return frames;
  const { length, offset } =
    sharedFrames(frames, causeStack.slice(start + 1).split('\n'));
  if (length > 3) {
    const skipped = length - 2;
    frames.splice(offset + 1, skipped, context.stylize(
      `    ... ${skipped} lines matching cause stack trace ...`, 'undefined'));
  }
  return frames;
}

function formatError(context, error, constructor, tag, keys) {
  const name = error.name != null ? String(error.name) : 'Error';
  let stack = stackOf(error);
  dropRepeatedKeys(context, keys, error, stack);
  if ('cause' in error && !keys.includes('cause')) keys.push('cause');
  if (Object.prototype.hasOwnProperty.call(error, 'errors') &&
      Array.isArray(error.errors) && !keys.includes('errors'))
    keys.push('errors');
  stack = improveStack(stack, constructor, name, tag);

  const message = String(error.message);
  let from = (message && stack.indexOf(message)) || -1;
  if (from !== -1) from += message.length;
  const start = stack.indexOf('\n    at', from);
  if (start === -1) {
    stack = `[${stack}]`;
  } else {
    const frames = framesOf(context, error, stack.slice(start + 1));
    stack = `${stack.slice(0, start)}\n${frames.join('\n')}`;
  }
  if (context.indentation !== 0)
    stack = stack.replaceAll('\n', `\n${' '.repeat(context.indentation)}`);
  return stack;
}

module.exports = { formatError, stackOf };
