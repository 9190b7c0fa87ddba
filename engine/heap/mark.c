// SPDX-License-Identifier: MIT
//
// Marking: roots, dirty cards, and everything that they lead to. The mark stack
// is explicit; nothing here recurses. Ephemerons have a file of their own.
#include "engine/heap/ephemerons.h"
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
  Ephemerons_note_table(heap, (const EphemeronHashTable *)table);
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

uint32_t Heap_visit_next(Heap *heap) {
  uint32_t offset = heap->mark_stack.items[--heap->mark_stack.length];
  HeapObject *object = (HeapObject *)((uintptr_t)heap->isolate + offset);
  account(heap, offset, object);
  Heap_visit_object(heap, object);
  return offset;
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
