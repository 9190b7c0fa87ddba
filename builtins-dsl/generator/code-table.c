// SPDX-License-Identifier: MIT
//
// Rows for bytecodes.def (a handler per operand width), builtins.def (ASM and
// TFJ rows) and the stubs and C entries of definitions.h.
#include "builtins-dsl/generator/code-table.h"

#include <stdio.h>
#include <stdlib.h>

#include "builtins-dsl/definitions/definitions.h"
#include "engine/builtins/builtin-ids.h"

typedef void (*Definition)(Assembler *);

static const Definition kHandlers[kBytecodeCount] = {
#define BYTECODE(Name, ...) Define_Handler_##Name,
#include "engine/bytecode/bytecodes.def"
#undef BYTECODE
};

enum { kMaxRows = kBytecodeCount * 3 + kBuiltinCount + 64 };
static CodeRow rows[kMaxRows];
static int row_count;

static CodeRow *add_row(EmbeddedKind kind, Definition define,
                        const char *prefix, const char *name,
                        const char *suffix) {
  CHECK(row_count < kMaxRows);
  CodeRow *row = &rows[row_count++];
  snprintf(row->symbol, sizeof row->symbol, "%s%s%s", prefix, name, suffix);
  row->kind = kind;
  row->define = define;
  row->scale = 1;
  row->c_builtin_slot = -1;
  return row;
}

// Wide forms exist only where there is an operand that grows.
static bool has_wide_form(int bytecode) {
  const BytecodeInfo *info = &kBytecodeInfos[bytecode];
  for (int i = 0; i < info->operand_count; i++) {
    if (OperandType_size(info->operands[i], 2) !=
            OperandType_size(info->operands[i], 1) ||
        info->operands[i] == kOperandReg)
      return true;
  }
  return false;
}

static void add_handlers(int scale, int table, const char *suffix) {
  for (int i = 0; i < kBytecodeCount; i++) {
    if (scale > 1 && !has_wide_form(i)) continue;
    CodeRow *row = add_row(kEmbeddedHandler, kHandlers[i], "Handler_",
                           kBytecodeInfos[i].name, suffix);
    row->bytecode = i;
    row->scale = scale;
    row->index = table * 256 + i;
  }
}

const CodeRow *CodeTable_rows(int *count) {
  if (row_count == 0) {
    add_handlers(1, 0, "");
#define ASM(Name)                                                    \
  add_row(kEmbeddedAsm, Define_Stub_##Name, "Stub_", #Name, "")->index = \
      kBuiltin##Name;
#define TFS(Name) \
  add_row(kEmbeddedStub, Define_Stub_##Name, "Stub_", #Name, "");
#define TFJ(Name, arguments)                                               \
  {                                                                        \
    CodeRow *row = add_row(kEmbeddedJS, Define_Builtin_##Name, "Builtin_", \
                           #Name, "");                                     \
    row->index = kBuiltin##Name;                                           \
    row->argument_count = arguments;                                       \
  }
#define CPP(Name, arguments)
#include "engine/builtins/builtins.def"
#undef ASM
#undef TFS
#undef TFJ
#undef CPP
#define FAST(Name)                                                             \
  {                                                                            \
    CodeRow *row =                                                             \
        add_row(kEmbeddedJS, Define_Builtin_##Name, "Fast_", #Name, "");       \
    row->index = kBuiltin##Name;                                               \
    row->c_builtin_slot = kSlowBuiltin##Name;                                  \
  }
#define ENTRY(Name)                                                    \
  add_row(kEmbeddedAsm, Define_Entry_##Name, "Entry_", #Name, "")->index = \
      kBuiltin##Name;
#include "engine/builtins/builtins-fast.def"
#define ADD_C_ENTRY(Name) \
  add_row(kEmbeddedCEntry, Define_##Name, "", #Name, "");
    C_ENTRY_LIST(ADD_C_ENTRY)
#undef ADD_C_ENTRY
    add_handlers(2, 1, "_Wide");
    add_handlers(4, 2, "_ExtraWide");
  }
  *count = row_count;
  return rows;
}
