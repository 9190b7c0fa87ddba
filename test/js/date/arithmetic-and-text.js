// SPDX-License-Identifier: MIT
// Dates are made, taken apart, changed and printed in UTC.
'use strict';
function same(actual, expected) {
  if (!Object.is(actual, expected))
    throw new Error(`${String(actual)}, not ${String(expected)}`);
}
const d = new Date(Date.UTC(2024, 1, 29, 12, 34, 56, 789));
same(d.toISOString(), '2024-02-29T12:34:56.789Z');
same(JSON.stringify(d), '"2024-02-29T12:34:56.789Z"');
same(d.toUTCString(), 'Thu, 29 Feb 2024 12:34:56 GMT');
same(d.getUTCDay(), 4);
same(Date.parse('2024-02-29T12:34:56.789Z'), d.getTime());
same(d.setUTCFullYear(2023), Date.UTC(2023, 2, 1, 12, 34, 56, 789));
same(d.setUTCHours(0, 0, 0, 0), Date.UTC(2023, 2, 1));
same(d.setUTCMonth(NaN), NaN);
same(String(d), 'Invalid Date');
same(d.setUTCDate(1), NaN);
same(d.setUTCFullYear(1970), 0);
same(+new Date(8.64e15 + 1), NaN);
same(+new Date(new Date(5)), 5);
same(Date.UTC(99, 0), Date.UTC(1999, 0));
same(typeof Date(), 'string');
same(typeof (new Date(1) + 1), 'string');
same(new Date(1) - 1, 0);
let error;
try { new Date(NaN).toISOString(); } catch (e) { error = e; }
same(error.message, 'Invalid time value');
const local = new Date(2020, 5, 15, 10);
same(local.getHours(), 10);
same(+new Date(String(local)), +local);
