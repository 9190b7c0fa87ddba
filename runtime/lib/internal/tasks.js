// SPDX-License-Identifier: MIT
//
// process.nextTick, queueMicrotask and what happens to unhandled rejections.
// The host calls runTicks after each callback.
'use strict';

const { enqueueMicrotask, runMicrotasks } = internalBinding('tasks');
const { makeError, validateFunction } = require('internal/errors');

// Ticks to run: a queue with a moving head, so that shifting is cheap.
let ticks = [];
let head = 0;

function nextTick(callback, ...args) {
  validateFunction(callback, 'callback');
  if (process._exiting) return;
  ticks.push(callback, args);
}

function queueMicrotask(callback) {
  validateFunction(callback, 'callback');
  enqueueMicrotask(() => { callback(); });
}

// Promises rejected without a handler since the last check: promise -> reason.
const unhandled = new Map();
const forEachEntry = Map.prototype.forEach;
const { apply } = Reflect;
// Rejections that have been reported, for 'rejectionHandled'.
let reported;
let handledLate = [];

const kRejectWithNoHandler = 0;
const kHandlerAddedAfterReject = 1;

function onRejection(event, promise, value) {
  if (event === kRejectWithNoHandler) {
    unhandled.set(promise, value);
  } else if (event === kHandlerAddedAfterReject) {
    if (!unhandled.delete(promise) && reported !== undefined &&
        reported.has(promise)) {
      reported.delete(promise);
      handledLate.push(promise);
    }
  }
}

// As the engine shows a value in messages: without running its code.
function briefly(reason) {
  if (typeof reason === 'string') return reason;
  if (reason === null || typeof reason !== 'object')
    return require('internal/inspect').inspect(reason);
  if (Array.isArray(reason)) return '[object Array]';
  const constructor = Object.getOwnPropertyDescriptor(
    Object.getPrototypeOf(reason) ?? {}, 'constructor')?.value;
  return `#<${typeof constructor === 'function' && constructor.name ||
    'Object'}>`;
}

function rejectionError(reason) {
  const shown = briefly(reason);
  const error = makeError(Error, 'ERR_UNHANDLED_REJECTION',
    'This error originated either by throwing inside of an async function ' +
    'without a catch block, or by rejecting a promise which was not handled ' +
    `with .catch(). The promise rejected with the reason "${shown}".`);
  const { stack } = error;
  const start = typeof stack === 'string' ? stack.indexOf('\n    at ') : -1;
  const frames = start === -1 ? '' : stack.slice(start);
  Object.defineProperty(error, 'stack', {
    value: `UnhandledPromiseRejection: ${error.message}${frames}`,
    writable: true, configurable: true, enumerable: false,
  });
  Object.defineProperty(error, 'name', {
    value: 'UnhandledPromiseRejection', writable: true, configurable: true,
    enumerable: false,
  });
  return error;
}

// Returns true if there was something that may have made new ticks.
function processRejections() {
  let busy = false;
  while (handledLate.length !== 0) {
    busy = true;
    process.emit('rejectionHandled', handledLate.shift());
  }
  // Not by iteration: a program may have changed how arrays iterate, or what
  // maps inherit.
  apply(forEachEntry, unhandled, [(reason, promise) => {
    unhandled.delete(promise);
    busy = true;
    if (reported === undefined) reported = new WeakSet();
    reported.add(promise);
    if (process.emit('unhandledRejection', reason, promise)) return;
    const { types } = require('internal/types');
    const error = types.isNativeError(reason) || reason instanceof Error
      ? reason : rejectionError(reason);
    require('internal/uncaught').triggerUncaught(error, 'unhandledRejection');
  }]);
  return busy;
}

function runTicks() {
  do {
    while (head < ticks.length) {
      const callback = ticks[head];
      const args = ticks[head + 1];
      ticks[head] = ticks[head + 1] = undefined;
      head += 2;
      apply(callback, undefined, args);
    }
    ticks = [];
    head = 0;
    runMicrotasks();
  } while (head < ticks.length || processRejections());
}

module.exports = { nextTick, queueMicrotask, onRejection, runTicks };
