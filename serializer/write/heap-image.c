// SPDX-License-Identifier: MIT
#include "serializer/write/heap-image.h"

#include <stdlib.h>
#include <string.h>

#include "engine/heap/cage.h"
#include "engine/heap/external-pointers.h"

static size_t round_up_to_page(size_t size) {
  return (size + kSnapshotPageBytes - 1) & ~(size_t)(kSnapshotPageBytes - 1);
}

static void *allocate_zeroed(size_t size_bytes) {
  void *result = calloc(1, size_bytes ? size_bytes : 1);
  if (result == NULL) FATAL("out of memory while freezing");
  return result;
}

void HeapImage_place(HeapImage *image, ObjectGraph *graph) {
  Isolate *isolate = graph->isolate;
  *image = (HeapImage){.graph = graph};
  image->section_offsets[kSectionReadOnly] = kReadOnlyHeapOffset;
  uint32_t offset = isolate->read_only_end;
  for (int section = kSectionReadOnly + 1; section < kHeapSectionCount;
       section++) {
    image->section_offsets[section] = offset;
    for (uint32_t i = 0; i < graph->order_count; i++) {
      GraphNode *node = &graph->nodes[graph->order[i]];
      if (node->section != section) continue;
      node->new_offset = offset;
      offset += node->size_bytes;
      image->object_counts[section]++;
    }
    offset = (uint32_t)round_up_to_page(offset);
  }
  image->section_offsets[kHeapSectionCount] = offset;
  image->size_bytes = offset - kReadOnlyHeapOffset;
  image->bytes = allocate_zeroed(image->size_bytes);
  image->object_starts_bytes = round_up_to_page(offset >> (kGranuleShift + 3));
  image->object_starts = allocate_zeroed(image->object_starts_bytes);
  image->relocations_bytes =
      round_up_to_page((image->size_bytes / kTaggedSize + 7) / 8);
  image->relocations = allocate_zeroed(image->relocations_bytes);
}

void HeapImage_destroy(HeapImage *image) {
  free(image->bytes);
  free(image->object_starts);
  free(image->relocations);
  free(image->externals);
}

Tagged HeapImage_rewrite(const HeapImage *image, Tagged reference) {
  const ObjectGraph *graph = image->graph;
  reference = ObjectGraph_resolve(graph->isolate, reference);
  if (Tagged_is_smi(reference) || Tagged_is_cleared(reference) ||
      Graph_is_read_only(graph->isolate, reference))
    return reference;
  uint32_t node = ObjectGraph_find(graph, reference);
  if (node == kNoNode) {
    CHECK(Tagged_is_weak(reference));
    return Tagged_from_bits(kClearedWeakBits);
  }
  return Tagged_from_bits(graph->nodes[node].new_offset |
                          (reference.bits & kHeapObjectTagMask));
}

// ---- One object ----

static void set_bit(uint8_t *bits, size_t index) {
  bits[index / 8] |= (uint8_t)(1u << index % 8);
}

// Writes a word of an object at a cage offset; tells whether it is a pointer.
static void put_slot(HeapImage *image, uint32_t offset, Tagged value) {
  value = HeapImage_rewrite(image, value);
  uint32_t place = offset - kReadOnlyHeapOffset;
  memcpy(image->bytes + place, &value, sizeof value);
  if (!Tagged_is_smi(value) && !Tagged_is_cleared(value))
    set_bit(image->relocations, place / kTaggedSize);
}

static void put_value(HeapImage *image, uint32_t offset, Value value) {
  if (Value_is_heap_object(value)) {
    put_slot(image, offset, Value_tagged(value));
    return;
  }
  memcpy(image->bytes + offset - kReadOnlyHeapOffset, &value, sizeof value);
}

static void put_field(HeapImage *image, const HeapObject *source,
                      uint32_t target, const FieldDescriptor *field) {
  const char *from = (const char *)source + field->offset_bytes;
  uint32_t to = target + field->offset_bytes;
  if (field->kind == kFieldTagged) {
    put_slot(image, to, *(const Tagged *)from);
    return;
  }
  if (field->kind == kFieldRaw) {
    memcpy(image->bytes + to - kReadOnlyHeapOffset, from, field->size_bytes);
    return;
  }
  int32_t length;
  memcpy(&length, (const char *)source + field->length_offset_bytes,
         sizeof length);
  if (field->kind == kFieldRawArray) {
    memcpy(image->bytes + to - kReadOnlyHeapOffset, from,
           (size_t)length * field->size_bytes);
    return;
  }
  for (int32_t i = 0; i < length; i++) {
    if (field->kind == kFieldTaggedArray)
      put_slot(image, to + (uint32_t)i * kTaggedSize,
               ((const Tagged *)from)[i]);
    else
      put_value(image, to + (uint32_t)i * kValueSize,
                ((const Value *)from)[i]);
  }
}

// Copies what object-layout.def names, so that padding stays zero.
static void put_object(HeapImage *image, const HeapObject *source,
                       uint32_t target) {
  const Map *map =
      (const Map *)Tagged_object(image->graph->isolate, source->map);
  set_bit(image->object_starts, target >> kGranuleShift);
  for (int id = map->class_id; id < kClassCount;
       id = kClassDescriptors[id].parent) {
    const ClassDescriptor *class = &kClassDescriptors[id];
    for (int i = 0; i < class->field_count; i++)
      put_field(image, source, target,
                &kFieldDescriptors[class->first_field + i]);
  }
  if (map->instance_type < FIRST_JS_OBJECT_TYPE) return;
  uint32_t header = kClassDescriptors[map->class_id].header_size_bytes;
  uint32_t size = map->instance_size_words * (uint32_t)kTaggedSize;
  for (uint32_t i = header; i < size; i += kTaggedSize)
    put_slot(image, target + i, *(const Tagged *)((const char *)source + i));
}

static void *target_of(HeapImage *image, const GraphNode *node) {
  return image->bytes + node->new_offset - kReadOnlyHeapOffset;
}

// Unreached keys and their values are dropped.
static void put_ephemerons(HeapImage *image, const GraphNode *node) {
  const EphemeronHashTable *table = (const EphemeronHashTable *)node->source;
  EphemeronHashTable *copy = target_of(image, node);
  set_bit(image->object_starts, node->new_offset >> kGranuleShift);
  for (int id = kClassHashTable; id < kClassCount;
       id = kClassDescriptors[id].parent)
    for (int i = 0; i < kClassDescriptors[id].field_count; i++)
      put_field(image, node->source, node->new_offset,
                &kFieldDescriptors[kClassDescriptors[id].first_field + i]);
  for (int32_t i = 0; i < table->length; i += 2) {
    uint32_t to = node->new_offset +
                  (uint32_t)offsetof(EphemeronHashTable, slots) +
                  (uint32_t)i * kTaggedSize;
    Tagged key = table->slots[i];
    bool reached = Tagged_is_smi(key) ||
                   Graph_is_read_only(image->graph->isolate, key) ||
                   ObjectGraph_find(image->graph, key) != kNoNode;
    put_slot(image, to, reached ? key : ROOT_TAGGED(the_hole));
    if (i + 1 < table->length)
      put_slot(image, to + kTaggedSize,
               reached ? table->slots[i + 1] : ROOT_TAGGED(the_hole));
    if (reached) continue;
    copy->number_of_elements--;
    copy->number_of_deleted++;
  }
}

// ---- What is not only copied ----

static SnapshotStatus unfreezable(const HeapImage *image, uint32_t node,
                                  const char *what, SnapshotError *error) {
  char path[300];
  ObjectGraph_describe_path(image->graph, node, path, sizeof path);
  const HeapObject *object = image->graph->nodes[node].source;
  return SnapshotError_set(
      error, kSnapshotUnfreezable, "cannot freeze a %s: %s; it is held by %s",
      kClassDescriptors[HeapObject_map(object)->class_id].name, what, path);
}

// Names a native pointer by its external reference. 0 stays 0.
static SnapshotStatus put_external(HeapImage *image, uint32_t node,
                                   uint32_t *field, SnapshotError *error) {
  const Isolate *isolate = image->graph->isolate;
  if (*field == 0) return kSnapshotOk;
  ExternalPointerTag tag = ExternalPointer_tag(isolate, *field);
  intptr_t pointer = (intptr_t)ExternalPointer_get(isolate, *field, tag);
  if (pointer == 0) {
    *field = 0;
    return kSnapshotOk;
  }
  size_t reference = 0;
  while (reference < isolate->external_reference_count &&
         isolate->external_references[reference] != pointer)
    reference++;
  if (reference == isolate->external_reference_count)
    return unfreezable(image, node,
                       "it holds a native pointer that is not in the table of "
                       "external references",
                       error);
  image->externals =
      realloc(image->externals,
              (image->external_count + 1) * sizeof *image->externals);
  if (image->externals == NULL) FATAL("out of memory while freezing");
  *field = image->external_count + 1;
  image->externals[image->external_count++] = (ExternalRecord){
      .index = *field, .tag = tag, .reference = (uint32_t)reference + 1};
  if (image->reference_count < reference + 1)
    image->reference_count = (uint32_t)reference + 1;
  return kSnapshotOk;
}

static SnapshotStatus check_reference(HeapImage *image, uint32_t node,
                                      uint32_t reference,
                                      SnapshotError *error) {
  if (reference > image->graph->isolate->external_reference_count)
    return unfreezable(image, node,
                       "its C callback is not in the table of external "
                       "references",
                       error);
  if (reference > image->reference_count) image->reference_count = reference;
  return kSnapshotOk;
}

// The bytes moved with their ByteArray.
static void fix_typed_array(HeapImage *image, const GraphNode *node) {
  const JSTypedArray *array = (const JSTypedArray *)node->source;
  JSTypedArray *copy = target_of(image, node);
  const JSArrayBuffer *buffer =
      JSArrayBufferView_buffer((const JSArrayBufferView *)array);
  Value store = JSArrayBuffer_store(buffer);
  if (array->data_offset == 0 ||
      !Value_is_ByteArray(image->graph->isolate, store))
    return;
  Tagged moved = HeapImage_rewrite(image, Value_tagged(store));
  copy->data_offset = (moved.bits - kHeapObjectTag) +
                      offsetof(ByteArray, bytes) + array->byte_offset;
}

static SnapshotStatus fix_object(HeapImage *image, uint32_t index,
                                 SnapshotError *error) {
  const GraphNode *node = &image->graph->nodes[index];
  void *copy = target_of(image, node);
  const Map *map =
      (const Map *)Tagged_object(image->graph->isolate, node->source->map);
  switch (map->class_id) {
    case kClassJSTypedArray:
      fix_typed_array(image, node);
      return kSnapshotOk;
    case kClassJSArrayBuffer:
      if (((JSArrayBuffer *)copy)->resource == 0) return kSnapshotOk;
      return unfreezable(image, index, "its bytes lie outside the heap",
                         error);
    case kClassExternalString:
      return unfreezable(image, index, "its characters lie outside the heap",
                         error);
    case kClassForeign:
      return put_external(image, index, &((Foreign *)copy)->pointer, error);
    case kClassJSExternal:
      return put_external(image, index, &((JSExternal *)copy)->pointer, error);
    case kClassFunctionTemplateInfo:
      return check_reference(
          image, index, ((FunctionTemplateInfo *)copy)->callback_reference,
          error);
    case kClassAccessorInfo: {
      const AccessorInfo *info = copy;
      SnapshotStatus status =
          check_reference(image, index, info->getter_reference, error);
      return status != kSnapshotOk ? status
                                   : check_reference(image, index,
                                                     info->setter_reference,
                                                     error);
    }
    default:
      return kSnapshotOk;
  }
}

// The read-only heap stays where it is.
static void put_read_only(HeapImage *image) {
  Isolate *isolate = image->graph->isolate;
  uintptr_t base = (uintptr_t)isolate;
  for (uint32_t offset = kReadOnlyHeapOffset; offset < kRootsEnd;
       offset += kObjectAlignment) {
    if (!MarkBit_get(base, offset)) continue;
    put_object(image, (HeapObject *)(base + offset), offset);
    image->object_counts[kSectionReadOnly]++;
  }
}

SnapshotStatus HeapImage_write(HeapImage *image, SnapshotError *error) {
  put_read_only(image);
  for (uint32_t i = 0; i < image->graph->order_count; i++) {
    uint32_t index = image->graph->order[i];
    const GraphNode *node = &image->graph->nodes[index];
    const Map *map =
        (const Map *)Tagged_object(image->graph->isolate, node->source->map);
    if (map->class_id == kClassEphemeronHashTable)
      put_ephemerons(image, node);
    else
      put_object(image, node->source, node->new_offset);
    SnapshotStatus status = fix_object(image, index, error);
    if (status != kSnapshotOk) return status;
  }
  return kSnapshotOk;
}
