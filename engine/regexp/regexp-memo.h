// SPDX-License-Identifier: MIT
//
// Remembering failures: what keeps backtracking from trying the same thing
// again and again (regexp.h says when; Davis, Servant and Lee, "Using selective
// memoization to defeat regular expression denial of service", 2021).
//
// Without backreferences, what follows from an instruction at a position
// depends on these two, and on what the loops around the instruction keep in
// registers: never on captures. So once everything from there has failed, it
// will fail again, in this attempt and in later ones, and inside a lookaround
// as well, whose body succeeds or fails for itself. Points, the instructions
// where a program can go two ways, have a row of bits each, one bit for every
// position of the subject:
//
//   Choice, Loop, LoopLazy, BranchUnless  everything from here failed
//     (of the last only those that decide about another round of a loop)
//   SimpleGreedy, SimpleLazy              after at least min characters,
//     everything failed: so a loop that gets to where another entry into it
//     has been needs to go no further, and each character is scanned once
//   the same with a max                   everything from here failed
//
// The registers of the loops around a point:
//   - A counter has as many values as matter (those above min are one if there
//     is no max), so a point in counted loops has a row for each combination,
//     if these are not too many.
//   - Of an iteration's start it only matters whether something was consumed
//     since, and once it was, that stays. Where nothing was, nothing is
//     remembered: a program that consumes nothing cannot go far.
//
// A bit is set when the matcher backs out of the point, by an entry that it
// pushed there (kMark, kMarkRange, or the loop's own), never on the way in: the
// body of a lookaround that matched has not failed, and its entries are dropped
// with its choices.
#ifndef ENGINE_REGEXP_REGEXP_MEMO_H_
#define ENGINE_REGEXP_REGEXP_MEMO_H_

#include "engine/regexp/regexp-bytecode.h"

// A loop's counter, as a digit of the row's number.
typedef struct MemoCounter {
  uint32_t counter;  // register
  uint32_t highest;  // greater values count as this one
} MemoCounter;

typedef struct MemoPoint {
  uint32_t row;  // the first of its rows
  uint16_t counter_count, start_count;
  uint32_t counters, starts;  // first indices in the memo's arrays
} MemoPoint;

typedef struct MemoTable {
  size_t length;            // of the subject: bits 0 to length of each row
  size_t row_words;
  uint64_t *bits;
  uint16_t *point_of_word;  // index of the point at an instruction, or 0
  uint32_t code;            // offset of the first instruction
  MemoPoint *points;        // the first is none
  MemoCounter *counters;
  uint32_t *starts;         // registers
} MemoTable;

enum { kNoMemoRow = UINT32_MAX };

// NULL if the program cannot have one, or there is no memory for it.
MemoTable *MemoTable_new(const RegExpProgram *program, size_t length,
                         size_t max_bytes);
void MemoTable_free(MemoTable *table);

static inline const MemoPoint *MemoTable_point(const MemoTable *table,
                                               size_t offset) {
  return &table->points[table->point_of_word[offset - table->code]];
}

// Whether a loop around the point has consumed nothing so far.
static inline bool MemoTable_is_starting(const MemoTable *table,
                                         const MemoPoint *point,
                                         const uint32_t *registers,
                                         uint32_t position) {
  for (uint32_t i = 0; i < point->start_count; i++)
    if (registers[table->starts[point->starts + i]] == position) return true;
  return false;
}

// The row of the instruction at offset; kNoMemoRow if it is no point.
static inline uint32_t MemoTable_row(const MemoTable *table, size_t offset,
                                     const uint32_t *registers) {
  const MemoPoint *point = MemoTable_point(table, offset);
  if (point == table->points) return kNoMemoRow;
  uint32_t row = 0;
  for (uint32_t i = 0; i < point->counter_count; i++) {
    const MemoCounter *digit = &table->counters[point->counters + i];
    uint32_t count = registers[digit->counter];
    if (count > digit->highest) count = digit->highest;
    row = row * (digit->highest + 1) + count;
  }
  return point->row + row;
}

// The row of a SimpleGreedy or SimpleLazy; kNoMemoRow if it has a max.
static inline uint32_t MemoTable_loop_row(const MemoTable *table,
                                          const uint32_t *words,
                                          const uint32_t *loop,
                                          const uint32_t *registers) {
  if (loop[2] != UINT32_MAX) return kNoMemoRow;
  return MemoTable_row(table, (size_t)(loop - words), registers);
}

// The row for a mark at position; kNoMemoRow if nothing is remembered there.
static inline uint32_t MemoTable_row_at(const MemoTable *table, size_t offset,
                                        const uint32_t *registers,
                                        uint32_t position) {
  const MemoPoint *point = MemoTable_point(table, offset);
  if (MemoTable_is_starting(table, point, registers, position))
    return kNoMemoRow;
  return MemoTable_row(table, offset, registers);
}

static inline bool MemoTable_has(const MemoTable *table, uint32_t row,
                                 uint32_t position) {
  return table->bits[row * table->row_words + position / 64] >>
             (position % 64) & 1;
}
static inline void MemoTable_set(MemoTable *table, uint32_t row,
                                 uint32_t position) {
  table->bits[row * table->row_words + position / 64] |= 1ull
                                                         << (position % 64);
}
// Positions first to last, both included.
void MemoTable_set_range(MemoTable *table, uint32_t row, uint32_t first,
                         uint32_t last);
// The lowest marked position from first to last; UINT32_MAX if there is none.
uint32_t MemoTable_find(const MemoTable *table, uint32_t row, uint32_t first,
                        uint32_t last);

#endif  // ENGINE_REGEXP_REGEXP_MEMO_H_
