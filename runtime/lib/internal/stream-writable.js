// SPDX-License-Identifier: MIT
//
// stream.Writable: chunks go to _write one at a time, in order; write() tells
// when the queue is full and 'drain' when it is empty again.
'use strict';

const EventEmitter = require('events');
const { makeError, invalidArgType } = require('internal/errors');

function setUp(stream, options) {
  const objectMode = Boolean(options.objectMode || options.writableObjectMode);
  stream.writable = true;
  stream.writableObjectMode = objectMode;
  stream.writableHighWaterMark = options.writableHighWaterMark ??
    options.highWaterMark ?? (objectMode ? 16 : 16384);
  stream.writableEnded = false;
  stream.writableFinished = false;
  stream.writableNeedDrain = false;
  stream.writableCorked = 0;
  if (stream.destroyed === undefined) stream.destroyed = false;
  stream._queue = [];
  stream._queued = 0;
  stream._writing = false;
  stream._decodeStrings = options.decodeStrings !== false;
  stream._defaultEncoding = options.defaultEncoding || 'utf8';
  for (const [name, key] of [['write', '_write'], ['writev', '_writev'],
                             ['final', '_final'], ['destroy', '_destroy']])
    if (typeof options[name] === 'function') stream[key] = options[name];
}

const methods = {
  write(chunk, encoding, callback) {
    if (typeof encoding === 'function') {
      callback = encoding;
      encoding = undefined;
    }
    if (this.writableEnded) {
      const error = makeError(Error, 'ERR_STREAM_WRITE_AFTER_END',
                              'write after end');
      if (callback) process.nextTick(callback, error);
      this.destroy(error);
      return false;
    }
    if (chunk === null)
      throw makeError(TypeError, 'ERR_STREAM_NULL_VALUES',
        'May not write null values to stream');
    if (!this.writableObjectMode) {
      if (typeof chunk === 'string') {
        if (this._decodeStrings) {
          chunk = require('buffer').Buffer
            .from(chunk, encoding || this._defaultEncoding);
          encoding = 'buffer';
        }
      } else if (!ArrayBuffer.isView(chunk)) {
        throw invalidArgType('chunk', ['string', 'Buffer', 'Uint8Array'],
                             chunk);
      } else {
        encoding = 'buffer';
      }
    }
    const size = this.writableObjectMode ? 1 : chunk.length;
    this._queue.push({ chunk, encoding: encoding || this._defaultEncoding,
                       callback, size });
    this._queued += size;
    const room = this._queued < this.writableHighWaterMark;
    if (!room) this.writableNeedDrain = true;
    this._next();
    return room;
  },
  _next() {
    if (this._writing || this.writableCorked > 0 || this.destroyed) return;
    if (this._queue.length === 0) {
      this._finishIfDone();
      return;
    }
    this._writing = true;
    const entry = this._queue.shift();
    let sync = true;
    const done = (error) => {
      this._writing = false;
      this._queued -= entry.size;
      const after = () => {
        if (entry.callback) entry.callback(error || null);
        if (error) {
          this.destroy(error);
          return;
        }
        if (this.writableNeedDrain && this._queue.length === 0 &&
            !this._writing && !this.writableEnded) {
          this.writableNeedDrain = false;
          this.emit('drain');
        }
        this._next();
      };
      if (sync) process.nextTick(after);
      else after();
    };
    try {
      this._write(entry.chunk, entry.encoding, done);
    } catch (error) {
      this.destroy(error);
    }
    sync = false;
  },
  _write(chunk, encoding, callback) {
    if (typeof this._writev === 'function')
      this._writev([{ chunk, encoding }], callback);
    else
      throw makeError(Error, 'ERR_METHOD_NOT_IMPLEMENTED',
        'The _write() method is not implemented');
  },
  _finishIfDone() {
    if (!this.writableEnded || this.writableFinished || this._finishing ||
        this._writing)
      return;
    this._finishing = true;
    const finish = (error) => {
      if (error) {
        this.destroy(error);
        return;
      }
      this.writableFinished = true;
      this.writable = false;
      process.nextTick(() => {
        this.emit('finish');
        if (this.readable !== true && !this.destroyed) this.destroy();
      });
    };
    if (typeof this._final === 'function') this._final(finish);
    else finish();
  },
  end(chunk, encoding, callback) {
    if (typeof chunk === 'function') {
      callback = chunk;
      chunk = undefined;
    } else if (typeof encoding === 'function') {
      callback = encoding;
      encoding = undefined;
    }
    if (chunk !== undefined && chunk !== null) this.write(chunk, encoding);
    this.writableCorked = 0;
    this.writableEnded = true;
    if (typeof callback === 'function') {
      if (this.writableFinished) process.nextTick(callback);
      else this.once('finish', callback);
    }
    this._next();
    return this;
  },
  cork() {
    this.writableCorked++;
  },
  uncork() {
    if (this.writableCorked > 0 && --this.writableCorked === 0) this._next();
  },
  setDefaultEncoding(encoding) {
    this._defaultEncoding = encoding;
    return this;
  },
};

class Writable extends EventEmitter {
  constructor(options = {}) {
    super(options);
    setUp(this, options);
  }
  get writableLength() {
    return this._queued;
  }
  destroy(error) {
    if (this.destroyed) return this;
    this.destroyed = true;
    this.writable = false;
    const close = (failure) => {
      process.nextTick(() => {
        if (failure) this.emit('error', failure);
        this.closed = true;
        this.emit('close');
      });
    };
    if (typeof this._destroy === 'function')
      this._destroy(error || null, (failure) => close(failure || error));
    else
      close(error);
    return this;
  }
}
Writable.setUp = setUp;

function installWritable(prototype) {
  for (const name of Object.keys(methods))
    Object.defineProperty(prototype, name, {
      value: methods[name], writable: true, configurable: true,
      enumerable: false,
    });
  if (!('writableLength' in prototype))
    Object.defineProperty(prototype, 'writableLength', {
      get() { return this._queued; }, configurable: true,
    });
}
installWritable(Writable.prototype);
// A Duplex is a Writable to instanceof.
Object.defineProperty(Writable, Symbol.hasInstance, {
  value(instance) {
    if (Function.prototype[Symbol.hasInstance].call(this, instance))
      return true;
    return this === Writable && instance !== null &&
      typeof instance === 'object' && Array.isArray(instance._queue) &&
      typeof instance.write === 'function';
  },
});

module.exports = { Writable, installWritable };
