// SPDX-License-Identifier: MIT
#include "serializer/read/snapshot-reader.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

#include "engine/base/startup-profile.h"
#include "engine/heap/cage.h"
#include "engine/heap/external-pointers.h"
#include "engine/isolate/flags.h"
#include "serializer/read/map-file.h"
#include "serializer/verify/snapshot-verifier.h"

// Most indexes fit; longer ones are read in a second step.
enum { kFirstReadBytes = kSnapshotPageBytes };

// An open snapshot and its checked index.
typedef struct OpenSnapshot {
  const uint8_t *bytes;  // NULL: in the file
  int fd;                // -1: in memory
  uint64_t file_offset;
  uint64_t total_bytes;
  SnapshotHeader *header;  // malloc'ed with the whole index
} OpenSnapshot;

static SnapshotStatus cannot_read(const char *path, SnapshotError *error) {
  return SnapshotError_set(error, kSnapshotCannotRead, "cannot read %s: %s",
                           path, strerror(errno));
}

static SnapshotStatus open_file(const SnapshotInput *input, OpenSnapshot *open,
                                SnapshotError *error) {
  struct stat status;
  open->fd = OpenFile_for_reading(input->path);
  if (open->fd < 0 || fstat(open->fd, &status) != 0)
    return cannot_read(input->path, error);
  if (!S_ISREG(status.st_mode))
    return SnapshotError_set(error, kSnapshotCannotRead,
                             "cannot read %s: not a regular file",
                             input->path);
  uint64_t size = (uint64_t)status.st_size;
  uint64_t available =
      size > input->file_offset ? size - input->file_offset : 0;
  open->file_offset = input->file_offset;
  open->total_bytes = input->size_bytes != 0 && input->size_bytes < available
                          ? input->size_bytes
                          : available;
  return kSnapshotOk;
}

static bool read_at(const OpenSnapshot *open, uint64_t offset, void *target,
                    size_t size_bytes) {
  if (open->bytes != NULL) {
    memcpy(target, open->bytes + offset, size_bytes);
    return true;
  }
  char *to = target;
  while (size_bytes > 0) {
    ssize_t got = pread(open->fd, to, size_bytes,
                        (off_t)(open->file_offset + offset));
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return false;
    to += got;
    offset += (uint64_t)got;
    size_bytes -= (size_t)got;
  }
  return true;
}

static SnapshotStatus read_index(OpenSnapshot *open, const char *name,
                                 SnapshotError *error) {
  size_t size = open->total_bytes < kFirstReadBytes ? (size_t)open->total_bytes
                                                    : kFirstReadBytes;
  open->header = malloc(size < sizeof(SnapshotHeader) ? sizeof(SnapshotHeader)
                                                      : size);
  if (open->header == NULL)
    return SnapshotError_set(error, kSnapshotNoMemory, "out of memory");
  memset(open->header, 0, sizeof(SnapshotHeader));
  if (!read_at(open, 0, open->header, size)) return cannot_read(name, error);
  const SnapshotHeader *header = open->header;
  if (size == kFirstReadBytes && header->magic == kSnapshotMagic &&
      header->version == kSnapshotVersion && header->index_bytes > size &&
      header->index_bytes <= kMaxIndexBytes &&
      header->index_bytes <= open->total_bytes) {
    size = header->index_bytes;
    SnapshotHeader *larger = realloc(open->header, size);
    if (larger == NULL)
      return SnapshotError_set(error, kSnapshotNoMemory, "out of memory");
    open->header = larger;
    if (!read_at(open, 0, larger, size)) return cannot_read(name, error);
  }
  return Snapshot_check_index(open->header, size, open->total_bytes, error);
}

static void close_snapshot(OpenSnapshot *open) {
  if (open->fd >= 0) close(open->fd);
  free(open->header);
}

static SnapshotStatus open_snapshot(const SnapshotInput *input,
                                    OpenSnapshot *open, SnapshotError *error) {
  *open = (OpenSnapshot){.bytes = input->bytes,
                         .fd = -1,
                         .total_bytes = input->size_bytes};
  if (input->bytes == NULL) {
    SnapshotStatus status = open_file(input, open, error);
    if (status != kSnapshotOk) return status;
  }
  return read_index(open, input->bytes ? "the snapshot" : input->path, error);
}

// ---- Into the cage ----

// Copies or inflates a section to memory that is already writable.
static SnapshotStatus copy_section(const OpenSnapshot *open, int id,
                                   void *target, SnapshotError *error) {
  const SnapshotSection *section = &open->header->sections[id];
  if (!(open->header->flags & kSnapshotCompressed)) {
    if (read_at(open, section->file_offset, target, section->size_bytes))
      return kSnapshotOk;
    return SnapshotError_set(error, kSnapshotCannotRead,
                             "cannot read section %s",
                             SnapshotSection_name(id));
  }
  if (section->size_bytes == 0) return kSnapshotOk;
  uint8_t *stored = malloc(section->stored_bytes ? section->stored_bytes : 1);
  if (stored == NULL)
    return SnapshotError_set(error, kSnapshotNoMemory, "out of memory");
  SnapshotStatus status = kSnapshotOk;
  uLongf size = section->size_bytes;
  if (!read_at(open, section->file_offset, stored, section->stored_bytes))
    status = SnapshotError_set(error, kSnapshotCannotRead,
                               "cannot read section %s",
                               SnapshotSection_name(id));
  else
    status = Snapshot_check_section(open->header, id, stored, error);
  if (status == kSnapshotOk &&
      (uncompress(target, &size, stored, section->stored_bytes) != Z_OK ||
       size != section->size_bytes))
    status = SnapshotError_set(error, kSnapshotMalformed,
                               "section %s does not inflate to its size",
                               SnapshotSection_name(id));
  free(stored);
  return status;
}

static uint64_t heap_bytes(const SnapshotHeader *header) {
  const SnapshotSection *last = &header->sections[kHeapSectionCount - 1];
  return last->cage_offset + last->size_bytes - kReadOnlyHeapOffset;
}

static SnapshotStatus copy_into_cage(const OpenSnapshot *open, uintptr_t base,
                                     SnapshotError *error) {
  const SnapshotHeader *header = open->header;
  if (!Cage_commit(base, kReadOnlyHeapOffset, heap_bytes(header)))
    return SnapshotError_set(error, kSnapshotNoMemory, "out of memory");
  for (int i = kFirstHeapSection; i < kHeapSectionCount; i++) {
    SnapshotStatus status = copy_section(
        open, i, (char *)base + header->sections[i].cage_offset, error);
    if (status != kSnapshotOk) return status;
  }
  return copy_section(open, kSectionObjectStarts,
                      (char *)base - kMarkBitsDistance, error);
}

static SnapshotStatus map_into_cage(const OpenSnapshot *open, uintptr_t base,
                                    SnapshotError *error) {
  const SnapshotHeader *header = open->header;
  const SnapshotSection *starts = &header->sections[kSectionObjectStarts];
  if (MapFile_at(base + kReadOnlyHeapOffset, heap_bytes(header), open->fd,
                 open->file_offset + header->sections[0].file_offset) &&
      MapFile_at(base - kMarkBitsDistance, starts->size_bytes, open->fd,
                 open->file_offset + starts->file_offset))
    return kSnapshotOk;
  return SnapshotError_set(error, kSnapshotCannotRead,
                           "cannot map the snapshot: %s", strerror(errno));
}

static SnapshotStatus check_hot_sections(const OpenSnapshot *open,
                                         uintptr_t base,
                                         SnapshotError *error) {
  if (open->header->flags & kSnapshotCompressed) return kSnapshotOk;
  for (int i = kSectionReadOnly; i <= kSectionHot; i++) {
    SnapshotStatus status = Snapshot_check_section(
        open->header, i,
        (const char *)base + open->header->sections[i].cage_offset, error);
    if (status != kSnapshotOk) return status;
  }
  return kSnapshotOk;
}

// ---- The isolate ----

static SnapshotStatus restore_externals(Isolate *isolate,
                                        const OpenSnapshot *open,
                                        const intptr_t *references,
                                        size_t reference_count,
                                        SnapshotError *error) {
  const SnapshotHeader *header = open->header;
  if (header->reference_count > reference_count)
    return SnapshotError_set(
        error, kSnapshotBadReferences,
        "it needs %u external references, the program gives %zu",
        header->reference_count, reference_count);
  const ExternalRecord *records =
      (const ExternalRecord *)((const char *)header + header->external_offset);
  for (uint32_t i = 0; i < header->external_count; i++) {
    if (records[i].index != i + 1 || records[i].reference == 0 ||
        records[i].reference > header->reference_count)
      return SnapshotError_set(error, kSnapshotMalformed,
                               "external record %u is wrong", i);
    ExternalPointerTable_restore(
        isolate->external_pointers, records[i].index,
        (void *)references[records[i].reference - 1],
        (ExternalPointerTag)records[i].tag, NULL, NULL);
  }
  return kSnapshotOk;
}

static SnapshotStatus restore_isolate_data(Isolate *isolate,
                                           const OpenSnapshot *open,
                                           SnapshotError *error) {
  const SnapshotHeader *header = open->header;
  memcpy((char *)isolate + kIsolateDataBegin,
         (const char *)header + header->isolate_data_offset,
         kIsolateDataFrozenBytes);
  uint32_t end = kReadOnlyHeapOffset + (uint32_t)heap_bytes(header);
  if (isolate->snapshot_end != end ||
      isolate->read_only_end != header->sections[kSectionHot].cage_offset ||
      isolate->snapshot_begin != isolate->read_only_end)
    return SnapshotError_set(error, kSnapshotMalformed,
                             "the isolate data does not fit the sections");
  for (int i = 0; i < kIsolateRootCount; i++)
    if (!Tagged_is_smi(isolate->roots[i]) && isolate->roots[i].bits >= end)
      return SnapshotError_set(error, kSnapshotMalformed,
                               "isolate root %d leads outside the heap", i);
  return kSnapshotOk;
}

static bool wants(const Isolate *isolate, const char *mode) {
  return !strcmp(isolate->flags->verify_snapshot, mode);
}

static SnapshotStatus thaw(Isolate *isolate, const OpenSnapshot *open,
                           const intptr_t *references, size_t reference_count,
                           SnapshotError *error) {
  uintptr_t base = (uintptr_t)isolate;
  bool map = open->bytes == NULL &&
             !(open->header->flags & kSnapshotCompressed);
  SnapshotStatus status = map ? map_into_cage(open, base, error)
                              : copy_into_cage(open, base, error);
  STARTUP_MARK("map snapshot");
  if (status == kSnapshotOk && !wants(isolate, "none"))
    status = check_hot_sections(open, base, error);
  if (status == kSnapshotOk)
    status = restore_isolate_data(isolate, open, error);
  if (status == kSnapshotOk)
    status = restore_externals(isolate, open, references, reference_count,
                               error);
  STARTUP_MARK("check snapshot");
  return status;
}

SnapshotStatus Snapshot_new_isolate(const struct Flags *flags,
                                    const SnapshotInput *input,
                                    const intptr_t *external_references,
                                    size_t external_reference_count,
                                    Isolate **result, SnapshotError *error) {
  *result = NULL;
  OpenSnapshot open;
  SnapshotStatus status = open_snapshot(input, &open, error);
  if (status == kSnapshotOk) STARTUP_MARK("open snapshot");
  const Flags *used = flags ? flags : Flags_process();
  if (status == kSnapshotOk && !strcmp(used->verify_snapshot, "full"))
    status = Snapshot_verify_input(input, error);
  if (status == kSnapshotOk) {
    Isolate *isolate = Isolate_new_bare(flags);
    if (isolate == NULL) {
      status = SnapshotError_set(error, kSnapshotNoMemory,
                                 "the system refused address space");
    } else {
      STARTUP_MARK("cage");
      status = thaw(isolate, &open, external_references,
                    external_reference_count, error);
      if (status == kSnapshotOk)
        *result = isolate;
      else
        Isolate_dispose(isolate);
    }
  }
  close_snapshot(&open);
  return status;
}

SnapshotStatus Snapshot_verify_input(const SnapshotInput *input,
                                     SnapshotError *error) {
  if (input->bytes != NULL)
    return Snapshot_verify(input->bytes, input->size_bytes, error);
  OpenSnapshot open;
  SnapshotStatus status = open_snapshot(input, &open, error);
  if (status == kSnapshotOk) {
    uint8_t *bytes = malloc(open.total_bytes);
    if (bytes == NULL)
      status = SnapshotError_set(error, kSnapshotNoMemory, "out of memory");
    else if (!read_at(&open, 0, bytes, open.total_bytes))
      status = cannot_read(input->path, error);
    else
      status = Snapshot_verify(bytes, open.total_bytes, error);
    free(bytes);
  }
  close_snapshot(&open);
  return status;
}
