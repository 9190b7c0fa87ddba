// SPDX-License-Identifier: MIT
//
// The stream module: Readable, Writable, Duplex, Transform, pipeline and
// finished, with back pressure. What is left out: web streams, operators such
// as map, and the legacy mode of version 0.10.
'use strict';

const EventEmitter = require('events');
const { makeError, invalidArgType } = require('internal/errors');
const { Readable } = require('internal/stream-readable');
const { Writable, installWritable } = require('internal/stream-writable');

function Stream(options) {
  EventEmitter.call(this, options);
}
Object.setPrototypeOf(Stream.prototype, EventEmitter.prototype);
Object.setPrototypeOf(Stream, EventEmitter);

class Duplex extends Readable {
  constructor(options = {}) {
    super(options);
    Writable.setUp(this, options);
    this.allowHalfOpen = options.allowHalfOpen !== false;
    if (!this.allowHalfOpen) this.once('end', () => this.end());
  }
}
installWritable(Duplex.prototype);

class Transform extends Duplex {
  constructor(options = {}) {
    super(options);
    if (typeof options.transform === 'function')
      this._transform = options.transform;
    if (typeof options.flush === 'function') this._flush = options.flush;
    this._waiting = null;
  }
  _write(chunk, encoding, callback) {
    this._transform(chunk, encoding, (error, data) => {
      if (error) {
        callback(error);
        return;
      }
      if (data !== undefined && data !== null) this.push(data);
      // No more input until the output has been read.
      if (this.readableLength < this.readableHighWaterMark) callback();
      else this._waiting = callback;
    });
  }
  _read() {
    const callback = this._waiting;
    this._waiting = null;
    if (callback !== null) callback();
  }
  _final(callback) {
    const done = (error, data) => {
      if (error) {
        callback(error);
        return;
      }
      if (data !== undefined && data !== null) this.push(data);
      this.push(null);
      callback();
    };
    if (typeof this._flush === 'function') this._flush(done);
    else done();
  }
  _transform() {
    throw makeError(Error, 'ERR_METHOD_NOT_IMPLEMENTED',
      'The _transform() method is not implemented');
  }
}

class PassThrough extends Transform {
  _transform(chunk, encoding, callback) {
    callback(null, chunk);
  }
}

// Calls back once when a stream has ended, failed or was closed early.
function finished(stream, options, callback) {
  if (typeof options === 'function') {
    callback = options;
    options = {};
  }
  const readable = options.readable !== false &&
    typeof stream.read === 'function' && stream.readable !== undefined;
  const writable = options.writable !== false &&
    typeof stream.write === 'function';
  let waitRead = readable && !stream.readableEnded;
  let waitWrite = writable && !stream.writableFinished;
  let called = false;
  const finish = (error) => {
    if (called) return;
    called = true;
    cleanup();
    callback.call(stream, error);
  };
  const check = () => {
    if (!waitRead && !waitWrite) finish();
  };
  const onEnd = () => { waitRead = false; check(); };
  const onFinish = () => { waitWrite = false; check(); };
  const onClose = () => {
    if (waitRead || waitWrite)
      finish(makeError(Error, 'ERR_STREAM_PREMATURE_CLOSE',
                       'Premature close'));
  };
  function cleanup() {
    stream.off('end', onEnd);
    stream.off('finish', onFinish);
    stream.off('error', finish);
    stream.off('close', onClose);
  }
  stream.on('end', onEnd);
  stream.on('finish', onFinish);
  stream.on('error', finish);
  stream.on('close', onClose);
  if (!waitRead && !waitWrite) process.nextTick(finish);
  return cleanup;
}

// Pipes streams (or iterables first) one into the next; destroys all on error.
function pipeline(...streams) {
  const callback = streams.pop();
  if (typeof callback !== 'function')
    throw invalidArgType('callback', 'Function', callback);
  if (streams.length === 1 && Array.isArray(streams[0])) [streams] = streams;
  if (typeof streams[0].pipe !== 'function')
    streams[0] = Readable.from(streams[0]);
  let failure;
  let left = streams.length;
  streams.forEach((stream, index) => {
    finished(stream, {
      readable: index < streams.length - 1, writable: index > 0,
    }, (error) => {
      if (error && failure === undefined) {
        failure = error;
        for (const other of streams)
          if (typeof other.destroy === 'function') other.destroy();
      }
      if (--left === 0) callback(failure);
    });
  });
  return streams.reduce((from, to) => from.pipe(to));
}

const promises = {
  pipeline: (...streams) => new Promise((resolve, reject) => {
    pipeline(...streams, (error) => error ? reject(error) : resolve());
  }),
  finished: (stream, options = {}) => new Promise((resolve, reject) => {
    finished(stream, options, (error) => error ? reject(error) : resolve());
  }),
};

Object.assign(Stream, {
  Stream, Readable, Writable, Duplex, Transform, PassThrough, finished,
  pipeline, promises,
});
// Readable and Writable are Streams to instanceof.
Object.defineProperty(Stream, Symbol.hasInstance, {
  value(instance) {
    return instance instanceof Readable || instance instanceof Writable ||
      Function.prototype[Symbol.hasInstance].call(this, instance);
  },
});

module.exports = Stream;
