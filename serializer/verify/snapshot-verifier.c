// SPDX-License-Identifier: MIT
#include "serializer/verify/snapshot-verifier.h"

#include <stdlib.h>
#include <string.h>
#include <zlib.h>

typedef struct Verifier {
  const SnapshotHeader *header;
  const uint8_t *heap;  // of cage offset kReadOnlyHeapOffset
  const uint8_t *starts;
  const uint8_t *relocations;
  uint32_t end;  // cage offset behind the heap sections
  uint8_t *owned[3];
  SnapshotError *error;
} Verifier;

static bool get_bit(const uint8_t *bits, size_t index) {
  return bits[index / 8] >> index % 8 & 1;
}

static bool is_object(const Verifier *v, uint32_t offset) {
  return offset >= kReadOnlyHeapOffset && offset < v->end &&
         offset % kObjectAlignment == 0 &&
         get_bit(v->starts, offset >> kGranuleShift);
}

static const void *at(const Verifier *v, uint32_t offset) {
  return v->heap + offset - kReadOnlyHeapOffset;
}

static SnapshotStatus malformed(const Verifier *v, uint32_t offset,
                                const char *problem) {
  return SnapshotError_set(v->error, kSnapshotMalformed,
                           "object at cage offset 0x%x: %s", offset, problem);
}

// The object's map, or NULL.
static const Map *map_of(const Verifier *v, uint32_t offset) {
  Tagged map;
  memcpy(&map, at(v, offset), sizeof map);
  uint32_t place = map.bits - kHeapObjectTag;
  if (!Tagged_is_strong(map) || !is_object(v, place) ||
      v->end - place < sizeof(Map))
    return NULL;
  const Map *result = at(v, place);
  return result->class_id < kClassCount ? result : NULL;
}

// Size of an object of which `available` bytes exist; 0 if it does not fit.
static size_t size_of(const Verifier *v, uint32_t offset, const Map *map,
                      size_t available) {
  const ClassDescriptor *class = &kClassDescriptors[map->class_id];
  if (map->instance_size_words != 0) {
    size_t size = Object_align((size_t)map->instance_size_words * kTaggedSize);
    return size >= class->header_size_bytes && size <= available ? size : 0;
  }
  if (class->header_size_bytes > available) return 0;
  int32_t length = 0;
  if (class->trailing_kind != kNoTrailing)
    memcpy(&length,
           (const char *)at(v, offset) + class->trailing_length_offset,
           sizeof length);
  if (length < 0) return 0;
  size_t size = Object_align(class->header_size_bytes +
                             (size_t)length * class->trailing_element_bytes);
  return size <= available ? size : 0;
}

// A slot: not a pointer and not named by the relocation map, or both and right.
static bool slot_is_right(const Verifier *v, uint32_t offset) {
  Tagged slot;
  memcpy(&slot, at(v, offset), sizeof slot);
  bool named = get_bit(v->relocations,
                       (offset - kReadOnlyHeapOffset) / kTaggedSize);
  if (Tagged_is_smi(slot) || Tagged_is_cleared(slot)) return !named;
  return named &&
         is_object(v, slot.bits & ~(uint32_t)kHeapObjectTagMask);
}

static bool value_is_right(const Verifier *v, uint32_t offset) {
  Value value;
  memcpy(&value, at(v, offset), sizeof value);
  if (Value_is_heap_object(value)) return slot_is_right(v, offset);
  return Value_is_unboxed_double(value) || Value_is_smi(value);
}

static SnapshotStatus check_slots(const Verifier *v, uint32_t offset,
                                  const Map *map) {
  static const char kBad[] = "a pointer leads outside the objects";
  const ClassDescriptor *class = &kClassDescriptors[map->class_id];
  for (uint64_t mask = class->tagged_mask; mask != 0; mask &= mask - 1)
    if (!slot_is_right(v, offset + (uint32_t)__builtin_ctzll(mask) * 4))
      return malformed(v, offset, kBad);
  uint32_t header = class->header_size_bytes;
  int32_t length = 0;
  if (class->trailing_kind != kNoTrailing)
    memcpy(&length,
           (const char *)at(v, offset) + class->trailing_length_offset,
           sizeof length);
  if (class->trailing_kind == kFieldTaggedArray) {
    for (int32_t i = 0; i < length; i++)
      if (!slot_is_right(v, offset + header + (uint32_t)i * kTaggedSize))
        return malformed(v, offset, kBad);
  } else if (class->trailing_kind == kFieldValueArray) {
    for (int32_t i = 0; i < length; i++)
      if (!value_is_right(v, offset + header + (uint32_t)i * kValueSize))
        return malformed(v, offset, kBad);
  } else if (map->instance_type >= FIRST_JS_OBJECT_TYPE) {
    for (uint32_t i = header;
         i < map->instance_size_words * (uint32_t)kTaggedSize; i += kTaggedSize)
      if (!slot_is_right(v, offset + i)) return malformed(v, offset, kBad);
  }
  return kSnapshotOk;
}

// Between objects there are zeros only (the ends of sections).
static bool is_zero(const Verifier *v, uint32_t begin, uint32_t end) {
  const uint8_t *bytes = at(v, begin);
  for (uint32_t i = 0; i < end - begin; i++)
    if (bytes[i] != 0) return false;
  return true;
}

static SnapshotStatus check_objects(const Verifier *v) {
  uint32_t offset = kReadOnlyHeapOffset;
  while (offset < v->end) {
    if (!is_object(v, offset)) {
      uint32_t next = offset + kObjectAlignment;
      if (!is_zero(v, offset, next))
        return malformed(v, offset, "bytes that belong to no object");
      offset = next;
      continue;
    }
    const Map *map = map_of(v, offset);
    if (map == NULL) return malformed(v, offset, "it has no map");
    const Map *meta = map_of(v, (uint32_t)((const uint8_t *)map - v->heap) +
                                    kReadOnlyHeapOffset);
    if (meta == NULL || meta->instance_type != MAP_TYPE)
      return malformed(v, offset, "its map is no map");
    size_t size = size_of(v, offset, map, v->end - offset);
    if (size == 0) return malformed(v, offset, "it has an impossible size");
    for (uint32_t inner = offset + kObjectAlignment; inner < offset + size;
         inner += kObjectAlignment)
      if (get_bit(v->starts, inner >> kGranuleShift))
        return malformed(v, offset, "another object begins inside it");
    SnapshotStatus status = check_slots(v, offset, map);
    if (status != kSnapshotOk) return status;
    offset += (uint32_t)size;
  }
  return kSnapshotOk;
}

// Every named word must be a pointer: counted against what the objects have.
static SnapshotStatus check_relocations(const Verifier *v) {
  uint32_t words = (v->end - kReadOnlyHeapOffset) / kTaggedSize;
  for (uint32_t i = 0; i < words; i++) {
    if (!get_bit(v->relocations, i)) continue;
    if (!slot_is_right(v, kReadOnlyHeapOffset + i * kTaggedSize))
      return SnapshotError_set(v->error, kSnapshotMalformed,
                               "relocation %u names no pointer", i);
  }
  return kSnapshotOk;
}

static SnapshotStatus check_isolate_data(const Verifier *v,
                                         const uint8_t *bytes) {
  Tagged roots[kIsolateRootCount];
  memcpy(roots, bytes + v->header->isolate_data_offset, sizeof roots);
  for (int i = 0; i < kIsolateRootCount; i++)
    if (!Tagged_is_smi(roots[i]) && !Tagged_is_cleared(roots[i]) &&
        !is_object(v, roots[i].bits & ~(uint32_t)kHeapObjectTagMask))
      return SnapshotError_set(v->error, kSnapshotMalformed,
                               "isolate root %d leads outside the objects", i);
  return kSnapshotOk;
}

// The plain bytes of sections [first, end), which are adjacent if stored plain.
static const uint8_t *section_bytes(Verifier *v, const uint8_t *bytes,
                                    int first, int end, int owned) {
  const SnapshotSection *sections = v->header->sections;
  if (!(v->header->flags & kSnapshotCompressed))
    return bytes + sections[first].file_offset;
  uint64_t size = 0;
  for (int i = first; i < end; i++) size += sections[i].size_bytes;
  uint8_t *result = malloc(size ? size : 1);
  v->owned[owned] = result;
  uint8_t *to = result;
  for (int i = first; i < end && result != NULL; i++) {
    uLongf plain = sections[i].size_bytes;
    if (plain != 0 &&
        (uncompress(to, &plain, bytes + sections[i].file_offset,
                    sections[i].stored_bytes) != Z_OK ||
         plain != sections[i].size_bytes))
      return NULL;
    to += plain;
  }
  return result;
}

static SnapshotStatus check_structure(Verifier *v, const uint8_t *bytes) {
  v->heap = section_bytes(v, bytes, kFirstHeapSection, kHeapSectionCount, 0);
  v->starts = section_bytes(v, bytes, kSectionObjectStarts,
                            kSectionObjectStarts + 1, 1);
  v->relocations = section_bytes(v, bytes, kSectionRelocations,
                                 kSectionRelocations + 1, 2);
  if (v->heap == NULL || v->starts == NULL || v->relocations == NULL)
    return SnapshotError_set(v->error, kSnapshotMalformed,
                             "a section does not inflate to its size");
  const SnapshotSection *last = &v->header->sections[kHeapSectionCount - 1];
  v->end = last->cage_offset + (uint32_t)last->size_bytes;
  SnapshotStatus status = check_objects(v);
  if (status == kSnapshotOk) status = check_relocations(v);
  return status == kSnapshotOk ? check_isolate_data(v, bytes) : status;
}

SnapshotStatus Snapshot_verify(const void *bytes, size_t size_bytes,
                               SnapshotError *error) {
  const SnapshotHeader *header = bytes;
  SnapshotStatus status =
      Snapshot_check_index(header, size_bytes, size_bytes, error);
  for (int i = 0; i < kSectionCount && status == kSnapshotOk; i++)
    status = Snapshot_check_section(
        header, i, (const char *)bytes + header->sections[i].file_offset,
        error);
  if (status != kSnapshotOk) return status;
  Verifier verifier = {.header = header, .error = error};
  status = check_structure(&verifier, bytes);
  for (size_t i = 0; i < ARRAY_LENGTH(verifier.owned); i++)
    free(verifier.owned[i]);
  return status;
}
