// SPDX-License-Identifier: MIT
//
// The isolate's tables of native addresses: bytecode handlers and entry stubs
// from embedded.o, C builtins and runtime functions by name. Nothing on the
// heap holds such an address; objects name these functions by index.
#include <string.h>

#include "engine/builtins/builtin-ids.h"
#include "engine/builtins/embedded.h"
#include "engine/bytecode/bytecodes.h"
#include "engine/bytecode/runtime-functions.h"
#include "engine/objects/shared-function-info.h"

_Static_assert((int)kSlowBuiltinsEnd <= (int)kMaxBuiltins,
               "enlarge kMaxBuiltins");
_Static_assert((int)kBuiltinCount <= (int)kMaxCodePointers,
               "enlarge kMaxCodePointers");
_Static_assert((int)kRuntimeFunctionCount <= (int)kMaxRuntimeFunctions,
               "enlarge kMaxRuntimeFunctions");

typedef void (*AnyFunction)(void);

// The rows that are C functions; embedded.o fills in the others.
static const AnyFunction kBuiltinFunctions[kBuiltinCount] = {
#define ASM(Name)
#define TFS(Name)
#define TFJ(Name, arguments)
#define CPP(Name, arguments) [kBuiltin##Name] = (AnyFunction)Builtin_##Name,
#include "engine/builtins/builtins.def"
#undef ASM
#undef TFS
#undef TFJ
#undef CPP
};

static const AnyFunction kRuntimeFunctions[kRuntimeFunctionCount] = {
#define RUNTIME(Name, arity) (AnyFunction) Runtime_##Name,
#include "engine/bytecode/runtime-functions.def"
#undef RUNTIME
};

static const struct {
  const char *name;
  int arguments;
} kBuiltinInfos[kBuiltinCount] = {
#define ASM(Name) {#Name, 0},
#define TFS(Name) {#Name, 0},
#define TFJ(Name, arguments) {#Name, arguments},
#define CPP(Name, arguments) {#Name, arguments},
#include "engine/builtins/builtins.def"
#undef ASM
#undef TFS
#undef TFJ
#undef CPP
};

int Builtin_code_index(BuiltinId id) {
  switch (id) {
#define ENTRY(Name) case kBuiltin##Name:
#include "engine/builtins/builtins-fast.def"
    return (int)id;
    default:
      return kCodeBuiltinEntry;
  }
}

int Builtin_argument_count(BuiltinId id) {
  DCHECK(id < kBuiltinCount);
  return kBuiltinInfos[id].arguments;
}

const char *Builtin_name(BuiltinId id) {
  DCHECK(id < kBuiltinCount);
  return kBuiltinInfos[id].name;
}

void Isolate_fill_native_tables(Isolate *isolate) {
  memcpy(isolate->builtins, kBuiltinFunctions, sizeof kBuiltinFunctions);
  memcpy(isolate->runtime_functions, kRuntimeFunctions,
         sizeof kRuntimeFunctions);
#define FAST(Name) \
  isolate->builtins[kSlowBuiltin##Name] = isolate->builtins[kBuiltin##Name];
#include "engine/builtins/builtins-fast.def"
  for (uint32_t i = 0; i < Embedded_entry_count; i++) {
    const EmbeddedEntry *entry = &Embedded_entries[i];
    const void *code = Embedded_text + entry->offset;
    switch ((EmbeddedKind)entry->kind) {
      case kEmbeddedHandler:
        isolate->dispatch_table[entry->index] = code;
        break;
      case kEmbeddedAsm:
        isolate->code_pointers[entry->index] = code;
        break;
      case kEmbeddedJS:
        isolate->builtins[entry->index] = code;
        break;
      case kEmbeddedStub:
      case kEmbeddedCEntry:
        break;
    }
  }
  // Opcodes that are none, and wide forms of bytecodes without operands.
  const void *illegal = isolate->dispatch_table[kBytecodeIllegal];
  for (int i = 0; i < kDispatchTableSize; i++)
    if (isolate->dispatch_table[i] == NULL)
      isolate->dispatch_table[i] = illegal;
}
