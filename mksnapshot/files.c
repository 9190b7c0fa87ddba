// SPDX-License-Identifier: MIT
#include "mksnapshot/files.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "serializer/write/snapshot-writer.h"

static uint8_t *fail(const char *path, const char *why) {
  fprintf(stderr, "mksnapshot: cannot read %s: %s\n", path, why);
  return NULL;
}

uint8_t *File_read(const char *path, size_t *size_bytes) {
  FILE *file = fopen(path, "rb");
  struct stat status;
  if (file == NULL) return fail(path, strerror(errno));
  if (fstat(fileno(file), &status) != 0 || !S_ISREG(status.st_mode)) {
    fclose(file);
    return fail(path, "not a regular file");
  }
  size_t size = (size_t)status.st_size;
  uint8_t *bytes = aligned_alloc(4096, (size + 4096) & ~(size_t)4095);
  bool read = bytes != NULL && fread(bytes, 1, size, file) == size;
  fclose(file);
  if (!read) {
    free(bytes);
    return fail(path, "it could not be read to its end");
  }
  *size_bytes = size;
  return bytes;
}

bool File_write(const char *path, const void *bytes, size_t size_bytes) {
  SnapshotError error = {""};
  if (Snapshot_write_file(path, bytes, size_bytes, &error) == kSnapshotOk)
    return true;
  fprintf(stderr, "mksnapshot: %s\n", error.text);
  return false;
}
