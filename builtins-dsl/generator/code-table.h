// SPDX-License-Identifier: MIT
//
// The list of everything to generate, and the objects made of it.
#ifndef BUILTINS_DSL_GENERATOR_CODE_TABLE_H_
#define BUILTINS_DSL_GENERATOR_CODE_TABLE_H_

#include "builtins-dsl/assembler/assembler.h"
#include "engine/builtins/embedded.h"

// One function of embedded.o.
typedef struct CodeRow {
  char symbol[64];
  EmbeddedKind kind;
  void (*define)(Assembler *a);
  int bytecode, scale;  // handlers
  int index;            // EmbeddedEntry.index
  int argument_count;
  int c_builtin_slot;  // fronts of C builtins
} CodeRow;

// All rows, in the order of the output. The count is put in *count.
const CodeRow *CodeTable_rows(int *count);

// A relocatable object in memory, from LLVM.
typedef struct ObjectBuffer {
  char *bytes;
  size_t size_bytes;
} ObjectBuffer;

// Builds rows [first, first + count) in a module of their own.
ObjectBuffer Emit_rows(const CodeRow *rows, int count, const char *module,
                       bool print_ir);
// Builds a handler's stencil: operands and continuations are symbols.
ObjectBuffer Emit_stencil(const CodeRow *row, const char *symbol);

// Joins the objects, writes code and table to `path`. Returns false, with a
// message on stderr, if a symbol is undefined or the file cannot be written.
bool ElfWriter_write(const char *path, const ObjectBuffer *objects, int count,
                     const CodeRow *rows, int row_count);

#endif  // BUILTINS_DSL_GENERATOR_CODE_TABLE_H_
