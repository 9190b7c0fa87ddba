// SPDX-License-Identifier: MIT
//
// Regular expressions of ECMA-262 (2026): all of the syntax with Annex B, flags
// d g i m s u v y, named groups, lookbehind, property escapes, unicode sets and
// modifiers. This folder knows nothing of JavaScript objects: patterns and
// subjects are plain text, programs are plain words.
//
// Life of a pattern: regexp-parser.c and regexp-class-parser.c turn it into
// nodes (regexp-ast.h), in which case folding is already resolved into
// character sets; regexp-compiler.c turns nodes into a RegExpProgram, a flat
// array of words without pointers that may live in a ByteArray and be mapped
// read-only from a snapshot (regexp-bytecode.h says what is in it);
// regexp-matcher.c runs it with an explicit backtrack stack, in bounded memory
// and, if asked, bounded steps.
//
// Time: where the next character decides, programs do not backtrack at all
// (regexp-first-set.c). A match that takes many steps all the same (a
// number of them for each character of the subject) begins to remember where it
// failed, and fails there at once when it comes back
// (regexp-memo.h). Then it takes time linear in the subject's length: times the
// size of the pattern with counted loops written out, and times the length once
// more for lookarounds that match. Programs with backreferences do not
// remember, nor do those for which it would take too much memory. They, too, can
// be limited and interrupted: everything whose time depends on the subject
// counts as steps.
#ifndef ENGINE_REGEXP_REGEXP_H_
#define ENGINE_REGEXP_REGEXP_H_

#include <stdio.h>

#include "engine/base/check.h"
#include "engine/base/zone.h"

typedef enum RegExpFlag {
  kRegExpHasIndices = 1 << 0,   // d
  kRegExpGlobal = 1 << 1,       // g
  kRegExpIgnoreCase = 1 << 2,   // i
  kRegExpMultiline = 1 << 3,    // m
  kRegExpDotAll = 1 << 4,       // s
  kRegExpUnicode = 1 << 5,      // u
  kRegExpUnicodeSets = 1 << 6,  // v
  kRegExpSticky = 1 << 7,       // y
} RegExpFlag;

// One- or two-byte text, not owned.
typedef struct RegExpText {
  const void *units;  // uint8_t (Latin-1) or uint16_t (UTF-16)
  size_t length;      // in units
  bool is_two_byte;
} RegExpText;

// Patterns nest as deep as the native stack allows.
typedef struct RegExpError {
  const char *message;  // V8's wording, such as "Unterminated group"; static
  size_t position;      // in the pattern, in units
  // The pattern may be fine, but the native stack is too small for it.
  bool is_stack_overflow;
} RegExpError;

// Parses "dgimsuvy" in any order; false if a flag is unknown or repeated, or
// if u and v are both there.
bool RegExp_parse_flags(RegExpText text, uint32_t *flags);

// The pattern's early errors, without making a program. False with *error set
// if the pattern is none. stack_limit: the lowest address that the native stack
// may reach; 0: a default of about 256 KiB below the caller.
bool RegExp_check_syntax(RegExpText pattern, uint32_t flags,
                         uintptr_t stack_limit, RegExpError *error);

// ---- Programs ----

// Position independent and constant. The words follow the header; its fields
// are for the matcher, other code uses the functions below.
typedef struct RegExpProgram {
  uint32_t size_bytes;      // of the whole program
  uint32_t flags;           // RegExpFlag
  uint32_t capture_count;   // with group 0
  uint32_t register_count;  // captures, then the loops' registers
  uint32_t code;            // all offsets are in words from the header
  uint32_t names;
  uint32_t name_count;
  uint32_t min_length;      // fewest units that a match has
  uint32_t first_set;       // of the units a match can begin with, or 0
  uint32_t is_beyond_latin1;  // no unit of first_set is Latin-1
  uint32_t lookahead;       // if there is a first_set: a table of bytes
  uint32_t lookahead_length;  // of how many units the table tells
  uint32_t prefix;          // Latin-1 text that every match begins with
  uint32_t prefix_length;
  uint32_t is_anchored;     // matches only at the subject's start
  // The only instruction that matches characters, if the program is nothing but
  // one character or a greedy loop of one, at least 0 or 1 times; or 0.
  uint32_t only;
} RegExpProgram;

// Compiles into the zone. False with *error set if the pattern has a syntax
// error or is too large. stack_limit as above.
bool RegExp_compile(Zone *zone, RegExpText pattern, uint32_t flags,
                    uintptr_t stack_limit, RegExpProgram **program,
                    RegExpError *error);

// The name of the index-th named group, in order of the groups, and the
// group's number. A name may come several times.
const uint16_t *RegExpProgram_name(const RegExpProgram *program,
                                   uint32_t index, size_t *length,
                                   uint32_t *group);

// ---- Matching ----

typedef enum RegExpResult {
  kRegExpNoMatch,
  kRegExpMatch,
  kRegExpStepLimit,    // limits.max_steps were not enough
  kRegExpOutOfMemory,  // the backtrack stack outgrew limits.max_memory_bytes
  kRegExpInterrupted,  // limits.interrupt asked to stop
} RegExpResult;

typedef struct RegExpLimits {
  uint64_t max_steps;        // backtracks; 0: no limit
  size_t max_memory_bytes;   // 0: kRegExpDefaultMemoryBytes
  uint64_t memo_after;       // steps; 0: depending on the subject's length
  // Called now and then during a long match; true stops it. May be NULL.
  bool (*interrupt)(void *data);
  void *interrupt_data;
} RegExpLimits;

enum { kRegExpDefaultMemoryBytes = 256 * 1024 * 1024 };

// What matches of one program in one subject learn about where it fails. To be
// zeroed before the first match, and freed after the last.
typedef struct RegExpMemo {
  struct MemoTable *table;  // NULL until it is needed
  uint64_t steps;           // that all matches took
  bool is_useless;          // there can be no table
} RegExpMemo;
void RegExpMemo_free(RegExpMemo *memo);

// Searches subject for the first match at or after start_index (at it exactly
// if the program has flag y). On a match, captures receives capture_count pairs
// of start and end index, -1 for groups that did not take part. limits and memo
// may be NULL. Re-entrant; allocates only if the match takes long.
RegExpResult RegExp_match(const RegExpProgram *program,
                          const RegExpText *subject, size_t start_index,
                          int32_t *captures, const RegExpLimits *limits,
                          RegExpMemo *memo);

// A listing of the program for --print-regexp-bytecode.
void RegExpProgram_print(const RegExpProgram *program, FILE *file);

#endif  // ENGINE_REGEXP_REGEXP_H_
