// SPDX-License-Identifier: MIT
//
// One file that is runtime and program. What is appended to an ELF file is not
// loaded with it; the runtime maps it as it maps any snapshot, at the offset
// noted in its AppendedSnapshot.
#define _GNU_SOURCE
#include "mksnapshot/executable.h"

#include <errno.h>
#include <limits.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "engine/api/embedded-snapshot.h"
#include "mksnapshot/files.h"
#include "serializer/write/snapshot-writer.h"

enum { kPageBytes = 4096 };

static bool default_runtime(char *path, size_t size_bytes) {
  char self[PATH_MAX];
  ssize_t length = readlink("/proc/self/exe", self, sizeof self - 1);
  if (length <= 0) return false;
  self[length] = '\0';
  *strrchr(self, '/') = '\0';
  return snprintf(path, size_bytes, "%s/thaw", self) < (int)size_bytes;
}

// The program's AppendedSnapshot, or NULL if there is not exactly one.
static AppendedSnapshot *find_note(uint8_t *program, size_t size_bytes) {
  static const char kMagic[] = kAppendedSnapshotMagic;
  AppendedSnapshot *found = NULL;
  for (uint8_t *at = program;
       (at = memmem(at, size_bytes - (size_t)(at - program), kMagic,
                    sizeof kMagic)) != NULL;
       at++) {
    if ((size_t)(at - program) + sizeof(AppendedSnapshot) > size_bytes) break;
    if (found) return NULL;
    found = (AppendedSnapshot *)at;
  }
  return found;
}

bool Executable_write(const char *path, const char *runtime,
                      const void *snapshot, size_t size_bytes) {
  char default_path[PATH_MAX];
  if (runtime == NULL && default_runtime(default_path, sizeof default_path))
    runtime = default_path;
  size_t program_bytes;
  uint8_t *program = runtime ? File_read(runtime, &program_bytes) : NULL;
  if (program == NULL) return false;
  // A program that has a snapshot already gives up the old one.
  AppendedSnapshot *note = find_note(program, program_bytes);
  if (note == NULL) {
    fprintf(stderr, "mksnapshot: %s is not a thaw program\n", runtime);
    free(program);
    return false;
  }
  if (note->file_offset != 0 && note->file_offset < program_bytes)
    program_bytes = note->file_offset;
  size_t offset = (program_bytes + kPageBytes - 1) & ~(size_t)(kPageBytes - 1);
  uint8_t *result = calloc(1, offset + size_bytes);
  bool done = false;
  if (result == NULL) {
    fprintf(stderr, "mksnapshot: out of memory\n");
  } else {
    note->file_offset = offset;
    note->size_bytes = size_bytes;
    memcpy(result, program, program_bytes);
    memcpy(result + offset, snapshot, size_bytes);
    SnapshotError error = {""};
    done = Snapshot_write_file(path, result, offset + size_bytes, &error) ==
           kSnapshotOk;
    if (!done) fprintf(stderr, "mksnapshot: %s\n", error.text);
  }
  if (done && chmod(path, 0755) != 0) {
    fprintf(stderr, "mksnapshot: cannot make %s executable: %s\n", path,
            strerror(errno));
    done = false;
  }
  free(result);
  free(program);
  return done;
}
