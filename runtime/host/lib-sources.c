// SPDX-License-Identifier: MIT
//
// Compiling the files in runtime/lib.
#include "runtime/host/lib-sources.h"

#include <stdio.h>
#include <string.h>

static bool is_ascii(const LibSource *source) {
  for (const char *c = source->begin; c < source->end; c++)
    if (*c & 0x80) return false;
  return true;
}

ThawLocal LibSource_compile(ThawIsolate *isolate, const char *id,
                            size_t parameter_count,
                            const char *const *parameters) {
  const LibSource *found = NULL;
  for (int i = 0; i < kLibSourceCount; i++)
    if (strcmp(kLibSources[i].id, id) == 0) found = &kLibSources[i];
  if (found == NULL)
    return thaw_throw_error(isolate, kThawError, "No such built-in module: %s",
                            id);
  size_t size = (size_t)(found->end - found->begin);
  ThawLocal text =
      is_ascii(found)
          ? thaw_string_new_latin1(isolate, (const uint8_t *)found->begin,
                                   size)
          : thaw_string_new(isolate, found->begin, size);
  if (text == NULL) return NULL;
  char name[128];
  snprintf(name, sizeof name, "node:%s", id);
  ThawOrigin origin = {.name = name};
  return thaw_function_compile(isolate, text, &origin, parameter_count,
                               parameters);
}
