// SPDX-License-Identifier: MIT
//
// The embedder's side of freezing.
#include <stdlib.h>

#include "engine/api/snapshot-roots.h"
#include "engine/api/snapshot-source.h"
#include "engine/heap/factory.h"
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

ThawStatus thaw_snapshot_creator_create(ThawSnapshotCreator *creator,
                                        const ThawFreezeOptions *options,
                                        ThawBlob *blob) {
  Isolate *isolate = creator->isolate;
  *blob = (ThawBlob){NULL, 0};
  SnapshotWriteOptions write = {.compress = options && options->compress};
  SnapshotBytes bytes;
  SnapshotError error = {""};
  // The thawed isolate begins outside of every context.
  Value current = Isolate_root(isolate, kIsolateRoot_current_native_context);
  Isolate_set_root(isolate, kIsolateRoot_current_native_context,
                   ROOT(undefined_value));
  SnapshotStatus status = Snapshot_write(isolate, &write, &bytes, &error);
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
