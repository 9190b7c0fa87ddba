// SPDX-License-Identifier: MIT
//
// The events module: EventEmitter and once.
'use strict';

const { makeError, invalidArgType, outOfRange } =
  require('internal/errors');

const kCapture = Symbol('kCapture');
let defaultMaxListeners = 10;

function EventEmitter(options) {
  EventEmitter.init.call(this, options);
}

EventEmitter.prototype._events = undefined;
EventEmitter.prototype._eventsCount = 0;
EventEmitter.prototype._maxListeners = undefined;

EventEmitter.init = function init(options) {
  if (this._events === undefined ||
      this._events === Object.getPrototypeOf(this)._events) {
    this._events = { __proto__: null };
    this._eventsCount = 0;
  }
  this._maxListeners = this._maxListeners || undefined;
  this[kCapture] = Boolean(options && options.captureRejections);
};
Object.defineProperty(EventEmitter.prototype, kCapture, {
  value: false, writable: true, enumerable: false,
});

function checkListener(listener) {
  if (typeof listener !== 'function')
    throw invalidArgType('listener', 'Function', listener);
}

function maxListenersOf(emitter) {
  return emitter._maxListeners === undefined
    ? defaultMaxListeners : emitter._maxListeners;
}

function unhandledError(args) {
  const error = args[0];
  if (error instanceof Error) return error;
  const { inspect } = require('internal/inspect');
  const wrapped = makeError(Error, 'ERR_UNHANDLED_ERROR',
    `Unhandled error. (${typeof error === 'string'
      ? `'${error}'` : inspect(error)})`);
  wrapped.context = error;
  return wrapped;
}

function watchRejection(emitter, result) {
  if (!emitter[kCapture] || result === undefined || result === null) return;
  const { then } = result;
  if (typeof then !== 'function') return;
  then.call(result, undefined, (error) => {
    process.nextTick(() => emitter.emit('error', error));
  });
}

EventEmitter.prototype.emit = function emit(type, ...args) {
  const events = this._events;
  if (type === 'error') {
    if (events !== undefined && events[EventEmitter.errorMonitor] !== undefined)
      this.emit(EventEmitter.errorMonitor, ...args);
    if (events === undefined || events.error === undefined)
      throw unhandledError(args);
  }
  if (events === undefined) return false;
  const handler = events[type];
  if (handler === undefined) return false;
  if (typeof handler === 'function') {
    watchRejection(this, Reflect.apply(handler, this, args));
  } else {
    const listeners = handler.slice();
    for (let i = 0; i < listeners.length; i++)
      watchRejection(this, Reflect.apply(listeners[i], this, args));
  }
  return true;
};

function warnIfMany(emitter, type, list) {
  const max = maxListenersOf(emitter);
  if (max <= 0 || list.length <= max || list.warned) return;
  list.warned = true;
  const { inspect } = require('internal/inspect');
  const warning = new Error(
    'Possible EventEmitter memory leak detected. ' +
    `${list.length} ${String(type)} listeners ` +
    `added to ${inspect(emitter, { depth: -1 })}. MaxListeners is ${max}. ` +
    'Use emitter.setMaxListeners() to increase limit');
  warning.name = 'MaxListenersExceededWarning';
  warning.emitter = emitter;
  warning.type = type;
  warning.count = list.length;
  process.emitWarning(warning);
}

function addListener(emitter, type, listener, prepend) {
  checkListener(listener);
  let events = emitter._events;
  if (events === undefined) {
    events = emitter._events = { __proto__: null };
    emitter._eventsCount = 0;
  } else if (events.newListener !== undefined) {
    emitter.emit('newListener', type, listener.listener || listener);
    events = emitter._events;
  }
  const existing = events[type];
  if (existing === undefined) {
    events[type] = listener;
    emitter._eventsCount++;
    return emitter;
  }
  if (typeof existing === 'function')
    events[type] = prepend ? [listener, existing] : [existing, listener];
  else if (prepend)
    existing.unshift(listener);
  else
    existing.push(listener);
  warnIfMany(emitter, type, events[type]);
  return emitter;
}

EventEmitter.prototype.addListener = function(type, listener) {
  return addListener(this, type, listener, false);
};
EventEmitter.prototype.on = EventEmitter.prototype.addListener;
EventEmitter.prototype.prependListener = function(type, listener) {
  return addListener(this, type, listener, true);
};

function wrapOnce(emitter, type, listener) {
  checkListener(listener);
  let fired = false;
  const wrapper = function(...args) {
    if (fired) return undefined;
    fired = true;
    emitter.removeListener(type, wrapper);
    return Reflect.apply(listener, emitter, args);
  };
  wrapper.listener = listener;
  return wrapper;
}

EventEmitter.prototype.once = function(type, listener) {
  return this.on(type, wrapOnce(this, type, listener));
};
EventEmitter.prototype.prependOnceListener = function(type, listener) {
  return this.prependListener(type, wrapOnce(this, type, listener));
};

EventEmitter.prototype.removeListener = function(type, listener) {
  checkListener(listener);
  const events = this._events;
  const list = events && events[type];
  if (list === undefined) return this;
  if (list === listener || list.listener === listener) {
    delete events[type];
    this._eventsCount--;
    if (events.removeListener !== undefined)
      this.emit('removeListener', type, list.listener || listener);
    return this;
  }
  if (typeof list === 'function') return this;
  for (let i = list.length - 1; i >= 0; i--) {
    if (list[i] !== listener && list[i].listener !== listener) continue;
    list.splice(i, 1);
    if (list.length === 1) events[type] = list[0];
    if (events.removeListener !== undefined)
      this.emit('removeListener', type, listener);
    break;
  }
  return this;
};
EventEmitter.prototype.off = EventEmitter.prototype.removeListener;

EventEmitter.prototype.removeAllListeners = function(type) {
  const events = this._events;
  if (events === undefined) return this;
  if (arguments.length === 0) {
    for (const key of Reflect.ownKeys(events))
      if (key !== 'removeListener') this.removeAllListeners(key);
    this._events = { __proto__: null };
    this._eventsCount = 0;
    return this;
  }
  const list = events[type];
  if (list === undefined) return this;
  if (events.removeListener !== undefined) {
    const all = typeof list === 'function' ? [list] : list.slice();
    for (let i = all.length - 1; i >= 0; i--)
      this.removeListener(type, all[i]);
  } else {
    delete events[type];
    this._eventsCount--;
  }
  return this;
};

function listenersOf(emitter, type) {
  const list = emitter._events && emitter._events[type];
  if (list === undefined) return [];
  return typeof list === 'function' ? [list] : list.slice();
}

EventEmitter.prototype.listeners = function(type) {
  return listenersOf(this, type).map((entry) => entry.listener || entry);
};
EventEmitter.prototype.rawListeners = function(type) {
  return listenersOf(this, type);
};
EventEmitter.prototype.listenerCount = function(type, listener) {
  const list = listenersOf(this, type);
  if (listener === undefined) return list.length;
  return list.filter((entry) =>
    entry === listener || entry.listener === listener).length;
};
EventEmitter.prototype.eventNames = function() {
  return this._eventsCount > 0 ? Reflect.ownKeys(this._events) : [];
};
EventEmitter.prototype.setMaxListeners = function(count) {
  if (typeof count !== 'number' || count < 0 || Number.isNaN(count))
    throw outOfRange('n', 'a non-negative number', count);
  this._maxListeners = count;
  return this;
};
EventEmitter.prototype.getMaxListeners = function() {
  return maxListenersOf(this);
};

Object.defineProperty(EventEmitter, 'defaultMaxListeners', {
  enumerable: true,
  get() { return defaultMaxListeners; },
  set(count) {
    if (typeof count !== 'number' || count < 0 || Number.isNaN(count))
      throw outOfRange('defaultMaxListeners', 'a non-negative number', count);
    defaultMaxListeners = count;
  },
});

// A promise for the arguments of the next event of the name; rejects on
// 'error'.
function once(emitter, name) {
  return new Promise((resolve, reject) => {
    const onError = (error) => {
      emitter.removeListener(name, onEvent);
      reject(error);
    };
    const onEvent = (...args) => {
      emitter.removeListener('error', onError);
      resolve(args);
    };
    emitter.once(name, onEvent);
    if (name !== 'error') emitter.once('error', onError);
  });
}

EventEmitter.errorMonitor = Symbol('events.errorMonitor');
EventEmitter.captureRejectionSymbol = Symbol.for('nodejs.rejection');
EventEmitter.usingDomains = false;
EventEmitter.once = once;
EventEmitter.listenerCount = (emitter, type) => emitter.listenerCount(type);
EventEmitter.EventEmitter = EventEmitter;

module.exports = EventEmitter;
