// SPDX-License-Identifier: MIT
#include "engine/regexp/regexp-memo.h"

#include <stdlib.h>
#include <string.h>

#include "engine/regexp/regexp-matcher.h"

enum {
  kMaxMemoRows = 1 << 14,
  kMaxMemoPoints = UINT16_MAX,
  kMaxEnclosing = 32,
};

// Walks over a program in the order of its code, in which loops are nested as
// in the pattern: their registers are in use from the instruction that sets
// them first to the one that ends the body.
typedef struct MemoBuilder {
  const RegExpProgram *program;
  const uint32_t *words;
  MemoTable *table;
  uint32_t row_count;
  uint32_t point_count, counter_count, start_count;
  uint32_t point_capacity, counter_capacity, start_capacity;
  // The loops around the instruction.
  MemoCounter counters[kMaxEnclosing];
  uint32_t starts[kMaxEnclosing];
  uint32_t counter_depth, start_depth;
  bool failed;
} MemoBuilder;

// The array with room for one more item; if there is no memory, the same array,
// and the builder has failed.
static void *reserve(MemoBuilder *b, void *items, uint32_t count,
                     uint32_t *capacity, size_t item_size) {
  if (count < *capacity) return items;
  uint32_t wanted = *capacity == 0 ? 16 : 2 * *capacity;
  void *grown = realloc(items, wanted * item_size);
  if (grown == NULL) {
    b->failed = true;
    return items;
  }
  *capacity = wanted;
  return grown;
}
#define RESERVE(b, items, item)                               \
  ((b)->table->items =                                        \
       reserve(b, (b)->table->items, (b)->item##_count,       \
               &(b)->item##_capacity, sizeof *(b)->table->items), \
   !(b)->failed)

static bool add_counters(MemoBuilder *b) {
  MemoTable *table = b->table;
  for (uint32_t i = 0; i < b->counter_depth; i++) {
    if (!RESERVE(b, counters, counter)) return false;
    table->counters[b->counter_count++] = b->counters[i];
  }
  for (uint32_t i = 0; i < b->start_depth; i++) {
    if (!RESERVE(b, starts, start)) return false;
    table->starts[b->start_count++] = b->starts[i];
  }
  return true;
}

static void add_point(MemoBuilder *b, const uint32_t *pc) {
  MemoTable *table = b->table;
  uint64_t rows = 1;
  for (uint32_t i = 0; i < b->counter_depth && rows <= kMaxMemoRows; i++)
    rows *= (uint64_t)b->counters[i].highest + 1;
  if (b->row_count + rows > kMaxMemoRows || b->point_count > kMaxMemoPoints)
    return;
  if (!RESERVE(b, points, point)) return;
  table->points[b->point_count] =
      (MemoPoint){.row = b->row_count,
                  .counter_count = (uint16_t)b->counter_depth,
                  .start_count = (uint16_t)b->start_depth,
                  .counters = b->counter_count,
                  .starts = b->start_count};
  if (!add_counters(b)) return;
  table->point_of_word[pc - b->words - table->code] =
      (uint16_t)b->point_count++;
  b->row_count += (uint32_t)rows;
}

// Whether a BranchUnless decides about another round: it is where a jump leads
// back to, or such a jump comes next.
static bool is_loop_branch(const MemoBuilder *b, const uint32_t *pc,
                           const uint8_t *is_head) {
  uint32_t offset = (uint32_t)(pc - b->words);
  if (is_head[offset - b->table->code]) return true;
  const uint32_t *next = pc + RegExp_instruction_length(pc);
  return RegExpWord_op(*next) == kOpJump &&
         RegExpWord_argument(*next) <= offset;
}

static void enter_counter(MemoBuilder *b, const uint32_t *pc) {
  // A Loop follows its CounterInit.
  const uint32_t *loop = pc + RegExp_instruction_length(pc);
  if (b->counter_depth == kMaxEnclosing) {
    b->failed = true;
    return;
  }
  uint32_t min = loop[1], max = loop[2];
  b->counters[b->counter_depth++] =
      (MemoCounter){RegExpWord_argument(*loop), max == UINT32_MAX ? min : max};
}

static void visit(MemoBuilder *b, const uint32_t *pc, const uint8_t *is_head) {
  switch (RegExpWord_op(*pc)) {
    case kOpBackreference:
      b->failed = true;
      break;
    case kOpCounterInit:
      enter_counter(b, pc);
      break;
    case kOpSetPosition:
      if (b->start_depth == kMaxEnclosing)
        b->failed = true;
      else
        b->starts[b->start_depth++] = RegExpWord_argument(*pc);
      break;
    case kOpEmptyCheck:
      b->start_depth--;
      break;
    case kOpLoopNext:
      b->counter_depth--;
      if (pc[2] != 0) b->start_depth--;
      break;
    case kOpBranchUnless:
      if (is_loop_branch(b, pc, is_head)) add_point(b, pc);
      break;
    case kOpChoice:
    case kOpLoop:
    case kOpLoopLazy:
    case kOpSimpleGreedy:
    case kOpSimpleLazy:
      add_point(b, pc);
      break;
    default:
      break;
  }
}

static bool find_points(MemoBuilder *b) {
  const uint32_t *end = b->words + b->program->names;
  const uint32_t *begin = b->words + b->program->code;
  uint8_t *is_head = calloc((size_t)(end - begin), 1);
  if (is_head == NULL) return false;
  for (const uint32_t *pc = begin; pc < end;
       pc += RegExp_instruction_length(pc))
    if (RegExpWord_op(*pc) == kOpJump &&
        RegExpWord_argument(*pc) <= pc - b->words)
      is_head[b->words + RegExpWord_argument(*pc) - begin] = 1;
  for (const uint32_t *pc = begin; pc < end && !b->failed;
       pc += RegExp_instruction_length(pc))
    visit(b, pc, is_head);
  free(is_head);
  return !b->failed && b->row_count > 0;
}

MemoTable *MemoTable_new(const RegExpProgram *program, size_t length,
                         size_t max_bytes) {
  MemoTable *table = calloc(1, sizeof *table);
  if (table == NULL) return NULL;
  MemoBuilder b = {.program = program,
                   .words = RegExpProgram_words(program),
                   .table = table,
                   .point_count = 1};
  table->length = length;
  table->row_words = length / 64 + 1;
  table->code = program->code;
  table->point_of_word =
      calloc(program->names - program->code, sizeof *table->point_of_word);
  if (table->point_of_word != NULL && RESERVE(&b, points, point) &&
      find_points(&b) &&
      b.row_count <= max_bytes / sizeof(uint64_t) / table->row_words) {
    table->points[0] = (MemoPoint){0};
    table->bits = calloc(b.row_count * table->row_words, sizeof(uint64_t));
  }
  if (table->bits != NULL) return table;
  MemoTable_free(table);
  return NULL;
}

void MemoTable_free(MemoTable *table) {
  if (table == NULL) return;
  free(table->bits);
  free(table->point_of_word);
  free(table->points);
  free(table->counters);
  free(table->starts);
  free(table);
}

void MemoTable_set_range(MemoTable *table, uint32_t row, uint32_t first,
                         uint32_t last) {
  DCHECK(first <= last && last <= table->length);
  uint64_t *words = table->bits + row * table->row_words;
  uint64_t low = ~0ull << (first % 64), high = ~0ull >> (63 - last % 64);
  if (first / 64 == last / 64) {
    words[first / 64] |= low & high;
    return;
  }
  words[first / 64] |= low;
  for (uint32_t i = first / 64 + 1; i < last / 64; i++) words[i] = ~0ull;
  words[last / 64] |= high;
}

uint32_t MemoTable_find(const MemoTable *table, uint32_t row, uint32_t first,
                        uint32_t last) {
  const uint64_t *words = table->bits + row * table->row_words;
  uint64_t mask = ~0ull << (first % 64);
  for (uint32_t i = first / 64; i <= last / 64; i++, mask = ~0ull) {
    uint64_t found = words[i] & mask;
    if (found == 0) continue;
    uint32_t position = i * 64 + (uint32_t)__builtin_ctzll(found);
    return position <= last ? position : UINT32_MAX;
  }
  return UINT32_MAX;
}
