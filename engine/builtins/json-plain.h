// SPDX-License-Identifier: MIT
//
// JSON.stringify of what is nothing but data.
#ifndef ENGINE_BUILTINS_JSON_PLAIN_H_
#define ENGINE_BUILTINS_JSON_PLAIN_H_

#include "engine/objects/string.h"

// Appends the text of `value` as JSON.stringify(value, undefined, gap) does.
// False if writing it might run user code, throw, or give undefined: what the
// builder holds then means nothing, and the long way begins anew, which nobody
// can tell. Runs no user code itself.
NODISCARD bool Json_write_plain(Isolate *isolate, Value value, String *gap,
                                StringBuilder *out);
// ECMA-262 #sec-quotejsonstring
void Json_write_quoted(StringBuilder *out, String *string);

// How many units at the beginning of a Latin-1 text are neither quotation marks
// nor backslashes nor control characters.
int32_t Json_plain_prefix(const uint8_t *text, int32_t length);

#endif  // ENGINE_BUILTINS_JSON_PLAIN_H_
