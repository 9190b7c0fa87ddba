// SPDX-License-Identifier: MIT
//
// Making isolates, from nothing or from a snapshot, and finding in them what
// was frozen.
#include <string.h>

#include "engine/api/embedded-snapshot.h"
#include "engine/api/snapshot-roots.h"
#include "engine/api/snapshot-source.h"
#include "engine/base/startup-profile.h"
#include "engine/heap/factory.h"
#include "engine/isolate/flags.h"
#include "serializer/read/snapshot-reader.h"
#include "serializer/verify/snapshot-verifier.h"

ThawStatus Api_fail_snapshot(int snapshot_status, const char *text) {
  static const ThawStatus kStatuses[] = {
      [kSnapshotOk] = kThawOk,
      [kSnapshotCannotRead] = kThawIo,
      [kSnapshotBadMagic] = kThawSnapshotBadMagic,
      [kSnapshotBadVersion] = kThawSnapshotBadVersion,
      [kSnapshotForeignBuild] = kThawSnapshotForeignBuild,
      [kSnapshotTruncated] = kThawSnapshotTruncated,
      [kSnapshotBadChecksum] = kThawSnapshotBadChecksum,
      [kSnapshotMalformed] = kThawSnapshotMalformed,
      [kSnapshotBadReferences] = kThawSnapshotExternalReferences,
      [kSnapshotUnfreezable] = kThawSnapshotUnfreezable,
      [kSnapshotCannotWrite] = kThawIo,
      [kSnapshotNoMemory] = kThawOutOfMemory,
  };
  return Api_fail(kStatuses[snapshot_status], "%s", text);
}

static ThawStatus finish(Isolate *isolate, bool is_from_snapshot,
                         Isolate **result) {
  Isolate_fill_native_tables(isolate);
  STARTUP_MARK("tables");
  if (!Api_setup(isolate)) {
    Isolate_dispose(isolate);
    return Api_fail(kThawOutOfMemory, "no memory for an isolate's tables");
  }
  isolate->api->is_from_snapshot = is_from_snapshot;
  *result = isolate;
  return kThawOk;
}

static ThawStatus make_from_nothing(const Flags *flags, Isolate **result) {
  Isolate *isolate = Isolate_new_empty(flags);
  if (isolate == NULL)
    return Api_fail(kThawOutOfMemory,
                    "the system refused address space for an isolate");
  STARTUP_MARK("cage");
  return finish(isolate, false, result);
}

static size_t count_references(const intptr_t *references) {
  size_t count = 0;
  while (references != NULL && references[count] != 0) count++;
  return count;
}

// False if the isolate is to be made from nothing.
static bool find_input(const ThawIsolateParams *params, SnapshotInput *input) {
  *input = (SnapshotInput){0};
  switch (params->snapshot_kind) {
    case kThawSnapshotNone:
      return false;
    case kThawSnapshotBytes:
      input->bytes = params->snapshot_bytes;
      input->size_bytes = params->snapshot_size_bytes;
      return true;
    case kThawSnapshotFile:
      input->path = params->snapshot_path;
      input->file_offset = params->snapshot_offset_bytes;
      return true;
    case kThawSnapshotEmbedded:
      break;
  }
  uint64_t size_bytes;
  input->path = "/proc/self/exe";
  if (!EmbeddedSnapshot_find(&input->file_offset, &size_bytes)) return false;
  input->size_bytes = (size_t)size_bytes;
  return true;
}

ThawStatus SnapshotSource_make_isolate(const ThawIsolateParams *params,
                                       const Flags *flags, Isolate **result) {
  *result = NULL;
  SnapshotInput input;
  if (!find_input(params, &input)) return make_from_nothing(flags, result);
  if (input.bytes == NULL && input.path == NULL)
    return Api_fail(kThawInvalidArgument, "no snapshot is given");
  Isolate *isolate;
  SnapshotError error = {""};
  SnapshotStatus status = Snapshot_new_isolate(
      flags, &input, params->external_references,
      count_references(params->external_references), &isolate, &error);
  if (status != kSnapshotOk) return Api_fail_snapshot(status, error.text);
  return finish(isolate, true, result);
}

bool thaw_program_has_snapshot(void) { return EmbeddedSnapshot_is_appended(); }

bool thaw_isolate_is_from_snapshot(ThawIsolate *isolate) {
  return isolate_of(isolate)->api->is_from_snapshot;
}

ThawStatus thaw_snapshot_verify(const void *bytes, size_t size_bytes) {
  SnapshotError error = {""};
  SnapshotStatus status = Snapshot_verify(bytes, size_bytes, &error);
  return status == kSnapshotOk ? kThawOk
                               : Api_fail_snapshot(status, error.text);
}

// ---- What was frozen ----

static FixedArray *roots_of(Isolate *isolate, bool make) {
  Value roots = Isolate_root(isolate, kIsolateRoot_embedder_data);
  if (Value_is_FixedArray(isolate, roots))
    return Value_as_FixedArray(isolate, roots);
  if (!make) return NULL;
  FixedArray *made = FixedArray_new(isolate, kSnapshotRootCount);
  Isolate_set_root(isolate, kIsolateRoot_embedder_data,
                   Value_from_object(made));
  return made;
}

Value SnapshotRoots_get(Isolate *isolate, SnapshotRoot slot) {
  FixedArray *roots = roots_of(isolate, false);
  return roots ? FixedArray_get_slots(roots, slot) : ROOT(undefined_value);
}

void SnapshotRoots_set(Isolate *isolate, SnapshotRoot slot, Value value) {
  FixedArray_set_slots(roots_of(isolate, true), slot, value);
}

int32_t SnapshotRoots_add(Isolate *isolate, SnapshotRoot slot, Value value) {
  Value boxed = Isolate_box(isolate, value);
  Value list = SnapshotRoots_get(isolate, slot);
  ArrayList *grown = Value_is_ArrayList(isolate, list)
                         ? Value_as_ArrayList(isolate, list)
                         : ArrayList_new(isolate, 4);
  grown = ArrayList_add(isolate, grown, Value_tagged(boxed));
  SnapshotRoots_set(isolate, slot, Value_from_object(grown));
  return grown->used - 1;
}

NativeContext *SnapshotRoots_take_default_context(Isolate *isolate) {
  Value context = SnapshotRoots_get(isolate, kSnapshotRootDefaultContext);
  if (!Value_is_NativeContext(isolate, context)) return NULL;
  SnapshotRoots_set(isolate, kSnapshotRootDefaultContext,
                    ROOT(undefined_value));
  return Value_as_NativeContext(isolate, context);
}

// An entry of a list, or false.
static bool list_entry(Isolate *isolate, SnapshotRoot slot, size_t index,
                       ArrayList **list, Value *value) {
  Value root = SnapshotRoots_get(isolate, slot);
  if (!Value_is_ArrayList(isolate, root)) return false;
  *list = Value_as_ArrayList(isolate, root);
  if (index >= (size_t)(*list)->used) return false;
  *value = ArrayList_get_slots(*list, (int32_t)index);
  return true;
}

static ThawLocal no_such_entry(const char *what, size_t index) {
  Api_fail(kThawNoSuchEntry, "the snapshot has no %s %zu", what, index);
  return NULL;
}

ThawLocal thaw_context_from_snapshot(ThawIsolate *isolate, size_t index) {
  Isolate *self = isolate_of(isolate);
  ArrayList *list;
  Value context;
  if (!list_entry(self, kSnapshotRootContexts, index, &list, &context))
    return no_such_entry("context", index);
  if (!Value_is_NativeContext(self, context)) {
    Api_fail(kThawNoSuchEntry,
             "context %zu of the snapshot is in use already", index);
    return NULL;
  }
  ArrayList_set_slots(list, (int32_t)index, ROOT(undefined_value));
  return Local_new(self, context);
}

ThawLocal thaw_isolate_data_from_snapshot(ThawIsolate *isolate, size_t index) {
  Isolate *self = isolate_of(isolate);
  ArrayList *list;
  Value value;
  if (!list_entry(self, kSnapshotRootData, index, &list, &value))
    return no_such_entry("data", index);
  return Local_new(self, value);
}

ThawLocal thaw_context_data_from_snapshot(ThawIsolate *isolate,
                                          ThawLocal context, size_t index) {
  Isolate *self = isolate_of(isolate);
  ArrayList *list;
  Value owner, value;
  size_t seen = 0;
  for (size_t i = 0; list_entry(self, kSnapshotRootContextData, i, &list,
                                &owner);
       i += 2) {
    if (!Value_equals(owner, Local_value(context)) || seen++ != index)
      continue;
    if (list_entry(self, kSnapshotRootContextData, i + 1, &list, &value))
      return Local_new(self, value);
  }
  return no_such_entry("context data", index);
}

ThawStatus thaw_isolate_thaw_pointers(ThawIsolate *isolate,
                                      ThawThawPointerCallback thaw,
                                      void *data) {
  ApiData *api = isolate_of(isolate)->api;
  api->thaw_pointer_callback = thaw;
  api->thaw_pointer_data = data;
  return kThawOk;
}
