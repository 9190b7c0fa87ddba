// SPDX-License-Identifier: MIT
#include "engine/api/embedded-snapshot.h"

#include <elf.h>

// Written to by mksnapshot --exe, so the compiler must not assume its value.
volatile const AppendedSnapshot g_thaw_appended_snapshot
    __attribute__((used, section(".data.thaw_appended"))) = {
        kAppendedSnapshotMagic, 0, 0};
extern volatile const AppendedSnapshot g_thaw_appended_snapshot;

// The beginning of this program's ELF file, as loaded; made by the linker.
extern const char __ehdr_start[] __attribute__((visibility("hidden")));

// File offset of an address of the program, or 0.
static uint64_t file_offset_of(const void *address) {
  const Elf64_Ehdr *header = (const Elf64_Ehdr *)__ehdr_start;
  const Elf64_Phdr *segments =
      (const Elf64_Phdr *)(__ehdr_start + header->e_phoff);
  // The first segment is loaded where the file header is.
  uint64_t bias = 0;
  for (int i = 0; i < header->e_phnum; i++)
    if (segments[i].p_type == PT_LOAD && segments[i].p_offset == 0)
      bias = (uint64_t)(uintptr_t)__ehdr_start - segments[i].p_vaddr;
  uint64_t place = (uint64_t)(uintptr_t)address - bias;
  for (int i = 0; i < header->e_phnum; i++)
    if (segments[i].p_type == PT_LOAD && place >= segments[i].p_vaddr &&
        place - segments[i].p_vaddr < segments[i].p_filesz)
      return segments[i].p_offset + (place - segments[i].p_vaddr);
  return 0;
}

bool EmbeddedSnapshot_is_appended(void) {
  return g_thaw_appended_snapshot.file_offset != 0;
}

bool EmbeddedSnapshot_find(uint64_t *file_offset, uint64_t *size_bytes) {
  if (g_thaw_appended_snapshot.file_offset != 0) {
    *file_offset = g_thaw_appended_snapshot.file_offset;
    *size_bytes = g_thaw_appended_snapshot.size_bytes;
    return true;
  }
  if (&thaw_embedded_snapshot_size_bytes == NULL) return false;
  *file_offset = file_offset_of(thaw_embedded_snapshot);
  *size_bytes = thaw_embedded_snapshot_size_bytes;
  return *file_offset != 0;
}
