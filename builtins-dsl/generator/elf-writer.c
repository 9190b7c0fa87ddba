// SPDX-License-Identifier: MIT
//
// Joins the objects that LLVM made into one: their code becomes one .text whose
// calls into itself are resolved here, their constants one .rodata, their
// unwind tables one .eh_frame. Adds the table of contents (embedded.h).
#include <elf.h>
#include <fcntl.h>
#include <gelf.h>
#include <libelf.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "builtins-dsl/generator/code-table.h"

typedef enum OutputSection {
  kText,
  kRodata,
  kEhFrame,
  kOutputCount,
  kDropped = kOutputCount,
} OutputSection;

typedef struct Bytes {
  char *data;
  size_t size, capacity;
} Bytes;

typedef struct CodeSymbol {
  const char *name;  // in the input object, which outlives us
  OutputSection section;
  uint64_t offset, size;
} CodeSymbol;

typedef struct Input {
  Elf *elf;
  OutputSection *section_of;  // by section number
  uint64_t *base_of;          // where the section begins in its output
} Input;

typedef struct Writer {
  Bytes sections[kOutputCount];
  Bytes relocations[kOutputCount];  // Elf64_Rela
  CodeSymbol *symbols;
  size_t symbol_count;
  Input *inputs;
  int input_count;
  bool failed;
} Writer;

static size_t append(Bytes *bytes, const void *data, size_t size) {
  if (bytes->size + size > bytes->capacity) {
    bytes->capacity = (bytes->size + size) * 2;
    bytes->data = realloc(bytes->data, bytes->capacity);
    CHECK(bytes->data != NULL);
  }
  size_t at = bytes->size;
  if (size > 0) memcpy(bytes->data + at, data, size);
  bytes->size += size;
  return at;
}

static void align(Bytes *bytes, size_t alignment, char filler) {
  while (bytes->size % alignment != 0) append(bytes, &filler, 1);
}

static OutputSection classify(const GElf_Shdr *header, const char *name) {
  if (!(header->sh_flags & SHF_ALLOC) || header->sh_type == SHT_NOBITS)
    return kDropped;
  if (strncmp(name, ".text", 5) == 0) return kText;
  if (strncmp(name, ".rodata", 7) == 0) return kRodata;
  if (strcmp(name, ".eh_frame") == 0) return kEhFrame;
  return kDropped;
}

// Copies the sections of one object behind those of the others.
static void add_sections(Writer *w, Input *input) {
  size_t count, names;
  elf_getshdrnum(input->elf, &count);
  elf_getshdrstrndx(input->elf, &names);
  input->section_of = calloc(count, sizeof(OutputSection));
  input->base_of = calloc(count, sizeof(uint64_t));
  CHECK(input->section_of != NULL && input->base_of != NULL);
  for (size_t i = 0; i < count; i++) input->section_of[i] = kDropped;
  Elf_Scn *section = NULL;
  while ((section = elf_nextscn(input->elf, section)) != NULL) {
    GElf_Shdr header;
    gelf_getshdr(section, &header);
    size_t index = elf_ndxscn(section);
    OutputSection out = classify(
        &header, elf_strptr(input->elf, names, header.sh_name));
    if (out == kDropped || header.sh_size == 0) continue;
    Elf_Data *data = elf_getdata(section, NULL);
    Bytes *bytes = &w->sections[out];
    align(bytes, header.sh_addralign, out == kText ? (char)0xcc : 0);
    input->section_of[index] = out;
    input->base_of[index] = append(bytes, data->d_buf, data->d_size);
  }
}

static Elf_Scn *find_section(Elf *elf, uint32_t type) {
  Elf_Scn *section = NULL;
  while ((section = elf_nextscn(elf, section)) != NULL) {
    GElf_Shdr header;
    gelf_getshdr(section, &header);
    if (header.sh_type == type) return section;
  }
  return NULL;
}

static void add_symbols(Writer *w, Input *input) {
  Elf_Scn *table = find_section(input->elf, SHT_SYMTAB);
  CHECK(table != NULL);
  GElf_Shdr header;
  gelf_getshdr(table, &header);
  Elf_Data *data = elf_getdata(table, NULL);
  int count = (int)(header.sh_size / header.sh_entsize);
  for (int i = 0; i < count; i++) {
    GElf_Sym symbol;
    gelf_getsym(data, i, &symbol);
    if (GELF_ST_TYPE(symbol.st_info) != STT_FUNC ||
        symbol.st_shndx == SHN_UNDEF)
      continue;
    w->symbols = realloc(w->symbols,
                         (w->symbol_count + 1) * sizeof(CodeSymbol));
    CHECK(w->symbols != NULL);
    w->symbols[w->symbol_count++] = (CodeSymbol){
        elf_strptr(input->elf, header.sh_link, symbol.st_name),
        input->section_of[symbol.st_shndx],
        input->base_of[symbol.st_shndx] + symbol.st_value, symbol.st_size};
  }
}

static const CodeSymbol *find_symbol(const Writer *w, const char *name) {
  for (size_t i = 0; i < w->symbol_count; i++)
    if (strcmp(w->symbols[i].name, name) == 0) return &w->symbols[i];
  return NULL;
}

static void report(Writer *w, const char *what, const char *name) {
  fprintf(stderr, "builtins-gen: %s: %s\n", what, name);
  w->failed = true;
}

// One relocation of `input`: resolved in place if it leads from code to code,
// else carried over against the output section it leads to.
static void relocate(Writer *w, Input *input, OutputSection from,
                     uint64_t from_base, const GElf_Rela *rela,
                     const GElf_Sym *symbol, const char *name) {
  OutputSection to;
  uint64_t target;
  if (symbol->st_shndx == SHN_UNDEF) {
    const CodeSymbol *found = find_symbol(w, name);
    if (found == NULL) {
      report(w, "undefined symbol (no definition, or no row)", name);
      return;
    }
    to = found->section;
    target = found->offset;
  } else {
    to = input->section_of[symbol->st_shndx];
    target = input->base_of[symbol->st_shndx] + symbol->st_value;
  }
  uint64_t at = from_base + rela->r_offset;
  uint32_t type = GELF_R_TYPE(rela->r_info);
  if (to == kDropped) {
    report(w, "relocation into a section that is not kept", name);
    return;
  }
  if (type != R_X86_64_PC32 && type != R_X86_64_PLT32) {
    report(w, "relocation of a kind that position independent code lacks",
           name);
    return;
  }
  if (from == kText && to == kText) {
    int32_t distance = (int32_t)(target + rela->r_addend - at);
    memcpy(w->sections[kText].data + at, &distance, sizeof distance);
    return;
  }
  // CodeSymbol 1 + n is the section symbol of output section n.
  Elf64_Rela out = {at, ELF64_R_INFO(1 + to, R_X86_64_PC32),
                    (int64_t)target + rela->r_addend};
  append(&w->relocations[from], &out, sizeof out);
}

static void add_relocations(Writer *w, Input *input) {
  Elf_Scn *section = NULL;
  while ((section = elf_nextscn(input->elf, section)) != NULL) {
    GElf_Shdr header;
    gelf_getshdr(section, &header);
    if (header.sh_type != SHT_RELA) continue;
    OutputSection from = input->section_of[header.sh_info];
    if (from == kDropped) continue;
    Elf_Scn *table = elf_getscn(input->elf, header.sh_link);
    GElf_Shdr table_header;
    gelf_getshdr(table, &table_header);
    Elf_Data *symbols = elf_getdata(table, NULL);
    Elf_Data *data = elf_getdata(section, NULL);
    int count = (int)(header.sh_size / header.sh_entsize);
    for (int i = 0; i < count; i++) {
      GElf_Rela rela;
      GElf_Sym symbol;
      gelf_getrela(data, i, &rela);
      gelf_getsym(symbols, (int)GELF_R_SYM(rela.r_info), &symbol);
      relocate(w, input, from, input->base_of[header.sh_info], &rela, &symbol,
               elf_strptr(input->elf, table_header.sh_link, symbol.st_name));
    }
  }
}

// ---- The table of contents ----

typedef struct Contents {
  size_t entries, count, names;  // offsets in .rodata
  size_t entries_size, names_size;
} Contents;

static const CodeRow *find_row(const CodeRow *rows, int count,
                               const char *symbol) {
  for (int i = 0; i < count; i++)
    if (strcmp(rows[i].symbol, symbol) == 0) return &rows[i];
  return NULL;
}

static int by_offset(const void *x, const void *y) {
  const CodeSymbol *a = x, *b = y;
  return a->offset < b->offset ? -1 : a->offset > b->offset;
}

static Contents add_contents(Writer *w, const CodeRow *rows, int row_count) {
  Bytes names = {0};
  Bytes *rodata = &w->sections[kRodata];
  Contents contents = {0};
  qsort(w->symbols, w->symbol_count, sizeof(CodeSymbol), by_offset);
  align(rodata, 16, 0);
  contents.entries = rodata->size;
  uint32_t count = 0;
  for (size_t i = 0; i < w->symbol_count; i++) {
    const CodeSymbol *symbol = &w->symbols[i];
    const CodeRow *row = find_row(rows, row_count, symbol->name);
    if (row == NULL) continue;
    EmbeddedEntry entry = {0};
    entry.name = (uint32_t)append(&names, row->symbol, strlen(row->symbol) + 1);
    entry.offset = (uint32_t)symbol->offset;
    entry.length_bytes = (uint32_t)symbol->size;
    entry.index = (uint16_t)row->index;
    entry.kind = (uint8_t)row->kind;
    entry.argument_count = (uint8_t)row->argument_count;
    append(rodata, &entry, sizeof entry);
    count++;
  }
  contents.entries_size = rodata->size - contents.entries;
  contents.count = append(rodata, &count, sizeof count);
  contents.names = append(rodata, names.data, names.size);
  contents.names_size = names.size;
  free(names.data);
  return contents;
}

// ---- Writing ----

static const char kSectionNames[] =
    "\0.text\0.rodata\0.eh_frame\0.rela.text\0.rela.rodata\0.rela.eh_frame"
    "\0.symtab\0.strtab\0.shstrtab\0.note.GNU-stack";

static uint32_t section_name(const char *name) {
  for (size_t i = 0; i < sizeof kSectionNames; i++)
    if ((i == 0 || kSectionNames[i - 1] == '\0') &&
        strcmp(kSectionNames + i, name) == 0)
      return (uint32_t)i;
  UNREACHABLE();
}

static Elf_Scn *new_section(Elf *elf, const char *name, Elf64_Word type,
                            Elf64_Xword flags, void *bytes, size_t size,
                            Elf_Type data_type, size_t alignment) {
  Elf_Scn *section = elf_newscn(elf);
  Elf_Data *data = elf_newdata(section);
  data->d_buf = bytes;
  data->d_size = size;
  data->d_type = data_type;
  data->d_align = alignment;
  data->d_version = EV_CURRENT;
  Elf64_Shdr *header = elf64_getshdr(section);
  header->sh_name = section_name(name);
  header->sh_type = type;
  header->sh_flags = flags;
  return section;
}

static void add_symbol(Bytes *table, Bytes *strings, const char *name,
                       unsigned char info, unsigned char visibility,
                       uint16_t section, uint64_t value, uint64_t size) {
  Elf64_Sym symbol = {0};
  symbol.st_name = (uint32_t)append(strings, name, strlen(name) + 1);
  symbol.st_info = info;
  symbol.st_other = visibility;
  symbol.st_shndx = section;
  symbol.st_value = value;
  symbol.st_size = size;
  append(table, &symbol, sizeof symbol);
}

static void make_symbol_table(const Writer *w, const Contents *contents,
                              Bytes *table, Bytes *strings) {
  static const char kEmpty[1];
  Elf64_Sym null_symbol = {0};
  append(strings, kEmpty, 1);
  append(table, &null_symbol, sizeof null_symbol);
  for (int i = 0; i < kOutputCount; i++)
    add_symbol(table, strings, "", ELF64_ST_INFO(STB_LOCAL, STT_SECTION),
               STV_DEFAULT, (uint16_t)(i + 1), 0, 0);
  unsigned char function = ELF64_ST_INFO(STB_GLOBAL, STT_FUNC);
  unsigned char object = ELF64_ST_INFO(STB_GLOBAL, STT_OBJECT);
  for (size_t i = 0; i < w->symbol_count; i++) {
    const CodeSymbol *symbol = &w->symbols[i];
    add_symbol(table, strings, symbol->name, function, STV_HIDDEN,
               (uint16_t)(symbol->section + 1), symbol->offset, symbol->size);
  }
  add_symbol(table, strings, "Embedded_text", object, STV_HIDDEN, kText + 1, 0,
             0);
  add_symbol(table, strings, "Embedded_entries", object, STV_HIDDEN,
             kRodata + 1, contents->entries, contents->entries_size);
  add_symbol(table, strings, "Embedded_entry_count", object, STV_HIDDEN,
             kRodata + 1, contents->count, sizeof(uint32_t));
  add_symbol(table, strings, "Embedded_names", object, STV_HIDDEN, kRodata + 1,
             contents->names, contents->names_size);
}

static void write_sections(Elf *elf, Writer *w, Bytes *table, Bytes *strings) {
  static const char *const kNames[] = {".text", ".rodata", ".eh_frame"};
  static const char *const kRelaNames[] = {".rela.text", ".rela.rodata",
                                           ".rela.eh_frame"};
  Elf64_Ehdr *header = elf64_newehdr(elf);
  header->e_ident[EI_DATA] = ELFDATA2LSB;
  header->e_type = ET_REL;
  header->e_machine = EM_X86_64;
  header->e_version = EV_CURRENT;
  for (int i = 0; i < kOutputCount; i++) {
    Bytes *bytes = &w->sections[i];
    new_section(elf, kNames[i], SHT_PROGBITS,
                i == kText ? SHF_ALLOC | SHF_EXECINSTR : SHF_ALLOC,
                bytes->data, bytes->size, ELF_T_BYTE, i == kText ? 64 : 16);
  }
  Elf_Scn *symbols = new_section(elf, ".symtab", SHT_SYMTAB, 0, table->data,
                                 table->size, ELF_T_SYM, 8);
  Elf_Scn *names = new_section(elf, ".strtab", SHT_STRTAB, 0, strings->data,
                               strings->size, ELF_T_BYTE, 1);
  Elf64_Shdr *symbols_header = elf64_getshdr(symbols);
  symbols_header->sh_link = (uint32_t)elf_ndxscn(names);
  symbols_header->sh_info = 1 + kOutputCount;  // first global symbol
  symbols_header->sh_entsize = sizeof(Elf64_Sym);
  for (int i = 0; i < kOutputCount; i++) {
    Bytes *bytes = &w->relocations[i];
    if (bytes->size == 0) continue;
    Elf_Scn *section =
        new_section(elf, kRelaNames[i], SHT_RELA, SHF_INFO_LINK, bytes->data,
                    bytes->size, ELF_T_RELA, 8);
    Elf64_Shdr *rela_header = elf64_getshdr(section);
    rela_header->sh_link = (uint32_t)elf_ndxscn(symbols);
    rela_header->sh_info = (uint32_t)(i + 1);
    rela_header->sh_entsize = sizeof(Elf64_Rela);
  }
  new_section(elf, ".note.GNU-stack", SHT_PROGBITS, 0, NULL, 0, ELF_T_BYTE, 1);
  Elf_Scn *section_names =
      new_section(elf, ".shstrtab", SHT_STRTAB, 0, (void *)kSectionNames,
                  sizeof kSectionNames, ELF_T_BYTE, 1);
  header->e_shstrndx = (uint16_t)elf_ndxscn(section_names);
}

static bool write_elf(Writer *w, const Contents *contents, const char *path) {
  Bytes table = {0}, strings = {0};
  make_symbol_table(w, contents, &table, &strings);
  int file = open(path, O_CREAT | O_TRUNC | O_RDWR, 0644);
  Elf *elf = file < 0 ? NULL : elf_begin(file, ELF_C_WRITE, NULL);
  if (elf == NULL || gelf_newehdr(elf, ELFCLASS64) == NULL) {
    fprintf(stderr, "builtins-gen: cannot create %s\n", path);
    return false;
  }
  write_sections(elf, w, &table, &strings);
  bool ok = elf_update(elf, ELF_C_WRITE) >= 0;
  if (!ok) fprintf(stderr, "builtins-gen: %s: %s\n", path, elf_errmsg(-1));
  elf_end(elf);
  if (close(file) != 0) ok = false;
  return ok;
}

bool ElfWriter_write(const char *path, const ObjectBuffer *objects, int count,
                     const CodeRow *rows, int row_count) {
  Writer writer = {0};
  elf_version(EV_CURRENT);
  writer.inputs = calloc((size_t)count, sizeof(Input));
  CHECK(writer.inputs != NULL);
  writer.input_count = count;
  for (int i = 0; i < count; i++) {
    Input *input = &writer.inputs[i];
    input->elf = elf_memory(objects[i].bytes, objects[i].size_bytes);
    CHECK(input->elf != NULL);
    add_sections(&writer, input);
    add_symbols(&writer, input);
  }
  for (int i = 0; i < count; i++) add_relocations(&writer, &writer.inputs[i]);
  if (writer.failed) return false;
  Contents contents = add_contents(&writer, rows, row_count);
  return write_elf(&writer, &contents, path);
}
