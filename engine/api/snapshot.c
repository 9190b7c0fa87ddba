// SPDX-License-Identifier: MIT
//
// Making isolates, from nothing or from a snapshot.
#include "engine/api/snapshot-source.h"
#include "engine/base/startup-profile.h"
#include "engine/isolate/flags.h"

static ThawStatus finish(Isolate *isolate, Isolate **result) {
  if (!Api_setup(isolate)) {
    Isolate_dispose(isolate);
    return Api_fail(kThawOutOfMemory, "no memory for an isolate's tables");
  }
  *result = isolate;
  return kThawOk;
}

ThawStatus SnapshotSource_make_isolate(const ThawIsolateParams *params,
                                       const Flags *flags, Isolate **result) {
  *result = NULL;
  Isolate *isolate = Isolate_new_empty(flags);
  if (isolate == NULL)
    return Api_fail(kThawOutOfMemory,
                    "the system refused address space for an isolate");
  STARTUP_MARK("cage");
  Isolate_fill_native_tables(isolate);
  STARTUP_MARK("tables");
  return finish(isolate, result);
}

bool thaw_isolate_is_from_snapshot(ThawIsolate *isolate) {
  return isolate_of(isolate)->api->is_from_snapshot;
}
