// SPDX-License-Identifier: MIT
//
// The life of a host: bootstrap, callbacks, the event loop, the end.
#include "runtime/host/host.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "runtime/bindings/binding.h"
#include "runtime/host/lib-sources.h"

// ---- External references ----

enum { kMaxReferences = 512 };

const intptr_t *Host_external_references(void) {
  static intptr_t references[kMaxReferences];
  if (references[0] != 0) return references;
  size_t count = 0;
  references[count++] = (intptr_t)Binding_get;
  for (const Binding *const *binding = kBindings; *binding; binding++)
    for (const BindingFunction *f = (*binding)->functions; f->name; f++)
      if (count < kMaxReferences - 1)
        references[count++] = (intptr_t)f->callback;
  return references;
}

// ---- Bootstrap ----

static void on_rejection(ThawIsolate *isolate, ThawRejectionEvent event,
                         ThawLocal promise, ThawLocal value) {
  Host *host = Host_of(isolate);
  ThawLocal function = Host_function(host, kHostOnRejection);
  if (function == NULL || !thaw_is_function(function)) return;
  ThawLocal arguments[] = {thaw_integer(isolate, (int32_t)event), promise,
                           value};
  ThawTryCatch try_catch;
  thaw_try_catch_open(isolate, &try_catch);
  thaw_function_call(isolate, function, NULL, 3, arguments);
  thaw_try_catch_close(&try_catch);
}

// An exception that a microtask threw.
static void on_message(ThawIsolate *isolate, ThawLocal exception,
                       const ThawMessage *message) {
  Host *host = Host_of(isolate);
  ThawLocal function = Host_function(host, kHostOnUncaught);
  if (function == NULL || !thaw_is_function(function) || host->exiting) return;
  ThawLocal arguments[] = {exception, Host_place_of_message(isolate, message)};
  ThawTryCatch try_catch;
  thaw_try_catch_open(isolate, &try_catch);
  thaw_function_call(isolate, function, NULL, 2, arguments);
  thaw_try_catch_close(&try_catch);
}

static ThawLocal on_import(ThawIsolate *isolate, ThawLocal host_value,
                           ThawLocal script_name, ThawLocal specifier,
                           ThawLocal attributes) {
  ThawLocal function = Host_function(Host_of(isolate), kHostImport);
  if (function == NULL || !thaw_is_function(function))
    return thaw_throw_error(isolate, kThawTypeError,
                            "import() is not supported here");
  ThawLocal arguments[] = {
      specifier, attributes,
      thaw_is_string(host_value) ? host_value : script_name};
  return thaw_function_call(isolate, function, NULL, 3, arguments);
}

static void on_import_meta(ThawIsolate *isolate, ThawLocal module,
                           ThawLocal meta) {
  ThawLocal function = Host_function(Host_of(isolate), kHostImportMeta);
  ThawLocal arguments[] = {meta, thaw_module_host_value(isolate, module)};
  if (!thaw_is_string(arguments[1])) return;
  ThawTryCatch try_catch;
  thaw_try_catch_open(isolate, &try_catch);
  thaw_function_call(isolate, function, NULL, 2, arguments);
  thaw_try_catch_close(&try_catch);
}

// What a try-catch has caught, on one line or with its stack, without running
// the runtime's own code.
static void print_caught(ThawIsolate *isolate, ThawTryCatch *try_catch,
                         const char *what) {
  ThawMessage message;
  if (!thaw_try_catch_message(try_catch, &message)) return;
  thaw_try_catch_reset(try_catch);
  ThawLocal shown = message.stack ? message.stack : message.text;
  char *text = shown ? thaw_value_to_utf8(isolate, shown, NULL) : NULL;
  char *name = message.script_name
                   ? thaw_value_to_utf8(isolate, message.script_name, NULL)
                   : NULL;
  fprintf(stderr, "thaw: %s at %s:%d: %s\n", what, name ? name : "?",
          message.line, text ? text : "unknown error");
  thaw_free(text);
  thaw_free(name);
}

// Runs bootstrap.js in the current context and keeps what it returns.
static bool run_bootstrap(Host *host, ThawLocal context) {
  ThawIsolate *isolate = host->isolate;
  static const char *const kParameters[] = {"getBinding"};
  ThawTryCatch try_catch;
  thaw_try_catch_open(isolate, &try_catch);
  ThawLocal functions = NULL;
  ThawLocal bootstrap = LibSource_compile(isolate, "bootstrap", 1, kParameters);
  if (bootstrap != NULL) {
    ThawLocal get =
        thaw_function_new(isolate, Binding_get, NULL, "getBinding", 1);
    functions = thaw_function_call(isolate, bootstrap, NULL, 1, &get);
  }
  if (functions == NULL)
    print_caught(isolate, &try_catch, "bootstrap failed");
  else
    thaw_context_set_embedder_value(context, kHostContextSlot, functions);
  thaw_try_catch_close(&try_catch);
  return functions != NULL;
}

bool Host_init_in_isolate(Host *host, ThawIsolate *isolate) {
  host->isolate = isolate;
  thaw_isolate_set_data(isolate, host);
  ThawScope scope;
  thaw_scope_open(isolate, &scope);
  ThawLocal context = thaw_context_new(isolate);
  if (context == NULL) {
    thaw_scope_close(&scope);
    return false;
  }
  thaw_context_enter(context);
  host->context = thaw_persistent_new(isolate, context);
  thaw_startup_mark("context");
  thaw_isolate_set_rejection_callback(isolate, on_rejection);
  thaw_isolate_set_message_listener(isolate, on_message);
  thaw_isolate_set_import_callback(isolate, on_import);
  thaw_isolate_set_import_meta_callback(isolate, on_import_meta);
  bool ready = true;
  if (thaw_is_undefined(
          thaw_context_embedder_value(context, kHostContextSlot))) {
    ready = run_bootstrap(host, context);
    thaw_startup_mark("bootstrap");
  }
  thaw_scope_close(&scope);
  return ready;
}

ThawStatus Host_init(Host *host, ThawIsolateParams *params) {
  params->external_references = Host_external_references();
  params->embedder_data = host;
  ThawIsolate *isolate;
  ThawStatus status = thaw_isolate_new(params, &isolate);
  if (status != kThawOk) return status;
  return Host_init_in_isolate(host, isolate) ? kThawOk : kThawException;
}

void Host_dispose(Host *host) {
  if (host->isolate == NULL) return;
  thaw_persistent_dispose(host->context);
  thaw_isolate_dispose(host->isolate);
  host->isolate = NULL;
}

// ---- Callbacks ----

ThawLocal Host_function(Host *host, HostFunction which) {
  ThawLocal context = thaw_persistent_get(host->isolate, host->context);
  ThawLocal functions =
      thaw_context_embedder_value(context, kHostContextSlot);
  if (!thaw_is_object(functions)) return NULL;
  return thaw_object_get_index(host->isolate, functions, (uint32_t)which);
}

ThawLocal Host_place_of_message(ThawIsolate *isolate,
                                const ThawMessage *message) {
  if (message->line == 0 || message->source_line == NULL)
    return thaw_undefined(isolate);
  ThawLocal parts[] = {
      message->script_name ? message->script_name
                           : thaw_string_new(isolate, "<anonymous_script>",
                                             THAW_AUTO_LENGTH),
      thaw_integer(isolate, message->line),
      thaw_integer(isolate, message->column),
      thaw_integer(isolate, message->end_column), message->source_line};
  return thaw_array_from(isolate, 5, parts);
}

void Host_report_uncaught(Host *host, ThawTryCatch *try_catch) {
  ThawIsolate *isolate = host->isolate;
  if (host->exiting || thaw_try_catch_has_terminated(try_catch)) return;
  ThawMessage message;
  thaw_try_catch_message(try_catch, &message);
  ThawLocal exception = thaw_try_catch_exception(try_catch);
  thaw_try_catch_reset(try_catch);
  ThawLocal arguments[] = {exception,
                           Host_place_of_message(isolate, &message)};
  ThawLocal function = Host_function(host, kHostOnUncaught);
  if (function == NULL) return;
  if (thaw_function_call(isolate, function, NULL, 2, arguments) == NULL &&
      !host->exiting) {
    // Reporting itself failed: the stack may be exhausted.
    print_caught(isolate, try_catch, "cannot report an exception");
    Host_exit_process(host, 7);
  }
}

// Ticks and microtasks, until they throw no more.
static void run_ticks(Host *host) {
  ThawIsolate *isolate = host->isolate;
  while (!host->exiting) {
    ThawTryCatch try_catch;
    thaw_try_catch_open(isolate, &try_catch);
    ThawLocal function = Host_function(host, kHostRunTicks);
    ThawLocal result = thaw_function_call(isolate, function, NULL, 0, NULL);
    if (result == NULL) Host_report_uncaught(host, &try_catch);
    thaw_try_catch_close(&try_catch);
    if (result != NULL) return;
  }
}

static ThawLocal call_and_run_ticks(Host *host, ThawLocal function, int argc,
                                    const ThawLocal *argv) {
  if (host->exiting) return NULL;
  ThawTryCatch try_catch;
  thaw_try_catch_open(host->isolate, &try_catch);
  ThawLocal result = thaw_function_call(host->isolate, function, NULL,
                                        (size_t)argc, argv);
  if (result == NULL) Host_report_uncaught(host, &try_catch);
  thaw_try_catch_close(&try_catch);
  run_ticks(host);
  return result;
}

void Host_call_back(Host *host, ThawLocal function, int argc,
                    const ThawLocal *argv) {
  call_and_run_ticks(host, function, argc, argv);
}

ThawLocal Host_call(Host *host, HostFunction which, int argc,
                    const ThawLocal *argv) {
  return call_and_run_ticks(host, Host_function(host, which), argc, argv);
}

// ---- The loop ----

uv_loop_t *Host_loop(Host *host) {
  if (host->loop == NULL) {
    int status = uv_loop_init(&host->loop_storage);
    if (status < 0) thaw_fatal_error("uv_loop_init", uv_strerror(status));
    host->loop = &host->loop_storage;
  }
  return host->loop;
}

// Promises of Atomics.waitAsync: sleeps a little if one's time is limited, so
// that a program does not end before it is over. False if nothing happened.
static bool run_async_waits(Host *host) {
  ThawScope scope;
  thaw_scope_open(host->isolate, &scope);
  double left_ms = thaw_async_waits_settle(host->isolate);
  bool has_tasks = thaw_microtasks_pending(host->isolate);
  if (has_tasks) run_ticks(host);
  thaw_scope_close(&scope);
  if (has_tasks) return true;
  if (!(left_ms >= 0) || isinf(left_ms)) return false;
  uv_sleep(left_ms < 10 ? (unsigned)left_ms + 1 : 10);
  return true;
}

void Host_run_loop(Host *host) {
  do {
    if (host->loop != NULL && !host->exiting)
      uv_run(host->loop, UV_RUN_DEFAULT);
  } while (!host->exiting && run_async_waits(host));
}

int Host_run_to_exit(Host *host) {
  ThawIsolate *isolate = host->isolate;
  do {
    Host_run_loop(host);
    if (host->exiting) return host->exit_status;
    ThawScope scope;
    thaw_scope_open(isolate, &scope);
    Host_call(host, kHostBeforeExit, 0, NULL);
    thaw_scope_close(&scope);
  } while (host->loop != NULL && uv_loop_alive(host->loop) && !host->exiting);
  if (host->exiting) return host->exit_status;
  ThawScope scope;
  thaw_scope_open(isolate, &scope);
  ThawTryCatch try_catch;
  thaw_try_catch_open(isolate, &try_catch);
  ThawLocal status = thaw_function_call(
      isolate, Host_function(host, kHostExit), NULL, 0, NULL);
  int result = status ? thaw_int32_value(status) : 1;
  if (status == NULL) Host_report_uncaught(host, &try_catch);
  thaw_try_catch_close(&try_catch);
  thaw_scope_close(&scope);
  return result;
}

void (*g_host_before_exit)(void);

void Host_exit_process(Host *host, int status) {
  host->exiting = true;
  host->exit_status = status;
  if (g_host_before_exit) g_host_before_exit();
  // Runs atexit handlers (the terminal's mode) but takes nothing down: the
  // system does that faster.
  fflush(NULL);
  exit(status);
}
