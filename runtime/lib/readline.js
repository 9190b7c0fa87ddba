// SPDX-License-Identifier: MIT
//
// The readline module: lines from a stream, questions, async iteration. No
// editing: terminals edit lines themselves.
'use strict';

const EventEmitter = require('events');

class Interface extends EventEmitter {
  constructor(input, output) {
    super();
    const options = input && typeof input.on === 'function'
      ? { input, output } : input;
    this.input = options.input;
    this.output = options.output;
    this.terminal = false;
    this.closed = false;
    this.line = '';
    this._prompt = options.prompt === undefined ? '> ' : options.prompt;
    this._questions = [];
    const { StringDecoder } = require('string_decoder');
    const decoder = new StringDecoder('utf8');
    this.input.on('data', (chunk) => {
      this._feed(typeof chunk === 'string' ? chunk : decoder.write(chunk));
    });
    this.input.on('end', () => {
      if (this.line !== '') this._line(this.line);
      this.close();
    });
  }
  _feed(text) {
    const lines = (this.line + text).split(/\r\n|\n|\r/);
    this.line = lines.pop();
    for (const line of lines) this._line(line);
  }
  _line(line) {
    if (this.closed) return;
    const question = this._questions.shift();
    if (question !== undefined) question(line);
    else this.emit('line', line);
  }
  setPrompt(prompt) {
    this._prompt = prompt;
  }
  getPrompt() {
    return this._prompt;
  }
  prompt() {
    if (this.output) this.output.write(this._prompt);
  }
  question(text, options, callback) {
    if (typeof options === 'function') callback = options;
    if (this.output) this.output.write(text);
    this._questions.push(callback);
  }
  write() {}
  pause() {
    this.input.pause();
    return this;
  }
  resume() {
    this.input.resume();
    return this;
  }
  close() {
    if (this.closed) return;
    this.closed = true;
    this.input.pause();
    this.emit('close');
  }
  async* [Symbol.asyncIterator]() {
    const lines = [];
    let wake = () => {};
    let done = this.closed;
    this.on('line', (line) => { lines.push(line); wake(); });
    this.on('close', () => { done = true; wake(); });
    for (;;) {
      while (lines.length !== 0) yield lines.shift();
      if (done) return;
      await new Promise((resolve) => { wake = resolve; });
    }
  }
}

const promises = {
  createInterface(options) {
    const made = new Interface(options);
    const ask = made.question;
    made.question = (text) =>
      new Promise((resolve) => ask.call(made, text, resolve));
    return made;
  },
};

module.exports = {
  Interface, promises,
  createInterface: (...args) => new Interface(...args),
  clearLine: (stream) => stream.write('\u001b[2K'),
  cursorTo: (stream, x) => stream.write(`\u001b[${x + 1}G`),
};
