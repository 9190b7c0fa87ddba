// SPDX-License-Identifier: MIT
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "serializer/write/snapshot-writer.h"

static bool write_all(int fd, const void *bytes, size_t size_bytes) {
  const char *from = bytes;
  while (size_bytes > 0) {
    ssize_t written = write(fd, from, size_bytes);
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return false;
    from += written;
    size_bytes -= (size_t)written;
  }
  return true;
}

SnapshotStatus Snapshot_write_file(const char *path, const void *bytes,
                                   size_t size_bytes, SnapshotError *error) {
  size_t length = strlen(path) + 32;
  char *temporary = malloc(length);
  if (temporary == NULL)
    return SnapshotError_set(error, kSnapshotNoMemory, "out of memory");
  snprintf(temporary, length, "%s.%d.tmp", path, (int)getpid());
  int fd = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
  bool done = fd >= 0 && write_all(fd, bytes, size_bytes);
  int saved_errno = errno;
  if (fd >= 0 && close(fd) != 0 && done) {
    saved_errno = errno;
    done = false;
  }
  if (done && rename(temporary, path) != 0) {
    saved_errno = errno;
    done = false;
  }
  if (!done && fd >= 0) unlink(temporary);
  free(temporary);
  if (done) return kSnapshotOk;
  return SnapshotError_set(error, kSnapshotCannotWrite, "cannot write %s: %s",
                           path, strerror(saved_errno));
}
