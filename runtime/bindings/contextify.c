// SPDX-License-Identifier: MIT
//
// internalBinding('contextify'): compiling and running source text; ('builtins'):
// the same for the files in runtime/lib.
#include <string.h>

#include "runtime/bindings/binding.h"
#include "runtime/host/lib-sources.h"

enum { kMaxParameters = 16 };

// (source, filename, parameter names): a function.
static ThawLocal contextify_compile_function(ThawIsolate *isolate,
                                             const ThawCallInfo *info) {
  ThawLocal source = thaw_call_argument(info, 0);
  if (!thaw_is_string(source))
    return thaw_throw_error(isolate, kThawTypeError,
                            "the source must be a string");
  char *filename = Argument_utf8(isolate, info, 1);
  if (filename == NULL) return NULL;
  ThawLocal list = thaw_call_argument(info, 2);
  uint32_t count = thaw_array_length(list);
  if (count > kMaxParameters) count = kMaxParameters;
  char *parameters[kMaxParameters];
  uint32_t read = 0;
  for (; read < count; read++) {
    ThawLocal name = thaw_object_get_index(isolate, list, read);
    parameters[read] = name ? thaw_value_to_utf8(isolate, name, NULL) : NULL;
    if (parameters[read] == NULL) break;
  }
  ThawOrigin origin = {.name = filename, .host_value = NULL};
  ThawLocal function = NULL;
  if (read == count)
    function = thaw_function_compile(isolate, source, &origin, count,
                                     (const char *const *)parameters);
  for (uint32_t i = 0; i < read; i++) thaw_free(parameters[i]);
  thaw_free(filename);
  return function;
}

// (source, filename): the completion value of a script.
static ThawLocal contextify_run_script(ThawIsolate *isolate,
                                       const ThawCallInfo *info) {
  ThawLocal source = thaw_call_argument(info, 0);
  if (!thaw_is_string(source))
    return thaw_throw_error(isolate, kThawTypeError,
                            "the source must be a string");
  char *filename = Argument_utf8(isolate, info, 1);
  if (filename == NULL) return NULL;
  ThawOrigin origin = {.name = filename};
  ThawLocal script = thaw_script_compile(isolate, source, &origin);
  thaw_free(filename);
  return script ? thaw_script_run(isolate, script) : NULL;
}

// (source, filename): throws the script's SyntaxError, if it has one.
static ThawLocal contextify_check_script(ThawIsolate *isolate,
                                         const ThawCallInfo *info) {
  ThawLocal source = thaw_call_argument(info, 0);
  char *filename = Argument_utf8(isolate, info, 1);
  if (filename == NULL) return NULL;
  ThawOrigin origin = {.name = filename};
  if (thaw_is_string(source))
    thaw_script_check(isolate, source, &origin, false);
  thaw_free(filename);
  return NULL;
}

static const BindingFunction kContextifyFunctions[] = {
    {"checkScript", contextify_check_script},
    {"compileFunction", contextify_compile_function},
    {"runScript", contextify_run_script},
    {NULL, NULL},
};
extern const Binding kContextifyBinding;
const Binding kContextifyBinding = {"contextify", kContextifyFunctions, NULL};

// ---- builtins ----

// (id): the module's function (exports, require, module, internalBinding,
// process).
static ThawLocal builtins_compile(ThawIsolate *isolate,
                                  const ThawCallInfo *info) {
  static const char *const kParameters[] = {"exports", "require", "module",
                                            "internalBinding", "process"};
  char *id = Argument_utf8(isolate, info, 0);
  if (id == NULL) return NULL;
  ThawLocal function = LibSource_compile(isolate, id, 5, kParameters);
  thaw_free(id);
  return function;
}

static bool is_public(const char *id) {
  return strncmp(id, "internal/", 9) != 0 && strcmp(id, "bootstrap") != 0;
}

// Lists of all ids, and of those that programs may require.
static bool setup_builtins(ThawIsolate *isolate, ThawLocal object) {
  ThawLocal all = thaw_array_new(isolate, 0);
  ThawLocal public = thaw_array_new(isolate, 0);
  uint32_t public_count = 0;
  for (int i = 0; i < kLibSourceCount; i++) {
    ThawLocal id = Result_utf8(isolate, kLibSources[i].id);
    if (!thaw_object_set_index(isolate, all, (uint32_t)i, id)) return false;
    if (is_public(kLibSources[i].id) &&
        !thaw_object_set_index(isolate, public, public_count++, id))
      return false;
  }
  return thaw_object_set_named(isolate, object, "ids", all) &&
         thaw_object_set_named(isolate, object, "publicIds", public);
}

static const BindingFunction kBuiltinsFunctions[] = {
    {"compile", builtins_compile},
    {NULL, NULL},
};
extern const Binding kBuiltinsBinding;
const Binding kBuiltinsBinding = {"builtins", kBuiltinsFunctions,
                                  setup_builtins};
