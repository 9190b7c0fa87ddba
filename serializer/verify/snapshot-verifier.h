// SPDX-License-Identifier: MIT
#ifndef SERIALIZER_VERIFY_SNAPSHOT_VERIFIER_H_
#define SERIALIZER_VERIFY_SNAPSHOT_VERIFIER_H_

#include "serializer/format/snapshot-format.h"

// Checks a whole snapshot in memory: index, every leaf's hash, and the heap's
// structure: objects lie one after the other at the object starts, maps are
// maps, sizes fit, the words that the relocation map names are exactly the
// pointers, and every pointer leads to the start of an object.
SnapshotStatus Snapshot_verify(const void *bytes, size_t size_bytes,
                               SnapshotError *error);

#endif  // SERIALIZER_VERIFY_SNAPSHOT_VERIFIER_H_
