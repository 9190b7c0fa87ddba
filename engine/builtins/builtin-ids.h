// SPDX-License-Identifier: MIT
//
// Ids of builtins, from builtins.def, and declarations of the C ones.
#ifndef ENGINE_BUILTINS_BUILTIN_IDS_H_
#define ENGINE_BUILTINS_BUILTIN_IDS_H_

#include "engine/isolate/isolate.h"

typedef enum BuiltinId {
#define ASM(Name) kBuiltin##Name,
#define TFS(Name) kBuiltin##Name,
#define TFJ(Name, arguments) kBuiltin##Name,
#define CPP(Name, arguments) kBuiltin##Name,
#include "engine/builtins/builtins.def"
#undef ASM
#undef TFS
#undef TFJ
#undef CPP
  kBuiltinCount,
  kBuiltinNone = kBuiltinCount
} BuiltinId;

// Where Isolate.builtins has the C functions that a generated front stands for.
typedef enum SlowBuiltinSlot {
  kSlowBuiltinsBegin = kBuiltinCount,
#define FAST(Name) kSlowBuiltin##Name,
#include "engine/builtins/builtins-fast.def"
  kSlowBuiltinsEnd
} SlowBuiltinSlot;

#define ASM(Name)
#define TFS(Name)
#define TFJ(Name, arguments)
#define CPP(Name, arguments) \
  Value Builtin_##Name(Isolate *isolate, int64_t argc, Value *argv);
#include "engine/builtins/builtins.def"
#undef ASM
#undef TFS
#undef TFJ
#undef CPP

// What calls of the builtin jump to: an index in Isolate.code_pointers.
int Builtin_code_index(BuiltinId id);
// Declared arguments: how many of argv[1..] are always there.
int Builtin_argument_count(BuiltinId id);
const char *Builtin_name(BuiltinId id);

// In a builtin with JS linkage: what it was called with.
static inline Value Builtin_new_target(const Value *argv) {
  return argv[kArgvNewTarget];
}
static inline Value Builtin_function(const Value *argv) {
  return argv[kArgvFunction];
}

#endif  // ENGINE_BUILTINS_BUILTIN_IDS_H_
