// SPDX-License-Identifier: MIT
//
// The test262 host. The realm is bare when there is no snapshot: tests need
// none of the runtime's library. $262 is what test262's INTERPRETING.md says.
#include "runtime/host/conformance.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "runtime/host/agents.h"

// ---- Reporting ----

// Text of a property, or NULL; exceptions are dropped.
static char *property_text(ThawIsolate *isolate, ThawLocal object,
                           const char *name) {
  if (object == NULL || !thaw_is_object(object)) return NULL;
  ThawLocal value = thaw_object_get_named(isolate, object, name);
  if (value == NULL || thaw_is_undefined(value)) return NULL;
  return thaw_value_to_utf8(isolate, value, NULL);
}

// One line: "SyntaxError: message", to standard output.
static void report_exception(ThawIsolate *isolate, ThawLocal exception) {
  ThawTryCatch try_catch;
  thaw_try_catch_open(isolate, &try_catch);
  char *name = NULL;
  char *message = NULL;
  if (thaw_is_object(exception)) {
    ThawLocal constructor =
        thaw_object_get_named(isolate, exception, "constructor");
    name = property_text(isolate, constructor, "name");
    thaw_try_catch_reset(&try_catch);
    message = property_text(isolate, exception, "message");
    thaw_try_catch_reset(&try_catch);
    if (name == NULL) name = property_text(isolate, exception, "name");
  } else if (!thaw_is_symbol(exception)) {
    message = thaw_value_to_utf8(isolate, exception, NULL);
  }
  thaw_try_catch_reset(&try_catch);
  if (message)
    for (char *c = message; *c; c++)
      if (*c == '\n' || *c == '\r') *c = ' ';
  printf("%s: %s\n", name ? name : "Thrown", message ? message : "");
  thaw_free(name);
  thaw_free(message);
  thaw_try_catch_close(&try_catch);
}

static int report_caught(ThawIsolate *isolate, ThawTryCatch *try_catch) {
  if (thaw_try_catch_has_terminated(try_catch)) {
    puts("Error: terminated");
  } else {
    ThawLocal exception = thaw_try_catch_exception(try_catch);
    thaw_try_catch_reset(try_catch);
    if (exception)
      report_exception(isolate, exception);
    else
      puts("Error: unknown");
  }
  return 1;
}

// ---- Files ----

// The whole file, malloc'ed; NULL with errno set.
static char *read_file(const char *path, size_t *size) {
  FILE *file = fopen(path, "rb");
  if (file == NULL) return NULL;
  char *text = NULL;
  if (fseek(file, 0, SEEK_END) == 0) {
    long length = ftell(file);
    rewind(file);
    if (length >= 0) text = malloc((size_t)length + 1);
    if (text) *size = fread(text, 1, (size_t)length, file);
  }
  fclose(file);
  return text;
}

// The file's text as a string; NULL after a line was printed.
static ThawLocal source_of(ThawIsolate *isolate, const char *path) {
  size_t size;
  char *text = read_file(path, &size);
  if (text == NULL) {
    printf("Error: cannot open '%s': %s\n", path, strerror(errno));
    return NULL;
  }
  ThawLocal source = thaw_string_new(isolate, text, size);
  free(text);
  return source;
}

// ---- Modules ----

typedef enum ModuleType { kSourceModule, kJsonModule, kTextModule } ModuleType;

// Modules by resolved path and type, of one process: a list, since tests have
// few.
typedef struct LoadedModule {
  struct LoadedModule *next;
  char *path;
  ModuleType type;
  ThawPersistent *module;
} LoadedModule;

static LoadedModule *g_modules;

// specifier, as seen from a file; malloc'ed.
static char *resolve_path(const char *specifier, const char *referrer) {
  const char *slash = referrer ? strrchr(referrer, '/') : NULL;
  if (specifier[0] == '/' || slash == NULL) return strdup(specifier);
  size_t folder = (size_t)(slash - referrer) + 1;
  while (strncmp(specifier, "./", 2) == 0) specifier += 2;
  char *joined = malloc(folder + strlen(specifier) + 1);
  if (joined == NULL) abort();
  memcpy(joined, referrer, folder);
  strcpy(joined + folder, specifier);
  char *real = realpath(joined, NULL);
  if (real == NULL) return joined;
  free(joined);
  return real;
}

static ThawLocal find_module(ThawIsolate *isolate, const char *path,
                             ModuleType type) {
  for (LoadedModule *m = g_modules; m; m = m->next)
    if (m->type == type && strcmp(m->path, path) == 0)
      return thaw_persistent_get(isolate, m->module);
  return NULL;
}

// #sec-create-default-export-synthetic-module. NULL if value is.
static ThawLocal module_of_value(ThawIsolate *isolate, const char *path,
                                 ThawLocal value) {
  if (value == NULL) return NULL;
  ThawLocal name = thaw_string_new(isolate, "default", THAW_AUTO_LENGTH);
  ThawLocal module = thaw_module_new_synthetic(isolate, path, 1, &name);
  return thaw_module_set_export(isolate, module, name, value) ? module : NULL;
}

static ThawLocal compile_module(ThawIsolate *isolate, const char *path,
                                ModuleType type, ThawLocal source) {
  if (type == kJsonModule)
    return module_of_value(isolate, path, thaw_json_parse(isolate, source));
  if (type == kTextModule) return module_of_value(isolate, path, source);
  ThawOrigin origin = {
      .name = path,
      .host_value = thaw_string_new(isolate, path, THAW_AUTO_LENGTH)};
  return thaw_module_compile(isolate, source, &origin);
}

// Makes the module in a file, once. NULL with a pending exception.
static ThawLocal load_module(ThawIsolate *isolate, const char *path,
                             ModuleType type) {
  ThawLocal known = find_module(isolate, path, type);
  if (known) return known;
  size_t size;
  char *text = read_file(path, &size);
  if (text == NULL)
    return thaw_throw_error(isolate, kThawTypeError, "Cannot find module '%s'",
                            path);
  ThawLocal source = thaw_string_new(isolate, text, size);
  free(text);
  ThawLocal module = compile_module(isolate, path, type, source);
  if (module == NULL) return NULL;
  LoadedModule *entry = malloc(sizeof *entry);
  if (entry == NULL) abort();
  *entry = (LoadedModule){g_modules, strdup(path), type,
                          thaw_persistent_new(isolate, module)};
  g_modules = entry;
  return module;
}

static bool text_is(ThawIsolate *isolate, ThawLocal string, const char *text) {
  char *chars = thaw_value_to_utf8(isolate, string, NULL);
  bool is_equal = chars && strcmp(chars, text) == 0;
  thaw_free(chars);
  return is_equal;
}

// #sec-AllImportAttributesSupported: `type` is, for "json" and "text". False
// with an exception of that type pending.
static bool read_attributes(ThawIsolate *isolate, ThawLocal attributes,
                            ThawErrorKind error, ModuleType *type) {
  *type = kSourceModule;
  uint32_t count = thaw_array_length(attributes);
  for (uint32_t i = 0; i < count; i += 2) {
    ThawLocal key = thaw_object_get_index(isolate, attributes, i);
    ThawLocal value = thaw_object_get_index(isolate, attributes, i + 1);
    bool is_type = text_is(isolate, key, "type");
    if (is_type && text_is(isolate, value, "json")) {
      *type = kJsonModule;
    } else if (is_type && text_is(isolate, value, "text")) {
      *type = kTextModule;
    } else {
      thaw_throw_error(isolate, error, "Import attribute is not supported");
      return false;
    }
  }
  return true;
}

static ThawLocal load_relative(ThawIsolate *isolate, ThawLocal specifier,
                               ThawLocal referrer_path, ModuleType type) {
  char *name = thaw_value_to_utf8(isolate, specifier, NULL);
  if (name == NULL) return NULL;
  char *referrer = thaw_is_string(referrer_path)
                       ? thaw_value_to_utf8(isolate, referrer_path, NULL)
                       : NULL;
  char *path = resolve_path(name, referrer);
  ThawLocal module = load_module(isolate, path, type);
  free(path);
  thaw_free(referrer);
  thaw_free(name);
  return module;
}

static ThawLocal resolve_module(ThawIsolate *isolate, ThawLocal specifier,
                                ThawLocal attributes, ThawLocal referrer,
                                void *data) {
  ModuleType type;
  if (!read_attributes(isolate, attributes, kThawSyntaxError, &type))
    return NULL;
  return load_relative(isolate, specifier,
                       thaw_module_host_value(isolate, referrer), type);
}

static ThawLocal import_module(ThawIsolate *isolate, ThawLocal host_value,
                               ThawLocal script_name, ThawLocal specifier,
                               ThawLocal attributes) {
  ModuleType type;
  if (!read_attributes(isolate, attributes, kThawTypeError, &type))
    return NULL;
  ThawLocal module = load_relative(
      isolate, specifier,
      thaw_is_string(host_value) ? host_value : script_name, type);
  return module ? thaw_module_import(isolate, module, resolve_module, NULL)
                : NULL;
}

// ---- $262 ----

static ThawLocal host_print(ThawIsolate *isolate, const ThawCallInfo *info) {
  size_t size;
  char *text = thaw_value_to_utf8(isolate, thaw_call_argument(info, 0), &size);
  if (text == NULL) return NULL;
  fwrite(text, 1, size, stdout);
  putchar('\n');
  thaw_free(text);
  return NULL;
}

static bool define_host(ThawIsolate *isolate, ThawLocal context,
                        ThawLocal *result);

static ThawLocal host_create_realm(ThawIsolate *isolate,
                                   const ThawCallInfo *info) {
  ThawLocal context = thaw_context_new(isolate);
  if (context == NULL) return NULL;
  thaw_context_enter(context);
  ThawLocal result = NULL;
  bool done = define_host(isolate, context, &result);
  thaw_context_exit(context);
  return done ? result : NULL;
}

// In the realm whose $262 this is: the function's data is its context.
static ThawLocal host_eval_script(ThawIsolate *isolate,
                                  const ThawCallInfo *info) {
  ThawLocal source = thaw_to_string(isolate, thaw_call_argument(info, 0));
  if (source == NULL) return NULL;
  ThawLocal context = thaw_call_data(info);
  thaw_context_enter(context);
  ThawOrigin origin = {.name = "evalScript"};
  ThawLocal script = thaw_script_compile(isolate, source, &origin);
  ThawLocal result = script ? thaw_script_run(isolate, script) : NULL;
  thaw_context_exit(context);
  return result;
}

static ThawLocal host_detach(ThawIsolate *isolate, const ThawCallInfo *info) {
  if (!thaw_array_buffer_detach(isolate, thaw_call_argument(info, 0)))
    return thaw_throw_error(isolate, kThawTypeError,
                            "the buffer cannot be detached");
  return thaw_null(isolate);
}

static ThawLocal host_gc(ThawIsolate *isolate, const ThawCallInfo *info) {
  thaw_isolate_collect_garbage(isolate);
  return NULL;
}

static ThawLocal host_is_htmldda(ThawIsolate *isolate,
                                 const ThawCallInfo *info) {
  return thaw_null(isolate);
}

// %AbstractModuleSource%, which the language itself has no name for.
static ThawLocal make_abstract_module_source(ThawIsolate *isolate) {
  static const char kText[] =
      "(() => { class AbstractModuleSource {"
      " constructor() { throw new TypeError('abstract class'); }"
      " get [Symbol.toStringTag]() { return undefined; } }"
      " Object.defineProperty(AbstractModuleSource, 'prototype',"
      " { writable: false }); return AbstractModuleSource; })()";
  ThawLocal source = thaw_string_new(isolate, kText, THAW_AUTO_LENGTH);
  ThawLocal script = thaw_script_compile(isolate, source, NULL);
  return script ? thaw_script_run(isolate, script) : NULL;
}

static bool define_value(ThawIsolate *isolate, ThawLocal object,
                         const char *name, ThawLocal value) {
  return value != NULL &&
         thaw_object_define(isolate, object,
                            thaw_string_new(isolate, name, THAW_AUTO_LENGTH),
                            value, kThawDontEnum) == kThawTrue;
}

// print and $262 of the current context, which is `context`.
static bool define_host(ThawIsolate *isolate, ThawLocal context,
                        ThawLocal *result) {
  ThawLocal global = thaw_context_global(context);
  ThawLocal host = thaw_object_new(isolate);
  ThawLocal undetectable =
      thaw_function_new(isolate, host_is_htmldda, NULL, "IsHTMLDDA", 0);
  thaw_function_mark_undetectable(undetectable);
  *result = host;
  return Conformance_define_function(isolate, global, "print", host_print, NULL) &&
         Conformance_define_function(isolate, host, "createRealm", host_create_realm,
                         NULL) &&
         Conformance_define_function(isolate, host, "evalScript", host_eval_script,
                         context) &&
         Conformance_define_function(isolate, host, "detachArrayBuffer", host_detach,
                         NULL) &&
         Conformance_define_function(isolate, host, "gc", host_gc, NULL) &&
         define_value(isolate, host, "global", global) &&
         define_value(isolate, host, "agent", Agent_make_host_object(isolate)) &&
         define_value(isolate, host, "IsHTMLDDA", undetectable) &&
         define_value(isolate, host, "AbstractModuleSource",
                      make_abstract_module_source(isolate)) &&
         define_value(isolate, global, "$262", host);
}

// ---- Running ----

// Jobs and, if the realm has the runtime, timers.
static void drain(Host *host) {
  thaw_microtasks_run(host->isolate);
  ThawLocal ticks = Host_function(host, kHostRunTicks);
  if (ticks == NULL) return;
  Host_call(host, kHostRunTicks, 0, NULL);
  Host_run_loop(host);
  // Other agents may still notify a promise of this one.
  enum { kPatienceMs = 3000, kStepMs = 5 };
  for (int waited_ms = 0;
       waited_ms < kPatienceMs &&
       (thaw_async_waits_settle(host->isolate) >= 0 ||
        thaw_microtasks_pending(host->isolate));
       waited_ms += kStepMs) {
    uv_sleep(kStepMs);
    Host_call(host, kHostRunTicks, 0, NULL);
    Host_run_loop(host);
  }
}

static int run_script(Host *host, const char *path, ThawLocal source,
                      ThawTryCatch *try_catch) {
  ThawIsolate *isolate = host->isolate;
  ThawOrigin origin = {.name = path};
  ThawLocal script = thaw_script_compile(isolate, source, &origin);
  if (script && thaw_script_run(isolate, script)) return 0;
  return report_caught(isolate, try_catch);
}

static int run_module(Host *host, const char *path, ThawTryCatch *try_catch) {
  ThawIsolate *isolate = host->isolate;
  char *real = realpath(path, NULL);
  ThawLocal module = load_module(isolate, real ? real : path, kSourceModule);
  free(real);
  ThawLocal promise = NULL;
  if (module && thaw_module_link(isolate, module, resolve_module, NULL))
    promise = thaw_module_evaluate(isolate, module);
  if (promise == NULL) return report_caught(isolate, try_catch);
  thaw_promise_mark_handled(isolate, promise);
  drain(host);
  if (thaw_promise_state(promise) != kThawPromiseRejected) return 0;
  report_exception(isolate, thaw_promise_result(isolate, promise));
  return 1;
}

static int run_one(Host *host, const char *path, bool is_module) {
  ThawIsolate *isolate = host->isolate;
  ThawScope scope;
  thaw_scope_open(isolate, &scope);
  ThawTryCatch try_catch;
  thaw_try_catch_open(isolate, &try_catch);
  int status = 1;
  ThawLocal source = source_of(isolate, path);
  if (source != NULL)
    status = is_module ? run_module(host, path, &try_catch)
                       : run_script(host, path, source, &try_catch);
  thaw_try_catch_close(&try_catch);
  thaw_scope_close(&scope);
  return status;
}

// A realm, hosted if the snapshot has the runtime in it.
static bool open_realm(Host *host) {
  ThawIsolate *isolate = host->isolate;
  ThawScope scope;
  thaw_scope_open(isolate, &scope);
  ThawLocal context = thaw_context_new(isolate);
  thaw_context_enter(context);
  host->context = thaw_persistent_new(isolate, context);
  thaw_isolate_set_import_callback(isolate, import_module);
  ThawTryCatch try_catch;
  thaw_try_catch_open(isolate, &try_catch);
  ThawLocal ignored;
  bool ready = define_host(isolate, context, &ignored);
  if (!ready) report_caught(isolate, &try_catch);
  thaw_try_catch_close(&try_catch);
  thaw_scope_close(&scope);
  return ready;
}

int Conformance_run(Host *host, ThawIsolateParams *params, int count,
                    char **files) {
  params->external_references = Host_external_references();
  params->embedder_data = host;
  ThawStatus status = thaw_isolate_new(params, &host->isolate);
  if (status != kThawOk) {
    printf("Error: %s: %s\n", thaw_status_message(status), thaw_last_error());
    return 1;
  }
  if (!open_realm(host)) return 1;
  bool is_module = false;
  for (int i = 0; i < count; i++) {
    if (strcmp(files[i], "--module") == 0) {
      is_module = true;
      continue;
    }
    int result = run_one(host, files[i], is_module);
    if (result != 0) return result;
    is_module = false;
  }
  ThawScope scope;
  thaw_scope_open(host->isolate, &scope);
  drain(host);
  thaw_scope_close(&scope);
  return host->exiting ? host->exit_status : 0;
}

// Prints "file: SyntaxError: message" if there is an early error.
static int check_one(ThawIsolate *isolate, const char *path, bool is_module) {
  ThawScope scope;
  thaw_scope_open(isolate, &scope);
  ThawTryCatch try_catch;
  thaw_try_catch_open(isolate, &try_catch);
  int status = 1;
  ThawOrigin origin = {.name = path};
  ThawLocal source = source_of(isolate, path);
  if (source != NULL && thaw_script_check(isolate, source, &origin, is_module))
    status = 0;
  if (thaw_try_catch_has_caught(&try_catch)) {
    printf("%s: ", path);
    report_caught(isolate, &try_catch);
  }
  thaw_try_catch_close(&try_catch);
  thaw_scope_close(&scope);
  return status;
}

int Conformance_parse_only(Host *host, int count, char **files) {
  int result = 0;
  bool is_module = false;
  for (int i = 0; i < count; i++) {
    bool is_flag = strcmp(files[i], "--module") == 0;
    if (!is_flag && check_one(host->isolate, files[i], is_module) != 0)
      result = 1;
    is_module = is_flag;
  }
  return result;
}
