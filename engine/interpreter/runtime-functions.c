// SPDX-License-Identifier: MIT
#include "engine/interpreter/runtime-functions.h"

#include <string.h>

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

int RuntimeFunction_find(const char *name, size_t length) {
  for (int id = 0; id < kRuntimeFunctionCount; id++) {
    const char *candidate = kRuntimeFunctions[id].name;
    if (strlen(candidate) == length && memcmp(candidate, name, length) == 0)
      return id;
  }
  return -1;
}
