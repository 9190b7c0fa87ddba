// SPDX-License-Identifier: MIT
//
// internalBinding('modules'): ECMAScript modules. To JavaScript a module is an
// opaque object with the module in its internal field; internal/esm.js decides
// what specifiers mean.
#include <stdlib.h>

#include "runtime/bindings/binding.h"

static ThawLocal wrap(ThawIsolate *isolate, ThawLocal module) {
  ThawLocal object =
      thaw_object_new_with_fields(isolate, thaw_null(isolate), 1);
  thaw_object_set_internal_field(isolate, object, 0, module);
  return object;
}

// The module in an argument, or NULL with a pending exception.
static ThawLocal unwrap(ThawIsolate *isolate, ThawLocal object) {
  if (thaw_object_internal_field_count(object) == 1) {
    ThawLocal module = thaw_object_internal_field(isolate, object, 0);
    if (thaw_value_type(module) == kThawTypeInternal) return module;
  }
  return thaw_throw_error(isolate, kThawTypeError, "not a module");
}

// (source, url): a module.
static ThawLocal modules_compile(ThawIsolate *isolate,
                                 const ThawCallInfo *info) {
  ThawLocal source = thaw_call_argument(info, 0);
  char *name = Argument_utf8(isolate, info, 1);
  if (name == NULL) return NULL;
  ThawOrigin origin = {.name = name,
                       .host_value = thaw_call_argument(info, 1)};
  ThawLocal module =
      thaw_is_string(source)
          ? thaw_module_compile(isolate, source, &origin)
          : thaw_throw_error(isolate, kThawTypeError, "no source text");
  thaw_free(name);
  return module ? wrap(isolate, module) : NULL;
}

// The elements of an array of strings, malloc'ed; NULL if it threw.
static ThawLocal *strings_of(ThawIsolate *isolate, ThawLocal list,
                             uint32_t count) {
  ThawLocal *strings = calloc(count + 1, sizeof *strings);
  if (strings == NULL) abort();
  for (uint32_t i = 0; i < count; i++) {
    strings[i] = thaw_object_get_index(isolate, list, i);
    if (strings[i] != NULL && thaw_is_string(strings[i])) continue;
    if (strings[i] != NULL)
      thaw_throw_error(isolate, kThawTypeError, "names are strings");
    free(strings);
    return NULL;
  }
  return strings;
}

// (name, export names): a module without code.
static ThawLocal modules_synthetic(ThawIsolate *isolate,
                                   const ThawCallInfo *info) {
  ThawLocal list = thaw_call_argument(info, 1);
  uint32_t count = thaw_array_length(list);
  char *name = Argument_utf8(isolate, info, 0);
  if (name == NULL) return NULL;
  ThawLocal *names = strings_of(isolate, list, count);
  ThawLocal module = names ? thaw_module_new_synthetic(isolate, name, count,
                                                       names)
                           : NULL;
  free(names);
  thaw_free(name);
  return module ? wrap(isolate, module) : NULL;
}

// (module, name, value)
static ThawLocal modules_set_export(ThawIsolate *isolate,
                                    const ThawCallInfo *info) {
  ThawLocal module = unwrap(isolate, thaw_call_argument(info, 0));
  if (module == NULL || !thaw_is_string(thaw_call_argument(info, 1)))
    return NULL;
  thaw_module_set_export(isolate, module, thaw_call_argument(info, 1),
                         thaw_call_argument(info, 2));
  return NULL;
}

// Asks internal/esm.js for the module that a specifier means.
static ThawLocal resolve(ThawIsolate *isolate, ThawLocal specifier,
                         ThawLocal attributes, ThawLocal referrer,
                         void *data) {
  ThawLocal arguments[] = {specifier, attributes,
                           thaw_module_host_value(isolate, referrer)};
  ThawLocal wrapped =
      thaw_function_call(isolate, *(ThawLocal *)data, NULL, 3, arguments);
  return wrapped ? unwrap(isolate, wrapped) : NULL;
}

// Lets JavaScript improve the message of a failed link's error.
static void explain(ThawIsolate *isolate, ThawTryCatch *failure,
                    ThawLocal function) {
  ThawLocal exception = thaw_try_catch_exception(failure);
  ThawMessage message;
  if (exception == NULL || !thaw_is_object(exception) ||
      !thaw_try_catch_message(failure, &message))
    return;
  ThawLocal arguments[] = {exception, message.script_name
                                          ? message.script_name
                                          : thaw_undefined(isolate)};
  ThawTryCatch inner;
  thaw_try_catch_open(isolate, &inner);
  thaw_function_call(isolate, function, NULL, 2, arguments);
  thaw_try_catch_close(&inner);
}

// (module, resolve, explain)
static ThawLocal modules_link(ThawIsolate *isolate, const ThawCallInfo *info) {
  ThawLocal module = unwrap(isolate, thaw_call_argument(info, 0));
  if (module == NULL) return NULL;
  ThawLocal function = thaw_call_argument(info, 1);
  ThawTryCatch try_catch;
  thaw_try_catch_open(isolate, &try_catch);
  if (thaw_module_link(isolate, module, resolve, &function)) {
    thaw_try_catch_close(&try_catch);
    return NULL;
  }
  if (!thaw_try_catch_has_terminated(&try_catch))
    explain(isolate, &try_catch, thaw_call_argument(info, 2));
  return thaw_try_catch_rethrow(&try_catch);
}

// (module, resolve): a promise for the namespace.
static ThawLocal modules_import(ThawIsolate *isolate,
                                const ThawCallInfo *info) {
  ThawLocal module = unwrap(isolate, thaw_call_argument(info, 0));
  if (module == NULL) return NULL;
  ThawLocal function = thaw_call_argument(info, 1);
  return thaw_module_import(isolate, module, resolve, &function);
}

// (module): a promise.
static ThawLocal modules_evaluate(ThawIsolate *isolate,
                                  const ThawCallInfo *info) {
  ThawLocal module = unwrap(isolate, thaw_call_argument(info, 0));
  return module ? thaw_module_evaluate(isolate, module) : NULL;
}

// (module): ThawModuleGraph flags.
static ThawLocal modules_graph(ThawIsolate *isolate,
                               const ThawCallInfo *info) {
  ThawLocal module = unwrap(isolate, thaw_call_argument(info, 0));
  return module ? thaw_integer(isolate, thaw_module_graph(module)) : NULL;
}

static ThawLocal modules_namespace(ThawIsolate *isolate,
                                   const ThawCallInfo *info) {
  ThawLocal module = unwrap(isolate, thaw_call_argument(info, 0));
  return module ? thaw_module_namespace(isolate, module) : NULL;
}

static const BindingFunction kFunctions[] = {
    {"compile", modules_compile},
    {"synthetic", modules_synthetic},
    {"setExport", modules_set_export},
    {"link", modules_link},
    {"import", modules_import},
    {"evaluate", modules_evaluate},
    {"graph", modules_graph},
    {"namespace", modules_namespace},
    {NULL, NULL},
};
extern const Binding kModulesBinding;
const Binding kModulesBinding = {"modules", kFunctions, NULL};
