// SPDX-License-Identifier: MIT
//
// The slow half of String.prototype.len, the example of builtins-dsl/README.md.
#include "engine/bytecode/runtime-functions.h"
#include "engine/objects/conversions.h"
#include "engine/objects/messages.h"

// The receiver is no string primitive.
Value Runtime_StringPrototypeLen(Isolate *isolate, Value receiver) {
  if (Value_is_null_or_undefined(receiver))
    return Throw_text(isolate, kErrorTypeTypeError,
                      "String.prototype.len called on null or undefined");
  Value string = TRY(Object_to_string_js(isolate, receiver));
  return Value_from_smi(Value_as_String(isolate, string)->length);
}
