// SPDX-License-Identifier: MIT
//
// What happens to weak references once marking has shown what is dead.
#include "engine/heap/space.h"
#include "engine/heap/visit.h"

static inline HeapObject *object_at(const Heap *heap, uint32_t offset) {
  return (HeapObject *)((uintptr_t)heap->isolate + offset);
}

static void clear_weak_slots(Heap *heap, HeapObject *holder) {
#define SLOT(slot)                                                  \
  {                                                                 \
    if (Tagged_is_weak(*(slot)) && !Tagged_is_cleared(*(slot)) &&   \
        !Heap_is_marked(heap, *(slot)))                             \
      *(slot) = Tagged_from_bits(kClearedWeakBits);                 \
  }
#define VALUE(value) (void)(value)
  VISIT_SLOTS(holder, HeapObject_map(holder), SLOT, VALUE);
#undef SLOT
#undef VALUE
}

static bool is_dead(const Heap *heap, Tagged slot) {
  return !Tagged_is_smi(slot) && !Tagged_is_cleared(slot) &&
         !Heap_is_marked(heap, slot);
}

static void clear_ephemerons(Heap *heap, EphemeronHashTable *table) {
  for (int32_t i = 0; i + 1 < table->length; i += 2) {
    if (!is_dead(heap, table->slots[i])) continue;
    table->slots[i] = table->slots[i + 1] = ROOT_TAGGED(the_hole);
    table->number_of_elements--;
    table->number_of_deleted++;
  }
}

static void clear_string_table(Heap *heap) {
  Value root = Isolate_root(heap->isolate, kIsolateRoot_string_table);
  if (!Value_is_heap_object(root) || Value_is_undefined(root)) return;
  StringTable *table = Value_as_StringTable(heap->isolate, root);
  for (int32_t i = 0; i < table->length; i++) {
    if (!is_dead(heap, table->slots[i])) continue;
    table->slots[i] = ROOT_TAGGED(the_hole);
    table->number_of_elements--;
    table->number_of_deleted++;
  }
}

// Moves cells without target to the cleared list; whether there were any.
static bool move_cleared_cells(Heap *heap, JSFinalizationRegistry *registry) {
  Isolate *isolate = heap->isolate;
  bool moved = false;
  WeakCell *previous = NULL;
  Value next;
  for (Value v = JSFinalizationRegistry_active_cells(registry);
       Value_is_WeakCell(isolate, v); v = next) {
    WeakCell *cell = Value_as_WeakCell(isolate, v);
    next = WeakCell_next(cell);
    if (!Tagged_is_cleared(cell->target)) {
      previous = cell;
      continue;
    }
    if (previous)
      WeakCell_set_next(previous, next);
    else
      JSFinalizationRegistry_set_active_cells(registry, next);
    WeakCell_set_next(cell, JSFinalizationRegistry_cleared_cells(registry));
    JSFinalizationRegistry_set_cleared_cells(registry, v);
    moved = true;
  }
  return moved;
}

static bool is_on_dirty_list(Isolate *isolate, Value registry) {
  Value v = Isolate_root(isolate, kIsolateRoot_dirty_finalization_registries);
  while (Value_is_JSFinalizationRegistry(isolate, v)) {
    if (Value_equals(v, registry)) return true;
    v = JSFinalizationRegistry_next_dirty(
        Value_as_JSFinalizationRegistry(isolate, v));
  }
  return false;
}

static void process_registry(Heap *heap, JSFinalizationRegistry *registry) {
  Isolate *isolate = heap->isolate;
  if (!move_cleared_cells(heap, registry)) return;
  Value value = Value_from_object(registry);
  if (is_on_dirty_list(isolate, value)) return;
  JSFinalizationRegistry_set_next_dirty(
      registry,
      Isolate_root(isolate, kIsolateRoot_dirty_finalization_registries));
  Isolate_set_root(isolate, kIsolateRoot_dirty_finalization_registries, value);
}

void Heap_clear_weak(Heap *heap) {
  for (size_t i = 0; i < heap->weak_holders.length; i++)
    clear_weak_slots(heap, object_at(heap, heap->weak_holders.items[i]));
  for (size_t i = 0; i < heap->registries.length; i++)
    process_registry(heap, (JSFinalizationRegistry *)object_at(
                               heap, heap->registries.items[i]));
  for (size_t i = 0; i < heap->ephemerons.length; i++)
    clear_ephemerons(heap, (EphemeronHashTable *)object_at(
                               heap, heap->ephemerons.items[i]));
  clear_string_table(heap);
  for (int i = 0; i < heap->weak_processor_count; i++)
    heap->weak_processors[i].processor(heap->isolate,
                                       heap->weak_processors[i].data);
}

bool Heap_is_live(Isolate *isolate, const HeapObject *object) {
  return Heap_is_marked(isolate->heap, Tagged_from_object(object));
}
