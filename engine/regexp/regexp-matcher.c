// SPDX-License-Identifier: MIT
//
// Running programs: limits, memory, and the four instances of the loop in
// regexp-loop.inc.
#include "engine/regexp/regexp-matcher.h"

#include <stdlib.h>
#include <string.h>

#include "engine/base/string-search.h"
#include "engine/base/unicode.h"

enum {
  kLocalRegisters = 64,
  kLocalEntries = 512,
  // A match that takes no more steps than these, and these for each unit of the
  // subject, is fast enough without a memo.
  kMemoAfterSteps = 20000,
  kMemoStepsPerUnit = 8,
};

uint32_t RegExp_instruction_length(const uint32_t *code) {
  static const uint8_t kLengths[kRegExpOpCount] = {
#define OP(Name, length) length,
#include "engine/regexp/regexp-bytecode.def"
#undef OP
  };
  RegExpOp op = RegExpWord_op(*code);
  if (op == kOpString) return 1 + RegExp_text_words(*code >> 8);
  if (op == kOpSwitch || op == kOpSwitchPoint) return 1 + 2 * (*code >> 8);
  return kLengths[op];
}

// The target of a Switch for a character; 0 if it is no case.
static uint32_t find_case(const uint32_t *pc, uint32_t character) {
  uint32_t count = RegExpWord_argument(*pc);
  const uint32_t *cases = pc + 1;
  uint32_t low = 0, high = count;
  while (low < high) {
    uint32_t middle = (low + high) / 2;
    if (cases[middle] < character)
      low = middle + 1;
    else
      high = middle;
  }
  return low < count && cases[low] == character ? cases[count + low] : 0;
}

bool RegExpSet_has_other(const uint32_t *set, uint32_t character) {
  const uint32_t *ranges = set + kSetBitmapWords + 1;
  uint32_t low = 0, high = set[kSetBitmapWords];
  while (low < high) {
    uint32_t middle = (low + high) / 2;
    if (character > ranges[2 * middle + 1])
      low = middle + 1;
    else if (character < ranges[2 * middle])
      high = middle;
    else
      return true;
  }
  return false;
}

bool RegExp_equals_ignore_case(uint32_t a, uint32_t b, bool is_unicode) {
  if (a == b) return true;
  if (is_unicode) return Unicode_simple_fold(a) == Unicode_simple_fold(b);
  return Unicode_canonicalize(a) == Unicode_canonicalize(b);
}

bool Matcher_grow_stack(Matcher *matcher) {
  size_t capacity = matcher->capacity * 2;
  if (capacity > matcher->max_entries) capacity = matcher->max_entries;
  if (capacity <= matcher->capacity) return false;
  size_t size_bytes = capacity * sizeof(Backtrack);
  Backtrack *stack;
  if (matcher->is_heap_stack) {
    stack = realloc(matcher->stack, size_bytes);
  } else {
    stack = malloc(size_bytes);
    if (stack != NULL)
      memcpy(stack, matcher->stack, matcher->capacity * sizeof(Backtrack));
  }
  if (stack == NULL) return false;
  matcher->stack = stack;
  matcher->capacity = capacity;
  matcher->is_heap_stack = true;
  return true;
}

// The number of steps at which a memo begins.
static uint64_t memo_start(const Matcher *matcher) {
  uint64_t after = matcher->limits->memo_after;
  return after != 0 ? after
                    : kMemoAfterSteps +
                          kMemoStepsPerUnit * (uint64_t)matcher->length;
}

// The length of the next slice: up to the next thing to do.
static int32_t next_slice(const Matcher *matcher) {
  uint64_t slice = kSliceSteps;
  uint64_t max = matcher->limits->max_steps;
  if (max != 0 && max - matcher->steps < slice) slice = max - matcher->steps + 1;
  uint64_t known = matcher->memo->steps + matcher->steps;
  uint64_t start = memo_start(matcher);
  if (known < start && start - known < slice) slice = start - known;
  return (int32_t)slice;
}

RegExpResult Matcher_check_limits(Matcher *matcher, int64_t left) {
  const RegExpLimits *limits = matcher->limits;
  matcher->steps += (uint64_t)(matcher->slice - left);
  if (limits->max_steps != 0 && matcher->steps > limits->max_steps)
    return kRegExpStepLimit;
  if (limits->interrupt != NULL && limits->interrupt(limits->interrupt_data))
    return kRegExpInterrupted;
  RegExpMemo *memo = matcher->memo;
  if (memo->table == NULL && !memo->is_useless &&
      memo->steps + matcher->steps >= memo_start(matcher)) {
    size_t max_bytes = matcher->max_entries * sizeof(Backtrack);
    memo->table =
        MemoTable_new(matcher->program, matcher->length, max_bytes);
    memo->is_useless = memo->table == NULL;
  }
  matcher->slice = next_slice(matcher);
  return kRegExpMatch;
}

void RegExpMemo_free(RegExpMemo *memo) {
  MemoTable_free(memo->table);
  memo->table = NULL;
}

#define UNIT uint8_t
#define WIDE 0
#define NAME(name) name##_latin1
#include "engine/regexp/regexp-execute.inc"
#define MEMO 1
#define RUN NAME(Matcher_run_memo)
#include "engine/regexp/regexp-loop.inc"
#define MEMO 0
#define RUN NAME(Matcher_run)
#include "engine/regexp/regexp-loop.inc"
#undef UNIT
#undef WIDE
#undef NAME

#define UNIT uint16_t
#define WIDE 1
#define NAME(name) name##_utf16
#include "engine/regexp/regexp-execute.inc"
#define MEMO 1
#define RUN NAME(Matcher_run_memo)
#include "engine/regexp/regexp-loop.inc"
#define MEMO 0
#define RUN NAME(Matcher_run)
#include "engine/regexp/regexp-loop.inc"
#undef UNIT
#undef WIDE
#undef NAME

static ALWAYS_INLINE RegExpResult run_loop(Matcher *matcher,
                                           const RegExpText *subject,
                                           size_t start) {
  const void *units = subject->units;
  size_t length = subject->length;
  if (UNLIKELY(matcher->memo->table != NULL))
    return subject->is_two_byte
               ? Matcher_run_memo_utf16(matcher, units, length, start)
               : Matcher_run_memo_latin1(matcher, units, length, start);
  return subject->is_two_byte
             ? Matcher_run_utf16(matcher, units, length, start)
             : Matcher_run_latin1(matcher, units, length, start);
}

// The general case, with registers and a stack.
static ALWAYS_INLINE RegExpResult run(const RegExpProgram *program,
                                      const RegExpText *subject,
                                      size_t start_index, int32_t *captures,
                                      const RegExpLimits *limits,
                                      RegExpMemo *memo) {
  static const RegExpLimits kNoLimits;
  uint32_t local_registers[kLocalRegisters];
  Backtrack local_stack[kLocalEntries];
  RegExpMemo local_memo;
  Matcher matcher;
  matcher.program = program;
  matcher.words = RegExpProgram_words(program);
  matcher.registers = local_registers;
  matcher.stack = local_stack;
  matcher.capacity = kLocalEntries;
  matcher.is_heap_stack = false;
  matcher.limits = limits ? limits : &kNoLimits;
  if (memo == NULL) local_memo = (RegExpMemo){0};
  matcher.memo = memo ? memo : &local_memo;
  matcher.length = subject->length;
  matcher.steps = 0;
  matcher.resume_top = kNotStarted;
  size_t max_bytes = matcher.limits->max_memory_bytes;
  if (max_bytes == 0) max_bytes = kRegExpDefaultMemoryBytes;
  matcher.max_entries = max_bytes / sizeof(Backtrack);
  bool is_bounded = matcher.limits->max_steps != 0 ||
                    matcher.limits->memo_after != 0 || matcher.memo->steps != 0;
  matcher.slice = is_bounded ? next_slice(&matcher) : kSliceSteps;
  if (program->register_count > kLocalRegisters) {
    matcher.registers = malloc(program->register_count * sizeof(uint32_t));
    if (matcher.registers == NULL) return kRegExpOutOfMemory;
  }
  RegExpResult result = run_loop(&matcher, subject, start_index);
  // A group that did not close did not take part.
  for (uint32_t i = 0; result == kRegExpMatch && i < program->capture_count;
       i++) {
    int32_t start = (int32_t)matcher.registers[2 * i];
    int32_t end = (int32_t)matcher.registers[2 * i + 1];
    int32_t none = (start | end) >> 31;
    captures[2 * i] = start | none;
    captures[2 * i + 1] = end | none;
  }
  matcher.memo->steps += matcher.steps;
  if (memo == NULL && local_memo.table != NULL) RegExpMemo_free(&local_memo);
  if (matcher.registers != local_registers) free(matcher.registers);
  if (matcher.is_heap_stack) free(matcher.stack);
  return result;
}

RegExpResult RegExp_match(const RegExpProgram *program,
                          const RegExpText *subject, size_t start_index,
                          int32_t *captures, const RegExpLimits *limits,
                          RegExpMemo *memo) {
  const uint16_t *units = subject->units;
  if (start_index > subject->length) return kRegExpNoMatch;
  if ((program->flags & (kRegExpUnicode | kRegExpUnicodeSets)) &&
      subject->is_two_byte &&
      is_inside_pair_utf16(units, units + start_index,
                           units + subject->length))
    start_index--;
  if (program->only != 0)
    return subject->is_two_byte
               ? Matcher_run_only_utf16(program, subject->units,
                                        subject->length, start_index, captures)
               : Matcher_run_only_latin1(program, subject->units,
                                         subject->length, start_index,
                                         captures);
  if (subject->is_two_byte
          ? cannot_match_utf16(program, subject->units, subject->length,
                               &start_index)
          : cannot_match_latin1(program, subject->units, subject->length,
                                &start_index))
    return kRegExpNoMatch;
  return run(program, subject, start_index, captures, limits, memo);
}
