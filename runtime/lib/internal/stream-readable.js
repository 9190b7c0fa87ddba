// SPDX-License-Identifier: MIT
//
// stream.Readable: a queue of chunks that flows to 'data' listeners, pipes or
// read() calls, and asks _read for more while it is short.
'use strict';

const EventEmitter = require('events');
const { makeError } = require('internal/errors');

class Readable extends EventEmitter {
  constructor(options = {}) {
    super(options);
    Readable.setUp(this, options);
  }

  static setUp(stream, options) {
    const objectMode = Boolean(options.objectMode ||
                               options.readableObjectMode);
    stream.readable = true;
    stream.readableObjectMode = objectMode;
    stream.readableHighWaterMark = options.readableHighWaterMark ??
      options.highWaterMark ?? (objectMode ? 16 : 65536);
    stream.readableEncoding = options.encoding || null;
    stream.readableEnded = false;
    stream.readableFlowing = null;
    stream.destroyed = false;
    stream.closed = false;
    stream._chunks = [];
    stream._length = 0;
    stream._sourceEnded = false;
    stream._reading = false;
    stream._scheduled = false;
    stream._pipes = [];
    stream._decoder = null;
    if (typeof options.read === 'function') stream._read = options.read;
    if (typeof options.destroy === 'function')
      stream._destroy = options.destroy;
    if (options.encoding) stream.setEncoding(options.encoding);
  }

  get readableLength() {
    return this._length;
  }

  // An iterable or async iterable as a stream.
  static from(iterable, options) {
    if (typeof iterable === 'string' || ArrayBuffer.isView(iterable))
      iterable = [iterable];
    const iterator = iterable[Symbol.asyncIterator]
      ? iterable[Symbol.asyncIterator]() : iterable[Symbol.iterator]();
    return new Readable({
      objectMode: true, highWaterMark: 1, ...options,
      read() {
        Promise.resolve(iterator.next()).then(async ({ value, done }) => {
          this.push(done ? null : await value);
        }).catch((error) => this.destroy(error));
      },
    });
  }

  _read() {
    throw makeError(Error, 'ERR_METHOD_NOT_IMPLEMENTED',
      'The _read() method is not implemented');
  }

  setEncoding(encoding) {
    const { StringDecoder } = require('string_decoder');
    this._decoder = new StringDecoder(encoding);
    this.readableEncoding = encoding;
    return this;
  }

  push(chunk, encoding) {
    this._reading = false;
    if (chunk === null) {
      this._sourceEnded = true;
      const rest = this._decoder === null ? '' : this._decoder.end();
      if (rest) this._add(rest);
    } else {
      if (this._sourceEnded) {
        this.destroy(makeError(Error, 'ERR_STREAM_PUSH_AFTER_EOF',
                               'stream.push() after EOF'));
        return false;
      }
      if (!this.readableObjectMode) {
        const { Buffer } = require('buffer');
        if (typeof chunk === 'string' && this._decoder === null)
          chunk = Buffer.from(chunk, encoding);
        if (this._decoder !== null && typeof chunk !== 'string')
          chunk = this._decoder.write(chunk);
      }
      if (this.readableObjectMode || chunk.length > 0) this._add(chunk);
    }
    this._schedule();
    return this._length < this.readableHighWaterMark;
  }

  unshift(chunk) {
    this._chunks.unshift(chunk);
    this._length += this.readableObjectMode ? 1 : chunk.length;
    this._schedule();
  }

  _add(chunk) {
    this._chunks.push(chunk);
    this._length += this.readableObjectMode ? 1 : chunk.length;
  }

  _take() {
    const chunk = this._chunks.shift();
    this._length -= this.readableObjectMode ? 1 : chunk.length;
    return chunk;
  }

  _schedule() {
    if (this._scheduled || this.destroyed) return;
    this._scheduled = true;
    process.nextTick(() => {
      this._scheduled = false;
      this._turn();
    });
  }

  // Hands out what there is, then asks for more.
  _turn() {
    if (this.destroyed) return;
    while (this.readableFlowing === true && this._chunks.length !== 0) {
      this.emit('data', this._take());
      if (this.destroyed) return;
    }
    if (this._chunks.length !== 0 || this._sourceEnded) {
      if (this.listenerCount('readable') > 0 &&
          (this._chunks.length !== 0 || !this.readableEnded))
        this.emit('readable');
    }
    if (this._sourceEnded && this._chunks.length === 0) {
      this._end();
      return;
    }
    this._fill();
  }

  _fill() {
    if (this._reading || this._sourceEnded || this.destroyed ||
        this._length >= this.readableHighWaterMark)
      return;
    if (this.readableFlowing === null && this.listenerCount('readable') === 0)
      return;
    this._reading = true;
    try {
      this._read(this.readableHighWaterMark);
    } catch (error) {
      this.destroy(error);
    }
  }

  _end() {
    if (this.readableEnded || this.readableFlowing === false ||
        (this.readableFlowing === null && !this._asked))
      return;
    this.readableEnded = true;
    this.readable = false;
    this.emit('end');
    if (this.writable !== true) this.destroy();
  }

  read(size) {
    this._asked = true;
    let chunk = null;
    if (this._chunks.length !== 0) {
      if (this.readableObjectMode) {
        chunk = this._take();
      } else if (size === undefined || size >= this._length) {
        const all = this._chunks.splice(0);
        this._length = 0;
        chunk = typeof all[0] === 'string' ? all.join('')
          : require('buffer').Buffer.concat(all);
        if (size > chunk.length && !this._sourceEnded) {
          this.unshift(chunk);
          chunk = null;
        }
      } else {
        chunk = this._takeExactly(size);
      }
    }
    this._reading = false;
    this._schedule();
    this._fill();
    return chunk;
  }

  _takeExactly(size) {
    const all = this._chunks.splice(0);
    const joined = typeof all[0] === 'string' ? all.join('')
      : require('buffer').Buffer.concat(all);
    this._chunks.push(joined.slice(size));
    this._length = joined.length - size;
    return joined.slice(0, size);
  }

  on(name, listener) {
    super.on(name, listener);
    if (name === 'data' && this.readableFlowing !== false) this.resume();
    if (name === 'readable') {
      this._asked = true;
      this._schedule();
    }
    return this;
  }
  addListener(name, listener) {
    return this.on(name, listener);
  }

  resume() {
    if (this.readableFlowing !== true) {
      this.readableFlowing = true;
      this.emit('resume');
      this._schedule();
    }
    return this;
  }
  pause() {
    if (this.readableFlowing !== false) {
      this.readableFlowing = false;
      this.emit('pause');
    }
    return this;
  }
  isPaused() {
    return this.readableFlowing === false;
  }

  pipe(target, options) {
    const onData = (chunk) => {
      if (target.write(chunk) === false) {
        this.pause();
        target.once('drain', () => this.resume());
      }
    };
    const onEnd = () => target.end();
    const entry = { target, onData, onEnd };
    this._pipes.push(entry);
    this.on('data', onData);
    const isStandard = target === process.stdout || target === process.stderr;
    if (!(options && options.end === false) && !isStandard)
      this.once('end', onEnd);
    target.emit('pipe', this);
    return target;
  }
  unpipe(target) {
    for (const entry of this._pipes.slice()) {
      if (target !== undefined && entry.target !== target) continue;
      this.off('data', entry.onData);
      this.off('end', entry.onEnd);
      this._pipes.splice(this._pipes.indexOf(entry), 1);
      entry.target.emit('unpipe', this);
    }
    return this;
  }

  destroy(error) {
    if (this.destroyed) return this;
    this.destroyed = true;
    this.readable = false;
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

  async* [Symbol.asyncIterator]() {
    const queue = [];
    let wake = () => {};
    let done = false;
    let failure = null;
    this.on('data', (chunk) => { queue.push(chunk); this.pause(); wake(); });
    this.on('end', () => { done = true; wake(); });
    this.on('close', () => { done = true; wake(); });
    this.on('error', (error) => { failure = error; wake(); });
    try {
      for (;;) {
        while (queue.length !== 0) yield queue.shift();
        if (failure !== null) throw failure;
        if (done) return;
        this.resume();
        if (queue.length === 0 && !done && failure === null)
          await new Promise((resolve) => { wake = resolve; });
      }
    } finally {
      this.destroy();
    }
  }
}

module.exports = { Readable };
