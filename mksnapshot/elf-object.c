// SPDX-License-Identifier: MIT
//
// The default snapshot as an object file, by libelf.
#include "mksnapshot/elf-object.h"

#include <errno.h>
#include <fcntl.h>
#include <gelf.h>
#include <libelf.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

// Names in one string table; offsets by strstr-free bookkeeping below.
static const char kStrings[] =
    "\0.thaw_snapshot\0.rodata.thaw_snapshot_size\0.note.GNU-stack\0.symtab\0"
    ".strtab\0thaw_embedded_snapshot\0thaw_embedded_snapshot_size_bytes";

static size_t string_offset(const char *name) {
  size_t offset = 1;
  while (strcmp(kStrings + offset, name) != 0)
    offset += strlen(kStrings + offset) + 1;
  return offset;
}

typedef struct SectionSpec {
  const char *name;
  uint32_t type;
  uint64_t flags;
  uint64_t align;
  const void *bytes;
  size_t size_bytes;
  Elf_Type data_type;
  uint32_t link;
  uint32_t info;
  uint64_t entry_bytes;
} SectionSpec;

static bool add_section(Elf *elf, const SectionSpec *spec) {
  Elf_Scn *section = elf_newscn(elf);
  Elf_Data *data = section ? elf_newdata(section) : NULL;
  Elf64_Shdr *header = section ? elf64_getshdr(section) : NULL;
  if (data == NULL || header == NULL) return false;
  data->d_align = spec->align;
  data->d_buf = (void *)spec->bytes;
  data->d_size = spec->size_bytes;
  data->d_type = spec->data_type;
  data->d_version = EV_CURRENT;
  header->sh_name = (Elf64_Word)string_offset(spec->name);
  header->sh_type = spec->type;
  header->sh_flags = spec->flags;
  header->sh_link = spec->link;
  header->sh_info = spec->info;
  header->sh_entsize = spec->entry_bytes;
  return true;
}

enum { kSnapshotIndex = 1, kSizeIndex = 2, kStringsIndex = 5 };

static bool fill(Elf *elf, const void *bytes, size_t size_bytes) {
  Elf64_Ehdr *header = elf64_newehdr(elf);
  if (header == NULL) return false;
  header->e_type = ET_REL;
  header->e_machine = EM_X86_64;
  header->e_version = EV_CURRENT;
  header->e_ident[EI_DATA] = ELFDATA2LSB;
  header->e_shstrndx = kStringsIndex;
  const uint64_t size = size_bytes;
  const Elf64_Sym symbols[] = {
      {0},
      {.st_name = (Elf64_Word)string_offset("thaw_embedded_snapshot"),
       .st_info = ELF64_ST_INFO(STB_GLOBAL, STT_OBJECT),
       .st_shndx = kSnapshotIndex,
       .st_size = size_bytes},
      {.st_name =
           (Elf64_Word)string_offset("thaw_embedded_snapshot_size_bytes"),
       .st_info = ELF64_ST_INFO(STB_GLOBAL, STT_OBJECT),
       .st_shndx = kSizeIndex,
       .st_size = sizeof size}};
  const SectionSpec sections[] = {
      {".thaw_snapshot", SHT_PROGBITS, SHF_ALLOC, 4096, bytes, size_bytes,
       ELF_T_BYTE, 0, 0, 0},
      {".rodata.thaw_snapshot_size", SHT_PROGBITS, SHF_ALLOC, 8, &size,
       sizeof size, ELF_T_BYTE, 0, 0, 0},
      {".note.GNU-stack", SHT_PROGBITS, 0, 1, NULL, 0, ELF_T_BYTE, 0, 0, 0},
      {".symtab", SHT_SYMTAB, 0, 8, symbols, sizeof symbols, ELF_T_SYM,
       kStringsIndex, 1, sizeof(Elf64_Sym)},
      {".strtab", SHT_STRTAB, 0, 1, kStrings, sizeof kStrings, ELF_T_BYTE, 0,
       0, 0}};
  for (size_t i = 0; i < sizeof sections / sizeof sections[0]; i++)
    if (!add_section(elf, &sections[i])) return false;
  return elf_update(elf, ELF_C_WRITE) >= 0;
}

bool ElfObject_write(const char *path, const void *bytes, size_t size_bytes) {
  if (elf_version(EV_CURRENT) == EV_NONE) {
    fprintf(stderr, "mksnapshot: libelf: %s\n", elf_errmsg(-1));
    return false;
  }
  int fd = open(path, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
  if (fd < 0) {
    fprintf(stderr, "mksnapshot: cannot write %s: %s\n", path,
            strerror(errno));
    return false;
  }
  Elf *elf = elf_begin(fd, ELF_C_WRITE, NULL);
  bool done = elf != NULL && fill(elf, bytes, size_bytes);
  if (!done)
    fprintf(stderr, "mksnapshot: cannot write %s: %s\n", path, elf_errmsg(-1));
  elf_end(elf);
  close(fd);
  if (!done) unlink(path);
  return done;
}
