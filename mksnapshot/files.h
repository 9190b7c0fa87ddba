// SPDX-License-Identifier: MIT
#ifndef MKSNAPSHOT_FILES_H_
#define MKSNAPSHOT_FILES_H_

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// A whole file, malloc'ed and page aligned in memory; NULL after printing why.
uint8_t *File_read(const char *path, size_t *size_bytes);
// Replaces a file as a whole. On failure prints why.
bool File_write(const char *path, const void *bytes, size_t size_bytes);

#endif  // MKSNAPSHOT_FILES_H_
