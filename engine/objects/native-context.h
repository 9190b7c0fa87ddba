// SPDX-License-Identifier: MIT
//
// The native context: one realm's intrinsics, as named slots.
#ifndef ENGINE_OBJECTS_NATIVE_CONTEXT_H_
#define ENGINE_OBJECTS_NATIVE_CONTEXT_H_

#include "engine/heap/factory.h"

enum { kContextScopeInfo = 0, kContextPrevious = 1, kContextHeaderSlots_ = 2 };

typedef enum NativeContextIndex {
  kNativeContextHeaderEnd = kContextHeaderSlots_ - 1,
#define NATIVE_SLOT(name) kNativeSlot_##name,
#include "engine/objects/native-context-slots.def"
#undef NATIVE_SLOT
  kNativeContextLength
} NativeContextIndex;

static inline Value NativeContext_get(const NativeContext *context,
                                      NativeContextIndex slot) {
  return Context_get_slots((const Context *)context, slot);
}
static inline void NativeContext_set(NativeContext *context,
                                     NativeContextIndex slot, Value value) {
  Context_set_slots((Context *)context, slot, value);
}
// Of the current native context.
#define INTRINSIC(isolate, name) \
  NativeContext_get(Isolate_native_context(isolate), kNativeSlot_##name)
#define INTRINSIC_OBJECT(isolate, Class, name) \
  Value_as_##Class(isolate, INTRINSIC(isolate, name))

#endif  // ENGINE_OBJECTS_NATIVE_CONTEXT_H_
