// SPDX-License-Identifier: MIT
//
// Inside the public API. A ThawLocal is the address of a slot in the isolate's
// handle stack, a region of the cage, so a local alone tells its isolate. The
// bottom of the stack holds constants; above it scopes come and go by moving
// Isolate.handle_scope.next. The collector scans [bottom, next) precisely.
#ifndef ENGINE_API_API_H_
#define ENGINE_API_API_H_

#include "engine/isolate/isolate.h"
#include "engine/objects/native-context.h"
#include "engine/objects/property-key.h"
#include "thaw.h"

struct ThawSlot {
  Value value;
};

// ThawIsolate is Isolate: there is nothing to add.
static ALWAYS_INLINE Isolate *isolate_of(ThawIsolate *isolate) {
  return (Isolate *)isolate;
}
static ALWAYS_INLINE ThawIsolate *Isolate_to_api(Isolate *isolate) {
  return (ThawIsolate *)isolate;
}

// Constant handles, in this order at the bottom of the handle stack.
enum {
  kConstantUndefined,
  kConstantNull,
  kConstantTrue,
  kConstantFalse,
  kConstantEmptyString,
  kConstantHandleCount
};

struct ThawPersistent {
  Isolate *isolate;
  ThawPersistent *previous;  // doubly linked list of the isolate's
  ThawPersistent *next;
  Value value;  // the_hole when empty
  bool is_weak;
  bool callback_due;  // died in the collection that just ran
  ThawWeakCallback callback;
  void *callback_data;
};

enum { kMaxEnteredContexts = 256 };

// engine/api's own state of an isolate; malloc'ed.
typedef struct ApiData {
  ThawPersistent *persistents;
  void *embedder_data;
  // Contexts that were current before each thaw_context_enter.
  Value entered_contexts[kMaxEnteredContexts];
  int entered_context_count;
  // Callback addresses that are no external reference: they cannot be frozen.
  intptr_t *dynamic_references;
  uint32_t dynamic_reference_count;
  uint32_t dynamic_reference_capacity;
  // Hooks of the embedder.
  ThawMessageListener message_listener;
  ThawRejectionCallback rejection_callback;
  ThawImportCallback import_callback;
  ThawImportMetaCallback import_meta_callback;
  ThawInterruptCallback interrupt_callback;
  void *interrupt_data;
  ThawThawPointerCallback thaw_pointer_callback;
  void *thaw_pointer_data;
  // Per native context: embedder pointers, by address of the context.
  struct ContextPointers *context_pointers;
  bool is_from_snapshot;
  // The default context was set here, by a snapshot creator.
  bool default_context_is_ours;
} ApiData;

struct ThawCallInfo {
  Isolate *isolate;
  int64_t argc;
  Value *argv;  // frame-layout.h
  Value data;
};

// ---- Handles (handles.c) ----

// Makes the handle stack and ApiData of a new isolate, and registers them with
// the collector. False if memory is short.
bool Api_setup(Isolate *isolate);
void Api_teardown(Isolate *isolate);
// Aborts when the handle stack is full.
NORETURN void Api_handle_overflow(void);

static ALWAYS_INLINE ThawLocal Local_new(Isolate *isolate, Value value) {
  HandleScopeData *handles = &isolate->handle_scope;
  if (UNLIKELY(handles->next == handles->limit)) Api_handle_overflow();
  *handles->next = value;
  return (ThawLocal)handles->next++;
}
static ALWAYS_INLINE Value Local_value(ThawLocal local) {
  return local->value;
}
static ALWAYS_INLINE Isolate *Local_isolate(ThawLocal local) {
  return Isolate_of(local);
}
static ALWAYS_INLINE ThawLocal Local_from_object(Isolate *isolate,
                                                 const void *object) {
  return Local_new(isolate, Value_from_object(object));
}
// NULL for the exception sentinel.
static ALWAYS_INLINE ThawLocal Local_or_null(Isolate *isolate, Value value) {
  return Value_is_exception(value) ? NULL : Local_new(isolate, value);
}
// key, value, key, value ... as a new array (modules.c).
ThawLocal Attributes_to_local(Isolate *isolate, FixedArray *attributes);
ThawLocal Local_constant(Isolate *isolate, int constant);
// Value_of an argument that may be NULL: undefined then.
static ALWAYS_INLINE Value Local_value_or_undefined(ThawLocal local) {
  return local ? local->value : ROOT(undefined_value);
}

// ---- Errors (isolate.c) ----

// Records the details that thaw_last_error tells; returns status.
ThawStatus Api_fail(ThawStatus status, const char *format, ...)
    PRINTF_LIKE(2, 3);

// ---- References (functions.c) ----

// 1 + index of an address among the external references, else a number beyond
// them that only this process understands. Never 0.
uint32_t Api_reference_of(Isolate *isolate, intptr_t address);
// 0 if there is no such reference.
intptr_t Api_reference_address(Isolate *isolate, uint32_t reference);

// The API object or function made from a FunctionTemplateInfo, see functions.c.
JSFunction *Api_new_function(Isolate *isolate, ThawFunctionCallback callback,
                             Value data, String *name, int length);
// An object with internal fields (0: an ordinary one) and this prototype.
JSObject *Api_new_object(Isolate *isolate, Value prototype, int field_count);

// Fills *message from an exception and what was recorded when it was thrown.
void Api_fill_message(Isolate *isolate, Value exception, Value recorded,
                      ThawMessage *message);

// Misuse of the API that cannot be reported otherwise.
#define API_CHECK(condition, location, message) \
  do {                                          \
    if (UNLIKELY(!(condition))) thaw_fatal_error(location, message); \
  } while (0)

#endif  // ENGINE_API_API_H_
