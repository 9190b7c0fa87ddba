// SPDX-License-Identifier: MIT
#include "engine/bytecode/runtime-functions.h"

#include <string.h>

const RuntimeFunctionInfo kRuntimeFunctionInfos[kRuntimeFunctionCount] = {
#define RUNTIME(Name, arity) {#Name, arity},
#include "engine/bytecode/runtime-functions.def"
#undef RUNTIME
};

int RuntimeFunction_find(const char *name, size_t length) {
  for (int i = 0; i < kRuntimeFunctionCount; i++) {
    const char *candidate = kRuntimeFunctionInfos[i].name;
    if (strncmp(candidate, name, length) == 0 &&
        candidate[length] == '\0')
      return i;
  }
  return -1;
}
