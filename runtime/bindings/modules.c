// SPDX-License-Identifier: MIT
//
// internalBinding('modules'): ECMAScript modules. To JavaScript a module is an
// opaque object with the module in its internal field; internal/esm.js decides
// what specifiers mean.
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
  ThawLocal url = thaw_call_argument(info, 1);
  char *name = Argument_utf8(isolate, info, 2);
  if (name == NULL) return NULL;
  ThawOrigin origin = {.name = name, .host_value = url};
  ThawLocal module =
      thaw_is_string(source)
          ? thaw_module_compile(isolate, source, &origin)
          : thaw_throw_error(isolate, kThawTypeError, "no source text");
  thaw_free(name);
  return module ? wrap(isolate, module) : NULL;
}

// (name, export names): a module without code.
static ThawLocal modules_synthetic(ThawIsolate *isolate,
                                   const ThawCallInfo *info) {
  ThawLocal list = thaw_call_argument(info, 1);
  uint32_t count = thaw_array_length(list);
  ThawLocal names[256];
  if (count > 256) count = 256;
  for (uint32_t i = 0; i < count; i++) {
    names[i] = thaw_object_get_index(isolate, list, i);
    if (names[i] == NULL) return NULL;
    if (!thaw_is_string(names[i]))
      return thaw_throw_error(isolate, kThawTypeError, "names are strings");
  }
  char *name = Argument_utf8(isolate, info, 0);
  if (name == NULL) return NULL;
  ThawLocal module = thaw_module_new_synthetic(isolate, name, count, names);
  thaw_free(name);
  return wrap(isolate, module);
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
                         ThawLocal referrer, void *data) {
  ThawLocal arguments[] = {specifier,
                           thaw_module_host_value(isolate, referrer)};
  ThawLocal wrapped =
      thaw_function_call(isolate, *(ThawLocal *)data, NULL, 2, arguments);
  return wrapped ? unwrap(isolate, wrapped) : NULL;
}

// (module, resolve)
static ThawLocal modules_link(ThawIsolate *isolate, const ThawCallInfo *info) {
  ThawLocal module = unwrap(isolate, thaw_call_argument(info, 0));
  if (module == NULL) return NULL;
  ThawLocal function = thaw_call_argument(info, 1);
  thaw_module_link(isolate, module, resolve, &function);
  return NULL;
}

// (module): a promise.
static ThawLocal modules_evaluate(ThawIsolate *isolate,
                                  const ThawCallInfo *info) {
  ThawLocal module = unwrap(isolate, thaw_call_argument(info, 0));
  return module ? thaw_module_evaluate(isolate, module) : NULL;
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
    {"evaluate", modules_evaluate},
    {"namespace", modules_namespace},
    {NULL, NULL},
};
extern const Binding kModulesBinding;
const Binding kModulesBinding = {"modules", kFunctions, NULL};
