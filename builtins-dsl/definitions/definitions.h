// SPDX-License-Identifier: MIT
//
// Included by every definition file: declares each definition once, from the
// tables, and the macros that begin one. A row without a definition does not
// link.
//
//   BYTECODE_HANDLER(Add) { ... }            a row of bytecodes.def
//   ASM_STUB(InterpreterEntry) { ... }       an ASM row of builtins.def
//   STUB(Unwind) { ... }                     a TFS row
//   BUILTIN_JS(ArrayPrototypeAt, 1) { ... }  a TFJ row, or a row of
//                                            builtins-fast.def
//   ENTRY_STUB(ArrayPrototypeMap) { ... }    an ENTRY row of builtins-fast.def
//   C_ENTRY(Entry_invoke) { ... }            called by C, see C_ENTRY_LIST
#ifndef BUILTINS_DSL_DEFINITIONS_DEFINITIONS_H_
#define BUILTINS_DSL_DEFINITIONS_DEFINITIONS_H_

#include "builtins-dsl/assembler/assembler.h"

#define BYTECODE(Name, ...) void Define_Handler_##Name(Assembler *a);
#include "engine/bytecode/bytecodes.def"
#undef BYTECODE

#define ASM(Name) void Define_Stub_##Name(Assembler *a);
#define TFS(Name) void Define_Stub_##Name(Assembler *a);
#define TFJ(Name, arguments) void Define_Builtin_##Name(Assembler *a);
#define CPP(Name, arguments)
#include "engine/builtins/builtins.def"
#undef ASM
#undef TFS
#undef TFJ
#undef CPP

#define FAST(Name) void Define_Builtin_##Name(Assembler *a);
#define ENTRY(Name) void Define_Entry_##Name(Assembler *a);
#include "engine/builtins/builtins-fast.def"

// Functions that C code calls (engine/interpreter/entry.h). Their definitions
// begin the function themselves, to say how many parameters it has.
#define C_ENTRY_LIST(V) V(Entry_invoke) V(Entry_dispatch)
#define DECLARE_C_ENTRY(Name) void Define_##Name(Assembler *a);
C_ENTRY_LIST(DECLARE_C_ENTRY)
#undef DECLARE_C_ENTRY

#define BYTECODE_HANDLER(Name) void Define_Handler_##Name(Assembler *a)
#define ASM_STUB(Name) void Define_Stub_##Name(Assembler *a)
#define STUB(Name) void Define_Stub_##Name(Assembler *a)
#define BUILTIN_JS(Name, arguments) void Define_Builtin_##Name(Assembler *a)
#define ENTRY_STUB(Name) void Define_Entry_##Name(Assembler *a)
#define C_ENTRY(Name) void Define_##Name(Assembler *a)

#endif  // BUILTINS_DSL_DEFINITIONS_DEFINITIONS_H_
