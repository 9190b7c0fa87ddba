// SPDX-License-Identifier: MIT
//
// Ids, names and arities of runtime-functions.def. Data only; the functions are
// reached through Isolate.runtime_functions, or declared by whoever defines
// them with RUNTIME_FUNCTION.
#ifndef ENGINE_BYTECODE_RUNTIME_FUNCTIONS_H_
#define ENGINE_BYTECODE_RUNTIME_FUNCTIONS_H_

#include <stdint.h>

typedef enum RuntimeFunctionId {
#define RUNTIME(Name, arity) kRuntime##Name,
#include "engine/bytecode/runtime-functions.def"
#undef RUNTIME
  kRuntimeFunctionCount
} RuntimeFunctionId;

typedef struct RuntimeFunctionInfo {
  const char *name;
  int8_t arity;
} RuntimeFunctionInfo;

extern const RuntimeFunctionInfo kRuntimeFunctionInfos[kRuntimeFunctionCount];

// The id of a name as %Name() writes it, or -1.
int RuntimeFunction_find(const char *name, int length);

#endif  // ENGINE_BYTECODE_RUNTIME_FUNCTIONS_H_
