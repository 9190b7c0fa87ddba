// SPDX-License-Identifier: MIT
// The report of an uncaught error shows the line that threw it, not the one
// that made it; its stack still tells where it was made.
'use strict';
let hasExited = false;
process.on('exit', () => { hasExited = true; });
// As in Node the report comes last.
process.stderr.write = (report) => {
  const [place, source, carets] = report.split('\n');
  const isRight = place.endsWith('report-points-at-the-throw.js:20') &&
    source === '  if (error) throw error;' &&
    carets === '             ^' && hasExited &&
    report.includes('report-points-at-the-throw.js:19:17)');
  if (!isRight) console.log(report);
  process.exit(isRight ? 0 : 1);
};

function fail() {
  const error = new TypeError('bad');
  if (error) throw error;
}
fail();
