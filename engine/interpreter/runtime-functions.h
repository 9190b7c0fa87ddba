// SPDX-License-Identifier: MIT
//
// Ids, prototypes and table of the runtime functions, from
// engine/bytecode/runtime-functions.def. A runtime function takes the isolate
// and up to five Values, and returns a Value: the sentinel if it threw.
#ifndef ENGINE_INTERPRETER_RUNTIME_FUNCTIONS_H_
#define ENGINE_INTERPRETER_RUNTIME_FUNCTIONS_H_

#include "engine/bytecode/runtime-functions.h"
#include "engine/isolate/isolate.h"

typedef struct RuntimeFunctionEntry {
  const char *name;
  RuntimeFunction function;
  int arity;
} RuntimeFunctionEntry;

// By RuntimeFunctionId (runtime-functions.c).
extern const RuntimeFunctionEntry kRuntimeFunctions[];

#endif  // ENGINE_INTERPRETER_RUNTIME_FUNCTIONS_H_
