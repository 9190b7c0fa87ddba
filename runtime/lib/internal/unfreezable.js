// SPDX-License-Identifier: MIT
//
// What a program that is about to be frozen holds and must have let go of by
// then: timers and open files. Nothing is recorded unless a snapshot is built.
'use strict';

// Resource -> what it is and where it was made.
const held = new Map();
let watching = false;

// The program's own line: the first frame that is not of the library.
function callSite() {
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = 30;
  const frames = new Error().stack.split('\n').slice(1);
  Error.stackTraceLimit = limit;
  const own = frames.find((frame) => !frame.includes('node:') &&
                                     /:\d+:\d+\)?$/.test(frame));
  return own === undefined ? '' : ' made at ' +
    own.trim().replace(/^at (.*\((.*)\)|(.*))$/, '$2$3');
}

function hold(resource, what) {
  if (watching) held.set(resource, what + callSite());
}

function release(resource) {
  if (watching) held.delete(resource);
}

function watch() {
  watching = true;
}

// Ends the process with status 1 if anything is still held.
function check() {
  watching = false;
  if (held.size === 0) return;
  for (const what of held.values())
    process.stderr.write(`mksnapshot: cannot freeze ${what}: it belongs to a ` +
      'process; end it before, or start it in the main function\n');
  process.exit(1);
}

module.exports = { hold, release, watch, check, isWatching: () => watching };
