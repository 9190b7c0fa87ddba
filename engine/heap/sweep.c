// SPDX-License-Identifier: MIT
//
// Finding the free lines, blocks and large objects after marking. Lines are the
// unit: dead objects in a line with a live one stay until it dies too.
#include <string.h>

#include "engine/heap/space.h"

// Free blocks in a row of at least this many go back to the system.
enum { kReleaseBlocks = 64 };

void Heap_prepare_mark_bits(Heap *heap) {
  uintptr_t base = (uintptr_t)heap->isolate;
  uint8_t *line = LineMark_of(base, kHeapOffset);
  uint8_t *end = LineMark_of(base, heap->used_end << kBlockShift);
  for (; line < end; line++)
    if (*line == kLineMarked) *line = kLineStale;
  char *marks = (char *)MarkWord_of(base, kHeapOffset);
  memset(marks, 0,
         (size_t)((char *)MarkWord_of(base, heap->used_end << kBlockShift) -
                  marks));
}

// Makes use of dead objects visible.
static void poison_line(const Heap *heap, uint32_t offset) {
  memset((char *)heap->isolate + offset, 0xcd, kLineBytes);
}

static void sweep_block(Heap *heap, uint32_t block) {
  uint32_t offset = block << kBlockShift;
  uint8_t *lines = LineMark_of((uintptr_t)heap->isolate, offset);
  bool poison = heap->stress || heap->isolate->flags->verify_heap;
  int used = 0;
  for (uint32_t i = 0; i < kLinesPerBlock; i++) {
    if (lines[i] == kLineMarked) {
      used++;
      continue;
    }
    if (poison && lines[i] != kLineFree)
      poison_line(heap, offset + (i << kLineShift));
    lines[i] = kLineFree;
  }
  heap->block_state[block] = used == 0                ? kBlockFree
                             : used == kLinesPerBlock ? kBlockFull
                                                      : kBlockHoles;
  if (used == 0) heap->used_blocks--;
}

static void release_free_blocks(Heap *heap) {
  uint32_t run = 0;
  for (uint32_t block = kFirstBlock; block <= heap->used_end; block++) {
    if (block < heap->used_end && heap->block_state[block] == kBlockFree) {
      run++;
      continue;
    }
    if (run >= kReleaseBlocks)
      Cage_discard((uintptr_t)heap->isolate, (block - run) << kBlockShift,
                   (size_t)run << kBlockShift);
    run = 0;
  }
}

void Heap_sweep(Heap *heap) {
  uintptr_t base = (uintptr_t)heap->isolate;
  for (uint32_t block = kFirstBlock; block < heap->used_end; block++) {
    switch ((BlockState)heap->block_state[block]) {
      case kBlockFree:
      case kBlockLargeTail:
        break;
      case kBlockLarge:
        if (!MarkBit_get(base, block << kBlockShift))
          Heap_free_large(heap, block);
        break;
      case kBlockFull:
      case kBlockHoles:
        sweep_block(heap, block);
        break;
    }
  }
  if (heap->kind == kGcMajor) release_free_blocks(heap);
  Heap_reset_allocator(heap);
}
