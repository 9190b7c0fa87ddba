// SPDX-License-Identifier: MIT
//
// Status, flags, isolates and their settings. Where the heap of a new isolate
// comes from is decided in snapshot.c.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "engine/api/api.h"
#include "engine/builtins/atomics-wait.h"
#include "engine/api/snapshot-source.h"
#include "engine/base/startup-profile.h"
#include "engine/base/unicode.h"
#include "engine/builtins/bootstrapper.h"
#include "engine/heap/heap.h"
#include "engine/isolate/flags.h"

// ---- Status ----

static _Thread_local char g_last_error[512];

const char *thaw_status_message(ThawStatus status) {
  static const char *const kMessages[] = {
#define STATUS_MESSAGE(name, message) message,
      THAW_STATUS_LIST(STATUS_MESSAGE)
#undef STATUS_MESSAGE
  };
  if ((unsigned)status >= kThawStatusCount) return "unknown status";
  return kMessages[status];
}

const char *thaw_last_error(void) { return g_last_error; }

ThawStatus Api_fail(ThawStatus status, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  vsnprintf(g_last_error, sizeof g_last_error, format, arguments);
  va_end(arguments);
  return status;
}

// ---- Process ----

const char *thaw_version(void) { return THAW_VERSION_STRING; }
const char *thaw_unicode_version(void) { return Unicode_version(); }

void thaw_free(void *memory) { free(memory); }

ThawStatus thaw_flag_set(const char *flag) {
  char error[256] = "";
  switch (Flags_set(Flags_process(), flag, error, sizeof error)) {
    case kFlagOk:
      return kThawOk;
    case kFlagUnknown:
      return Api_fail(kThawBadFlag, "bad option: %s", flag);
    case kFlagBadValue:
      break;
  }
  return Api_fail(kThawInvalidArgument, "%s", error);
}

void thaw_flags_each(void (*visit)(void *data, const char *name,
                                   const char *type, const char *default_text,
                                   const char *help),
                     void *data) {
  Flags_each(visit, data);
}

static ThawFatalErrorHandler g_fatal_error_handler;

void thaw_set_fatal_error_handler(ThawFatalErrorHandler handler) {
  g_fatal_error_handler = handler;
}

void thaw_fatal_error(const char *location, const char *message) {
  if (g_fatal_error_handler)
    g_fatal_error_handler(location, message);
  else
    fprintf(stderr, "\n#\n# Fatal error in %s\n# %s\n#\n", location, message);
  abort();
}

// ---- Isolates ----

static size_t count_references(const intptr_t *references) {
  size_t count = 0;
  if (references)
    while (references[count] != 0) count++;
  return count;
}

static void on_rejection(Isolate *isolate, int event, JSPromise *promise,
                         Value value) {
  ThawRejectionCallback callback = isolate->api->rejection_callback;
  if (callback == NULL) return;
  ThawScope scope;
  thaw_scope_open(Isolate_to_api(isolate), &scope);
  callback(Isolate_to_api(isolate), (ThawRejectionEvent)event,
           Local_from_object(isolate, promise), Local_new(isolate, value));
  thaw_scope_close(&scope);
}

// A microtask threw: its exception is not pending any more.
static void on_microtask_exception(Isolate *isolate, Value exception) {
  ThawMessageListener listener = isolate->api->message_listener;
  if (listener == NULL) return;
  Value recorded = isolate->pending_message;
  ThawScope scope;
  thaw_scope_open(Isolate_to_api(isolate), &scope);
  ThawMessage message;
  Api_fill_message(isolate, exception, recorded, &message);
  listener(Isolate_to_api(isolate), Local_new(isolate, exception), &message);
  thaw_scope_close(&scope);
}

void Api_attach_hooks(Isolate *isolate) {
  isolate->promise_reject_hook = on_rejection;
  isolate->microtask_exception_hook = on_microtask_exception;
}

ThawStatus thaw_isolate_new(const ThawIsolateParams *params,
                            ThawIsolate **result) {
  static const ThawIsolateParams kDefaults;
  if (params == NULL) params = &kDefaults;
  *result = NULL;
  Flags flags = *Flags_process();
  if (params->max_heap_size_bytes != 0)
    flags.max_heap_size = (int64_t)(params->max_heap_size_bytes >> 20);
  if (params->max_native_stack_size_bytes != 0)
    flags.stack_size = (int64_t)(params->max_native_stack_size_bytes >> 10);
  Isolate *isolate;
  ThawStatus status = SnapshotSource_make_isolate(params, &flags, &isolate);
  if (status != kThawOk) return status;
  isolate->api->embedder_data = params->embedder_data;
  isolate->external_references = params->external_references;
  isolate->external_reference_count =
      count_references(params->external_references);
  Api_attach_hooks(isolate);
  *result = Isolate_to_api(isolate);
  return kThawOk;
}

void thaw_isolate_dispose(ThawIsolate *isolate) {
  if (isolate == NULL) return;
  Atomics_forget_waiters(isolate_of(isolate));
  Api_teardown(isolate_of(isolate));
  Isolate_dispose(isolate_of(isolate));
}

void thaw_isolate_enter(ThawIsolate *isolate) {
  Isolate_bind_to_thread(isolate_of(isolate));
}

// The thread that enters next binds the isolate to itself.
void thaw_isolate_exit(ThawIsolate *isolate) {}

void *thaw_isolate_data(ThawIsolate *isolate) {
  return isolate_of(isolate)->api->embedder_data;
}

void thaw_isolate_set_data(ThawIsolate *isolate, void *data) {
  isolate_of(isolate)->api->embedder_data = data;
}

void thaw_isolate_heap_statistics(ThawIsolate *isolate,
                                  ThawHeapStatistics *statistics) {
  Isolate *self = isolate_of(isolate);
  HeapStatistics heap;
  Heap_get_statistics(self, &heap);
  statistics->used_heap_size_bytes = heap.used_bytes;
  statistics->committed_size_bytes = heap.committed_bytes;
  statistics->heap_size_limit_bytes = heap.limit_bytes;
  statistics->snapshot_size_bytes =
      self->snapshot_end > self->snapshot_begin
          ? self->snapshot_end - self->snapshot_begin : 0;
  statistics->external_memory_bytes = heap.external_bytes;
  statistics->collection_count =
      heap.minor_collections + heap.major_collections;
  statistics->collection_time_us = heap.total_pause_us;
}

void thaw_isolate_collect_garbage(ThawIsolate *isolate) {
  Heap_collect(isolate_of(isolate), kGcMajor, kGcRequested);
}

void thaw_isolate_adjust_external_memory(ThawIsolate *isolate,
                                         int64_t delta_bytes) {
  Heap_adjust_external_bytes(isolate_of(isolate), (ptrdiff_t)delta_bytes);
}

// ---- Interrupts ----

void thaw_isolate_terminate(ThawIsolate *isolate) {
  Isolate *self = isolate_of(isolate);
  __atomic_fetch_or(&self->interrupt_requests, kInterruptTerminate,
                    __ATOMIC_SEQ_CST);
  Isolate_request_interrupt(self);
}

void thaw_isolate_cancel_terminate(ThawIsolate *isolate) {
  Isolate *self = isolate_of(isolate);
  __atomic_fetch_and(&self->interrupt_requests,
                     ~(uint32_t)kInterruptTerminate, __ATOMIC_SEQ_CST);
  self->terminating = false;
}

bool thaw_isolate_is_terminating(ThawIsolate *isolate) {
  Isolate *self = isolate_of(isolate);
  return self->terminating ||
         (self->interrupt_requests & kInterruptTerminate) != 0;
}

// Called by the stack guard on the isolate's thread.
static void run_interrupt(Isolate *isolate) {
  ApiData *api = isolate->api;
  ThawInterruptCallback callback = api->interrupt_callback;
  api->interrupt_callback = NULL;
  if (callback) callback(Isolate_to_api(isolate), api->interrupt_data);
}

void thaw_isolate_request_interrupt(ThawIsolate *isolate,
                                    ThawInterruptCallback callback,
                                    void *data) {
  Isolate *self = isolate_of(isolate);
  self->api->interrupt_data = data;
  self->api->interrupt_callback = callback;
  self->interrupt_hook = run_interrupt;
  __atomic_fetch_or(&self->interrupt_requests, kInterruptEmbedder,
                    __ATOMIC_SEQ_CST);
  Isolate_request_interrupt(self);
}

// ---- Hooks ----

void thaw_isolate_set_message_listener(ThawIsolate *isolate,
                                       ThawMessageListener listener) {
  isolate_of(isolate)->api->message_listener = listener;
}

void thaw_isolate_set_rejection_callback(ThawIsolate *isolate,
                                         ThawRejectionCallback callback) {
  isolate_of(isolate)->api->rejection_callback = callback;
}

void thaw_isolate_set_import_callback(ThawIsolate *isolate,
                                      ThawImportCallback callback) {
  isolate_of(isolate)->api->import_callback = callback;
}

void thaw_isolate_set_import_meta_callback(ThawIsolate *isolate,
                                           ThawImportMetaCallback callback) {
  isolate_of(isolate)->api->import_meta_callback = callback;
}

// ---- Start-up profile ----

_Static_assert(sizeof(ThawStartupMark) == sizeof(StartupMark),
               "the public mark is the internal one");

void thaw_startup_profile_begin(void) { StartupProfile_begin(); }

void thaw_startup_mark(const char *phase) { STARTUP_MARK(phase); }

const ThawStartupMark *thaw_startup_marks(size_t *count) {
  *count = (size_t)g_startup_profile.count;
  return (const ThawStartupMark *)g_startup_profile.marks;
}
