// SPDX-License-Identifier: MIT
//
// The conservative scan of the native stack: which words may be pointers, and
// which object a pointer (perhaps into the middle of one) belongs to.
#include <stdlib.h>

#include "engine/heap/space.h"

static inline void add_candidate(Heap *heap, uint32_t offset) {
  if (offset >= kHeapOffset && (offset >> kBlockShift) < heap->used_end)
    OffsetList_push(&heap->candidates, offset);
}

// Redzones and fake frames make AddressSanitizer object to reading a stack.
__attribute__((no_sanitize("address"))) void Heap_add_candidates(
    Heap *heap, const void *begin, const void *end) {
  const uint64_t *word = (const uint64_t *)((uintptr_t)begin & ~(uintptr_t)7);
  uint32_t cage = (uint32_t)((uintptr_t)heap->isolate >> 32);
  for (; (const void *)word < end; word++) {
    uint32_t low = (uint32_t)*word;
    uint32_t high = (uint32_t)(*word >> 32);
    // An address in the cage; its offset, which compilers keep where they mean
    // to add the base again; or halves that hold Tagged words.
    if (high == cage || high == 0 || (low & kHeapObjectTag))
      add_candidate(heap, low);
    if (high & kHeapObjectTag) add_candidate(heap, high);
  }
}

static int compare_offsets(const void *a, const void *b) {
  uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
  return (x > y) - (x < y);
}

// A position in a hole of young objects; candidates come in ascending order, so
// a hole is parsed once.
typedef struct Parser {
  uint32_t hole;      // offset of its start, 0 if none
  uint32_t end;       // behind its last line
  uint32_t position;  // an object's start
} Parser;

static inline HeapObject *object_at(const Heap *heap, uint32_t offset) {
  return (HeapObject *)((uintptr_t)heap->isolate + offset);
}

// The object at position: its size, or 0 where objects end.
static size_t size_at(const Heap *heap, uint32_t position) {
  const HeapObject *object = object_at(heap, position);
  Tagged map = object->map;
  if (map.bits == 0) return 0;
  // What remains of an object whose map's instance size shrank.
  if (Tagged_is_root(map, undefined_value)) return kObjectAlignment;
  return HeapObject_size(object);
}

static uint32_t find_young(Heap *heap, Parser *parser, uint32_t offset) {
  uintptr_t base = (uintptr_t)heap->isolate;
  uint8_t tag = *LineMark_of(base, offset);
  uint32_t block = offset & ~(uint32_t)(kBlockBytes - 1);
  uint32_t hole = block + ((uint32_t)(tag & ~kLineYoung) << kLineShift);
  if (parser->hole != hole) {
    uint32_t end = hole;
    while (end < block + kBlockBytes && *LineMark_of(base, end) == tag)
      end += kLineBytes;
    *parser = (Parser){hole, end, hole};
  }
  while (parser->position < parser->end) {
    size_t size = size_at(heap, parser->position);
    if (size == 0) return 0;
    if (offset < parser->position + size)
      return Tagged_is_root(object_at(heap, parser->position)->map,
                            undefined_value)
                 ? 0
                 : parser->position;
    parser->position += (uint32_t)size;
  }
  return 0;
}

// The last marked object that begins at or before the offset, in its block.
static uint32_t find_old(const Heap *heap, uint32_t offset) {
  uintptr_t base = (uintptr_t)heap->isolate;
  const uint64_t *word = MarkWord_of(base, offset);
  const uint64_t *first =
      MarkWord_of(base, offset & ~(uint32_t)(kBlockBytes - 1));
  unsigned bit = (offset >> kGranuleShift) & 63;
  uint64_t bits = *word & (~UINT64_C(0) >> (63 - bit));
  while (bits == 0) {
    if (word == first) return 0;
    bits = *--word;
  }
  uint32_t card = (uint32_t)(word - (const uint64_t *)(base -
                                                       kMarkBitsDistance));
  uint32_t start = (card << kCardShift) +
                   ((uint32_t)(63 - __builtin_clzll(bits)) << kGranuleShift);
  return offset < start + HeapObject_size(object_at(heap, start)) ? start : 0;
}

static uint32_t find_large(const Heap *heap, uint32_t offset) {
  uint32_t block = offset >> kBlockShift;
  while (heap->block_state[block] == kBlockLargeTail) block--;
  uint32_t start = block << kBlockShift;
  const HeapObject *object = object_at(heap, start);
  if (object->map.bits == 0) return 0;
  return offset - start < HeapObject_size(object) ? start : 0;
}

static uint32_t find_object(Heap *heap, Parser *parser, uint32_t offset) {
  switch ((BlockState)heap->block_state[offset >> kBlockShift]) {
    case kBlockFree:
      return 0;
    case kBlockLarge:
    case kBlockLargeTail:
      return find_large(heap, offset);
    case kBlockFull:
    case kBlockHoles:
      break;
  }
  uint8_t line = *LineMark_of((uintptr_t)heap->isolate, offset);
  if (line == kLineFree) return 0;
  return line & kLineYoung ? find_young(heap, parser, offset)
                           : find_old(heap, offset);
}

void Heap_resolve_candidates(Heap *heap) {
  OffsetList *list = &heap->candidates;
  if (list->length == 0) return;
  qsort(list->items, list->length, sizeof(uint32_t), compare_offsets);
  Parser parser = {0, 0, 0};
  size_t found = 0;
  uint32_t previous = 0;
  for (size_t i = 0; i < list->length; i++) {
    uint32_t object = find_object(heap, &parser, list->items[i]);
    if (object == 0 || object == previous) continue;
    list->items[found++] = previous = object;
  }
  list->length = found;
}
