// SPDX-License-Identifier: MIT
//
// The snapshot file, as the writer makes it and the reader and verifier check
// it. All numbers are little-endian; pages are 4 KiB.
//
//   page 0..   index: SnapshotHeader, SnapshotSection table, isolate data,
//              external pointers, leaf hashes; padded with zeros to a page
//   then       the sections, each page aligned
//
// The heap sections are adjacent in the file as they are in the cage, so that
// one mmap maps all of them:
//
//   read-only   static roots: the same in every snapshot of a build
//   hot         what a starting program writes: feedback, contexts, cells
//   functions   closures and what they share
//   objects     other objects
//   maps        hidden classes, descriptors
//   code        bytecode, constant pools, scope infos
//   names       internalized strings and the table of them
//   cold        source text, scripts, line tables, other strings
//
// Then, never written: the object-start bitmap (mapped over the collector's
// mark bits: frozen objects are always marked) and the relocation map (one bit
// per 4-byte word of the heap sections: the word is a tagged pointer).
//
// A section is checked by the hashes of its 64 KiB leaves; the leaf hashes, as
// the rest of the index, by the index hash in the header.
#ifndef SERIALIZER_FORMAT_SNAPSHOT_FORMAT_H_
#define SERIALIZER_FORMAT_SNAPSHOT_FORMAT_H_

#include "engine/isolate/isolate.h"

#define kSnapshotMagic UINT64_C(0x50414e5357414854)  // "THAWSNAP"

enum {
  kSnapshotVersion = 1,
  kSnapshotPageBytes = 4096,
  kSnapshotLeafBytes = 64 * 1024,
  kMaxIndexBytes = 1 << 24,
};

typedef enum SnapshotSectionId {
  kSectionReadOnly,
  kSectionHot,
  kSectionFunctions,
  kSectionObjects,
  kSectionMaps,
  kSectionCode,
  kSectionNames,
  kSectionCold,
  kSectionObjectStarts,
  kSectionRelocations,
  kSectionCount,
  kFirstHeapSection = kSectionReadOnly,
  kHeapSectionCount = kSectionCold + 1,
} SnapshotSectionId;

typedef struct SnapshotSection {
  uint64_t file_offset;  // from the snapshot's start
  uint64_t stored_bytes;  // in the file: less than size_bytes if compressed
  uint64_t size_bytes;    // in memory; a multiple of the page size
  uint32_t cage_offset;   // heap sections
  uint32_t first_leaf;
  uint32_t leaf_count;    // of the stored bytes
  uint32_t object_count;  // heap sections; for reports
} SnapshotSection;

typedef enum SnapshotFlags {
  kSnapshotCompressed = 1,
} SnapshotFlags;

typedef struct SnapshotHeader {
  uint64_t magic;
  uint32_t version;
  uint32_t flags;
  // Hash of the whole index; this field counts as 0.
  uint64_t index_hash;
  uint64_t build_id;
  uint64_t file_bytes;
  uint32_t index_bytes;  // a multiple of the page size
  uint32_t section_count;
  uint32_t isolate_data_offset;
  uint32_t isolate_data_bytes;
  uint32_t external_offset;  // ExternalRecord array
  uint32_t external_count;
  uint32_t leaves_offset;  // uint64_t array
  uint32_t leaf_count;
  // External references that the isolate must be given at least.
  uint32_t reference_count;
  uint32_t padding;
  SnapshotSection sections[kSectionCount];
} SnapshotHeader;

// An entry of the external pointer table that frozen objects name.
typedef struct ExternalRecord {
  uint32_t index;      // in the table
  uint32_t tag;        // ExternalPointerTag
  uint32_t reference;  // 1 + index in the external references
  uint32_t padding;
} ExternalRecord;

// The part of Isolate that is frozen.
#define kIsolateDataBegin offsetof(Isolate, roots)
#define kIsolateDataFrozenBytes \
  (offsetof(Isolate, snapshot_end) + sizeof(uint32_t) - kIsolateDataBegin)

typedef enum SnapshotStatus {
  kSnapshotOk,
  kSnapshotCannotRead,  // the file cannot be opened, read or mapped
  kSnapshotBadMagic,
  kSnapshotBadVersion,
  kSnapshotForeignBuild,
  kSnapshotTruncated,
  kSnapshotBadChecksum,
  kSnapshotMalformed,  // pointer outside its section, wrong sizes
  kSnapshotBadReferences,
  kSnapshotUnfreezable,
  kSnapshotCannotWrite,
  kSnapshotNoMemory,
} SnapshotStatus;

typedef struct SnapshotError {
  char text[480];
} SnapshotError;

SnapshotStatus SnapshotError_set(SnapshotError *error, SnapshotStatus status,
                                 const char *format, ...) PRINTF_LIKE(3, 4);

// 64 bits over size bytes; the same on every machine.
uint64_t Snapshot_hash(const void *data, size_t size_bytes);
// The hash of an index whose header is its beginning.
uint64_t Snapshot_index_hash(const void *index, size_t size_bytes);
// Of the engine's sources, which hold all layouts, roots, bytecodes and
// builtins: snapshots move between programs with equal ids only.
uint64_t Snapshot_build_id(void);
const char *SnapshotSection_name(int section);

// Checks an index of which available_bytes (at least a header's, else
// truncated) are in memory: magic, version, hash, build, sizes, and that all
// offsets lie where they must. total_bytes: of the whole snapshot.
SnapshotStatus Snapshot_check_index(const SnapshotHeader *header,
                                    size_t available_bytes,
                                    uint64_t total_bytes,
                                    SnapshotError *error);
// Checks the stored bytes of a section. bytes: where they are in memory.
SnapshotStatus Snapshot_check_section(const SnapshotHeader *header,
                                      int section, const void *bytes,
                                      SnapshotError *error);

#endif  // SERIALIZER_FORMAT_SNAPSHOT_FORMAT_H_
