// SPDX-License-Identifier: MIT
// JSON.rawJSON's text is written as it is; revivers see what a primitive was
// parsed from.
'use strict';
function same(actual, expected) {
  if (!Object.is(actual, expected))
    throw new Error(`${String(actual)}, not ${String(expected)}`);
}
const raw = JSON.rawJSON('123456789012345678901234567890');
same(JSON.stringify({raw, list: [raw]}),
     '{"raw":123456789012345678901234567890,' +
     '"list":[123456789012345678901234567890]}');
same(JSON.isRawJSON(raw), true);
same(JSON.isRawJSON({rawJSON: '1'}), false);
same(Object.isFrozen(raw), true);
same(Object.getPrototypeOf(raw), null);
for (const text of ['', ' 1', '1\n', '{}', '[]', 'x']) {
  let error;
  try { JSON.rawJSON(text); } catch (e) { error = e; }
  same(error instanceof SyntaxError, true);
}
const seen = [];
JSON.parse('{"a": 1.0, "a": 2e1, "1": [true, "x\\u0041"]}',
           (key, value, context) => {
             seen.push(key + ':' + context.source);
             return value;
           });
same(seen.join(), '0:true,1:"x\\u0041",1:undefined,a:2e1,:undefined');
// A value that the reviver changed has no source.
JSON.parse('[1, 2]', function(key, value, {source}) {
  if (key === '0') this[1] = 3;
  if (key === '1') same(source, undefined);
  return value;
});
