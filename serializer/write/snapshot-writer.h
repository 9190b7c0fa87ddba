// SPDX-License-Identifier: MIT
//
// Freezing: turns the isolate's heap into the bytes of a snapshot. The isolate
// can be used afterwards (ropes are flat and hashes computed, which no program
// can tell).
#ifndef SERIALIZER_WRITE_SNAPSHOT_WRITER_H_
#define SERIALIZER_WRITE_SNAPSHOT_WRITER_H_

#include "serializer/format/snapshot-format.h"

typedef struct SnapshotBytes {
  uint8_t *data;  // malloc'ed
  size_t size_bytes;
} SnapshotBytes;

typedef struct SnapshotWriteOptions {
  // zlib each section: for shipping; it is inflated at every start.
  bool compress;
  // Called once before the heap is read, after the collection; or NULL.
  void (*before_walk)(Isolate *isolate, void *data);
  void *data;
} SnapshotWriteOptions;

// No JavaScript may be on the stacks, no exception pending. On failure error
// says which object cannot be frozen and what holds it.
SnapshotStatus Snapshot_write(Isolate *isolate,
                              const SnapshotWriteOptions *options,
                              SnapshotBytes *result, SnapshotError *error);
// Writes bytes to a temporary file beside path, then renames it: path has the
// old content or the new one, never a part.
SnapshotStatus Snapshot_write_file(const char *path, const void *bytes,
                                   size_t size_bytes, SnapshotError *error);

#endif  // SERIALIZER_WRITE_SNAPSHOT_WRITER_H_
