// SPDX-License-Identifier: MIT
//
// Blocks, holes and large objects: who owns which part of the cage.
#include "engine/heap/space.h"

#include <stdlib.h>
#include <string.h>

void OffsetList_grow(OffsetList *list) {
  list->capacity = list->capacity == 0 ? 1024 : list->capacity * 2;
  list->items = realloc(list->items, list->capacity * sizeof(uint32_t));
  if (list->items == NULL) FATAL("out of memory for the collector's lists");
}

Heap *Heap_new(Isolate *isolate, size_t limit_bytes) {
  Heap *heap = calloc(1, sizeof *heap);
  if (heap == NULL) return NULL;
  heap->isolate = isolate;
  heap->limit_bytes = limit_bytes;
  heap->committed_end = kFirstBlock;
  heap->used_end = kFirstBlock;
  heap->free_hint = kFirstBlock;
  heap->cursor_block = kFirstBlock;
  return heap;
}

void Heap_dispose(Heap *heap) {
  free(heap->mark_stack.items);
  free(heap->weak_holders.items);
  free(heap->ephemerons.items);
  free(heap->registries.items);
  free(heap->candidates.items);
  free(heap);
}

static bool commit_up_to(Heap *heap, uint32_t end_block) {
  if (end_block <= heap->committed_end) return true;
  if (end_block > kEndBlock) return false;
  uint32_t end = end_block + kCommitStepBlocks - 1;
  end -= (end - kFirstBlock) % kCommitStepBlocks;
  if (end > kEndBlock) end = kEndBlock;
  if (!Cage_commit((uintptr_t)heap->isolate,
                   heap->committed_end << kBlockShift,
                   (size_t)(end - heap->committed_end) << kBlockShift))
    return false;
  heap->committed_end = end;
  return true;
}

// First of `count` adjacent free blocks, or 0.
static uint32_t find_free_blocks(Heap *heap, uint32_t count) {
  uint32_t run = 0;
  uint32_t block = heap->free_hint;
  for (; block < heap->used_end; block++) {
    run = heap->block_state[block] == kBlockFree ? run + 1 : 0;
    if (run == count) return block + 1 - count;
  }
  uint32_t first = block - run;
  return commit_up_to(heap, first + count) ? first : 0;
}

static uint32_t take_blocks(Heap *heap, uint32_t count, BlockState first_state,
                            BlockState other_state) {
  uint32_t first = find_free_blocks(heap, count);
  if (first == 0) return 0;
  memset(heap->block_state + first, other_state, count);
  heap->block_state[first] = first_state;
  if (first + count > heap->used_end) heap->used_end = first + count;
  if (first == heap->free_hint) heap->free_hint = first + count;
  heap->used_blocks += count;
  return first;
}

// Claims lines [line, line + count) of a block for bump allocation.
static uint8_t *claim_lines(Heap *heap, uint32_t block, uint32_t line,
                            uint32_t count) {
  uintptr_t base = (uintptr_t)heap->isolate;
  uint32_t offset = (block << kBlockShift) + (line << kLineShift);
  memset(LineMark_of(base, offset), (int)(kLineYoung | line), count);
  heap->young_bytes += (size_t)count << kLineShift;
  return (uint8_t *)(base + offset);
}

// The next run of free lines at or after the cursor; its length, or 0.
static uint32_t find_hole(Heap *heap, uint32_t *block_out, uint32_t *line_out) {
  uintptr_t base = (uintptr_t)heap->isolate;
  for (; heap->cursor_block < heap->used_end;
       heap->cursor_block++, heap->cursor_line = 0) {
    uint32_t block = heap->cursor_block;
    if (heap->block_state[block] != kBlockHoles) continue;
    const uint8_t *marks = LineMark_of(base, block << kBlockShift);
    uint32_t line = heap->cursor_line;
    while (line < kLinesPerBlock && marks[line] != kLineFree) line++;
    if (line == kLinesPerBlock) {
      heap->block_state[block] = kBlockFull;
      continue;
    }
    uint32_t end = line + 1;
    while (end < kLinesPerBlock && marks[end] == kLineFree) end++;
    heap->cursor_line = end;
    *block_out = block;
    *line_out = line;
    return end - line;
  }
  return 0;
}

static void terminate(uint8_t *top, const uint8_t *limit) {
  if (top < limit) memset(top, 0, kTaggedSize);
}

void Heap_retire_holes(Heap *heap) {
  Isolate *isolate = heap->isolate;
  terminate(isolate->allocation_top, isolate->allocation_limit);
  terminate(heap->overflow_top, heap->overflow_limit);
  terminate(heap->stress_top, heap->stress_limit);
  isolate->allocation_top = isolate->allocation_limit = NULL;
  heap->overflow_top = heap->overflow_limit = NULL;
  heap->stress_top = heap->stress_limit = NULL;
}

void Heap_reset_allocator(Heap *heap) {
  heap->cursor_block = kFirstBlock;
  heap->cursor_line = 0;
  heap->free_hint = kFirstBlock;
  while (heap->used_end > kFirstBlock &&
         heap->block_state[heap->used_end - 1] == kBlockFree)
    heap->used_end--;
}

// Medium objects must not make the allocator skip small holes: they get a whole
// block of their own kind.
static uint8_t *allocate_medium(Heap *heap, size_t size_bytes) {
  if ((size_t)(heap->overflow_limit - heap->overflow_top) < size_bytes) {
    uint32_t block = take_blocks(heap, 1, kBlockFull, kBlockFull);
    if (block == 0) return NULL;
    terminate(heap->overflow_top, heap->overflow_limit);
    heap->overflow_top = claim_lines(heap, block, 0, kLinesPerBlock);
    heap->overflow_limit = heap->overflow_top + kBlockBytes;
  }
  uint8_t *result = heap->overflow_top;
  heap->overflow_top += size_bytes;
  return result;
}

uint8_t *Heap_allocate_in_next_hole(Heap *heap, size_t size_bytes) {
  Isolate *isolate = heap->isolate;
  uint8_t **top = heap->stress ? &heap->stress_top : &isolate->allocation_top;
  uint8_t **limit =
      heap->stress ? &heap->stress_limit : &isolate->allocation_limit;
  if (size_bytes > (size_t)(*limit - *top)) {
    if (*limit != NULL && size_bytes > kLineBytes)
      return allocate_medium(heap, size_bytes);
    uint32_t block, line;
    uint32_t count = find_hole(heap, &block, &line);
    if (count == 0) {
      block = take_blocks(heap, 1, kBlockFull, kBlockFull);
      if (block == 0) return NULL;
      line = 0;
      count = kLinesPerBlock;
    }
    terminate(*top, *limit);
    *top = claim_lines(heap, block, line, count);
    *limit = *top + (count << kLineShift);
    if (size_bytes > (size_t)(*limit - *top))
      return allocate_medium(heap, size_bytes);
  }
  uint8_t *result = *top;
  *top += size_bytes;
  return result;
}

uint8_t *Heap_allocate_large(Heap *heap, size_t size_bytes) {
  size_t count = (size_bytes + kBlockBytes - 1) >> kBlockShift;
  if (count > kEndBlock - kFirstBlock) return NULL;
  uint32_t block =
      take_blocks(heap, (uint32_t)count, kBlockLarge, kBlockLargeTail);
  if (block == 0) return NULL;
  heap->young_bytes += size_bytes;
  return (uint8_t *)((uintptr_t)heap->isolate + (block << kBlockShift));
}

void Heap_free_large(Heap *heap, uint32_t block) {
  uint32_t count = 1;
  heap->block_state[block] = kBlockFree;
  while (block + count < kEndBlock &&
         heap->block_state[block + count] == kBlockLargeTail)
    heap->block_state[block + count++] = kBlockFree;
  heap->used_blocks -= count;
  if (block < heap->free_hint) heap->free_hint = block;
  // Smaller ones are soon wanted again, and giving pages back and forth takes
  // longer than most of what they are used for. Nobody expects zeros in them.
  if (count < kDiscardedBlocks) return;
  Cage_discard((uintptr_t)heap->isolate, block << kBlockShift,
               (size_t)count << kBlockShift);
}
