// SPDX-License-Identifier: MIT
//
// --verify-heap: every live object against object-layout.def, and every write
// that the barrier should have told of. A failure is a bug of the engine, so
// the report aborts.
#include <stdio.h>

#include "engine/heap/space.h"
#include "engine/heap/visit.h"

static const char *class_name(const Map *map) {
  return map->class_id < kClassCount ? kClassDescriptors[map->class_id].name
                                     : "?";
}

// The name of the field at an offset, for reports.
static const char *field_name(const Map *map, size_t offset) {
  for (int id = map->class_id; id < kClassCount;
       id = kClassDescriptors[id].parent) {
    const ClassDescriptor *class = &kClassDescriptors[id];
    for (int i = 0; i < class->field_count; i++) {
      const FieldDescriptor *field = &kFieldDescriptors[class->first_field + i];
      if (field->offset_bytes == offset ||
          (field->kind == kFieldTaggedArray && offset >= field->offset_bytes))
        return field->name;
    }
  }
  return "in-object property";
}

NORETURN static void report(const HeapObject *object, const Map *map,
                            const void *slot, uint32_t bits,
                            const char *problem) {
  size_t offset = (size_t)((const char *)slot - (const char *)object);
  FATAL("heap verification: %s at cage offset 0x%x, field %s (+%zu) = 0x%x: %s",
        class_name(map), (uint32_t)(uintptr_t)object, field_name(map, offset),
        offset, bits, problem);
}

static bool is_object_start(const Heap *heap, uint32_t offset) {
  return offset >= kReadOnlyHeapOffset &&
         (offset < heap->isolate->snapshot_end || offset >= kHeapOffset) &&
         MarkBit_get((uintptr_t)heap->isolate, offset);
}

static void verify_pointer(const Heap *heap, const HeapObject *object,
                           const Map *map, const void *slot, uint32_t bits) {
  uint32_t offset = bits & ~(uint32_t)kHeapObjectTagMask;
  if (offset % kObjectAlignment != 0)
    report(object, map, slot, bits, "pointer is not aligned");
  if (!is_object_start(heap, offset))
    report(object, map, slot, bits, "points to no live object");
  const HeapObject *target =
      (const HeapObject *)((uintptr_t)heap->isolate + offset);
  uint32_t target_map = target->map.bits & ~(uint32_t)kHeapObjectTagMask;
  if (!Tagged_is_strong(target->map) || !is_object_start(heap, target_map))
    report(object, map, slot, bits, "points to an object without map");
}

static void verify_object(HeapObject *object, void *data) {
  const Heap *heap = data;
  const Map *map = HeapObject_map(object);
  if (!Tagged_is_strong(object->map) ||
      !is_object_start(heap, object->map.bits - kHeapObjectTag) ||
      HeapObject_type((const HeapObject *)map) != MAP_TYPE)
    FATAL("heap verification: object at cage offset 0x%x has no map",
          (uint32_t)(uintptr_t)object);
  if (map->class_id >= kClassCount)
    FATAL("heap verification: map at cage offset 0x%x has class id %d",
          (uint32_t)(uintptr_t)map, map->class_id);
  // A table that was replaced is not kept up to date.
  if (map->class_id == kClassStringTable) return;
#define SLOT(slot)                                                     \
  if (!Tagged_is_smi(*(slot)) && !Tagged_is_cleared(*(slot)))          \
  verify_pointer(heap, object, map, (slot), (slot)->bits)
#define VALUE(value)                                                   \
  if (Value_is_heap_object(*(value)))                                  \
  verify_pointer(heap, object, map, (value), (uint32_t)(value)->bits)
  VISIT_SLOTS(object, map, SLOT, VALUE);
#undef SLOT
#undef VALUE
}

static void for_marked(Isolate *isolate, uint32_t begin, uint32_t end,
                       void (*visit)(HeapObject *object, void *data),
                       void *data) {
  uintptr_t base = (uintptr_t)isolate;
  const uint64_t *words = (const uint64_t *)(base - kMarkBitsDistance);
  for (uint32_t card = begin >> kCardShift; card < end >> kCardShift; card++)
    for (uint64_t bits = words[card]; bits != 0; bits &= bits - 1)
      visit((HeapObject *)(base + ((uintptr_t)card << kCardShift) +
                           ((uint32_t)__builtin_ctzll(bits) << kGranuleShift)),
            data);
}

void Heap_for_each_object(Isolate *isolate,
                          void (*visit)(HeapObject *object, void *data),
                          void *data) {
  for_marked(isolate, kReadOnlyHeapOffset, isolate->snapshot_end, visit, data);
  for_marked(isolate, kHeapOffset, isolate->heap->used_end << kBlockShift,
             visit, data);
}

void Heap_verify(Isolate *isolate) {
  Heap *heap = isolate->heap;
  Heap_for_each_object(isolate, verify_object, heap);
  for (int i = 0; i < kIsolateRootCount; i++) {
    Tagged root = isolate->roots[i];
    if (!Tagged_is_smi(root) &&
        !is_object_start(heap, root.bits & ~(uint32_t)kHeapObjectTagMask))
      FATAL("heap verification: isolate root %d = 0x%x is no live object", i,
            root.bits);
  }
}

// ---- Barriers ----

static void verify_remembered(HeapObject *object, void *data) {
  const Heap *heap = data;
  if (*Card_of(object) != 0) return;
  const Map *map = HeapObject_map(object);
  if (map->class_id == kClassStringTable) return;
#define SLOT(slot)                                                  \
  if (!Tagged_is_smi(*(slot)) && !Tagged_is_cleared(*(slot)) &&     \
      !Heap_is_marked(heap, *(slot)))                               \
  report(object, map, (slot), (slot)->bits,                         \
         "young object written without a barrier")
#define VALUE(value)                                                \
  if (Value_is_heap_object(*(value)) &&                             \
      !Heap_is_marked(heap, Value_tagged(*(value))))                \
  report(object, map, (value), (uint32_t)(value)->bits,             \
         "young object written without a barrier")
  VISIT_SLOTS(object, map, SLOT, VALUE);
#undef SLOT
#undef VALUE
}

void Heap_verify_barriers(Heap *heap) {
  Heap_for_each_object(heap->isolate, verify_remembered, heap);
}
