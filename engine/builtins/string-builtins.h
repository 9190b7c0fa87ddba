// SPDX-License-Identifier: MIT
//
// What the files of String's builtins share.
#ifndef ENGINE_BUILTINS_STRING_BUILTINS_H_
#define ENGINE_BUILTINS_STRING_BUILTINS_H_

#include "engine/base/unicode.h"
#include "engine/objects/property-key.h"
#include "engine/objects/string.h"

// RequireObjectCoercible(this), then ToString. `method` without the prefix
// "String.prototype.". False when it threw.
NODISCARD bool String_this_js(Isolate *isolate, Value receiver,
                              const char *method, String **string);
NODISCARD bool String_require_coercible(Isolate *isolate, Value receiver,
                                        const char *method);
// The pattern's method of that name; undefined if there is none.
NODISCARD Value String_pattern_method_js(Isolate *isolate, Value pattern,
                                         PropertyKey key);
// ToString.
NODISCARD bool String_from_value_js(Isolate *isolate, Value value,
                                    String **string);
String *String_normalize(Isolate *isolate, String *string, UnicodeForm form);
// ECMA-262 #sec-isregexp
NODISCARD bool Object_is_regexp_js(Isolate *isolate, Value value, bool *result);

#endif  // ENGINE_BUILTINS_STRING_BUILTINS_H_
