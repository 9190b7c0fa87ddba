// SPDX-License-Identifier: MIT
//
// Ids, names and arities of runtime-functions.def. Data only; the functions are
// reached through Isolate.runtime_functions, or called by name.
#ifndef ENGINE_BYTECODE_RUNTIME_FUNCTIONS_H_
#define ENGINE_BYTECODE_RUNTIME_FUNCTIONS_H_

#include "engine/objects/layout/value.h"

typedef enum RuntimeFunctionId {
#define RUNTIME(Name, arity) kRuntime##Name,
#include "engine/bytecode/runtime-functions.def"
#undef RUNTIME
  kRuntimeFunctionCount
} RuntimeFunctionId;

#define RUNTIME_PARAMETERS_0 Isolate *
#define RUNTIME_PARAMETERS_1 Isolate *, Value
#define RUNTIME_PARAMETERS_2 Isolate *, Value, Value
#define RUNTIME_PARAMETERS_3 Isolate *, Value, Value, Value
#define RUNTIME_PARAMETERS_4 Isolate *, Value, Value, Value, Value
#define RUNTIME_PARAMETERS_5 Isolate *, Value, Value, Value, Value, Value
#define RUNTIME(Name, arity) Value Runtime_##Name(RUNTIME_PARAMETERS_##arity);
#include "engine/bytecode/runtime-functions.def"
#undef RUNTIME

typedef struct RuntimeFunctionInfo {
  const char *name;
  int8_t arity;
} RuntimeFunctionInfo;

extern const RuntimeFunctionInfo kRuntimeFunctionInfos[kRuntimeFunctionCount];

// The id of a name as %Name() writes it, or -1.
int RuntimeFunction_find(const char *name, size_t length);

#endif  // ENGINE_BYTECODE_RUNTIME_FUNCTIONS_H_
