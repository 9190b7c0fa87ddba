// SPDX-License-Identifier: MIT
#include "serializer/write/snapshot-writer.h"

#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#include "engine/heap/cage.h"
#include "engine/objects/array-buffer.h"
#include "engine/objects/layout/string-hash.h"
#include "engine/objects/string.h"
#include "serializer/write/heap-image.h"

enum { kFreshStringTableCapacity = 256 };

// ---- Before the walk ----

// Caches that other addresses would make wrong, and what only this process
// needs.
static void reset_transient_roots(Isolate *isolate) {
  static const IsolateRootIndex kTransient[] = {
      kIsolateRoot_number_string_cache, kIsolateRoot_split_cache,
      kIsolateRoot_stub_cache,          kIsolateRoot_kept_objects,
      kIsolateRoot_temporary_root0,     kIsolateRoot_temporary_root1,
      kIsolateRoot_async_waiters};
  for (size_t i = 0; i < ARRAY_LENGTH(kTransient); i++)
    Isolate_set_root(isolate, kTransient[i], ROOT(undefined_value));
}

// Flattens ropes, computes hashes (a thawed program must not write them into
// mapped pages) and brings buffers into the heap. Allocates.
static void settle_objects(Isolate *isolate) {
  ObjectGraph graph;
  ObjectGraph_build(&graph, isolate);
  for (uint32_t i = 0; i < graph.order_count; i++) {
    HeapObject *object = (HeapObject *)graph.nodes[graph.order[i]].source;
    const Map *map = HeapObject_map(object);
    if (InstanceType_is_string((InstanceType)map->instance_type)) {
      String *string = (String *)object;
      if (map->class_id == kClassConsString) String_flatten(isolate, string);
      if (string->raw_hash == 0) String_hash(isolate, string);
    } else if (map->class_id == kClassJSArrayBuffer) {
      JSArrayBuffer_move_into_heap(isolate, (JSArrayBuffer *)object);
    }
  }
  ObjectGraph_destroy(&graph);
}

// Flat copies made on the way need hashes too.
static bool all_hashes_known(const ObjectGraph *graph) {
  for (uint32_t i = 0; i < graph->order_count; i++) {
    const HeapObject *object = graph->nodes[graph->order[i]].source;
    if (InstanceType_is_string(HeapObject_type(object)) &&
        ((const String *)object)->raw_hash == 0)
      return false;
  }
  return true;
}

// ---- String tables ----

static StringTable *make_table(uint32_t capacity, size_t *size_bytes) {
  *size_bytes = Object_align(offsetof(StringTable, slots) +
                             (size_t)capacity * kTaggedSize);
  StringTable *table = calloc(1, *size_bytes);
  if (table == NULL) FATAL("out of memory while freezing");
  table->map = ROOT_TAGGED(string_table_map);
  table->length = (int32_t)capacity;
  table->capacity = (int32_t)capacity;
  for (uint32_t i = 0; i < capacity; i++)
    table->slots[i] = ROOT_TAGGED(undefined_value);
  return table;
}

// False if the way to a free entry is suspiciously long.
static bool insert_string(StringTable *table, Isolate *isolate,
                          const String *string) {
  uint32_t capacity = (uint32_t)table->capacity;
  uint32_t hash =
      table->seed == 0
          ? string->raw_hash >> kHashShift
          : Name_keyed_hash(isolate, (const Name *)string, table->seed);
  uint32_t i = 0;
  while (!Tagged_is_root(table->slots[HashTable_probe(hash, i, capacity)],
                         undefined_value))
    i++;
  table->slots[HashTable_probe(hash, i, capacity)] = Tagged_from_object(string);
  table->number_of_elements++;
  return i < kSuspiciousProbes;
}

static bool is_internalized(const HeapObject *object) {
  return InstanceType_is_internalized(HeapObject_type(object));
}

// All internalized strings, hashed with a seed; false if some lie too far from
// where their hashes point.
static bool fill_frozen_table(StringTable *table, const ObjectGraph *graph,
                              uint32_t seed) {
  Isolate *isolate = graph->isolate;
  uintptr_t base = (uintptr_t)isolate;
  bool is_even = true;
  table->seed = seed;
  for (uint32_t offset = kReadOnlyHeapOffset; offset < kRootsEnd;) {
    const HeapObject *object = (const HeapObject *)(base + offset);
    if (is_internalized(object))
      is_even &= insert_string(table, isolate, (const String *)object);
    offset += (uint32_t)HeapObject_size(object);
  }
  for (uint32_t i = 0; i < graph->order_count; i++) {
    const HeapObject *object = graph->nodes[graph->order[i]].source;
    if (is_internalized(object))
      is_even &= insert_string(table, isolate, (const String *)object);
  }
  return is_even;
}

static uint32_t add_frozen_string_table(ObjectGraph *graph) {
  Isolate *isolate = graph->isolate;
  uint32_t count = 0;
  for (uint32_t i = 0; i < graph->order_count; i++)
    count += is_internalized(graph->nodes[graph->order[i]].source);
  uint32_t capacity = 1024;
  // The static roots' strings are some hundreds.
  while (capacity < (count + 1024) * 3 / 2) capacity *= 2;
  size_t size_bytes;
  StringTable *table = make_table(capacity, &size_bytes);
  if (!fill_frozen_table(table, graph, 0)) {
    free(table);
    table = make_table(capacity, &size_bytes);
    (void)fill_frozen_table(table, graph, Isolate_hash_secret(isolate));
  }
  return ObjectGraph_add_made(graph, (HeapObject *)table, size_bytes,
                              kSectionNames);
}

static uint32_t add_fresh_string_table(ObjectGraph *graph) {
  size_t size_bytes;
  StringTable *table = make_table(kFreshStringTableCapacity, &size_bytes);
  return ObjectGraph_add_made(graph, (HeapObject *)table, size_bytes,
                              kSectionHot);
}

// ---- The file ----

typedef struct FileBuilder {
  const SnapshotWriteOptions *options;
  SnapshotHeader header;
  uint8_t *stored[kSectionCount];  // compressed bytes, or NULL
  const uint8_t *plain[kSectionCount];
} FileBuilder;

static void add_section(FileBuilder *file, int id, const uint8_t *bytes,
                        size_t size_bytes, uint32_t cage_offset,
                        uint32_t object_count) {
  SnapshotSection *section = &file->header.sections[id];
  section->size_bytes = section->stored_bytes = size_bytes;
  section->cage_offset = cage_offset;
  section->object_count = object_count;
  file->plain[id] = bytes;
  if (file->options->compress && size_bytes > 0) {
    uLongf stored = compressBound(size_bytes);
    file->stored[id] = malloc(stored);
    if (file->stored[id] == NULL ||
        compress2(file->stored[id], &stored, bytes, size_bytes, 9) != Z_OK)
      FATAL("out of memory while compressing a snapshot");
    section->stored_bytes = stored;
  }
  section->first_leaf = file->header.leaf_count;
  section->leaf_count =
      (uint32_t)((section->stored_bytes + kSnapshotLeafBytes - 1) /
                 kSnapshotLeafBytes);
  file->header.leaf_count += section->leaf_count;
}

static uint64_t page_up(uint64_t value) {
  return (value + kSnapshotPageBytes - 1) & ~(uint64_t)(kSnapshotPageBytes - 1);
}

static void place_parts(FileBuilder *file, const HeapImage *image) {
  SnapshotHeader *header = &file->header;
  uint64_t end = (sizeof *header + 7) & ~(uint64_t)7;
  header->isolate_data_offset = (uint32_t)end;
  header->isolate_data_bytes = kIsolateDataFrozenBytes;
  end = (end + header->isolate_data_bytes + 7) & ~(uint64_t)7;
  header->external_offset = (uint32_t)end;
  header->external_count = image->external_count;
  end += (uint64_t)image->external_count * sizeof(ExternalRecord);
  header->leaves_offset = (uint32_t)end;
  end += (uint64_t)header->leaf_count * 8;
  header->index_bytes = (uint32_t)page_up(end);
  end = header->index_bytes;
  for (int i = 0; i < kSectionCount; i++) {
    header->sections[i].file_offset = end;
    end = page_up(end + header->sections[i].stored_bytes);
  }
  header->file_bytes = end;
}

// The frozen part of Isolate as the thawed one will have it.
static void put_isolate_data(const HeapImage *image, uint8_t *target,
                             uint32_t frozen_table, uint32_t fresh_table) {
  const ObjectGraph *graph = image->graph;
  Isolate *copy = calloc(1, sizeof *copy);
  if (copy == NULL) FATAL("out of memory while freezing");
  memcpy((char *)copy + kIsolateDataBegin,
         (const char *)graph->isolate + kIsolateDataBegin,
         kIsolateDataFrozenBytes);
  for (int i = 0; i < kIsolateRootCount; i++) {
    if (i == kIsolateRoot_string_table || i == kIsolateRoot_frozen_string_table)
      continue;
    copy->roots[i] = HeapImage_rewrite(image, copy->roots[i]);
  }
  copy->roots[kIsolateRoot_frozen_string_table] = Tagged_from_bits(
      graph->nodes[frozen_table].new_offset | kHeapObjectTag);
  copy->roots[kIsolateRoot_string_table] =
      Tagged_from_bits(graph->nodes[fresh_table].new_offset | kHeapObjectTag);
  copy->snapshot_begin = copy->read_only_end;
  copy->snapshot_end = image->section_offsets[kHeapSectionCount];
  memcpy(target, (const char *)copy + kIsolateDataBegin,
         kIsolateDataFrozenBytes);
  free(copy);
}

static void put_sections(FileBuilder *file, uint8_t *data) {
  uint64_t *leaves = (uint64_t *)(data + file->header.leaves_offset);
  for (int i = 0; i < kSectionCount; i++) {
    const SnapshotSection *section = &file->header.sections[i];
    const uint8_t *bytes = file->stored[i] ? file->stored[i] : file->plain[i];
    memcpy(data + section->file_offset, bytes, section->stored_bytes);
    for (uint32_t leaf = 0; leaf < section->leaf_count; leaf++) {
      uint64_t start = (uint64_t)leaf * kSnapshotLeafBytes;
      uint64_t left = section->stored_bytes - start;
      leaves[section->first_leaf + leaf] = Snapshot_hash(
          bytes + start, left < kSnapshotLeafBytes ? left : kSnapshotLeafBytes);
    }
  }
}

static void build_file(const HeapImage *image,
                       const SnapshotWriteOptions *options,
                       uint32_t frozen_table, uint32_t fresh_table,
                       SnapshotBytes *result) {
  FileBuilder file = {.options = options};
  SnapshotHeader *header = &file.header;
  header->magic = kSnapshotMagic;
  header->version = kSnapshotVersion;
  header->flags = options->compress ? kSnapshotCompressed : 0;
  header->build_id = Snapshot_build_id();
  header->section_count = kSectionCount;
  header->reference_count = image->reference_count;
  for (int i = 0; i < kHeapSectionCount; i++) {
    uint32_t begin = image->section_offsets[i];
    add_section(&file, i, image->bytes + begin - kReadOnlyHeapOffset,
                image->section_offsets[i + 1] - begin, begin,
                image->object_counts[i]);
  }
  add_section(&file, kSectionObjectStarts, image->object_starts,
              image->object_starts_bytes, 0, 0);
  add_section(&file, kSectionRelocations, image->relocations,
              image->relocations_bytes, 0, 0);
  place_parts(&file, image);
  uint8_t *data = calloc(1, header->file_bytes);
  if (data == NULL) FATAL("out of memory while freezing");
  put_isolate_data(image, data + header->isolate_data_offset, frozen_table,
                   fresh_table);
  if (image->external_count > 0)
    memcpy(data + header->external_offset, image->externals,
           image->external_count * sizeof(ExternalRecord));
  put_sections(&file, data);
  memcpy(data, header, sizeof *header);
  ((SnapshotHeader *)data)->index_hash =
      Snapshot_index_hash(data, header->index_bytes);
  for (int i = 0; i < kSectionCount; i++) free(file.stored[i]);
  *result = (SnapshotBytes){data, header->file_bytes};
}

static SnapshotStatus freeze(Isolate *isolate,
                             const SnapshotWriteOptions *options,
                             SnapshotBytes *result, SnapshotError *error) {
  ObjectGraph graph;
  ObjectGraph_build(&graph, isolate);
  while (!all_hashes_known(&graph)) {
    ObjectGraph_destroy(&graph);
    settle_objects(isolate);
    ObjectGraph_build(&graph, isolate);
  }
  uint32_t frozen_table = add_frozen_string_table(&graph);
  uint32_t fresh_table = add_fresh_string_table(&graph);
  HeapImage image;
  HeapImage_place(&image, &graph);
  SnapshotStatus status =
      image.section_offsets[kHeapSectionCount] > kSnapshotRegionEnd
          ? SnapshotError_set(error, kSnapshotUnfreezable,
                              "the heap is larger than a snapshot can be")
          : HeapImage_write(&image, error);
  if (status == kSnapshotOk)
    build_file(&image, options, frozen_table, fresh_table, result);
  HeapImage_destroy(&image);
  ObjectGraph_destroy(&graph);
  return status;
}

SnapshotStatus Snapshot_write(Isolate *isolate,
                              const SnapshotWriteOptions *options,
                              SnapshotBytes *result, SnapshotError *error) {
  static const SnapshotWriteOptions kDefaults;
  if (options == NULL) options = &kDefaults;
  *result = (SnapshotBytes){NULL, 0};
  if (Isolate_has_pending_exception(isolate))
    return SnapshotError_set(error, kSnapshotUnfreezable,
                             "an exception is pending");
  reset_transient_roots(isolate);
  Heap_collect(isolate, kGcMajor, kGcRequested);
  if (options->before_walk) options->before_walk(isolate, options->data);
  Heap_forbid_gc(isolate);
  settle_objects(isolate);
  SnapshotStatus status = freeze(isolate, options, result, error);
  Heap_allow_gc(isolate);
  return status;
}
