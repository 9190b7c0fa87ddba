// SPDX-License-Identifier: MIT
//
// builtins-gen: makes embedded.o.
//
//   builtins-gen embedded.o [--stencils file.o] [--print-ir=Symbol]
#include <llvm-c/Support.h>
#include <llvm-c/Target.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "builtins-dsl/generator/code-table.h"

// Modules of this many functions are built by a few threads.
enum { kRowsPerModule = 24, kThreads = 2, kMaxModules = 256 };

static const CodeRow *all_rows;
static int all_count;
static ObjectBuffer objects[kMaxModules];
static int next_module;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static int module_count(void) {
  return (all_count + kRowsPerModule - 1) / kRowsPerModule;
}

static void *build_modules(void *unused) {
  for (;;) {
    pthread_mutex_lock(&lock);
    int module = next_module++;
    pthread_mutex_unlock(&lock);
    if (module >= module_count()) return unused;
    int first = module * kRowsPerModule;
    int count = all_count - first;
    if (count > kRowsPerModule) count = kRowsPerModule;
    char name[32];
    snprintf(name, sizeof name, "builtins%d", module);
    objects[module] = Emit_rows(all_rows + first, count, name, false);
  }
}

static void build_all(void) {
  CHECK(module_count() <= kMaxModules);
  pthread_t threads[kThreads];
  for (int i = 0; i < kThreads; i++)
    CHECK(pthread_create(&threads[i], NULL, build_modules, NULL) == 0);
  for (int i = 0; i < kThreads; i++) pthread_join(threads[i], NULL);
}

static const CodeRow *find_row(const char *symbol) {
  for (int i = 0; i < all_count; i++)
    if (strcmp(all_rows[i].symbol, symbol) == 0) return &all_rows[i];
  fprintf(stderr, "builtins-gen: no code named %s\n", symbol);
  exit(1);
}

static bool write_file(const char *path, ObjectBuffer object) {
  FILE *file = fopen(path, "wb");
  bool ok = file != NULL &&
            fwrite(object.bytes, 1, object.size_bytes, file) ==
                object.size_bytes;
  if (file != NULL && fclose(file) != 0) ok = false;
  if (!ok) fprintf(stderr, "builtins-gen: cannot write %s\n", path);
  return ok;
}

int main(int argc, char **argv) {
  const char *output = NULL, *stencils = NULL;
  LLVMInitializeX86TargetInfo();
  LLVMInitializeX86Target();
  LLVMInitializeX86TargetMC();
  LLVMInitializeX86AsmPrinter();
  // Every way out of a handler keeps its own dispatch: a shared one would make
  // fast paths restore the stack that only slow paths use.
  const char *const options[] = {"builtins-gen", "-enable-tail-merge=0"};
  LLVMParseCommandLineOptions(2, options, NULL);
  all_rows = CodeTable_rows(&all_count);
  for (int i = 1; i < argc; i++) {
    if (strncmp(argv[i], "--print-ir=", 11) == 0) {
      Emit_rows(find_row(argv[i] + 11), 1, "print", true);
      return 0;
    } else if (strcmp(argv[i], "--stencils") == 0 && i + 1 < argc) {
      stencils = argv[++i];
    } else {
      output = argv[i];
    }
  }
  if (output == NULL) {
    fprintf(stderr, "usage: builtins-gen embedded.o [--stencils file.o] "
                    "[--print-ir=Symbol]\n");
    return 1;
  }
  build_all();
  if (!ElfWriter_write(output, objects, module_count(), all_rows, all_count))
    return 1;
  if (stencils != NULL &&
      !write_file(stencils, Emit_stencil(find_row("Handler_Add"),
                                         "Stencil_Add")))
    return 1;
  return 0;
}
