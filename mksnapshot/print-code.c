// SPDX-License-Identifier: MIT
//
// --print-code: disassembles embedded.o. LLVM is loaded only here, by name, so
// that mksnapshot does not depend on it.
#include "mksnapshot/print-code.h"

#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "engine/builtins/embedded.h"
#include "engine/bytecode/runtime-functions.h"
#include "engine/isolate/isolate.h"

// What is used of LLVM's C API.
typedef struct Disassembler {
  void *library;
  void *context;
  size_t (*disassemble)(void *context, uint8_t *bytes, uint64_t size,
                        uint64_t pc, char *text, size_t text_size);
  void (*dispose)(void *context);
} Disassembler;

static const char *const kLibraries[] = {"libLLVM.so.19.1", "libLLVM-19.so",
                                         "libLLVM-19.so.1"};
static const char *const kSetUp[] = {
    "LLVMInitializeX86TargetInfo", "LLVMInitializeX86TargetMC",
    "LLVMInitializeX86Disassembler"};
enum { kPrintImmediatesAsHex = 2 };

static void *symbol(Disassembler *d, const char *name) {
  void *found = dlsym(d->library, name);
  if (found == NULL)
    fprintf(stderr, "mksnapshot: libLLVM-19 has no %s\n", name);
  return found;
}

static bool open_disassembler(Disassembler *d) {
  for (size_t i = 0; i < ARRAY_LENGTH(kLibraries) && d->library == NULL; i++)
    d->library = dlopen(kLibraries[i], RTLD_NOW);
  if (d->library == NULL) {
    fprintf(stderr,
            "mksnapshot: --print-code needs libLLVM-19 (package libllvm19)\n");
    return false;
  }
  for (size_t i = 0; i < ARRAY_LENGTH(kSetUp); i++) {
    void (*set_up)(void) = (void (*)(void))symbol(d, kSetUp[i]);
    if (set_up == NULL) return false;
    set_up();
  }
  void *(*create)(const char *, const char *, void *, int, void *, void *) =
      (void *(*)(const char *, const char *, void *, int, void *,
                 void *))symbol(d, "LLVMCreateDisasmCPU");
  int (*options)(void *, uint64_t) =
      (int (*)(void *, uint64_t))symbol(d, "LLVMSetDisasmOptions");
  d->disassemble = (size_t(*)(void *, uint8_t *, uint64_t, uint64_t, char *,
                              size_t))symbol(d, "LLVMDisasmInstruction");
  d->dispose = (void (*)(void *))symbol(d, "LLVMDisasmDispose");
  if (!create || !options || !d->disassemble || !d->dispose) return false;
  d->context = create("x86_64-unknown-linux-gnu", "x86-64-v2", NULL, 0, NULL,
                      NULL);
  if (d->context == NULL) return false;
  options(d->context, kPrintImmediatesAsHex);
  return true;
}

static const EmbeddedEntry *entry_at(uint32_t offset) {
  for (uint32_t i = 0; i < Embedded_entry_count; i++) {
    const EmbeddedEntry *entry = &Embedded_entries[i];
    if (offset >= entry->offset &&
        offset < entry->offset + entry->length_bytes)
      return entry;
  }
  return NULL;
}

// What an instruction refers to: a jump's target in this code or another's, or
// a field of the isolate (relative to r12).
static void print_comment(const char *text, uint32_t offset, size_t size,
                          const EmbeddedEntry *here) {
  const char *base = strstr(text, "(%r12)");
  if (base != NULL) {
    const char *start = base;
    while (start > text && start[-1] != ' ' && start[-1] != '\t' &&
           start[-1] != '*' && start[-1] != ',')
      start--;
    uint64_t field = strtoull(start, NULL, 0);
    uint64_t first = offsetof(Isolate, runtime_functions);
    uint64_t index = (field - first) / sizeof(RuntimeFunction);
    if (field >= first && index < kRuntimeFunctionCount)
      printf("  ; Runtime_%s", kRuntimeFunctionInfos[index].name);
    return;
  }
  const char *space = strchr(text + 1, '\t');
  if (text[1] != 'j' || space == NULL || space[1] == '*') return;
  uint32_t target = offset + (uint32_t)size +
                    (uint32_t)strtoll(space + 1, NULL, 0);
  const EmbeddedEntry *entry = entry_at(target);
  if (entry == here)
    printf("  ; +0x%x", target - here->offset);
  else if (entry != NULL)
    printf("  ; %s", Embedded_names + entry->name);
}

static void print_entry(Disassembler *d, const EmbeddedEntry *entry) {
  static const char *const kKinds[] = {"bytecode handler", "entry stub", "stub",
                                       "JS builtin", "C entry"};
  printf("--- %s: %s, %u bytes", Embedded_names + entry->name,
         kKinds[entry->kind], entry->length_bytes);
  if (entry->kind == kEmbeddedJS)
    printf(", %d arguments", entry->argument_count);
  printf(" ---\n");
  uint32_t offset = 0;
  while (offset < entry->length_bytes) {
    char text[256];
    uint8_t *code = (uint8_t *)Embedded_text + entry->offset + offset;
    size_t size = d->disassemble(d->context, code, entry->length_bytes - offset,
                                 0, text, sizeof text);
    if (size == 0) {
      printf("  %4x\t(bad)\n", offset);
      offset++;
      continue;
    }
    printf("  %4x%s", offset, text);
    print_comment(text, entry->offset + offset, size, entry);
    putchar('\n');
    offset += (uint32_t)size;
  }
  putchar('\n');
}

static bool matches(const EmbeddedEntry *entry, const char *name) {
  const char *full = Embedded_names + entry->name;
  if (strcmp(full, name) == 0) return true;
  const char *rest = strchr(full, '_');
  return rest != NULL && strcmp(rest + 1, name) == 0;
}

bool PrintCode_print(const char *name) {
  Disassembler disassembler = {0};
  if (!open_disassembler(&disassembler)) return false;
  bool found = false;
  for (uint32_t i = 0; i < Embedded_entry_count; i++) {
    const EmbeddedEntry *entry = &Embedded_entries[i];
    if (name != NULL && !matches(entry, name)) continue;
    print_entry(&disassembler, entry);
    found = true;
  }
  disassembler.dispose(disassembler.context);
  if (!found)
    fprintf(stderr, "mksnapshot: no generated code is named %s\n", name);
  return found;
}
