// SPDX-License-Identifier: MIT
//
// Thawing: maps a snapshot into a bare isolate's cage. What is checked: magic,
// version, build, sizes and index hash always; the hashes of the read-only and
// hot sections unless told not to; everything (verify/) with --verify-snapshot=
// full. The file must not be changed while an isolate has it mapped.
#ifndef SERIALIZER_READ_SNAPSHOT_READER_H_
#define SERIALIZER_READ_SNAPSHOT_READER_H_

#include "serializer/format/snapshot-format.h"

typedef struct SnapshotInput {
  // Bytes in memory (copied into the cage), or NULL: the file.
  const void *bytes;
  size_t size_bytes;  // 0 with a file: to its end
  const char *path;
  uint64_t file_offset;  // page aligned
} SnapshotInput;

// A new isolate with the snapshot's heap. Native tables and what the embedder
// adds are not set up. On failure *result is NULL.
SnapshotStatus Snapshot_new_isolate(const struct Flags *flags,
                                    const SnapshotInput *input,
                                    const intptr_t *external_references,
                                    size_t external_reference_count,
                                    Isolate **result, SnapshotError *error);
// Checks everything without an isolate.
SnapshotStatus Snapshot_verify_input(const SnapshotInput *input,
                                     SnapshotError *error);

#endif  // SERIALIZER_READ_SNAPSHOT_READER_H_
