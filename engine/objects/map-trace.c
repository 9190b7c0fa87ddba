// SPDX-License-Identifier: MIT
//
// --trace-maps: a line for every change of hidden classes, in V8's shape.
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "engine/objects/shared-function-info.h"
#include "engine/objects/string.h"
#include "engine/objects/transitions.h"

static uint64_t address_of(const Map *map) {
  return (uint64_t)(uintptr_t)map | kHeapObjectTag;
}

void Map_trace_transition(Isolate *isolate, const Map *from, const Map *to,
                          Name *name) {
  char *text = NULL;
  if (Value_is_String(isolate, Value_from_object(name)))
    text = String_to_utf8(isolate, (String *)name, NULL);
  printf("[TraceMaps: Transition from= 0x%" PRIx64 " to= 0x%" PRIx64
         " name= %s ]\n",
         address_of(from), address_of(to), text ? text : "<symbol>");
  free(text);
}

void Map_trace_change(const char *event, const Map *from, const Map *to,
                      const char *reason) {
  printf("[TraceMaps: %s from= 0x%" PRIx64 " to= 0x%" PRIx64 " reason= %s ]\n",
         event, address_of(from), address_of(to), reason);
}

void Map_trace_initial(Isolate *isolate, const Map *map,
                       const SharedFunctionInfo *shared) {
  char *name =
      String_to_utf8(isolate, SharedFunctionInfo_name_string(shared), NULL);
  printf("[TraceMaps: InitialMap map= 0x%" PRIx64 " SFI= %d_%s ]\n",
         address_of(map), shared->function_literal_id, name);
  free(name);
}
