// SPDX-License-Identifier: MIT
#include "serializer/read/map-file.h"

#include <fcntl.h>
#include <sys/mman.h>

int OpenFile_for_reading(const char *path) {
  return open(path, O_RDONLY | O_CLOEXEC);
}

bool MapFile_at(uintptr_t address, size_t size_bytes, int fd,
                uint64_t offset) {
  return mmap((void *)address, size_bytes, PROT_READ | PROT_WRITE,
              MAP_PRIVATE | MAP_FIXED, fd, (off_t)offset) != MAP_FAILED;
}
