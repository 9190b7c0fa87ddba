// SPDX-License-Identifier: MIT
//
// What happens to an exception that nobody catches: listeners, else a report
// in Node's shape and exit status 1.
'use strict';

const binding = internalBinding('errors');

// "file:line\nsource line\n   ^^^\n", or '' if the place is unknown; without
// carets if the place ends on another line. place is [script name, line,
// column, end column, source line] or undefined.
function arrowOf(place) {
  if (place === undefined || !(place[1] > 0) || place[4] === undefined)
    return '';
  const { 0: name, 1: line, 2: column, 3: endColumn, 4: source } = place;
  const shown = `${name}:${line}\n${source}\n`;
  if (column > endColumn || endColumn > source.length) return shown;
  let underline = '';
  for (let i = 0; i < column; i++) underline += source[i] === '\t' ? '\t' : ' ';
  for (let i = column; i < endColumn; i++) underline += '^';
  return `${shown}${underline}\n`;
}

// Shows in front of the stack of an error of the compiler what is wrong where.
function decorateErrorStack(error) {
  if (error === null || typeof error !== 'object') return;
  const arrow = arrowOf(binding.placeOf(error));
  const { stack } = error;
  if (arrow === '' || typeof stack !== 'string' || stack.startsWith(arrow))
    return;
  error.stack = `${arrow}\n${stack}`;
}

function hasReadableStack(error) {
  try {
    void error.stack;
    return true;
  } catch {
    return false;
  }
}

function textOf(error) {
  const { inspect } = require('internal/inspect');
  const { types } = require('internal/types');
  if (error === null || (typeof error !== 'object' &&
                         typeof error !== 'function')) {
    let shown;
    try {
      shown = typeof error === 'symbol' ? error.toString() : `${error}`;
    } catch {
      shown = inspect(error);
    }
    return shown;
  }
  try {
    if (types.isNativeError(error) && !hasReadableStack(error))
      return `${error.name}: ${error.message}`;
    return inspect(error);
  } catch {
    return 'Uncaught exception that cannot be shown';
  }
}

function isInternal(place) {
  return place !== undefined && typeof place[0] === 'string' &&
    place[0].startsWith('node:');
}

function report(error, place) {
  const isError = error !== null && typeof error === 'object';
  if (isError && (place === undefined || isInternal(place))) {
    const own = binding.placeOf(error);
    if (own !== undefined && !isInternal(own)) place = own;
  }
  const text = textOf(error);
  let arrow = isInternal(place) ? '' : arrowOf(place);
  if (text.startsWith(arrow)) arrow = '';
  const before = isError || arrow === '' ? '' : '\n';
  const separator = arrow !== '' && isError && 'stack' in error ? '\n' : '';
  process.stderr.write(
    `${before}${arrow}${separator}${text}\n\nThaw ${process.versions.thaw}\n`);
}

// Called by the host with what a callback threw. Returns normally if a
// listener took it; otherwise reports and ends the process.
function onUncaught(error, place) {
  handle(error, place, 'uncaughtException');
}

function triggerUncaught(error, origin) {
  handle(error, undefined, origin);
}

function handle(error, place, origin) {
  try {
    process.emit('uncaughtExceptionMonitor', error, origin);
    if (process._uncaughtCapture) {
      process._uncaughtCapture(error);
      return;
    }
    if (process.emit('uncaughtException', error, origin)) return;
  } catch (inner) {
    // A listener that throws ends the process with status 7.
    report(inner, undefined);
    internalBinding('process').reallyExit(7);
    return;
  }
  process.exitCode = 1;
  try {
    if (!process._exiting) {
      process._exiting = true;
      process.emit('exit', 1);
    }
  } catch {
    // The first error is the one that counts.
  }
  report(error, place);
  internalBinding('process').reallyExit(process.exitCode || 1);
}

module.exports = {
  onUncaught, triggerUncaught, arrowOf, decorateErrorStack,
};
