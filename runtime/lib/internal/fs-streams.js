// SPDX-License-Identifier: MIT
//
// fs.createReadStream and fs.createWriteStream.
'use strict';

const fs = require('fs');
const { Readable, Writable } = require('stream');
const { Buffer } = require('buffer');

class ReadStream extends Readable {
  constructor(path, options = {}) {
    if (typeof options === 'string') options = { encoding: options };
    super({ highWaterMark: 65536, ...options, read: undefined });
    this.path = path;
    this.fd = options.fd === undefined ? null : options.fd;
    this.bytesRead = 0;
    this._position = options.start;
    this._left = options.end === undefined
      ? Infinity : options.end - (options.start || 0) + 1;
    this._autoClose = options.autoClose !== false;
    if (this.fd === null)
      fs.open(path, options.flags || 'r', options.mode, (error, fd) => {
        if (error) {
          this.destroy(error);
          return;
        }
        this.fd = fd;
        this.emit('open', fd);
        this.emit('ready');
        if (this._wanted) this._read(this._wanted);
      });
  }
  _read(size) {
    this._wanted = size;
    if (this.fd === null || this.destroyed) return;
    const count = Math.min(size, this._left);
    if (count <= 0) {
      this.push(null);
      return;
    }
    const buffer = Buffer.allocUnsafe(count);
    const position = this._position === undefined ? null : this._position;
    fs.read(this.fd, buffer, 0, count, position, (error, bytesRead) => {
      if (error) {
        this.destroy(error);
        return;
      }
      this.bytesRead += bytesRead;
      this._left -= bytesRead;
      if (this._position !== undefined) this._position += bytesRead;
      this.push(bytesRead === 0 ? null : buffer.subarray(0, bytesRead));
    });
  }
  _destroy(error, callback) {
    if (this.fd === null || !this._autoClose) {
      callback(error);
      return;
    }
    const { fd } = this;
    this.fd = null;
    fs.close(fd, (closeError) => callback(error || closeError));
  }
  close(callback) {
    if (callback) this.once('close', callback);
    this.destroy();
  }
}

class WriteStream extends Writable {
  constructor(path, options = {}) {
    if (typeof options === 'string') options = { encoding: options };
    super({ ...options, write: undefined });
    this.path = path;
    this.fd = options.fd === undefined ? null : options.fd;
    this.bytesWritten = 0;
    this._position = options.start;
    this._ready = this.fd === null ? null : true;
    if (this.fd === null)
      fs.open(path, options.flags || 'w', options.mode, (error, fd) => {
        if (error) {
          this.destroy(error);
          return;
        }
        this.fd = fd;
        this.emit('open', fd);
        this.emit('ready');
        if (this._waiting) this._waiting();
      });
  }
  _write(chunk, encoding, callback) {
    if (this.fd === null) {
      this._waiting = () => this._write(chunk, encoding, callback);
      return;
    }
    const position = this._position === undefined ? null : this._position;
    fs.write(this.fd, chunk, 0, chunk.length, position, (error, written) => {
      if (error) {
        callback(error);
        return;
      }
      this.bytesWritten += written;
      if (this._position !== undefined) this._position += written;
      if (written < chunk.length)
        this._write(chunk.subarray(written), encoding, callback);
      else
        callback();
    });
  }
  _final(callback) {
    if (this.fd === null) this._waiting = callback;
    else callback();
  }
  _destroy(error, callback) {
    if (this.fd === null) {
      callback(error);
      return;
    }
    const { fd } = this;
    this.fd = null;
    fs.close(fd, (closeError) => callback(error || closeError));
  }
  close(callback) {
    if (callback) this.once('close', callback);
    this.end();
  }
}

module.exports = {
  ReadStream, WriteStream,
  createReadStream: (path, options) => new ReadStream(path, options),
  createWriteStream: (path, options) => new WriteStream(path, options),
};
