// SPDX-License-Identifier: MIT
//
// performance.now and its nearest relatives.
'use strict';

const binding = internalBinding('process');

const entries = [];
const performance = {
  now: () => binding.hrtimeMs() - binding.startMs(),
  get timeOrigin() {
    return Date.now() - performance.now();
  },
  mark(name) {
    const entry = { name, entryType: 'mark', startTime: performance.now(),
                    duration: 0 };
    entries.push(entry);
    return entry;
  },
  measure(name, start, end) {
    const at = (mark, fallback) => {
      const found = entries.findLast((entry) => entry.name === mark);
      return found === undefined ? fallback : found.startTime;
    };
    const startTime = at(start, 0);
    const entry = { name, entryType: 'measure', startTime,
                    duration: at(end, performance.now()) - startTime };
    entries.push(entry);
    return entry;
  },
  getEntries: () => entries.slice(),
  getEntriesByName: (name) => entries.filter((entry) => entry.name === name),
  clearMarks() { entries.length = 0; },
  toJSON: () => ({ timeOrigin: performance.timeOrigin }),
};
Object.defineProperty(performance, Symbol.toStringTag, {
  value: 'Performance', configurable: true,
});

module.exports = { performance };
