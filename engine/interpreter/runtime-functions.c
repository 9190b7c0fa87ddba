// SPDX-License-Identifier: MIT
#include "engine/interpreter/runtime-functions.h"

_Static_assert((int)kRuntimeFunctionCount <= (int)kMaxRuntimeFunctions,
               "enlarge kMaxRuntimeFunctions");

// All are called by generated code, which knows each one's arity.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wcast-function-type"
const RuntimeFunctionEntry kRuntimeFunctions[] = {
#define RUNTIME(Name, arity) \
  {#Name, (RuntimeFunction)(void (*)(void))Runtime_##Name, arity},
#include "engine/bytecode/runtime-functions.def"
#undef RUNTIME
};
#pragma GCC diagnostic pop
