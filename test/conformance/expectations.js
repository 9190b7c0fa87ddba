// SPDX-License-Identifier: MIT
//
// The list of scenarios that are allowed to fail: paragraphs, divided by blank
// lines. One of comments (#) alone is prose; any other is a reason, in
// comments, and the scenarios ("path mode") that fail for it, a line each.
'use strict';
const fs = require('fs');

// [{reason: [line ...], scenarios: [name ...]} ...]
function read(file) {
  const groups = [];
  for (const text of fs.readFileSync(file, 'utf8').split(/\n{2,}/)) {
    const lines = text.split('\n').filter(Boolean);
    if (lines.length === 0) continue;
    groups.push({
      reason: lines.filter((line) => line.startsWith('#')),
      scenarios: lines.filter((line) => !line.startsWith('#')),
    });
  }
  return groups;
}

// Scenarios without a reason above them.
function unexplained(groups) {
  return groups.filter((group) => group.reason.length === 0)
      .flatMap((group) => group.scenarios);
}

// Keeps what failed again or did not run, under its reason; new failures come
// last, to be given one.
function write(file, failed, ran) {
  const groups = fs.existsSync(file) ? read(file) : [];
  const fails = new Set(failed);
  const known = new Set();
  for (const group of groups) {
    group.isProse = group.scenarios.length === 0;
    group.scenarios = group.scenarios.filter((name) => {
      known.add(name);
      return fails.has(name) || !ran.has(name);
    });
  }
  groups.push({reason: [],
               scenarios: failed.filter((name) => !known.has(name))});
  const kept = groups.filter((group) => group.isProse ||
                                        group.scenarios.length > 0);
  fs.writeFileSync(file, kept.map(
      (group) => [...group.reason, ...group.scenarios].join('\n') + '\n')
      .join('\n'));
}

module.exports = {read, unexplained, write};
