// SPDX-License-Identifier: MIT
//
// To be run with --regexp-backtrack-limit=N:
//   limited-and-linear.js limited   every evil pattern ends soon, with no match
//       or with the documented error
//   limited-and-linear.js linear    the patterns that are said to take linear
//       time find out that there is no match, in N steps for 200,000 units
//       (anything quadratic would need billions)
'use strict';
require('./evil-patterns.js');

const kLimitMessage = 'Regular expression exceeded --regexp-backtrack-limit';
const kMaxMs = 10000;  // on a busy machine; far less than without a limit
const isLinearRun = process.argv[2] === 'linear';

function run(regexp, subject) {
  try {
    return regexp.exec(subject) === null ? 'no match' : 'a match';
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return error.message;
  }
}

let bad = 0, count = 0, stopped = 0;
for (const [name, regexp, make, otherwise] of evilPatterns) {
  if (isLinearRun && otherwise !== undefined) continue;
  const start = performance.now();
  const result = run(regexp, make(200000));
  const ms = performance.now() - start;
  count++;
  stopped += result === kLimitMessage;
  if (result === 'no match') continue;
  if (!isLinearRun && result === kLimitMessage && ms < kMaxMs) continue;
  console.log(`${name}: ${result} after ${ms} ms`);
  bad++;
}
console.log(`${count} patterns, ${stopped} stopped by the limit`);
if (bad !== 0) throw new Error(`${bad} patterns took too long`);
