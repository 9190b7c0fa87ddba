// SPDX-License-Identifier: MIT
//
// The heap's insides, for the files of engine/heap only.
//
// Blocks are 32 KiB. Small objects bump-allocate into holes: runs of free
// 256-byte lines. Objects of more than kMaxRegularObjectBytes get blocks of
// their own. The line-mark table says what a line holds:
//
//   0          nothing
//   1          part of an object that survived a collection
//   0x80 | n   allocated since the last collection, in the hole that begins at
//              line n of the block: objects can be parsed from there up to the
//              first word that is 0
//
// A mark bit is set exactly at the first granule of each old object. An object
// that is not marked is young, or dead.
#ifndef ENGINE_HEAP_SPACE_H_
#define ENGINE_HEAP_SPACE_H_

#include <pthread.h>

#include "engine/heap/cage.h"
#include "engine/heap/heap.h"
#include "engine/isolate/flags.h"

enum {
  kMaxRegularObjectBytes = 8 * 1024,
  kLinesPerBlock = kBlockBytes / kLineBytes,
  kBlockCount = 1 << (32 - kBlockShift),
  kFirstBlock = kHeapOffset >> kBlockShift,
  kEndBlock = kHeapEndOffset >> kBlockShift,
  kCommitStepBlocks = 128,  // 4 MiB
  kDiscardedBlocks = 32,    // 1 MiB: from there on pages go back to the system
  kLineFree = 0,
  kLineMarked = 1,
  kLineStale = 2,  // during a major collection: marked by an earlier one
  kLineYoung = 0x80,
  kMaxRootProviders = 32,
};

typedef enum BlockState {
  kBlockFree,
  kBlockFull,       // no hole left by the last collection, or in use since
  kBlockHoles,      // has holes that the allocator has not looked at
  kBlockLarge,      // first block of a large object
  kBlockLargeTail,  // the others
} BlockState;

typedef struct OffsetList {
  uint32_t *items;
  size_t length;
  size_t capacity;
} OffsetList;

void OffsetList_grow(OffsetList *list);
static inline void OffsetList_push(OffsetList *list, uint32_t offset) {
  if (UNLIKELY(list->length == list->capacity)) OffsetList_grow(list);
  list->items[list->length++] = offset;
}

typedef struct RootProviderEntry {
  RootProvider provider;
  void *data;
} RootProviderEntry;

typedef struct WeakProcessorEntry {
  WeakProcessor processor;
  void *data;
} WeakProcessorEntry;

struct Heap {
  Isolate *isolate;
  // Where medium objects go that do not fit into the current hole.
  uint8_t *overflow_top;
  uint8_t *overflow_limit;
  // With --gc-stress generated code must always call: the real hole is here,
  // and the isolate's is empty.
  uint8_t *stress_top;
  uint8_t *stress_limit;
  bool stress;
  int64_t stress_countdown;
  uint32_t cursor_block;  // where to look for the next hole
  uint32_t cursor_line;
  uint32_t free_hint;       // no free block below
  uint32_t committed_end;   // first block that is not committed
  uint32_t used_end;        // first block above which all are free
  size_t used_blocks;

  // Bytes of holes and large objects handed out since the last collection.
  size_t young_bytes;
  size_t young_limit_bytes;
  // Live bytes found by the last collection.
  size_t old_bytes;
  size_t major_threshold_bytes;
  size_t limit_bytes;
  size_t external_bytes;
  size_t external_threshold_bytes;
  uint64_t minor_collections;
  uint64_t major_collections;
  uint64_t total_pause_us;
  uint64_t start_time_us;
  int32_t gc_forbidden;
  bool collecting;

  // The native stack's end: its highest address, and whose it is.
  uintptr_t native_stack_start;

  // State of one collection.
  GcKind kind;
  OffsetList mark_stack;
  OffsetList weak_holders;  // objects with weak slots to look at after marking
  OffsetList ephemerons;    // EphemeronHashTables that were marked
  struct EphemeronIndex *ephemeron_index;  // NULL, or in use by ephemerons.c
  OffsetList registries;    // JSFinalizationRegistrys that were marked
  OffsetList candidates;    // conservative roots
  size_t marked_bytes;

  int root_provider_count;
  RootProviderEntry root_providers[kMaxRootProviders];
  int weak_processor_count;
  WeakProcessorEntry weak_processors[kMaxRootProviders];

  uint8_t block_state[kBlockCount];
};

// ---- space.c ----

Heap *Heap_new(Isolate *isolate, size_t limit_bytes);
void Heap_dispose(Heap *heap);
// Memory for a small object out of the next hole that has room.
uint8_t *Heap_allocate_in_next_hole(Heap *heap, size_t size_bytes);
uint8_t *Heap_allocate_large(Heap *heap, size_t size_bytes);
void Heap_free_large(Heap *heap, uint32_t block);
// Ends the allocator's holes so that they parse, and forgets them.
void Heap_retire_holes(Heap *heap);
// Makes the allocator start over, after a sweep.
void Heap_reset_allocator(Heap *heap);

// ---- heap.c ----

// Sets thresholds from the isolate's flags.
void Heap_setup(Isolate *isolate);

// True if size_bytes more do not fit below the limit.
bool Heap_is_over_limit(const Heap *heap, size_t size_bytes);

// ---- conservative.c ----

// Adds everything in [begin, end) that may be a pointer into the heap.
void Heap_add_candidates(Heap *heap, const void *begin, const void *end);
// Replaces the candidates by the offsets of the objects that they point into,
// each once. Mark bits and line marks must be those of the last collection.
void Heap_resolve_candidates(Heap *heap);

// ---- mark.c ----

void Heap_mark_offset(Heap *heap, uint32_t offset);
// Marks what the slots lead to; weak slots are noted for Heap_clear_weak.
void Heap_visit_object(Heap *heap, HeapObject *object);
// Visits the object on top of the mark stack, which has one; its offset.
uint32_t Heap_visit_next(Heap *heap);
void Heap_mark_roots(Heap *heap);
// Visits what dirty cards say was written, and cleans the cards.
void Heap_mark_dirty_cards(Heap *heap);

// ---- ephemerons.c ----

// Empties the mark stack and finds the live values of ephemerons.
void Heap_mark_transitively(Heap *heap);

// ---- weak.c ----

static inline bool Heap_is_marked(const Heap *heap, Tagged slot) {
  uint32_t offset = slot.bits & ~(uint32_t)kHeapObjectTagMask;
  return offset < kHeapOffset ||
         MarkBit_get((uintptr_t)heap->isolate, offset);
}
// Clears all weak references to objects that are not marked.
void Heap_clear_weak(Heap *heap);

// ---- sweep.c ----

void Heap_prepare_mark_bits(Heap *heap);
void Heap_sweep(Heap *heap);

// ---- collect.c, verify-heap.c ----

uint64_t Heap_now_us(void);
// Aborts if an old object holds a young one and its card is clean.
void Heap_verify_barriers(Heap *heap);

#endif  // ENGINE_HEAP_SPACE_H_
