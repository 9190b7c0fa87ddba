// SPDX-License-Identifier: MIT
//
// Pieces that String and RegExp builtins share.
#ifndef ENGINE_BUILTINS_STRING_OPERATIONS_H_
#define ENGINE_BUILTINS_STRING_OPERATIONS_H_

#include "engine/objects/string.h"

// ECMA-262 #sec-getsubstitution: appends the replacement for a match to the
// builder. captures: FixedArray of Strings and undefined, without group 0;
// named_captures: an object or undefined. False when it threw.
NODISCARD bool String_append_substitution_js(
    Isolate *isolate, StringBuilder *builder, String *matched, String *string,
    int32_t position, const FixedArray *captures, Value named_captures,
    String *replacement);

// #sec-advancestringindex.
double String_advance_index(Isolate *isolate, String *string, double index,
                            bool unicode);
// #sec-codepointat: the code point, and how many units it takes.
uint32_t String_code_point_at(const FlatString *flat, int32_t index,
                              int32_t *units);

typedef enum TrimWhere { kTrimStart = 1, kTrimEnd = 2 } TrimWhere;
String *String_trim(Isolate *isolate, String *string, int where);

#endif  // ENGINE_BUILTINS_STRING_OPERATIONS_H_
