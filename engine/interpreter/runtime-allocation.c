// SPDX-License-Identifier: MIT
//
// The slow half of inline allocation in generated code.
#include "engine/bytecode/runtime-functions.h"
#include "engine/heap/factory.h"

Value Runtime_AllocateRaw(Isolate *isolate, Value size_bytes, Value map) {
  return Value_from_object(Heap_allocate_raw(
      isolate, (size_t)Value_smi(size_bytes), Value_as_Map(isolate, map)));
}
