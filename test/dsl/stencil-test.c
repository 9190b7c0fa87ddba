// SPDX-License-Identifier: MIT
//
// The door to the baseline JIT: a stencil made from a handler's definition has
// its operands and continuations as relocations that libelf reads.
//   stencil-test stencils.o
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <fcntl.h>
#include <gelf.h>
#include <libelf.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static Elf *elf;

static Elf_Scn *find_section(const char *wanted) {
  size_t names;
  elf_getshdrstrndx(elf, &names);
  Elf_Scn *section = NULL;
  while ((section = elf_nextscn(elf, section)) != NULL) {
    GElf_Shdr header;
    gelf_getshdr(section, &header);
    if (strcmp(elf_strptr(elf, names, header.sh_name), wanted) == 0)
      return section;
  }
  return NULL;
}

// How many relocations of the code have this type and symbol.
static int count_relocations(uint32_t type, const char *symbol_name) {
  Elf_Scn *section = find_section(".rela.text");
  assert_non_null(section);
  GElf_Shdr header, symbols_header;
  gelf_getshdr(section, &header);
  Elf_Scn *symbols = elf_getscn(elf, header.sh_link);
  gelf_getshdr(symbols, &symbols_header);
  Elf_Data *data = elf_getdata(section, NULL);
  Elf_Data *table = elf_getdata(symbols, NULL);
  int count = 0;
  for (size_t i = 0; i < header.sh_size / header.sh_entsize; i++) {
    GElf_Rela rela;
    GElf_Sym symbol;
    gelf_getrela(data, (int)i, &rela);
    gelf_getsym(table, (int)GELF_R_SYM(rela.r_info), &symbol);
    const char *name =
        elf_strptr(elf, symbols_header.sh_link, symbol.st_name);
    if (GELF_R_TYPE(rela.r_info) == type && strcmp(name, symbol_name) == 0)
      count++;
  }
  return count;
}

static void register_operand_is_a_displacement_to_patch(void **state) {
  (void)state;
  assert_int_equal(count_relocations(R_X86_64_32S, "HOLE_operand0"), 1);
}

// The Smi path, the double path and the slow path each go on by themselves.
static void every_way_out_is_a_jump_to_patch(void **state) {
  (void)state;
  assert_true(count_relocations(R_X86_64_PLT32, "CONTINUE_next") >= 2);
  assert_int_equal(count_relocations(R_X86_64_PLT32, "Stub_Unwind"), 1);
}

// What C code is told of where it was called from.
static void its_own_bytecode_is_a_hole(void **state) {
  (void)state;
  assert_int_equal(count_relocations(R_X86_64_32S, "HOLE_pc"), 1);
}

static void code_refers_to_nothing_else(void **state) {
  (void)state;
  Elf_Scn *section = find_section(".rela.text");
  GElf_Shdr header;
  gelf_getshdr(section, &header);
  int known = count_relocations(R_X86_64_32S, "HOLE_operand0") +
              count_relocations(R_X86_64_32S, "HOLE_pc") +
              count_relocations(R_X86_64_PLT32, "CONTINUE_next") +
              count_relocations(R_X86_64_PLT32, "Stub_Unwind");
  assert_int_equal(header.sh_size / header.sh_entsize, known);
}

int main(int argc, char **argv) {
  if (argc < 2 || elf_version(EV_CURRENT) == EV_NONE) return 2;
  int file = open(argv[1], O_RDONLY);
  elf = file < 0 ? NULL : elf_begin(file, ELF_C_READ, NULL);
  if (elf == NULL) return 2;
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(register_operand_is_a_displacement_to_patch),
      cmocka_unit_test(every_way_out_is_a_jump_to_patch),
      cmocka_unit_test(its_own_bytecode_is_a_hole),
      cmocka_unit_test(code_refers_to_nothing_else),
  };
  int failed = cmocka_run_group_tests(tests, NULL, NULL);
  elf_end(elf);
  close(file);
  return failed;
}
