// SPDX-License-Identifier: MIT
//
// Modules. A ThawLocal for a module is a handle to its SourceTextModule.
#include "engine/builtins/module.h"

#include <string.h>

#include "engine/api/api.h"
#include "engine/api/script-origin.h"
#include "engine/bytecode/compiler.h"
#include "engine/bytecode/module-info.h"
#include "engine/objects/js-array.h"
#include "engine/objects/messages.h"
#include "engine/objects/string.h"

static SourceTextModule *module_of(ThawLocal local) {
  Isolate *isolate = Local_isolate(local);
  API_CHECK(Value_is_SourceTextModule(isolate, Local_value(local)),
            "thaw_module", "the value is no module");
  return Value_as_SourceTextModule(isolate, Local_value(local));
}

ThawLocal thaw_module_compile(ThawIsolate *isolate, ThawLocal source,
                              const ThawOrigin *origin) {
  Isolate *self = isolate_of(isolate);
  API_CHECK(thaw_is_string(source), "thaw_module_compile",
            "the source must be a string");
  ScriptOrigin where = ScriptOrigin_from_api(self, origin);
  Value module = Compiler_compile_module(
      self, Value_as_String(self, Local_value(source)), &where);
  if (Value_is_exception(module)) return NULL;
  SourceTextModule_set_host_data(Value_as_SourceTextModule(self, module),
                                 where.host_defined);
  return Local_new(self, module);
}

ThawLocal thaw_module_new_synthetic(ThawIsolate *isolate, const char *name,
                                    size_t export_count,
                                    const ThawLocal *export_names) {
  Isolate *self = isolate_of(isolate);
  FixedArray *names = FixedArray_new(self, (int32_t)export_count);
  for (size_t i = 0; i < export_count; i++) {
    String *unique = String_internalize(
        self, Value_as_String(self, Local_value(export_names[i])));
    FixedArray_set_slots(names, (int32_t)i, Value_from_object(unique));
  }
  String *string = String_new_utf8(self, name, strlen(name));
  return Local_from_object(self, Module_new_synthetic(self, string, names));
}

bool thaw_module_set_export(ThawIsolate *isolate, ThawLocal module,
                            ThawLocal export_name, ThawLocal value) {
  Isolate *self = isolate_of(isolate);
  String *name = String_internalize(
      self, Value_as_String(self, Local_value(export_name)));
  if (Module_set_synthetic_export(self, module_of(module), name,
                                  Isolate_box(self, Local_value(value))))
    return true;
  (void)!Value_is_exception(
      Throw_text(self, kErrorTypeReferenceError, "no such export"));
  return false;
}

static FixedArray *requests_of(SourceTextModule *module) {
  Isolate *isolate = Isolate_of(module);
  if (module->flags & kModuleIsSynthetic) return NULL;
  Value requests = FixedArray_get_slots(SourceTextModule_info(module),
                                        kModuleInfoRequests);
  return Value_is_FixedArray(isolate, requests)
             ? Value_as_FixedArray(isolate, requests) : NULL;
}

size_t thaw_module_request_count(ThawLocal module) {
  FixedArray *requests = requests_of(module_of(module));
  return requests ? (size_t)requests->length : 0;
}

static FixedArray *request_at(SourceTextModule *module, size_t index) {
  FixedArray *requests = requests_of(module);
  API_CHECK(requests && index < (size_t)requests->length,
            "thaw_module_request", "no such request");
  return Value_as_FixedArray(Isolate_of(module),
                             FixedArray_get_slots(requests, (int32_t)index));
}

ThawLocal thaw_module_request(ThawIsolate *isolate, ThawLocal module,
                              size_t index) {
  Isolate *self = isolate_of(isolate);
  return Local_new(self, FixedArray_get_slots(
                             request_at(module_of(module), index),
                             kModuleRequestSpecifier));
}

ThawLocal Attributes_to_local(Isolate *isolate, FixedArray *attributes) {
  FixedArray *copy = FixedArray_new(isolate, attributes->length);
  for (int32_t i = 0; i < attributes->length; i++)
    FixedArray_set_slots(copy, i, FixedArray_get_slots(attributes, i));
  return Local_from_object(
      isolate, JSArray_new_from_elements(isolate, copy, copy->length));
}

ThawLocal thaw_module_request_attributes(ThawIsolate *isolate,
                                         ThawLocal module, size_t index) {
  Isolate *self = isolate_of(isolate);
  Value attributes = FixedArray_get_slots(
      request_at(module_of(module), index), kModuleRequestAttributes);
  return Attributes_to_local(
      self, Value_is_FixedArray(self, attributes)
                ? Value_as_FixedArray(self, attributes)
                : ROOT_OBJECT(self, FixedArray, empty_fixed_array));
}

// ---- Linking and evaluation ----

typedef struct Resolver {
  ThawResolveModuleCallback callback;
  void *data;
} Resolver;

static Value resolve(Isolate *isolate, String *specifier,
                     FixedArray *attributes, SourceTextModule *referrer,
                     void *data) {
  Resolver *resolver = data;
  ThawScope scope;
  thaw_scope_open(Isolate_to_api(isolate), &scope);
  ThawLocal module = resolver->callback(
      Isolate_to_api(isolate), Local_from_object(isolate, specifier),
      Attributes_to_local(isolate, attributes),
      Local_from_object(isolate, referrer), resolver->data);
  Value result = module ? Local_value(module) : ROOT(exception);
  thaw_scope_close(&scope);
  if (module == NULL && !Isolate_has_pending_exception(isolate))
    return Throw_text(isolate, kErrorTypeError,
                      "the host did not find a module");
  return result;
}

bool thaw_module_link(ThawIsolate *isolate, ThawLocal module,
                      ThawResolveModuleCallback callback, void *data) {
  Resolver resolver = {callback, data};
  Isolate *self = isolate_of(isolate);
  SourceTextModule *linked = module_of(module);
  return Module_load_js(self, linked, resolve, &resolver) &&
         Module_link(self, linked);
}

ThawLocal thaw_module_import(ThawIsolate *isolate, ThawLocal module,
                             ThawResolveModuleCallback callback, void *data) {
  Isolate *self = isolate_of(isolate);
  Resolver resolver = {callback, data};
  return Local_or_null(
      self, Module_import_js(self, module_of(module), resolve, &resolver));
}

ThawLocal thaw_module_evaluate(ThawIsolate *isolate, ThawLocal module) {
  Isolate *self = isolate_of(isolate);
  return Local_or_null(self, Module_evaluate_js(self, module_of(module)));
}

ThawModuleStatus thaw_module_status(ThawLocal module) {
  switch ((ModuleStatus)module_of(module)->status) {
    case kModuleUnlinked: return kThawModuleUnlinked;
    case kModuleLinking: return kThawModuleLinking;
    case kModuleLinked: return kThawModuleLinked;
    case kModuleEvaluating:
    case kModuleEvaluatingAsync: return kThawModuleEvaluating;
    case kModuleEvaluated: return kThawModuleEvaluated;
    case kModuleErrored: return kThawModuleErrored;
  }
  return kThawModuleUnlinked;
}

_Static_assert((int)kModuleGraphHasAwait == kThawGraphHasTopLevelAwait &&
                  (int)kModuleGraphIsEvaluating == kThawGraphIsEvaluating,
              "both have the same flags");
int thaw_module_graph(ThawLocal module) {
  return Module_graph_flags(module_of(module));
}

ThawLocal thaw_module_namespace(ThawIsolate *isolate, ThawLocal module) {
  Isolate *self = isolate_of(isolate);
  return Local_or_null(self, Module_namespace(self, module_of(module)));
}

ThawLocal thaw_module_host_value(ThawIsolate *isolate, ThawLocal module) {
  return Local_new(isolate_of(isolate),
                   SourceTextModule_host_data(module_of(module)));
}
