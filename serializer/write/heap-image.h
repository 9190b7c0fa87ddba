// SPDX-License-Identifier: MIT
//
// The heap sections of a snapshot in memory: where each object goes, and its
// bytes with every reference rewritten.
#ifndef SERIALIZER_WRITE_HEAP_IMAGE_H_
#define SERIALIZER_WRITE_HEAP_IMAGE_H_

#include "serializer/write/object-graph.h"

typedef struct HeapImage {
  ObjectGraph *graph;
  uint8_t *bytes;  // of cage offset kReadOnlyHeapOffset and up
  size_t size_bytes;
  uint32_t section_offsets[kHeapSectionCount + 1];  // in the cage
  uint32_t object_counts[kHeapSectionCount];
  uint8_t *object_starts;  // one bit per 8 bytes of the cage, from offset 0
  size_t object_starts_bytes;
  uint8_t *relocations;  // one bit per 4 bytes, from kReadOnlyHeapOffset
  size_t relocations_bytes;
  ExternalRecord *externals;
  uint32_t external_count;
  uint32_t reference_count;  // external references that are needed
} HeapImage;

// Gives every node its section and cage offset.
void HeapImage_place(HeapImage *image, ObjectGraph *graph);
// Fills the bytes. On failure error names the object and its path.
SnapshotStatus HeapImage_write(HeapImage *image, SnapshotError *error);
void HeapImage_destroy(HeapImage *image);
// A reference as it will be in the snapshot; cleared if weak and unreached.
Tagged HeapImage_rewrite(const HeapImage *image, Tagged reference);

#endif  // SERIALIZER_WRITE_HEAP_IMAGE_H_
