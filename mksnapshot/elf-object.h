// SPDX-License-Identifier: MIT
#ifndef MKSNAPSHOT_ELF_OBJECT_H_
#define MKSNAPSHOT_ELF_OBJECT_H_

#include <stdbool.h>
#include <stddef.h>

// Writes an x86-64 relocatable object whose page-aligned section .thaw_snapshot
// holds the bytes, with the symbols thaw_embedded_snapshot and
// thaw_embedded_snapshot_size_bytes. On failure prints why and returns false.
bool ElfObject_write(const char *path, const void *bytes, size_t size_bytes);

#endif  // MKSNAPSHOT_ELF_OBJECT_H_
