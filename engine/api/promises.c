// SPDX-License-Identifier: MIT
//
// Errors, promises, microtasks, dates and JSON.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "engine/api/api.h"
#include "engine/builtins/atomics-wait.h"
#include "engine/builtins/microtask-queue.h"
#include "engine/builtins/promise.h"
#include "engine/objects/messages.h"
#include "engine/objects/string.h"

// ---- Errors ----

static ErrorType error_type(ThawErrorKind kind) {
  switch (kind) {
    case kThawError: return kErrorTypeError;
    case kThawTypeError: return kErrorTypeTypeError;
    case kThawRangeError: return kErrorTypeRangeError;
    case kThawSyntaxError: return kErrorTypeSyntaxError;
    case kThawReferenceError: return kErrorTypeReferenceError;
  }
  return kErrorTypeError;
}

ThawLocal thaw_error_new(ThawIsolate *isolate, ThawErrorKind kind,
                         ThawLocal message) {
  Isolate *self = isolate_of(isolate);
  API_CHECK(thaw_is_string(message), "thaw_error_new",
            "the message must be a string");
  return Local_from_object(
      self, Error_new(self, error_type(kind),
                      Value_as_String(self, Local_value(message))));
}

ThawLocal thaw_throw(ThawIsolate *isolate, ThawLocal exception) {
  (void)Isolate_throw(isolate_of(isolate), Local_value(exception));
  return NULL;
}

ThawLocal thaw_throw_error(ThawIsolate *isolate, ThawErrorKind kind,
                           const char *format, ...) {
  char text[1024];
  va_list arguments;
  va_start(arguments, format);
  vsnprintf(text, sizeof text, format, arguments);
  va_end(arguments);
  Isolate *self = isolate_of(isolate);
  String *message = String_new_utf8(self, text, strlen(text));
  JSObject *error = Error_new(self, error_type(kind), message);
  (void)Isolate_throw(self, Value_from_object(error));
  return NULL;
}

// ---- Promises ----

static JSPromise *promise_of(ThawLocal local) {
  Isolate *isolate = Local_isolate(local);
  API_CHECK(Value_is_JSPromise(isolate, Local_value(local)), "thaw_promise",
            "the value is no promise");
  return Value_as_JSPromise(isolate, Local_value(local));
}

ThawLocal thaw_promise_new(ThawIsolate *isolate) {
  Isolate *self = isolate_of(isolate);
  return Local_from_object(self, Promise_new(self));
}

bool thaw_promise_resolve(ThawIsolate *isolate, ThawLocal promise,
                          ThawLocal value) {
  JSPromise *target = promise_of(promise);
  if (Promise_state(target) != kPromisePending) return true;
  return Promise_resolve_js(isolate_of(isolate), target, Local_value(value));
}

bool thaw_promise_reject(ThawIsolate *isolate, ThawLocal promise,
                         ThawLocal reason) {
  Isolate *self = isolate_of(isolate);
  JSPromise *target = promise_of(promise);
  if (Promise_state(target) == kPromisePending)
    Promise_reject(self, target, Isolate_box(self, Local_value(reason)));
  return true;
}

ThawPromiseState thaw_promise_state(ThawLocal promise) {
  return (ThawPromiseState)Promise_state(promise_of(promise));
}

ThawLocal thaw_promise_result(ThawIsolate *isolate, ThawLocal promise) {
  JSPromise *target = promise_of(promise);
  if (Promise_state(target) == kPromisePending) return thaw_undefined(isolate);
  return Local_new(isolate_of(isolate), Promise_result(target));
}

bool thaw_promise_is_handled(ThawLocal promise) {
  return (promise_of(promise)->flags & kPromiseHasHandler) != 0;
}

void thaw_promise_mark_handled(ThawIsolate *isolate, ThawLocal promise) {
  promise_of(promise)->flags |= kPromiseHasHandler;
}

// ---- Microtasks ----

void thaw_microtask_enqueue(ThawIsolate *isolate, ThawLocal function) {
  API_CHECK(thaw_is_function(function), "thaw_microtask_enqueue",
            "the value is no function");
  MicrotaskQueue_enqueue_callable(isolate_of(isolate), Local_value(function));
}

typedef struct NativeTask {
  ThawMicrotask task;
  void *data;
} NativeTask;

static void run_native_task(Isolate *isolate, void *data) {
  NativeTask task = *(NativeTask *)data;
  free(data);
  ThawScope scope;
  thaw_scope_open(Isolate_to_api(isolate), &scope);
  task.task(Isolate_to_api(isolate), task.data);
  thaw_scope_close(&scope);
}

void thaw_microtask_enqueue_native(ThawIsolate *isolate, ThawMicrotask task,
                                   void *data) {
  NativeTask *entry = malloc(sizeof *entry);
  if (entry == NULL)
    thaw_fatal_error("thaw_microtask_enqueue_native",
                     "the system has no memory left");
  *entry = (NativeTask){task, data};
  MicrotaskQueue_enqueue_native(isolate_of(isolate), run_native_task, entry);
}

bool thaw_microtasks_run(ThawIsolate *isolate) {
  return MicrotaskQueue_run_checkpoint(isolate_of(isolate));
}

bool thaw_microtasks_pending(ThawIsolate *isolate) {
  return !MicrotaskQueue_is_empty(isolate_of(isolate));
}

double thaw_async_waits_settle(ThawIsolate *isolate) {
  return Atomics_settle_waiters(isolate_of(isolate));
}

// ---- Dates and JSON ----

double thaw_date_value(ThawLocal date) {
  Isolate *isolate = Local_isolate(date);
  if (!Value_is_JSDate(isolate, Local_value(date))) return __builtin_nan("");
  return Value_as_JSDate(isolate, Local_value(date))->time_value_ms;
}

// Calls a method of the current context's JSON object.
static ThawLocal call_json(ThawIsolate *isolate, const char *method,
                           ThawLocal argument) {
  ThawLocal global = thaw_context_global(thaw_context_current(isolate));
  ThawLocal json = thaw_object_get_named(isolate, global, "JSON");
  if (json == NULL) return NULL;
  ThawLocal function = thaw_object_get_named(isolate, json, method);
  if (function == NULL) return NULL;
  return thaw_function_call(isolate, function, json, 1, &argument);
}

ThawLocal thaw_json_parse(ThawIsolate *isolate, ThawLocal text) {
  return call_json(isolate, "parse", text);
}

ThawLocal thaw_json_stringify(ThawIsolate *isolate, ThawLocal value) {
  return call_json(isolate, "stringify", value);
}
