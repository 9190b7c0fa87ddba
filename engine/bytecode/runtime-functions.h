// SPDX-License-Identifier: MIT
//
// Ids and declarations of the runtime functions, from runtime-functions.def.
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

// "Add"; NULL if there is no such id.
const char *RuntimeFunction_name(int id);
// The id of a name that is not terminated, or -1.
int RuntimeFunction_find(const char *name, size_t length);
int RuntimeFunction_arity(int id);

#endif  // ENGINE_BYTECODE_RUNTIME_FUNCTIONS_H_
