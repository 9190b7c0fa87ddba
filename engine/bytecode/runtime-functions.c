// SPDX-License-Identifier: MIT
//
// Names of the runtime functions, for the parser of %Name() and for printing.
#include "engine/bytecode/runtime-functions.h"

static const struct {
  const char *name;
  int arity;
} kFunctions[kRuntimeFunctionCount] = {
#define RUNTIME(Name, arity) {#Name, arity},
#include "engine/bytecode/runtime-functions.def"
#undef RUNTIME
};

const char *RuntimeFunction_name(int id) {
  if (id < 0 || id >= kRuntimeFunctionCount) return NULL;
  return kFunctions[id].name;
}

int RuntimeFunction_find(const char *name, size_t length) {
  for (int i = 0; i < kRuntimeFunctionCount; i++) {
    if (strlen(kFunctions[i].name) == length &&
        memcmp(kFunctions[i].name, name, length) == 0)
      return i;
  }
  return -1;
}

int RuntimeFunction_arity(int id) {
  DCHECK(id >= 0 && id < kRuntimeFunctionCount);
  return kFunctions[id].arity;
}
