// SPDX-License-Identifier: MIT
//
// Mapping parts of a file at fixed addresses. Apart from the reader because
// <sys/mman.h> has a macro named MAP_TYPE.
#ifndef SERIALIZER_READ_MAP_FILE_H_
#define SERIALIZER_READ_MAP_FILE_H_

#include "engine/base/check.h"

// File descriptor, or -1 with errno set.
int OpenFile_for_reading(const char *path);
// Maps [offset, offset + size) copy-on-write at a page-aligned address,
// replacing what is there. False with errno set on failure.
bool MapFile_at(uintptr_t address, size_t size_bytes, int fd, uint64_t offset);

#endif  // SERIALIZER_READ_MAP_FILE_H_
