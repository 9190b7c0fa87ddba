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

// Runs of one regular expression in one string, between which no user code may
// run. The caller keeps both alive.
typedef struct RegExpSearch {
  Isolate *isolate;
  const RegExpProgram *program;
  RegExpText text;
  RegExpLimits limits;
  RegExpMemo memo;
  RegExpMatch match;  // the last one found
} RegExpSearch;
void RegExpSearch_begin(RegExpSearch *search, Isolate *isolate,
                        const JSRegExp *regexp, String *string);
void RegExpSearch_end(RegExpSearch *search);
// Looks for a match from `index` on. False when it threw (a limit was exceeded).
NODISCARD bool RegExpSearch_run(RegExpSearch *search, int32_t index,
                                bool *found);

// What RegExp.$1 and its kin are about, in the native context's
// regexp_last_match_info, a FixedArray.
enum {
  kLastMatchInput,     // String
  kLastMatchCount,     // groups that follow; the rest is of older matches
  kLastMatchCaptures,  // start and end of each
  kLastMatchGroups = 10,
  kLastMatchLength = kLastMatchCaptures + 2 * kLastMatchGroups,
};
void RegExp_remember_match(Isolate *isolate, String *string,
                           const RegExpMatch *match);
// The array that exec returns.
NODISCARD Value RegExp_match_to_array(Isolate *isolate, JSRegExp *regexp,
                                      String *string,
                                      const RegExpMatch *match);

// #sec-regexpbuiltinexec, up to making the array: reads and updates lastIndex.
// False when it threw. In any case the caller ends the search.
NODISCARD bool RegExp_find_js(RegExpSearch *search, Isolate *isolate,
                              JSRegExp *regexp, String *string, bool *found);
// #sec-regexpbuiltinexec: array or null.
NODISCARD Value RegExp_builtin_exec_js(Isolate *isolate, JSRegExp *regexp,
                                       String *string);
// #sec-regexpexec: through the object's `exec`.
NODISCARD Value RegExp_exec_js(Isolate *isolate, Value regexp, String *string);

// Nothing of the object or its prototype was changed by a program: its flags
// are those of its data, exec and the symbols' methods are the builtins, and
// lastIndex is a Smi.
bool RegExp_is_pristine(Isolate *isolate, Value regexp);

#endif  // ENGINE_BUILTINS_REGEXP_OBJECT_H_
