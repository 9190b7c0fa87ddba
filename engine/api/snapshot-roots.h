// SPDX-License-Identifier: MIT
//
// What the API keeps in the isolate root embedder_data so that it is frozen: a
// FixedArray of these slots. Lists are ArrayLists, or undefined.
#ifndef ENGINE_API_SNAPSHOT_ROOTS_H_
#define ENGINE_API_SNAPSHOT_ROOTS_H_

#include "engine/api/api.h"

typedef enum SnapshotRoot {
  // NativeContext; undefined when none was set or it was taken.
  kSnapshotRootDefaultContext,
  // NativeContexts; undefined where one was taken.
  kSnapshotRootContexts,
  kSnapshotRootData,
  // Pairs: NativeContext, value.
  kSnapshotRootContextData,
  kSnapshotRootCount
} SnapshotRoot;

Value SnapshotRoots_get(Isolate *isolate, SnapshotRoot slot);
void SnapshotRoots_set(Isolate *isolate, SnapshotRoot slot, Value value);
// Appends to a list; the index it got.
int32_t SnapshotRoots_add(Isolate *isolate, SnapshotRoot slot, Value value);
// The frozen default context, the first time; then NULL.
NativeContext *SnapshotRoots_take_default_context(Isolate *isolate);

// The thaw_last_error of a failed snapshot operation, and its status.
ThawStatus Api_fail_snapshot(int snapshot_status, const char *text);

#endif  // ENGINE_API_SNAPSHOT_ROOTS_H_
