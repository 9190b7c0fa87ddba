// SPDX-License-Identifier: MIT
//
// The shape of generated code: fast paths touch no stack, call nothing and stay
// short; the simplest handlers are exactly what they should be.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>
#include <llvm-c/Disassembler.h>
#include <llvm-c/Target.h>

#include "engine/base/check.h"
#include "engine/builtins/embedded.h"

static LLVMDisasmContextRef disassembler;

static const EmbeddedEntry *find_entry(const char *name) {
  for (uint32_t i = 0; i < Embedded_entry_count; i++)
    if (strcmp(Embedded_names + Embedded_entries[i].name, name) == 0)
      return &Embedded_entries[i];
  return NULL;
}

// Disassembles from the entry, conditional jumps not taken, up to the first
// unconditional one. Returns the number of instructions.
static int fast_path(const char *name, char *text, size_t text_size) {
  const EmbeddedEntry *entry = find_entry(name);
  assert_non_null(entry);
  uint8_t *code = (uint8_t *)Embedded_text + entry->offset;
  size_t left = entry->length_bytes;
  int count = 0;
  text[0] = '\0';
  for (;;) {
    char line[256];
    size_t size =
        LLVMDisasmInstruction(disassembler, code, left, 0, line, sizeof line);
    assert_true(size > 0);
    count++;
    size_t used = strlen(text);
    snprintf(text + used, text_size - used, "%s\n", line);
    code += size;
    left -= size;
    if (strncmp(line, "\tjmp", 4) == 0 || strncmp(line, "\tret", 4) == 0)
      return count;
    assert_true(left > 0);
  }
}

static void fast_paths_touch_no_stack(void **state) {
  (void)state;
  static const struct {
    const char *name;
    int most_instructions;
  } kHandlers[] = {
      {"Handler_Ldar", 6},
      {"Handler_Star0", 5},
      {"Handler_LdaSmi", 7},
      {"Handler_Mov", 8},
      {"Handler_Add", 15},
      {"Handler_AddSmi", 14},
      {"Handler_Inc", 12},
      {"Handler_BitwiseAndSmi", 14},
      {"Handler_TestLessThan", 16},
      {"Handler_TestEqualStrict", 18},
      {"Handler_JumpIfFalse", 10},
      {"Handler_JumpLoop", 10},
      {"Handler_Return", 11},
      {"Handler_LdaCurrentContextSlot", 9},
      {"Handler_StaCurrentContextSlot", 14},
      {"Handler_LdaGlobal", 30},
      {"Handler_GetNamedProperty", 36},
      {"Handler_SetNamedProperty", 45},
      {"Handler_CallProperty1", 28},
      {"Handler_CallUndefinedReceiver0", 25},
      {"Fast_MathFloor", 8},
  };
  for (size_t i = 0; i < ARRAY_LENGTH(kHandlers); i++) {
    char text[8192];
    int count = fast_path(kHandlers[i].name, text, sizeof text);
    const bool bad = strstr(text, "push") || strstr(text, "%rsp") ||
                     strstr(text, "call") ||
                     count > kHandlers[i].most_instructions;
    if (bad)
      fail_msg("%s, %d instructions:\n%s", kHandlers[i].name, count, text);
  }
}

// No offset of the isolate and no static root in these: they change only when
// the code does.
static void simplest_handlers_are_golden(void **state) {
  (void)state;
  static const struct {
    const char *name;
    const char *code;
  } kGoldens[] = {
      {"Handler_Ldar",
       "\tmovsbq\t1(%r13), %rax\n"
       "\tmovq\t(%r14,%rax,8), %r15\n"
       "\tmovzbl\t2(%r13), %eax\n"
       "\taddq\t$2, %r13\n"
       "\tmovq\t(%r12,%rax,8), %rax\n"
       "\tjmpq\t*%rax\n"},
      {"Handler_Star0",
       "\tmovq\t%r15, (%r14)\n"
       "\tmovzbl\t1(%r13), %eax\n"
       "\tincq\t%r13\n"
       "\tmovq\t(%r12,%rax,8), %rax\n"
       "\tjmpq\t*%rax\n"},
      {"Handler_Jump",
       "\tmovzbl\t1(%r13), %ecx\n"
       "\tleaq\t(%rcx,%r13), %rax\n"
       "\tmovzbl\t(%r13,%rcx), %ecx\n"
       "\tmovq\t(%r12,%rcx,8), %rcx\n"
       "\tmovq\t%rax, %r13\n"
       "\tjmpq\t*%rcx\n"},
      {"Handler_Wide",
       "\tmovzbl\t1(%r13), %eax\n"
       "\tmovq\t2048(%r12,%rax,8), %rax\n"
       "\tjmpq\t*%rax\n"},
  };
  for (size_t i = 0; i < ARRAY_LENGTH(kGoldens); i++) {
    char text[4096];
    fast_path(kGoldens[i].name, text, sizeof text);
    assert_string_equal(text, kGoldens[i].code);
  }
}

static void table_covers_all_code(void **state) {
  (void)state;
  assert_true(Embedded_entry_count > 300);
  uint32_t end = 0;
  for (uint32_t i = 0; i < Embedded_entry_count; i++) {
    const EmbeddedEntry *entry = &Embedded_entries[i];
    assert_true(entry->offset >= end);
    assert_true(entry->offset < end + 64);  // only padding between
    assert_true(entry->length_bytes > 0);
    end = entry->offset + entry->length_bytes;
  }
}

int main(void) {
  LLVMInitializeX86TargetInfo();
  LLVMInitializeX86TargetMC();
  LLVMInitializeX86Disassembler();
  disassembler = LLVMCreateDisasmCPU("x86_64-unknown-linux-gnu", "x86-64-v2",
                                     NULL, 0, NULL, NULL);
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(fast_paths_touch_no_stack),
      cmocka_unit_test(simplest_handlers_are_golden),
      cmocka_unit_test(table_covers_all_code),
  };
  int failed = cmocka_run_group_tests(tests, NULL, NULL);
  LLVMDisasmDispose(disassembler);
  return failed;
}
