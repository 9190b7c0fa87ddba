// SPDX-License-Identifier: MIT
//
// libFuzzer target: any text is JSON or is refused; what was read prints to a
// text that reads back as the same.
#include <stddef.h>
#include <stdint.h>

#include "engine/objects/conversions.h"
#include "engine/objects/string.h"
#include "test/fuzz/fuzz-isolate.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

// JSON.parse or JSON.stringify of one argument; the sentinel if it threw.
static Value call(Isolate *isolate,
                  Value (*builtin)(Isolate *, int64_t, Value *),
                  Value argument) {
  Value frame[6] = {ROOT(undefined_value), ROOT(undefined_value),
                    ROOT(undefined_value), argument,
                    ROOT(undefined_value), ROOT(undefined_value)};
  return builtin(isolate, 1, frame + 2);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  Isolate *isolate = the_isolate();
  if (size > 1 << 16) return 0;
  String *text = String_new_utf8(isolate, (const char *)data, size);
  Value value = call(isolate, Builtin_JSONParse, Value_from_object(text));
  if (!Value_is_exception(value)) {
    Value once = call(isolate, Builtin_JSONStringify, value);
    CHECK(Value_is_String(isolate, once));
    Value again = call(isolate, Builtin_JSONParse, once);
    CHECK(!Value_is_exception(again));
    Value twice = call(isolate, Builtin_JSONStringify, again);
    CHECK(String_equals(isolate, Value_as_String(isolate, once),
                        Value_as_String(isolate, twice)));
  }
  isolate->pending_exception = ROOT(the_hole);
  return 0;
}
