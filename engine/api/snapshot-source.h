// SPDX-License-Identifier: MIT
//
// Where the heap of a new isolate comes from: built from nothing, or mapped
// from a snapshot. snapshot.c decides; the reader registers itself there so
// that the engine does not depend on the serializer.
#ifndef ENGINE_API_SNAPSHOT_SOURCE_H_
#define ENGINE_API_SNAPSHOT_SOURCE_H_

#include "engine/api/api.h"

struct Flags;

// Makes an isolate as params say, with the API's own state set up. On failure
// *result is NULL and thaw_last_error has been set.
ThawStatus SnapshotSource_make_isolate(const ThawIsolateParams *params,
                                       const struct Flags *flags,
                                       Isolate **result);
// Installs the hooks that every isolate of the API has.
void Api_attach_hooks(Isolate *isolate);

#endif  // ENGINE_API_SNAPSHOT_SOURCE_H_
