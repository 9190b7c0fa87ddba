// SPDX-License-Identifier: MIT
//
// The read-eval-print loop: a small line editor on terminals, plain lines
// otherwise; history in ~/.thaw_repl_history.
'use strict';

const { runScript } = internalBinding('contextify');
const { inspect } = require('internal/inspect');
const Module = require('internal/module');
const fs = require('fs');
const path = require('path');

const kHistorySize = 1000;

function historyFile() {
  if (process.env.THAW_REPL_HISTORY !== undefined)
    return process.env.THAW_REPL_HISTORY;
  try {
    return path.join(require('os').homedir(), '.thaw_repl_history');
  } catch {
    return '';
  }
}

// Newest first, as in the file.
function loadHistory() {
  const file = historyFile();
  if (file === '') return [];
  try {
    return fs.readFileSync(file, 'utf8').split('\n')
      .filter((line) => line !== '');
  } catch {
    return [];
  }
}

function saveHistory(lines) {
  const file = historyFile();
  if (file === '') return;
  try {
    fs.writeFileSync(file, `${lines.slice(0, kHistorySize).join('\n')}\n`,
                     { mode: 0o600 });
  } catch {
    // A history that cannot be kept is no reason to fail.
  }
}

// Edits one line in a terminal in raw mode.
class LineEditor {
  constructor(history, onLine, onInterrupt, onEnd) {
    this.history = history;
    this.onLine = onLine;
    this.onInterrupt = onInterrupt;
    this.onEnd = onEnd;
    this.line = '';
    this.cursor = 0;
    this.historyIndex = -1;
    this.saved = '';
    this.prompt = '';
    this.escape = '';
  }

  setPrompt(prompt) {
    this.prompt = prompt;
    this.refresh();
  }

  refresh() {
    const back = this.line.length - this.cursor;
    process.stdout.write(`\r\u001b[K${this.prompt}${this.line}` +
      (back > 0 ? `\u001b[${back}D` : ''));
  }

  insert(text) {
    this.line = this.line.slice(0, this.cursor) + text +
      this.line.slice(this.cursor);
    this.cursor += text.length;
    this.refresh();
  }

  replace(line) {
    this.line = line;
    this.cursor = line.length;
    this.refresh();
  }

  removeBetween(from, to) {
    this.line = this.line.slice(0, from) + this.line.slice(to);
    this.cursor = from;
    this.refresh();
  }

  moveTo(position) {
    this.cursor = Math.max(0, Math.min(position, this.line.length));
    this.refresh();
  }

  recall(step) {
    const index = this.historyIndex + step;
    if (index < -1 || index >= this.history.length) return;
    if (this.historyIndex === -1) this.saved = this.line;
    this.historyIndex = index;
    this.replace(index === -1 ? this.saved : this.history[index]);
  }

  wordStart() {
    let i = this.cursor;
    while (i > 0 && this.line[i - 1] === ' ') i--;
    while (i > 0 && this.line[i - 1] !== ' ') i--;
    return i;
  }

  finish() {
    const { line } = this;
    process.stdout.write('\r\n');
    this.line = '';
    this.cursor = 0;
    this.historyIndex = -1;
    this.onLine(line);
  }

  // One control character, or an escape sequence after ESC.
  control(code) {
    switch (code) {
      case 1: return this.moveTo(0);
      case 2: return this.moveTo(this.cursor - 1);
      case 3:
        process.stdout.write('\r\n');
        this.line = '';
        this.cursor = 0;
        return this.onInterrupt();
      case 4:
        if (this.line === '') return this.onEnd();
        return this.removeBetween(this.cursor, this.cursor + 1);
      case 5: return this.moveTo(this.line.length);
      case 6: return this.moveTo(this.cursor + 1);
      case 8:
      case 127:
        if (this.cursor > 0)
          this.removeBetween(this.cursor - 1, this.cursor);
        return undefined;
      case 10:
      case 13: return this.finish();
      case 11: return this.removeBetween(this.cursor, this.line.length);
      case 12:
        process.stdout.write('\u001b[H\u001b[2J');
        return this.refresh();
      case 14: return this.recall(-1);
      case 16: return this.recall(1);
      case 21: return this.removeBetween(0, this.cursor);
      case 23: return this.removeBetween(this.wordStart(), this.cursor);
    }
    return undefined;
  }

  sequence(text) {
    switch (text) {
      case '[A': case 'OA': return this.recall(1);
      case '[B': case 'OB': return this.recall(-1);
      case '[C': case 'OC': return this.moveTo(this.cursor + 1);
      case '[D': case 'OD': return this.moveTo(this.cursor - 1);
      case '[H': case '[1~': case 'OH': return this.moveTo(0);
      case '[F': case '[4~': case 'OF':
        return this.moveTo(this.line.length);
      case '[3~':
        return this.removeBetween(this.cursor,
          Math.min(this.cursor + 1, this.line.length));
    }
    return undefined;
  }

  feed(text) {
    for (const character of text) {
      if (this.escape !== '') {
        this.escape += character;
        const body = this.escape.slice(1);
        if (/^(\[[0-9;]*[A-Za-z~]|O[A-Za-z])$/.test(body)) {
          this.escape = '';
          this.sequence(body);
        } else if (!/^(\[[0-9;]*|O)$/.test(body)) {
          this.escape = '';
        }
        continue;
      }
      const code = character.codePointAt(0);
      if (code === 27) this.escape = character;
      else if (code < 32 || code === 127) this.control(code);
      else this.insert(character);
    }
  }
}

// True if source is only the beginning of something longer.
function isIncomplete(error) {
  return error instanceof SyntaxError &&
    /Unexpected end of input|Unterminated template/.test(error.message);
}

class Repl {
  constructor() {
    this.pending = '';
    this.history = loadHistory();
    this.editor = null;
    const { module, require: replRequire } = Module.makeEvalModule('<repl>');
    for (const [key, value] of [['module', module], ['require', replRequire],
                                ['exports', module.exports]])
      Object.defineProperty(globalThis, key, {
        value, writable: true, configurable: true, enumerable: false,
      });
  }

  start() {
    const { stdin, stdout } = process;
    this.terminal = Boolean(stdin.isTTY && stdout.isTTY);
    if (this.terminal) {
      stdout.write(`Welcome to Thaw ${process.versions.thaw}.\n` +
        'Type ".help" for more information.\n');
      stdin.setRawMode(true);
      this.editor = new LineEditor(this.history,
        (line) => this.accept(line), () => this.interrupt(),
        () => this.close());
    }
    stdin.setEncoding('utf8');
    let rest = '';
    stdin.on('data', (text) => {
      if (this.editor !== null) {
        this.editor.feed(text);
        return;
      }
      const lines = (rest + text).split('\n');
      rest = lines.pop();
      for (const line of lines) this.accept(line);
    });
    stdin.on('end', () => {
      if (rest !== '') this.accept(rest);
      this.close();
    });
    this.showPrompt();
  }

  showPrompt() {
    const prompt = this.pending === '' ? '> ' : '... ';
    if (this.editor !== null) this.editor.setPrompt(prompt);
    else process.stdout.write(prompt);
  }

  interrupt() {
    if (this.pending === '' && this.interrupted) {
      this.close();
      return;
    }
    if (this.pending === '') {
      process.stdout.write(
        '(To exit, press Ctrl+C again or Ctrl+D or type .exit)\n');
      this.interrupted = true;
    }
    this.pending = '';
    this.showPrompt();
  }

  close() {
    if (this.terminal) {
      process.stdin.setRawMode(false);
      process.stdout.write('\n');
      saveHistory(this.history);
    } else {
      process.stdout.write('\n');
    }
    process.exit();
  }

  command(line) {
    const [name, ...rest] = line.trim().split(/\s+/);
    switch (name) {
      case '.exit':
        this.close();
        break;
      case '.clear':
      case '.break':
        this.pending = '';
        break;
      case '.load':
        this.evaluate(fs.readFileSync(rest.join(' '), 'utf8'));
        break;
      case '.help':
        process.stdout.write(
          '.break    Leave a statement that is not complete\n' +
          '.clear    Alias for .break\n' +
          '.exit     Exit the REPL\n' +
          '.help     Print this help message\n' +
          '.load     Load JS from a file into the REPL session\n');
        break;
      default:
        process.stdout.write('Invalid REPL keyword\n');
    }
  }

  accept(line) {
    this.interrupted = false;
    if (line.trim() !== '' && line !== this.history[0]) {
      this.history.unshift(line);
      if (this.history.length > kHistorySize) this.history.pop();
    }
    if (this.pending === '' && /^\s*\.[a-z]+/.test(line)) {
      try {
        this.command(line);
      } catch (error) {
        process.stdout.write(`${error.message}\n`);
      }
    } else if (this.pending !== '' || line.trim() !== '') {
      this.evaluate(this.pending + line);
    }
    this.showPrompt();
  }

  evaluate(source) {
    this.pending = '';
    let result;
    try {
      result = this.run(source);
    } catch (error) {
      if (isIncomplete(error)) {
        this.pending = `${source}\n`;
        return;
      }
      const shown = error !== null && typeof error === 'object' &&
        typeof error.stack === 'string'
        ? this.stackOf(error) : inspect(error);
      process.stdout.write(`Uncaught${shown.includes('\n') ? '\n' : ' '}` +
        `${shown}\n`);
      return;
    }
    globalThis._ = result;
    process.stdout.write(`${inspect(result, {
      colors: this.terminal && process.stdout.getColorDepth() > 1,
      showProxy: true,
    })}\n`);
  }

  // Frames from the input line down are no news.
  stackOf(error) {
    const lines = inspect(error).split('\n');
    const kept = [];
    let below = false;
    for (const line of lines) {
      const isFrame = line.startsWith('    at ');
      if (isFrame && (line.includes('REPL:') || line.includes('runScript (')))
        below = true;
      if (!isFrame || !below) kept.push(line);
    }
    return kept.join('\n');
  }

  run(source) {
    // "{ a: 1 }" is meant as an object.
    if (/^\s*\{/.test(source) && !/;\s*$/.test(source)) {
      try {
        return runScript(`(${source.trim()})\n`, 'REPL');
      } catch (error) {
        if (!(error instanceof SyntaxError)) throw error;
      }
    }
    return runScript(source, 'REPL');
  }
}

function start() {
  const repl = new Repl();
  Object.defineProperty(globalThis, '_', {
    value: undefined, writable: true, configurable: true, enumerable: false,
  });
  repl.start();
  return repl;
}

module.exports = { start };
