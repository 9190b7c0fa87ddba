// SPDX-License-Identifier: MIT
//
// Contexts: a ThawLocal for a context is a handle to its NativeContext.
#include <stdlib.h>

#include "engine/api/api.h"
#include "engine/api/snapshot-roots.h"
#include "engine/builtins/bootstrapper.h"

// Pointers that the embedder keeps with a context, beside the heap.
typedef struct ContextPointers {
  uint32_t context_offset;  // cage offset: objects do not move
  void *pointers[THAW_CONTEXT_SLOT_COUNT];
} ContextPointers;

static NativeContext *context_of(ThawLocal context) {
  Isolate *isolate = Local_isolate(context);
  API_CHECK(Value_is_NativeContext(isolate, Local_value(context)),
            "thaw_context", "the value is no context");
  return Value_as_NativeContext(isolate, Local_value(context));
}

ThawLocal thaw_context_new(ThawIsolate *isolate) {
  Isolate *self = isolate_of(isolate);
  // The realm of the code that asks stays current.
  Value current = Isolate_root(self, kIsolateRoot_current_native_context);
  // What a snapshot creator has set is for those who thaw.
  NativeContext *context = self->api->default_context_is_ours
                               ? NULL : SnapshotRoots_take_default_context(self);
  if (context == NULL) {
    context = Bootstrapper_new_native_context(self);
  } else {
    Isolate_set_root(self, kIsolateRoot_current_native_context,
                     Value_from_object(context));
    Bootstrap_install_gc(self);
  }
  Isolate_set_root(self, kIsolateRoot_current_native_context, current);
  return Local_from_object(self, context);
}

void thaw_context_enter(ThawLocal context) {
  Isolate *isolate = Local_isolate(context);
  ApiData *api = isolate->api;
  API_CHECK(api->entered_context_count < kMaxEnteredContexts,
            "thaw_context_enter", "contexts are nested too deeply");
  api->entered_contexts[api->entered_context_count++] =
      Isolate_root(isolate, kIsolateRoot_current_native_context);
  Isolate_set_root(isolate, kIsolateRoot_current_native_context,
                   Value_from_object(context_of(context)));
}

void thaw_context_exit(ThawLocal context) {
  Isolate *isolate = Local_isolate(context);
  ApiData *api = isolate->api;
  Value current = Isolate_root(isolate, kIsolateRoot_current_native_context);
  API_CHECK(api->entered_context_count > 0 &&
                Value_equals(current, Local_value(context)),
            "thaw_context_exit", "Cannot exit non-entered context");
  Isolate_set_root(isolate, kIsolateRoot_current_native_context,
                   api->entered_contexts[--api->entered_context_count]);
}

ThawLocal thaw_context_current(ThawIsolate *isolate) {
  Isolate *self = isolate_of(isolate);
  Value current = Isolate_root(self, kIsolateRoot_current_native_context);
  return Value_is_NativeContext(self, current) ? Local_new(self, current)
                                               : NULL;
}

ThawLocal thaw_context_global(ThawLocal context) {
  return Local_new(Local_isolate(context),
                   NativeContext_get(context_of(context),
                                     kNativeSlot_global_object));
}

// ---- Embedder slots ----

static void check_slot(int index) {
  API_CHECK(index >= 0 && index < THAW_CONTEXT_SLOT_COUNT,
            "thaw_context_embedder_value", "no such slot");
}

static FixedArray *embedder_slots(ThawLocal context, bool make) {
  Isolate *isolate = Local_isolate(context);
  NativeContext *native = context_of(context);
  Value slots = NativeContext_get(native, kNativeSlot_embedder_data);
  if (Value_is_FixedArray(isolate, slots))
    return Value_as_FixedArray(isolate, slots);
  if (!make) return NULL;
  FixedArray *made = FixedArray_new(isolate, THAW_CONTEXT_SLOT_COUNT);
  NativeContext_set(native, kNativeSlot_embedder_data,
                    Value_from_object(made));
  return made;
}

void thaw_context_set_embedder_value(ThawLocal context, int index,
                                     ThawLocal value) {
  check_slot(index);
  FixedArray *slots = embedder_slots(context, true);
  FixedArray_set_slots(slots, index,
                       Isolate_box(Local_isolate(context),
                                   Local_value(value)));
}

ThawLocal thaw_context_embedder_value(ThawLocal context, int index) {
  check_slot(index);
  Isolate *isolate = Local_isolate(context);
  FixedArray *slots = embedder_slots(context, false);
  if (slots == NULL) return Local_constant(isolate, kConstantUndefined);
  return Local_new(isolate, FixedArray_get_slots(slots, index));
}

// The entry of a context; a NULL-terminated list of few, since embedders have
// few contexts. make: NULL otherwise if there is none.
static ContextPointers *pointers_of(ThawLocal context, bool make) {
  ApiData *api = Local_isolate(context)->api;
  uint32_t offset = (uint32_t)(uintptr_t)context_of(context);
  size_t count = 0;
  for (ContextPointers *entry = api->context_pointers;
       entry && entry->context_offset != 0; entry++, count++)
    if (entry->context_offset == offset) return entry;
  if (!make) return NULL;
  ContextPointers *grown =
      realloc(api->context_pointers, (count + 2) * sizeof *grown);
  if (grown == NULL)
    thaw_fatal_error("thaw_context_set_embedder_pointer",
                     "the system has no memory left");
  api->context_pointers = grown;
  grown[count] = (ContextPointers){.context_offset = offset};
  grown[count + 1] = (ContextPointers){0};
  return &grown[count];
}

void thaw_context_set_embedder_pointer(ThawLocal context, int index,
                                       void *pointer) {
  check_slot(index);
  pointers_of(context, true)->pointers[index] = pointer;
}

void *thaw_context_embedder_pointer(ThawLocal context, int index) {
  check_slot(index);
  ContextPointers *entry = pointers_of(context, false);
  return entry ? entry->pointers[index] : NULL;
}
