// SPDX-License-Identifier: MIT
//
// The embedder's side of freezing.
#include <stdlib.h>
#include <string.h>

#include "engine/api/snapshot-roots.h"
#include "engine/api/snapshot-source.h"
#include "engine/heap/factory.h"
#include "engine/heap/external-pointers.h"
#include "engine/heap/heap.h"
#include "serializer/write/snapshot-writer.h"

struct ThawSnapshotCreator {
  Isolate *isolate;
  ThawFreezePointerCallback freeze;
  void *freeze_data;
};

ThawStatus thaw_snapshot_creator_new(const ThawIsolateParams *params,
                                     ThawSnapshotCreator **result) {
  *result = NULL;
  ThawSnapshotCreator *creator = calloc(1, sizeof *creator);
  if (creator == NULL) return Api_fail(kThawOutOfMemory, "out of memory");
  ThawIsolate *isolate;
  ThawStatus status = thaw_isolate_new(params, &isolate);
  if (status != kThawOk) {
    free(creator);
    return status;
  }
  creator->isolate = isolate_of(isolate);
  creator->isolate->building_snapshot = true;
  *result = creator;
  return kThawOk;
}

ThawIsolate *thaw_snapshot_creator_isolate(ThawSnapshotCreator *creator) {
  return Isolate_to_api(creator->isolate);
}

void thaw_snapshot_creator_dispose(ThawSnapshotCreator *creator) {
  if (creator == NULL) return;
  thaw_isolate_dispose(Isolate_to_api(creator->isolate));
  free(creator);
}

void thaw_snapshot_creator_set_default_context(
    ThawSnapshotCreator *creator, ThawLocal context,
    ThawFreezePointerCallback freeze, void *data) {
  creator->freeze = freeze;
  creator->freeze_data = data;
  creator->isolate->api->default_context_is_ours = true;
  SnapshotRoots_set(creator->isolate, kSnapshotRootDefaultContext,
                    Local_value(context));
}

size_t thaw_snapshot_creator_add_context(ThawSnapshotCreator *creator,
                                         ThawLocal context) {
  return (size_t)SnapshotRoots_add(creator->isolate, kSnapshotRootContexts,
                                   Local_value(context));
}

size_t thaw_snapshot_creator_add_data(ThawSnapshotCreator *creator,
                                      ThawLocal context, ThawLocal value) {
  Isolate *isolate = creator->isolate;
  if (context == NULL)
    return (size_t)SnapshotRoots_add(isolate, kSnapshotRootData,
                                     Local_value(value));
  size_t index = 0;
  Value list = SnapshotRoots_get(isolate, kSnapshotRootContextData);
  if (Value_is_ArrayList(isolate, list)) {
    ArrayList *entries = Value_as_ArrayList(isolate, list);
    for (int32_t i = 0; i < entries->used; i += 2)
      index += Value_equals(ArrayList_get_slots(entries, i),
                            Local_value(context));
  }
  SnapshotRoots_add(isolate, kSnapshotRootContextData, Local_value(context));
  SnapshotRoots_add(isolate, kSnapshotRootContextData, Local_value(value));
  return index;
}

// ---- Internal pointers ----
//
// A pointer that the embedder knows to freeze lies in the snapshot as a
// ByteArray, in the slot of the Foreign that held it.

typedef struct ReplacedPointer {
  FixedArray *fields;
  int index;
  Value foreign;
} ReplacedPointer;

typedef struct PointerFreezer {
  ThawSnapshotCreator *creator;
  JSApiObject **objects;
  size_t object_count, object_capacity;
  ReplacedPointer *replaced;
  size_t replaced_count, replaced_capacity;
} PointerFreezer;

static void *make_room(void *items, size_t count, size_t *capacity,
                       size_t item_bytes) {
  if (count < *capacity) return items;
  *capacity = *capacity * 2 + 64;
  items = realloc(items, *capacity * item_bytes);
  if (items == NULL)
    thaw_fatal_error("thaw_snapshot_creator_create",
                     "the system has no memory left");
  return items;
}

static void note_api_object(HeapObject *object, void *data) {
  PointerFreezer *freezer = data;
  if (HeapObject_type(object) != JS_API_OBJECT_TYPE) return;
  freezer->objects =
      make_room(freezer->objects, freezer->object_count,
                &freezer->object_capacity, sizeof *freezer->objects);
  freezer->objects[freezer->object_count++] = (JSApiObject *)object;
}

static void freeze_pointer(PointerFreezer *freezer, JSApiObject *object,
                           FixedArray *fields, int index) {
  Isolate *isolate = freezer->creator->isolate;
  Value field = FixedArray_get_slots(fields, index);
  if (!Value_is_Foreign(isolate, field)) return;
  void *pointer =
      ExternalPointer_get(isolate, Value_as_Foreign(isolate, field)->pointer,
                          kExternalTagEmbedder);
  if (pointer == NULL) return;
  ThawScope scope;
  thaw_scope_open(Isolate_to_api(isolate), &scope);
  ThawBlob blob = freezer->creator->freeze(
      Isolate_to_api(isolate), Local_from_object(isolate, object), index,
      pointer, freezer->creator->freeze_data);
  thaw_scope_close(&scope);
  Value frozen = ROOT(undefined_value);
  if (blob.data != NULL) {
    ByteArray *bytes = ByteArray_new(isolate, (int32_t)blob.size_bytes);
    memcpy(bytes->bytes, blob.data, blob.size_bytes);
    frozen = Value_from_object(bytes);
    free(blob.data);
  }
  freezer->replaced =
      make_room(freezer->replaced, freezer->replaced_count,
                &freezer->replaced_capacity, sizeof *freezer->replaced);
  freezer->replaced[freezer->replaced_count++] =
      (ReplacedPointer){fields, index, field};
  FixedArray_set_slots(fields, index, frozen);
}

// Runs after the collection that precedes freezing; none happens until the
// pointers are back.
static void freeze_pointers(Isolate *isolate, void *data) {
  PointerFreezer *freezer = data;
  if (freezer->creator->freeze == NULL) return;
  Heap_for_each_object(isolate, note_api_object, freezer);
  for (size_t i = 0; i < freezer->object_count; i++) {
    FixedArray *fields =
        JSApiObject_internal_fields(freezer->objects[i]);
    for (int index = 0; index < fields->length; index++)
      freeze_pointer(freezer, freezer->objects[i], fields, index);
  }
}

static void restore_pointers(PointerFreezer *freezer) {
  for (size_t i = 0; i < freezer->replaced_count; i++)
    FixedArray_set_slots(freezer->replaced[i].fields,
                         freezer->replaced[i].index,
                         freezer->replaced[i].foreign);
  free(freezer->replaced);
  free(freezer->objects);
}

ThawStatus thaw_snapshot_creator_create(ThawSnapshotCreator *creator,
                                        const ThawFreezeOptions *options,
                                        ThawBlob *blob) {
  Isolate *isolate = creator->isolate;
  *blob = (ThawBlob){NULL, 0};
  PointerFreezer freezer = {.creator = creator};
  SnapshotWriteOptions write = {.compress = options && options->compress,
                                .before_walk = freeze_pointers,
                                .data = &freezer};
  SnapshotBytes bytes;
  SnapshotError error = {""};
  // The thawed isolate begins outside of every context.
  Value current = Isolate_root(isolate, kIsolateRoot_current_native_context);
  Isolate_set_root(isolate, kIsolateRoot_current_native_context,
                   ROOT(undefined_value));
  Heap_collect(isolate, kGcMajor, kGcRequested);
  Heap_forbid_gc(isolate);
  SnapshotStatus status = Snapshot_write(isolate, &write, &bytes, &error);
  restore_pointers(&freezer);
  Heap_allow_gc(isolate);
  Isolate_set_root(isolate, kIsolateRoot_current_native_context, current);
  if (status != kSnapshotOk) return Api_fail_snapshot(status, error.text);
  *blob = (ThawBlob){bytes.data, bytes.size_bytes};
  return kThawOk;
}

ThawStatus thaw_snapshot_creator_write(ThawSnapshotCreator *creator,
                                       const ThawFreezeOptions *options,
                                       const char *path) {
  ThawBlob blob;
  ThawStatus status = thaw_snapshot_creator_create(creator, options, &blob);
  if (status != kThawOk) return status;
  SnapshotError error = {""};
  SnapshotStatus written =
      Snapshot_write_file(path, blob.data, blob.size_bytes, &error);
  thaw_free(blob.data);
  return written == kSnapshotOk ? kThawOk
                                : Api_fail_snapshot(written, error.text);
}
