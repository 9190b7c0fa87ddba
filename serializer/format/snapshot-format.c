// SPDX-License-Identifier: MIT
//
// Hashes, the build id, and checks of the index.
#include "serializer/format/snapshot-format.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "engine/heap/cage.h"
#include "source-hash.h"

SnapshotStatus SnapshotError_set(SnapshotError *error, SnapshotStatus status,
                                 const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  if (error)
    vsnprintf(error->text, sizeof error->text, format, arguments);
  va_end(arguments);
  return status;
}

const char *SnapshotSection_name(int section) {
  static const char *const kNames[kSectionCount] = {
      "read-only", "hot",   "functions", "objects",       "maps",
      "code",      "names", "cold",      "object-starts", "relocations"};
  return section >= 0 && section < kSectionCount ? kNames[section] : "?";
}

// ---- Hashes ----

#define kHashPrime1 UINT64_C(0x9e3779b185ebca87)
#define kHashPrime2 UINT64_C(0xc2b2ae3d27d4eb4f)

static inline uint64_t rotate(uint64_t x, int bits) {
  return x << bits | x >> (64 - bits);
}

static inline uint64_t mix(uint64_t hash, uint64_t word) {
  return rotate(hash + word * kHashPrime2, 31) * kHashPrime1;
}

// Four lanes, so that multiplications overlap.
uint64_t Snapshot_hash(const void *data, size_t size_bytes) {
  const unsigned char *bytes = data;
  uint64_t lanes[4] = {kHashPrime1, kHashPrime2, 0, ~kHashPrime1};
  size_t left = size_bytes;
  for (; left >= 32; left -= 32, bytes += 32) {
    uint64_t words[4];
    memcpy(words, bytes, sizeof words);
    for (int i = 0; i < 4; i++) lanes[i] = mix(lanes[i], words[i]);
  }
  uint64_t hash = size_bytes;
  for (int i = 0; i < 4; i++) hash = mix(hash ^ lanes[i], lanes[i]);
  for (; left > 0; left--, bytes++) hash = mix(hash, *bytes);
  hash ^= hash >> 33;
  hash *= kHashPrime2;
  return hash ^ hash >> 29;
}

uint64_t Snapshot_index_hash(const void *index, size_t size_bytes) {
  SnapshotHeader header;
  memcpy(&header, index, sizeof header);
  header.index_hash = 0;
  uint64_t hash = Snapshot_hash(&header, sizeof header);
  return mix(hash, Snapshot_hash((const char *)index + sizeof header,
                                 size_bytes - sizeof header));
}

uint64_t Snapshot_build_id(void) {
  // The sources hold every table and layout; compilers may lay out structs
  // differently only with other flags than ours.
  static const char kBuild[] = THAW_SOURCE_HASH
#ifdef THAW_DEBUG
      "debug"
#endif
      ;
  return Snapshot_hash(kBuild, sizeof kBuild - 1) ^ kSnapshotVersion;
}

// ---- Checks of the index ----

static bool is_page_multiple(uint64_t value) {
  return value % kSnapshotPageBytes == 0;
}

static bool fits(uint64_t offset, uint64_t size, uint64_t end) {
  return offset <= end && size <= end - offset;
}

static SnapshotStatus check_section_entry(const SnapshotHeader *header,
                                          int id, SnapshotError *error) {
  const SnapshotSection *section = &header->sections[id];
  bool compressed = (header->flags & kSnapshotCompressed) != 0;
  uint64_t leaves =
      (section->stored_bytes + kSnapshotLeafBytes - 1) / kSnapshotLeafBytes;
  if (!is_page_multiple(section->file_offset) ||
      !is_page_multiple(section->size_bytes) ||
      section->file_offset < header->index_bytes ||
      !fits(section->file_offset, section->stored_bytes, header->file_bytes) ||
      section->size_bytes > kSnapshotRegionEnd ||
      (!compressed && section->stored_bytes != section->size_bytes) ||
      section->leaf_count != leaves ||
      !fits(section->first_leaf, section->leaf_count, header->leaf_count))
    return SnapshotError_set(error, kSnapshotMalformed,
                             "section %s has an impossible place or size",
                             SnapshotSection_name(id));
  return kSnapshotOk;
}

// Heap sections follow each other without gap, in the cage and, if mapped, in
// the file.
static SnapshotStatus check_heap_sections(const SnapshotHeader *header,
                                          SnapshotError *error) {
  const SnapshotSection *sections = header->sections;
  uint64_t cage_end = kReadOnlyHeapOffset;
  uint64_t file_end = sections[0].file_offset;
  for (int i = kFirstHeapSection; i < kHeapSectionCount; i++) {
    if (sections[i].cage_offset != cage_end ||
        (!(header->flags & kSnapshotCompressed) &&
         sections[i].file_offset != file_end))
      return SnapshotError_set(error, kSnapshotMalformed,
                               "section %s is not where the one before ends",
                               SnapshotSection_name(i));
    cage_end += sections[i].size_bytes;
    file_end += sections[i].size_bytes;
  }
  uint64_t starts = (cage_end >> (kGranuleShift + 3)) + kSnapshotPageBytes - 1;
  starts -= starts % kSnapshotPageBytes;
  uint64_t words = (cage_end - kReadOnlyHeapOffset) / kTaggedSize;
  uint64_t relocations = (words + 7) / 8 + kSnapshotPageBytes - 1;
  relocations -= relocations % kSnapshotPageBytes;
  if (cage_end > kSnapshotRegionEnd ||
      sections[kSectionObjectStarts].size_bytes != starts ||
      sections[kSectionRelocations].size_bytes != relocations)
    return SnapshotError_set(error, kSnapshotMalformed,
                             "the heap sections' size does not fit the maps");
  return kSnapshotOk;
}

static SnapshotStatus check_tables(const SnapshotHeader *header,
                                   SnapshotError *error) {
  if (header->section_count != kSectionCount ||
      header->isolate_data_bytes != kIsolateDataFrozenBytes ||
      header->isolate_data_offset % 8 != 0 ||
      header->external_offset % 8 != 0 || header->leaves_offset % 8 != 0 ||
      !fits(header->isolate_data_offset, header->isolate_data_bytes,
            header->index_bytes) ||
      !fits(header->external_offset,
            (uint64_t)header->external_count * sizeof(ExternalRecord),
            header->index_bytes) ||
      !fits(header->leaves_offset, (uint64_t)header->leaf_count * 8,
            header->index_bytes))
    return SnapshotError_set(error, kSnapshotMalformed,
                             "the index names parts that lie outside it");
  return kSnapshotOk;
}

SnapshotStatus Snapshot_check_index(const SnapshotHeader *header,
                                    size_t available_bytes,
                                    uint64_t total_bytes,
                                    SnapshotError *error) {
  if (total_bytes < sizeof *header || available_bytes < sizeof *header) {
    if (total_bytes >= 8 && header->magic != kSnapshotMagic)
      return SnapshotError_set(error, kSnapshotBadMagic,
                               "its first bytes are others");
    return SnapshotError_set(error, kSnapshotTruncated,
                             "only %llu bytes, less than a header",
                             (unsigned long long)total_bytes);
  }
  if (header->magic != kSnapshotMagic)
    return SnapshotError_set(error, kSnapshotBadMagic,
                             "its first bytes are others");
  if (header->version != kSnapshotVersion)
    return SnapshotError_set(error, kSnapshotBadVersion,
                             "format version %u, this program reads %d",
                             header->version, kSnapshotVersion);
  if (header->index_bytes < sizeof *header ||
      header->index_bytes > kMaxIndexBytes ||
      !is_page_multiple(header->index_bytes))
    return SnapshotError_set(error, kSnapshotBadChecksum,
                             "the header is damaged");
  if (available_bytes < header->index_bytes)
    return SnapshotError_set(error, kSnapshotTruncated,
                             "ends within its index");
  if (Snapshot_index_hash(header, header->index_bytes) != header->index_hash)
    return SnapshotError_set(error, kSnapshotBadChecksum,
                             "checksum mismatch in the index");
  if (header->build_id != Snapshot_build_id())
    return SnapshotError_set(
        error, kSnapshotForeignBuild,
        "made by build %016llx, this is build %016llx: freeze it again",
        (unsigned long long)header->build_id,
        (unsigned long long)Snapshot_build_id());
  if (total_bytes < header->file_bytes)
    return SnapshotError_set(error, kSnapshotTruncated,
                             "%llu of %llu bytes are there",
                             (unsigned long long)total_bytes,
                             (unsigned long long)header->file_bytes);
  SnapshotStatus status = check_tables(header, error);
  for (int i = 0; i < kSectionCount && status == kSnapshotOk; i++)
    status = check_section_entry(header, i, error);
  return status == kSnapshotOk ? check_heap_sections(header, error) : status;
}

SnapshotStatus Snapshot_check_section(const SnapshotHeader *header,
                                      int section, const void *bytes,
                                      SnapshotError *error) {
  const SnapshotSection *entry = &header->sections[section];
  const uint64_t *leaves =
      (const uint64_t *)((const char *)header + header->leaves_offset) +
      entry->first_leaf;
  for (uint32_t i = 0; i < entry->leaf_count; i++) {
    uint64_t start = (uint64_t)i * kSnapshotLeafBytes;
    uint64_t left = entry->stored_bytes - start;
    size_t size = left < kSnapshotLeafBytes ? left : kSnapshotLeafBytes;
    if (Snapshot_hash((const char *)bytes + start, size) != leaves[i])
      return SnapshotError_set(
          error, kSnapshotBadChecksum,
          "checksum mismatch in section %s, 64 KiB leaf %u",
          SnapshotSection_name(section), i);
  }
  return kSnapshotOk;
}
