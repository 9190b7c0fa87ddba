// SPDX-License-Identifier: MIT
//
// The tty module.
'use strict';

const { isTTY } = internalBinding('stdio');
const { makeInput, makeOutput } = require('internal/stdio');

function ReadStream(fd) {
  return makeInput(fd);
}
function WriteStream(fd) {
  return makeOutput(fd);
}

module.exports = {
  isatty: (fd) => Number.isInteger(fd) && fd >= 0 && isTTY(fd), ReadStream,
  WriteStream,
};
