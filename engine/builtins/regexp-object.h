// SPDX-License-Identifier: MIT
//
// JSRegExp objects: making, compiling and running them. The builtins of
// RegExp.prototype are in regexp.c and regexp-symbols.c.
#ifndef ENGINE_BUILTINS_REGEXP_OBJECT_H_
#define ENGINE_BUILTINS_REGEXP_OBJECT_H_

#include "engine/objects/string.h"
#include "engine/regexp/regexp.h"

// #sec-regexpinitialize on an allocated object: compiles the pattern. False with
// a SyntaxError, or if lastIndex cannot be set.
NODISCARD bool RegExp_initialize_js(Isolate *isolate, JSRegExp *regexp,
                                    String *pattern, String *flags);
// A fresh object of the realm for already compiled data (regexp literals).
JSRegExp *RegExp_new_from_data(Isolate *isolate, RegExpData *data);

// lastIndex, as the program sees it.
Value RegExp_last_index(const JSRegExp *regexp);
NODISCARD bool RegExp_set_last_index_js(Isolate *isolate, JSReceiver *regexp,
                                        double index);

// What a run of the matcher found: start and end of each group, -1 for those
// that took no part. Inline up to a few groups, else malloc'ed.
typedef struct RegExpMatch {
  int32_t *captures;
  int32_t count;  // groups, group 0 included
  int32_t inline_captures[20];
} RegExpMatch;
void RegExpMatch_free(RegExpMatch *match);

// Runs the program from `index`. False when it threw (a limit was exceeded);
// *found tells whether there is a match, which the caller frees then. memo: of
// other matches in the same string, or NULL.
NODISCARD bool RegExp_run(Isolate *isolate, JSRegExp *regexp, String *string,
                          int32_t index, RegExpMatch *match, RegExpMemo *memo,
                          bool *found);
// Updates RegExp.$1 and its kin.
void RegExp_remember_match(Isolate *isolate, JSRegExp *regexp, String *string,
                           const RegExpMatch *match);
// The array that exec returns.
NODISCARD Value RegExp_match_to_array(Isolate *isolate, JSRegExp *regexp,
                                      String *string,
                                      const RegExpMatch *match);

// #sec-regexpbuiltinexec: array or null.
NODISCARD Value RegExp_builtin_exec_js(Isolate *isolate, JSRegExp *regexp,
                                       String *string);
// #sec-regexpexec: through the object's `exec`.
NODISCARD Value RegExp_exec_js(Isolate *isolate, Value regexp, String *string);

// Nothing of the object or its prototype was changed by a program: its flags
// are those of its data, exec is the builtin, and lastIndex is a plain number.
bool RegExp_is_pristine(Isolate *isolate, Value regexp);

#endif  // ENGINE_BUILTINS_REGEXP_OBJECT_H_
