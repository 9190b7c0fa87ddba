// SPDX-License-Identifier: MIT
//
// Marking: roots, dirty cards, and everything that they lead to. The mark stack
// is explicit; nothing here recurses.
#include <stdlib.h>

#include "engine/heap/external-pointers.h"
#include "engine/heap/space.h"
#include "engine/heap/visit.h"

void Heap_mark_offset(Heap *heap, uint32_t offset) {
  if (offset < kHeapOffset) return;
  uint64_t *word = MarkWord_of((uintptr_t)heap->isolate, offset);
  uint64_t bit = UINT64_C(1) << ((offset >> kGranuleShift) & 63);
  if (*word & bit) return;
  *word |= bit;
  OffsetList_push(&heap->mark_stack, offset);
}

static ALWAYS_INLINE void mark_strong(Heap *heap, uint32_t bits) {
  Heap_mark_offset(heap, bits & ~(uint32_t)kHeapObjectTagMask);
}

static void visit_ephemerons(Heap *heap, HeapObject *table) {
  mark_strong(heap, table->map.bits);
  OffsetList_push(&heap->ephemerons, (uint32_t)(uintptr_t)table);
}

static void mark_external(Heap *heap, uint32_t index) {
  if (index != 0)
    ExternalPointerTable_mark(heap->isolate->external_pointers, index);
}

// What classes own beyond their slots. False: the slots are not to be visited.
static bool visit_special(Heap *heap, HeapObject *object, ClassId class_id) {
  switch (class_id) {
    case kClassStringTable:
      mark_strong(heap, object->map.bits);
      return false;
    case kClassEphemeronHashTable:
      visit_ephemerons(heap, object);
      return false;
    case kClassJSFinalizationRegistry:
      OffsetList_push(&heap->registries, (uint32_t)(uintptr_t)object);
      return true;
    case kClassExternalString:
      mark_external(heap, ((ExternalString *)object)->resource);
      return true;
    case kClassJSArrayBuffer:
      mark_external(heap, ((JSArrayBuffer *)object)->resource);
      return true;
    case kClassForeign:
      mark_external(heap, ((Foreign *)object)->pointer);
      return true;
    case kClassJSExternal:
      mark_external(heap, ((JSExternal *)object)->pointer);
      return true;
    default:
      return true;
  }
}

void Heap_visit_object(Heap *heap, HeapObject *object) {
  const Map *map = HeapObject_map(object);
  if (!visit_special(heap, object, (ClassId)map->class_id)) return;
  bool has_dead_weak = false;
#define SLOT(slot)                                        \
  {                                                       \
    Tagged value_ = *(slot);                              \
    if (Tagged_is_strong(value_))                         \
      mark_strong(heap, value_.bits);                     \
    else if (Tagged_is_weak(value_) &&                    \
             !Tagged_is_cleared(value_) &&                \
             !Heap_is_marked(heap, value_))               \
      has_dead_weak = true;                               \
  }
#define VALUE(value)                                      \
  {                                                       \
    if (Value_is_heap_object(*(value)))                   \
      mark_strong(heap, (uint32_t)(value)->bits);         \
  }
  VISIT_SLOTS(object, map, SLOT, VALUE);
#undef SLOT
#undef VALUE
  if (has_dead_weak)
    OffsetList_push(&heap->weak_holders, (uint32_t)(uintptr_t)object);
}

// A newly marked object takes its lines.
static void account(Heap *heap, uint32_t offset, HeapObject *object) {
  size_t size = HeapObject_size(object);
  heap->marked_bytes += size;
  if (size > kMaxRegularObjectBytes &&
      heap->block_state[offset >> kBlockShift] == kBlockLarge)
    return;
  uint8_t *first = LineMark_of((uintptr_t)heap->isolate, offset);
  uint8_t *last =
      LineMark_of((uintptr_t)heap->isolate, offset + (uint32_t)size - 1);
  for (; first <= last; first++) *first = kLineMarked;
}

// Visits the object on top of the mark stack; its offset.
static uint32_t visit_next(Heap *heap) {
  uint32_t offset = heap->mark_stack.items[--heap->mark_stack.length];
  HeapObject *object = (HeapObject *)((uintptr_t)heap->isolate + offset);
  account(heap, offset, object);
  Heap_visit_object(heap, object);
  return offset;
}

static void drain(Heap *heap) {
  while (heap->mark_stack.length > 0) visit_next(heap);
}

// ---- Roots ----

typedef struct MarkingVisitor {
  RootVisitor visitor;
  Heap *heap;
} MarkingVisitor;

static void visit_root_values(RootVisitor *self, Value *begin, Value *end) {
  Heap *heap = ((MarkingVisitor *)self)->heap;
  for (Value *value = begin; value < end; value++)
    if (Value_is_heap_object(*value)) mark_strong(heap, (uint32_t)value->bits);
}

static void visit_root_slots(RootVisitor *self, Tagged *begin, Tagged *end) {
  Heap *heap = ((MarkingVisitor *)self)->heap;
  for (Tagged *slot = begin; slot < end; slot++)
    if (Tagged_is_strong(*slot)) mark_strong(heap, slot->bits);
}

void Heap_mark_roots(Heap *heap) {
  Isolate *isolate = heap->isolate;
  MarkingVisitor marking = {{visit_root_values, visit_root_slots}, heap};
  RootVisitor *visitor = &marking.visitor;
  visit_root_slots(visitor, isolate->roots, isolate->roots + kIsolateRootCount);
  visit_root_values(visitor, isolate->vm_stack_base,
                    Isolate_vm_stack_top(isolate));
  visit_root_values(visitor, &isolate->pending_exception,
                    &isolate->pending_exception + 1);
  visit_root_values(visitor, &isolate->pending_message,
                    &isolate->pending_message + 1);
  visit_root_values(visitor, &isolate->unwind_accumulator,
                    &isolate->unwind_accumulator + 1);
  for (int i = 0; i < heap->root_provider_count; i++)
    heap->root_providers[i].provider(isolate, visitor,
                                     heap->root_providers[i].data);
  for (size_t i = 0; i < heap->candidates.length; i++)
    Heap_mark_offset(heap, heap->candidates.items[i]);
}

// ---- Cards ----
//
// Of the heap proper: 1 = an old object in the card was written; cleaned by
// every collection, since nothing is young after one. Of frozen objects: 1 =
// written since the last collection, 2 = written before: these stay roots of
// major collections forever, as nothing else tells what they lead to.

enum { kCardDirty = 1, kCardRemembered = 2 };

static void visit_card(Heap *heap, uint32_t card) {
  uintptr_t base = (uintptr_t)heap->isolate;
  uint64_t bits = ((const uint64_t *)(base - kMarkBitsDistance))[card];
  for (; bits != 0; bits &= bits - 1) {
    uint32_t offset = (card << kCardShift) +
                      ((uint32_t)__builtin_ctzll(bits) << kGranuleShift);
    Heap_visit_object(heap, (HeapObject *)(base + offset));
  }
}

// Cards come in groups of 8; ranges begin and end at pages, thus at groups.
static void visit_frozen_cards(Heap *heap) {
  uintptr_t base = (uintptr_t)heap->isolate;
  uint64_t *group = (uint64_t *)Card_at(base, kReadOnlyHeapOffset);
  uint64_t *end = (uint64_t *)Card_at(base, heap->isolate->snapshot_end);
  for (; group < end; group++) {
    if (*group == 0) continue;
    uint8_t *cards = (uint8_t *)group;
    for (int i = 0; i < 8; i++) {
      if (cards[i] == 0) continue;
      if (cards[i] == kCardDirty || heap->kind == kGcMajor)
        visit_card(heap, (uint32_t)(cards + i - Card_at(base, 0)));
      cards[i] = kCardRemembered;
    }
  }
}

static void visit_heap_cards(Heap *heap) {
  uintptr_t base = (uintptr_t)heap->isolate;
  uint64_t *group = (uint64_t *)Card_at(base, kHeapOffset);
  uint64_t *end =
      (uint64_t *)Card_at(base, heap->used_end << kBlockShift);
  for (; group < end; group++) {
    if (*group == 0) continue;
    uint8_t *cards = (uint8_t *)group;
    if (heap->kind == kGcMinor)
      for (int i = 0; i < 8; i++)
        if (cards[i] != 0)
          visit_card(heap, (uint32_t)(cards + i - Card_at(base, 0)));
    *group = 0;
  }
}

void Heap_mark_dirty_cards(Heap *heap) {
  // Old objects first: once young ones are marked, cards hold more.
  visit_heap_cards(heap);
  visit_frozen_cards(heap);
}

// ---- Ephemerons ----
//
// A few rounds over all tables find the values of most programs. Where keys are
// each other's values (a list linked by a WeakMap) a round may find one more
// only; the values that are still missing then are sorted by their keys, so
// that each is found when its key is visited.

enum { kPlainEphemeronRounds = 4 };

static EphemeronHashTable *ephemerons_at(const Heap *heap, size_t index) {
  return (EphemeronHashTable *)((uintptr_t)heap->isolate +
                                heap->ephemerons.items[index]);
}

// Marks values whose keys are live.
static void visit_ephemeron_values(Heap *heap, EphemeronHashTable *table) {
  for (int32_t i = 0; i + 1 < table->length; i += 2) {
    Tagged key = table->slots[i];
    if (Tagged_is_smi(key) || !Heap_is_marked(heap, key)) continue;
    Tagged value = table->slots[i + 1];
    if (Tagged_is_strong(value)) mark_strong(heap, value.bits);
  }
}

// Values that nothing has marked, as key << 32 | value (offsets), by key.
typedef struct PendingEphemerons {
  uint64_t *pairs;
  size_t length;
} PendingEphemerons;

static bool is_pending(const Heap *heap, Tagged key, Tagged value) {
  return !Tagged_is_smi(key) && Tagged_is_strong(value) &&
         !Heap_is_marked(heap, value);
}

static int compare_pairs(const void *a, const void *b) {
  uint64_t left = *(const uint64_t *)a, right = *(const uint64_t *)b;
  return (left > right) - (left < right);
}

// The caller frees pairs. Without memory there are none, and rounds go on.
static PendingEphemerons find_pending(const Heap *heap) {
  size_t capacity = 0;
  for (size_t i = 0; i < heap->ephemerons.length; i++)
    capacity += (size_t)ephemerons_at(heap, i)->length / 2;
  PendingEphemerons pending = {malloc(capacity * sizeof(uint64_t)), 0};
  if (pending.pairs == NULL) return pending;
  for (size_t i = 0; i < heap->ephemerons.length; i++) {
    const EphemeronHashTable *table = ephemerons_at(heap, i);
    for (int32_t j = 0; j + 1 < table->length; j += 2) {
      Tagged key = table->slots[j], value = table->slots[j + 1];
      if (!is_pending(heap, key, value)) continue;
      pending.pairs[pending.length++] =
          (uint64_t)(key.bits & ~(uint32_t)kHeapObjectTagMask) << 32 |
          (value.bits & ~(uint32_t)kHeapObjectTagMask);
    }
  }
  qsort(pending.pairs, pending.length, sizeof(uint64_t), compare_pairs);
  return pending;
}

static void mark_values_of(Heap *heap, uint32_t key,
                           const PendingEphemerons *pending) {
  size_t low = 0, high = pending->length;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (pending->pairs[middle] >> 32 < key)
      low = middle + 1;
    else
      high = middle;
  }
  for (; low < pending->length && pending->pairs[low] >> 32 == key; low++)
    Heap_mark_offset(heap, (uint32_t)pending->pairs[low]);
}

// Keys that a round has marked are still on the stack, so none is missed.
static void drain_with_ephemerons(Heap *heap) {
  PendingEphemerons pending = find_pending(heap);
  while (heap->mark_stack.length > 0)
    mark_values_of(heap, visit_next(heap), &pending);
  free(pending.pairs);
}

void Heap_mark_transitively(Heap *heap) {
  drain(heap);
  for (int round = 0;; round++) {
    for (size_t i = 0; i < heap->ephemerons.length; i++)
      visit_ephemeron_values(heap, ephemerons_at(heap, i));
    if (heap->mark_stack.length == 0) return;
    if (round < kPlainEphemeronRounds)
      drain(heap);
    else
      drain_with_ephemerons(heap);
  }
}
