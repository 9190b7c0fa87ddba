// SPDX-License-Identifier: MIT
//
// The snapshot linked into the program as the page-aligned section
// .thaw_snapshot of startup.o (mksnapshot/elf-object.c), and the place where a
// program made by `mksnapshot --exe` notes the snapshot appended to it.
#ifndef ENGINE_API_EMBEDDED_SNAPSHOT_H_
#define ENGINE_API_EMBEDDED_SNAPSHOT_H_

#include "engine/base/check.h"

// Defined by startup.o; NULL addresses in programs without it.
extern const uint8_t thaw_embedded_snapshot[] __attribute__((weak));
extern const uint64_t thaw_embedded_snapshot_size_bytes __attribute__((weak));

// Patched by mksnapshot, which finds it by the magic text.
#define kAppendedSnapshotMagic "thaw-appended-snapshot:"
typedef struct AppendedSnapshot {
  char magic[24];
  // Of the snapshot in the program's own file; 0: none.
  uint64_t file_offset;
  uint64_t size_bytes;
} AppendedSnapshot;

bool EmbeddedSnapshot_is_appended(void);
// Where this program's file has its snapshot: the appended one, or else the one
// linked in. False if there is none.
bool EmbeddedSnapshot_find(uint64_t *file_offset, uint64_t *size_bytes);

#endif  // ENGINE_API_EMBEDDED_SNAPSHOT_H_
