// SPDX-License-Identifier: MIT
//
// The handle stack, scopes and persistent handles.
#include <stdlib.h>

#include "engine/api/api.h"
#include "engine/heap/cage.h"
#include "engine/heap/heap.h"

// ---- Roots ----

static Value *handle_stack_bottom(const Isolate *isolate) {
  return (Value *)((uintptr_t)isolate + kHandleStackOffset);
}

static void visit_handles(Isolate *isolate, RootVisitor *visitor, void *data) {
  ApiData *api = data;
  visitor->visit_values(visitor, handle_stack_bottom(isolate),
                        isolate->handle_scope.next);
  for (ThawPersistent *p = api->persistents; p; p = p->next)
    if (!p->is_weak) visitor->visit_values(visitor, &p->value, &p->value + 1);
  visitor->visit_values(visitor, api->entered_contexts,
                        api->entered_contexts + api->entered_context_count);
}

static void run_due_callbacks(Isolate *isolate, ApiData *api) {
  ThawPersistent *p = api->persistents;
  while (p) {
    // The callback may dispose its own handle.
    ThawPersistent *next = p->next;
    if (p->callback_due) {
      p->callback_due = false;
      if (p->callback)
        p->callback(Isolate_to_api(isolate), p, p->callback_data);
    }
    p = next;
  }
}

static void clear_dead_handles(Isolate *isolate, void *data) {
  ApiData *api = data;
  bool any_due = false;
  for (ThawPersistent *p = api->persistents; p; p = p->next) {
    if (!p->is_weak || !Value_is_heap_object(p->value)) continue;
    if (Heap_is_live(isolate, Value_object(isolate, p->value))) continue;
    p->value = ROOT(the_hole);
    p->callback_due = true;
    any_due = true;
  }
  if (any_due) run_due_callbacks(isolate, api);
}

bool Api_setup(Isolate *isolate) {
  ApiData *api = calloc(1, sizeof *api);
  if (api == NULL) return false;
  if (!Cage_commit((uintptr_t)isolate, kHandleStackOffset,
                   kHandleStackBytes)) {
    free(api);
    return false;
  }
  isolate->api = api;
  Value *bottom = handle_stack_bottom(isolate);
  bottom[kConstantUndefined] = ROOT(undefined_value);
  bottom[kConstantNull] = ROOT(null_value);
  bottom[kConstantTrue] = ROOT(true_value);
  bottom[kConstantFalse] = ROOT(false_value);
  bottom[kConstantEmptyString] = ROOT(empty_string);
  isolate->handle_scope.next = bottom + kConstantHandleCount;
  isolate->handle_scope.limit = bottom + kHandleStackBytes / kValueSize;
  isolate->handle_scope.level = 0;
  Heap_add_root_provider(isolate, visit_handles, api);
  Heap_add_weak_processor(isolate, clear_dead_handles, api);
  return true;
}

void Api_teardown(Isolate *isolate) {
  ApiData *api = isolate->api;
  for (ThawPersistent *p = api->persistents; p;) {
    ThawPersistent *next = p->next;
    free(p);
    p = next;
  }
  free(api->dynamic_references);
  free(api->context_pointers);
  free(api);
  isolate->api = NULL;
}

void Api_handle_overflow(void) {
  thaw_fatal_error("ThawScope",
                   "too many locals: open a scope around each iteration");
}

ThawLocal Local_constant(Isolate *isolate, int constant) {
  return (ThawLocal)(handle_stack_bottom(isolate) + constant);
}

// ---- Scopes ----

void thaw_scope_open(ThawIsolate *isolate, ThawScope *scope) {
  HandleScopeData *handles = &isolate_of(isolate)->handle_scope;
  scope->isolate = isolate;
  scope->private_state[0] = (uintptr_t)handles->next;
  scope->private_state[1] = (uintptr_t)++handles->level;
}

void thaw_scope_close(ThawScope *scope) {
  HandleScopeData *handles = &isolate_of(scope->isolate)->handle_scope;
  API_CHECK((uintptr_t)handles->level == scope->private_state[1],
            "thaw_scope_close", "scopes must be closed in stack order");
  handles->level--;
  handles->next = (Value *)scope->private_state[0];
}

ThawLocal thaw_scope_close_and_escape(ThawScope *scope, ThawLocal value) {
  if (value == NULL) {
    thaw_scope_close(scope);
    return NULL;
  }
  Value escaped = Local_value(value);
  thaw_scope_close(scope);
  return Local_new(isolate_of(scope->isolate), escaped);
}

void thaw_escapable_scope_open(ThawIsolate *isolate,
                               ThawEscapableScope *scope) {
  // The slot lies below the scope, so it outlives it.
  scope->escape_slot =
      Local_new(isolate_of(isolate), ROOT(undefined_value));
  scope->escaped = false;
  thaw_scope_open(isolate, &scope->scope);
}

ThawLocal thaw_escapable_scope_escape(ThawEscapableScope *scope,
                                      ThawLocal value) {
  API_CHECK(!scope->escaped, "thaw_escapable_scope_escape",
            "Escape value set twice");
  scope->escaped = true;
  if (value == NULL) return NULL;
  ((struct ThawSlot *)scope->escape_slot)->value = Local_value(value);
  return scope->escape_slot;
}

void thaw_escapable_scope_close(ThawEscapableScope *scope) {
  thaw_scope_close(&scope->scope);
}

// ---- Persistent handles ----

ThawPersistent *thaw_persistent_new(ThawIsolate *isolate, ThawLocal value) {
  Isolate *self = isolate_of(isolate);
  ThawPersistent *persistent = calloc(1, sizeof *persistent);
  if (persistent == NULL)
    thaw_fatal_error("thaw_persistent_new", "the system has no memory left");
  persistent->isolate = self;
  persistent->value = Local_value(value);
  persistent->next = self->api->persistents;
  if (persistent->next) persistent->next->previous = persistent;
  self->api->persistents = persistent;
  return persistent;
}

ThawLocal thaw_persistent_get(ThawIsolate *isolate,
                              const ThawPersistent *persistent) {
  if (thaw_persistent_is_empty(persistent)) return NULL;
  return Local_new(isolate_of(isolate), persistent->value);
}

void thaw_persistent_set(ThawPersistent *persistent, ThawLocal value) {
  persistent->value = Local_value(value);
  persistent->is_weak = false;
}

void thaw_persistent_dispose(ThawPersistent *persistent) {
  if (persistent == NULL) return;
  if (persistent->previous)
    persistent->previous->next = persistent->next;
  else
    persistent->isolate->api->persistents = persistent->next;
  if (persistent->next) persistent->next->previous = persistent->previous;
  free(persistent);
}

void thaw_persistent_make_weak(ThawPersistent *persistent,
                               ThawWeakCallback callback, void *data) {
  persistent->is_weak = true;
  persistent->callback = callback;
  persistent->callback_data = data;
}

void thaw_persistent_clear_weak(ThawPersistent *persistent) {
  persistent->is_weak = false;
}

bool thaw_persistent_is_weak(const ThawPersistent *persistent) {
  return persistent->is_weak;
}

bool thaw_persistent_is_empty(const ThawPersistent *persistent) {
  return Value_is_the_hole(persistent->value);
}
