// SPDX-License-Identifier: MIT
//
// A match in progress. Registers hold capture positions and the loops' state;
// the backtrack stack holds where to go on after a failure, and how to undo
// changes of registers on the way back. Both start on the C stack and move to
// malloc'ed memory when they grow.
#ifndef ENGINE_REGEXP_REGEXP_MATCHER_H_
#define ENGINE_REGEXP_REGEXP_MATCHER_H_

#include "engine/regexp/regexp-bytecode.h"
#include "engine/regexp/regexp-memo.h"

// Kinds of stack entries, in the low three bits of Backtrack.what; the rest is
// a register for kUndo, a row of the memo for kMark, and an offset of an
// instruction for the others if they do not say otherwise.
enum {
  kUndo,        // value: what the register held
  kChoice,      // value: position to go on from, at the instruction
  kRange,       // value: position up to which a SimpleGreedy matched; the entry
                // below has the loop, and the lowest position to fall back to
  kRangePoint,  // the same, stepping by code points
  kLazy,        // value: position of a SimpleLazy; the entry below has the
                // position after the loop's least characters as its payload,
                // and how many more it may take
  kOperand,     // the entry below
  kMark,        // value: position to mark in the memo as a failure
  kMarkRange,   // value: last position to mark; payload: the row; the entry
                // below has the first
};

typedef struct Backtrack {
  uint32_t what;
  uint32_t value;
} Backtrack;

typedef struct Matcher {
  const RegExpProgram *program;
  const uint32_t *words;
  uint32_t *registers;
  Backtrack *stack;
  size_t capacity;       // of the stack, in entries
  bool is_heap_stack;
  size_t max_entries;
  const RegExpLimits *limits;  // never NULL
  RegExpMemo *memo;      // never NULL
  size_t length;         // of the subject
  uint64_t steps;        // taken in earlier slices
  int32_t slice;         // how many steps the present slice has
  // Where the loop with a memo takes over; kNotStarted: at the first attempt.
  size_t resume_top;       // height of the stack
  size_t resume_attempt, resume_position;
  uint32_t resume_code;    // offset of the instruction; 0: after a failure
} Matcher;

// Steps between two looks at the limits. Going over characters without choices
// counts too, less.
enum { kSliceSteps = 1 << 14, kCharactersPerStep = 16 };

static const uint32_t kNoPosition = UINT32_MAX;
static const size_t kNotStarted = SIZE_MAX;

// Doubles the stack; false if that is not allowed or there is no memory.
bool Matcher_grow_stack(Matcher *matcher);
// Called after each slice, of which `left` steps (if anything less than 0) are
// left; kRegExpMatch means to go on with another slice, and with the memo if
// there is one now.
RegExpResult Matcher_check_limits(Matcher *matcher, int64_t left);

// Whether a character above Latin-1 is in a set.
bool RegExpSet_has_other(const uint32_t *set, uint32_t character);

static inline bool RegExpSet_has(const uint32_t *set, uint32_t character) {
  if (LIKELY(character < 256))
    return set[character >> 5] >> (character & 31) & 1;
  return RegExpSet_has_other(set, character);
}

// Whether two characters are the same to a backreference that ignores case.
bool RegExp_equals_ignore_case(uint32_t a, uint32_t b, bool is_unicode);

static inline bool RegExp_is_word(uint32_t c) {
  return c < 128 && ((c | 0x20) - 'a' < 26 || c - '0' < 10 || c == '_');
}

// The four instances of regexp-loop.inc. start is where the first attempt is;
// on kRegExpMatch the registers hold the captures. Those with a memo need
// matcher->memo->table; the others go over to them when there is one.
RegExpResult Matcher_run_latin1(Matcher *matcher, const uint8_t *text,
                                size_t length, size_t start);
RegExpResult Matcher_run_utf16(Matcher *matcher, const uint16_t *text,
                               size_t length, size_t start);
RegExpResult Matcher_run_memo_latin1(Matcher *matcher, const uint8_t *text,
                                     size_t length, size_t start);
RegExpResult Matcher_run_memo_utf16(Matcher *matcher, const uint16_t *text,
                                    size_t length, size_t start);

// The same for programs with RegExpProgram.only; writes the captures itself.
RegExpResult Matcher_run_only_latin1(const RegExpProgram *program,
                                     const uint8_t *text, size_t length,
                                     size_t start, int32_t *captures);
RegExpResult Matcher_run_only_utf16(const RegExpProgram *program,
                                    const uint16_t *text, size_t length,
                                    size_t start, int32_t *captures);

#endif  // ENGINE_REGEXP_REGEXP_MATCHER_H_
