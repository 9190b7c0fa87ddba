// SPDX-License-Identifier: MIT
//
// process.stdin, stdout and stderr. Output is written at once and completely;
// input is read when somebody listens.
'use strict';

const binding = internalBinding('stdio');
const EventEmitter = require('events');
const { invalidArgType, makeError, uvException } = require('internal/errors');

// A stream that ends in a file descriptor, with what programs use of
// stream.Writable.
class Output extends EventEmitter {
  constructor(fd) {
    super();
    this.fd = fd;
    this.writable = true;
    this.writableLength = 0;
    this.writableHighWaterMark = 16384;
    this.writableEnded = false;
    this.destroyed = false;
    this._corked = 0;
  }
  get isTTY() {
    return binding.isTTY(this.fd) || undefined;
  }
  get columns() {
    return this.isTTY ? binding.windowSize(this.fd)[0] : undefined;
  }
  get rows() {
    return this.isTTY ? binding.windowSize(this.fd)[1] : undefined;
  }
  write(chunk, encoding, callback) {
    if (typeof encoding === 'function') {
      callback = encoding;
      encoding = undefined;
    }
    let result;
    if (typeof chunk === 'string') {
      result = encoding === undefined || encoding === 'utf8'
        ? binding.writeString(this.fd, chunk)
        : binding.writeBytes(this.fd,
            require('buffer').Buffer.from(chunk, encoding));
    } else if (ArrayBuffer.isView(chunk)) {
      result = binding.writeBytes(this.fd, chunk);
    } else if (chunk === null) {
      throw makeError(TypeError, 'ERR_STREAM_NULL_VALUES',
        'May not write null values to stream');
    } else {
      throw invalidArgType('chunk',
        ['string', 'Buffer', 'Uint8Array'], chunk);
    }
    const error = result < 0 ? uvException(result, 'write') : null;
    if (typeof callback === 'function') process.nextTick(callback, error);
    if (error !== null && error.code !== 'EPIPE') this.emit('error', error);
    return true;
  }
  end(chunk, encoding, callback) {
    if (typeof chunk === 'function') {
      callback = chunk;
      chunk = undefined;
    }
    if (chunk !== undefined && chunk !== null) this.write(chunk, encoding);
    if (typeof callback === 'function') process.nextTick(callback);
    return this;
  }
  cork() {}
  uncork() {}
  setDefaultEncoding() {
    return this;
  }
  getColorDepth() {
    return this.isTTY && !process.env.NO_COLOR ? 8 : 1;
  }
  hasColors(count = 16) {
    return 2 ** this.getColorDepth() >= count;
  }
  getWindowSize() {
    return binding.windowSize(this.fd);
  }
  ref() {
    return this;
  }
  unref() {
    return this;
  }
}
Object.defineProperty(Output, 'name', { value: 'WriteStream' });

class Input extends EventEmitter {
  constructor(fd) {
    super();
    this.fd = fd;
    this.readable = true;
    this.isRaw = false;
    this._encoding = null;
    this._reading = false;
    this._ended = false;
  }
  get isTTY() {
    return binding.isTTY(this.fd) || undefined;
  }
  setEncoding(encoding) {
    this._encoding = encoding || 'utf8';
    return this;
  }
  setRawMode(raw) {
    binding.setRawMode(this.fd, Boolean(raw));
    this.isRaw = Boolean(raw);
    return this;
  }
  on(name, listener) {
    super.on(name, listener);
    if (name === 'data') this.resume();
    return this;
  }
  resume() {
    if (this._reading || this._ended) return this;
    this._reading = true;
    const decoder = this._decoder ||
      (this._decoder = new (require('internal/encoding').TextDecoder)());
    const result = binding.startReading(this.fd, (bytes) => {
      if (typeof bytes === 'number') {
        this._finish(bytes < 0 ? uvException(bytes, 'read') : null);
        return;
      }
      const { Buffer } = require('buffer');
      const chunk = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
      this.emit('data', this._encoding === null ? chunk
        : this._encoding.startsWith('utf')
          ? decoder.decode(chunk, { stream: true })
          : chunk.toString(this._encoding));
    });
    if (result < 0) this._finish(uvException(result, 'read'));
    return this;
  }
  _finish(error) {
    this._reading = false;
    this._ended = true;
    if (error !== null) this.emit('error', error);
    else this.emit('end');
    this.emit('close');
  }
  pause() {
    if (this._reading) binding.stopReading(this.fd);
    this._reading = false;
    return this;
  }
  read() {
    return null;
  }
  ref() {
    return this;
  }
  unref() {
    return this;
  }
  async* [Symbol.asyncIterator]() {
    const chunks = [];
    let wake = () => {};
    let done = false;
    let failure = null;
    this.on('data', (chunk) => { chunks.push(chunk); wake(); });
    this.on('end', () => { done = true; wake(); });
    this.on('error', (error) => { failure = error; wake(); });
    for (;;) {
      while (chunks.length !== 0) yield chunks.shift();
      if (failure !== null) throw failure;
      if (done) return;
      await new Promise((resolve) => { wake = resolve; });
    }
  }
}
Object.defineProperty(Input, 'name', { value: 'ReadStream' });

module.exports = {
  makeInput: (fd) => new Input(fd), makeOutput: (fd) => new Output(fd),
};
