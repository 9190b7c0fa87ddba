// SPDX-License-Identifier: MIT
//
// setTimeout and its relatives. Timers with the same duration share a list, in
// order of expiry; the lists are kept in a map and the host is asked for one
// wake-up, at the earliest expiry. Durations are whole milliseconds.
'use strict';

const binding = internalBinding('timers');
const { kCustom, inspect } = require('internal/inspect');
const { validateFunction } = require('internal/errors');
const unfreezable = require('internal/unfreezable');

const kMaxDelay = 2 ** 31 - 1;

// Duration in ms -> { first, last, expiry }: doubly linked Timeouts.
const lists = new Map();
const knownTimeouts = new Map();
let nextId = 1;
let scheduledExpiry = Infinity;
let refCount = 0;
let running = false;

function append(list, timeout) {
  timeout._previous = list.last;
  timeout._next = null;
  if (list.last === null) list.first = timeout;
  else list.last._next = timeout;
  list.last = timeout;
  timeout._list = list;
}

function unlink(timeout) {
  const list = timeout._list;
  if (list === null) return;
  if (timeout._previous === null) list.first = timeout._next;
  else timeout._previous._next = timeout._next;
  if (timeout._next === null) list.last = timeout._previous;
  else timeout._next._previous = timeout._previous;
  timeout._list = timeout._previous = timeout._next = null;
  if (list.first === null && !list.active) lists.delete(list.duration);
}

function schedule(expiry, now) {
  if (running || expiry >= scheduledExpiry) return;
  scheduledExpiry = expiry;
  binding.schedule(Math.max(1, expiry - now));
}

function insert(timeout, start) {
  const duration = timeout._idleTimeout;
  timeout._idleStart = start;
  let list = lists.get(duration);
  if (list === undefined) {
    list = { duration, first: null, last: null, active: false };
    lists.set(duration, list);
  }
  append(list, timeout);
  schedule(list.first._idleStart + duration, start);
}

function countRef(delta) {
  const before = refCount;
  refCount += delta;
  if ((before === 0) !== (refCount === 0)) binding.toggleRef(refCount > 0);
}

function hide(timeout, name, value) {
  Object.defineProperty(timeout, name,
                        { value, writable: true, enumerable: false });
}

class Timeout {
  constructor(callback, delay, args, repeats) {
    delay *= 1;
    if (!(delay >= 1 && delay <= kMaxDelay)) {
      if (delay > kMaxDelay)
        process.emitWarning(`${delay} does not fit into a 32-bit signed ` +
          'integer.\nTimeout duration was set to 1.',
          'TimeoutOverflowWarning');
      delay = 1;
    }
    this._idleTimeout = Math.trunc(delay);
    this._idlePrev = null;
    this._idleNext = null;
    this._idleStart = null;
    this._onTimeout = callback;
    this._timerArgs = args;
    this._repeat = repeats ? this._idleTimeout : null;
    this._destroyed = false;
    hide(this, '_list', null);
    hide(this, '_previous', null);
    hide(this, '_next', null);
    hide(this, '_id', 0);
    hide(this, '_refed', true);
    countRef(1);
    insert(this, binding.now());
    unfreezable.hold(this, repeats ? 'an interval' : 'a timeout');
    // Or a program that is to be frozen would never come to rest.
    if (repeats && unfreezable.isWatching()) this.unref();
  }
  ref() {
    if (!this._refed) {
      this._refed = true;
      if (!this._destroyed) countRef(1);
    }
    return this;
  }
  unref() {
    if (this._refed) {
      this._refed = false;
      if (!this._destroyed) countRef(-1);
    }
    return this;
  }
  hasRef() {
    return this._refed;
  }
  refresh() {
    const now = binding.now();
    if (this._destroyed && this._onTimeout !== null) {
      this._destroyed = false;
      if (this._refed) countRef(1);
    }
    if (!this._destroyed) {
      unlink(this);
      insert(this, now);
    }
    return this;
  }
  close() {
    clearTimeout(this);
    return this;
  }
  [Symbol.toPrimitive]() {
    if (this._id === 0) {
      this._id = nextId++;
      knownTimeouts.set(this._id, this);
    }
    return this._id;
  }
  [Symbol.dispose || Symbol.for('nodejs.dispose')]() {
    clearTimeout(this);
  }
  [kCustom](depth, options) {
    return inspect(this,
      { ...options, depth: 0, customInspect: false });
  }
}

function destroy(timeout) {
  if (timeout._destroyed) return;
  timeout._destroyed = true;
  unfreezable.release(timeout);
  unlink(timeout);
  if (timeout._refed) countRef(-1);
  if (timeout._id !== 0) knownTimeouts.delete(timeout._id);
}

function setTimeout(callback, delay, ...args) {
  validateFunction(callback, 'callback');
  return new Timeout(callback, delay, args, false);
}

function setInterval(callback, delay, ...args) {
  validateFunction(callback, 'callback');
  return new Timeout(callback, delay, args, true);
}

function clearTimeout(timeout) {
  if (typeof timeout === 'number' || typeof timeout === 'string')
    timeout = knownTimeouts.get(Number(timeout));
  if (timeout instanceof Timeout) {
    timeout._onTimeout = null;
    destroy(timeout);
  }
}

// The list whose first timer expires first; undefined if there is none.
function nextList() {
  let best;
  let bestExpiry = Infinity;
  for (const list of lists.values()) {
    if (list.first === null) continue;
    const expiry = list.first._idleStart + list.duration;
    if (expiry < bestExpiry) {
      best = list;
      bestExpiry = expiry;
    }
  }
  return best;
}

function fire(timeout) {
  unlink(timeout);
  const callback = timeout._onTimeout;
  if (timeout._repeat === null) {
    // Destroyed first, as refresh() in the callback revives it.
    destroy(timeout);
    Reflect.apply(callback, timeout, timeout._timerArgs);
    return;
  }
  try {
    Reflect.apply(callback, timeout, timeout._timerArgs);
  } finally {
    if (!timeout._destroyed && timeout._list === null) {
      timeout._idleTimeout = timeout._repeat;
      insert(timeout, binding.now());
    }
  }
}

// Called by the host when the wake-up time has come: runs what has expired, in
// order of expiry; microtasks and ticks run between two timers.
function processTimers(runTicks) {
  scheduledExpiry = Infinity;
  running = true;
  let ran = false;
  try {
    let now = binding.now();
    for (;;) {
      const list = nextList();
      if (list === undefined) break;
      const expiry = list.first._idleStart + list.duration;
      if (expiry > now) {
        now = binding.now();
        if (expiry > now) break;
      }
      if (ran) runTicks();
      ran = true;
      fire(list.first);
    }
  } finally {
    running = false;
    const list = nextList();
    if (list !== undefined)
      schedule(list.first._idleStart + list.duration, binding.now());
  }
}

let immediates = [];
let runningImmediates = null;
let immediateRefs = 0;

function countImmediateRef(delta) {
  const before = immediateRefs;
  immediateRefs += delta;
  if ((before === 0) !== (immediateRefs === 0))
    binding.toggleImmediateRef(immediateRefs > 0);
}

class Immediate {
  constructor(callback, args) {
    this._onImmediate = callback;
    this._argv = args;
    this._destroyed = false;
    Object.defineProperty(this, '_refed',
                          { value: true, writable: true, enumerable: false });
    countImmediateRef(1);
    immediates.push(this);
    binding.startImmediates();
  }
  ref() {
    if (!this._refed && !this._destroyed) {
      this._refed = true;
      countImmediateRef(1);
    }
    return this;
  }
  unref() {
    if (this._refed && !this._destroyed) {
      this._refed = false;
      countImmediateRef(-1);
    }
    return this;
  }
  hasRef() {
    return this._refed;
  }
}

function setImmediate(callback, ...args) {
  validateFunction(callback, 'callback');
  return new Immediate(callback, args);
}

function clearImmediate(immediate) {
  if (!(immediate instanceof Immediate) || immediate._destroyed) return;
  immediate._destroyed = true;
  if (immediate._refed) countImmediateRef(-1);
  immediate._onImmediate = null;
}

// Called by the host in the check phase; immediates set meanwhile wait for the
// next turn. After an exception the rest runs at the next call.
function processImmediates(runTicks) {
  if (runningImmediates === null) {
    runningImmediates = immediates;
    immediates = [];
  }
  let ran = false;
  while (runningImmediates.length !== 0) {
    const immediate = runningImmediates.shift();
    if (immediate._destroyed) continue;
    if (ran) runTicks();
    ran = true;
    const callback = immediate._onImmediate;
    immediate._destroyed = true;
    if (immediate._refed) countImmediateRef(-1);
    Reflect.apply(callback, immediate, immediate._argv);
  }
  runningImmediates = null;
  return immediates.length !== 0;
}

const promises = {
  setTimeout(delay, value) {
    return new Promise((resolve) => setTimeout(resolve, delay, value));
  },
  setImmediate(value) {
    return new Promise((resolve) => setImmediate(resolve, value));
  },
};
const kPromisify = Symbol.for('nodejs.util.promisify.custom');
Object.defineProperty(setTimeout, kPromisify, {
  enumerable: true, get() { return promises.setTimeout; },
});
Object.defineProperty(setImmediate, kPromisify, {
  enumerable: true, get() { return promises.setImmediate; },
});

module.exports = {
  setTimeout, clearTimeout, setInterval, clearInterval: clearTimeout,
  setImmediate, clearImmediate, processTimers, processImmediates,
  promises, Timeout, Immediate,
};
