// SPDX-License-Identifier: MIT
//
// import(): its attributes, and what happens once the host has found the
// module (ECMA-262 #sec-import-calls).
#include "engine/builtins/builtin-closure.h"
#include "engine/builtins/module.h"
#include "engine/builtins/promise.h"
#include "engine/objects/messages.h"
#include "engine/objects/object-operations.h"
#include "engine/objects/string.h"

static Value throw_bad_options(Isolate *isolate, MessageTemplate message) {
  return Throw_type_error(isolate, message, ROOT(undefined_value),
                          ROOT(undefined_value));
}

// #sec-enumerableownproperties, key+value: the values of enumerable properties
// behind their keys.
static FixedArray *enumerate_js(Isolate *isolate, JSReceiver *object,
                                int32_t *count) {
  FixedArray *keys = Object_own_keys_js(isolate, object, kSkipSymbols);
  if (keys == NULL) return NULL;
  FixedArray *entries = FixedArray_new(isolate, 2 * keys->length);
  *count = 0;
  for (int32_t i = 0; i < keys->length; i++) {
    Value name = FixedArray_get_slots(keys, i);
    PropertyKey key =
        PropertyKey_from_any_name(isolate, Value_as_Name(isolate, name));
    PropertyDescriptor descriptor;
    bool found;
    if (!Object_get_own_property_js(isolate, object, key, &descriptor, &found))
      return NULL;
    if (!found || !descriptor.enumerable) continue;
    Value value = Object_get_js(isolate, Value_from_object(object), key);
    if (Value_is_exception(value)) return NULL;
    FixedArray_set_slots(entries, (*count)++, name);
    FixedArray_set_slots(entries, (*count)++, Isolate_box(isolate, value));
  }
  return entries;
}

// #sec-evaluate-import-call, from step 11. Which keys are supported is for the
// host to say.
Value Module_import_attributes_js(Isolate *isolate, Value options) {
  if (Value_is_undefined(options)) return ROOT(empty_fixed_array);
  if (!Value_is_JSReceiver(isolate, options))
    return throw_bad_options(isolate, kMessageImportOptionsNotObject);
  Value with = TRY(Object_get_name_js(
      isolate, options, String_internalize_ascii(isolate, "with")));
  if (Value_is_undefined(with)) return ROOT(empty_fixed_array);
  if (!Value_is_JSReceiver(isolate, with))
    return throw_bad_options(isolate, kMessageImportWithNotObject);
  int32_t count;
  FixedArray *entries =
      enumerate_js(isolate, Value_as_JSReceiver(isolate, with), &count);
  if (entries == NULL) return ROOT(exception);
  FixedArray *attributes = FixedArray_new(isolate, count);
  for (int32_t i = 0; i < count; i++) {
    Value text = FixedArray_get_slots(entries, i);
    if (!Value_is_String(isolate, text))
      return throw_bad_options(isolate, kMessageImportAttributeNotString);
    FixedArray_set_slots(attributes, i, text);
  }
  return Value_from_object(attributes);
}

// ---- #sec-ContinueDynamicImport ----

// Rejects with the pending exception; false if JavaScript is terminated.
static bool reject_pending(Isolate *isolate, JSPromise *promise) {
  if (isolate->terminating) return false;
  Value error = Isolate_box(isolate, isolate->pending_exception);
  isolate->pending_exception = ROOT(the_hole);
  isolate->pending_message = ROOT(undefined_value);
  Promise_reject(isolate, promise, error);
  return true;
}

static SourceTextModule *bound_module(Isolate *isolate, const Value *argv) {
  return Value_as_SourceTextModule(isolate,
                                   BuiltinClosure_get(isolate, argv, 0));
}

static JSPromise *bound_promise(Isolate *isolate, const Value *argv) {
  return Value_as_JSPromise(isolate, BuiltinClosure_get(isolate, argv, 1));
}

// linkAndEvaluateClosure.
Value Builtin_ImportedModuleLoaded(Isolate *isolate, int64_t argc,
                                   Value *argv) {
  SourceTextModule *module = bound_module(isolate, argv);
  JSPromise *promise = bound_promise(isolate, argv);
  if (!Module_link(isolate, module))
    return reject_pending(isolate, promise) ? ROOT(undefined_value)
                                            : ROOT(exception);
  Value evaluated = TRY(Module_evaluate_js(isolate, module));
  Value values[] = {Value_from_object(module), Value_from_object(promise)};
  JSFunction *fulfilled = BuiltinClosure_new(
      isolate, kBuiltinImportedModuleEvaluated, 0, values, 2);
  JSFunction *rejected = BuiltinClosure_new(
      isolate, kBuiltinImportedModuleFailed, 1, values, 2);
  Promise_perform_then(isolate, Value_as_JSPromise(isolate, evaluated),
                       Value_from_object(fulfilled),
                       Value_from_object(rejected), ROOT(undefined_value));
  return ROOT(undefined_value);
}

// fulfilledClosure. A namespace with an export `then` is a thenable.
Value Builtin_ImportedModuleEvaluated(Isolate *isolate, int64_t argc,
                                      Value *argv) {
  JSPromise *promise = bound_promise(isolate, argv);
  Value namespace_object =
      Module_namespace(isolate, bound_module(isolate, argv));
  bool alive = Value_is_exception(namespace_object)
                   ? reject_pending(isolate, promise)
                   : Promise_resolve_js(isolate, promise, namespace_object);
  return alive ? ROOT(undefined_value) : ROOT(exception);
}

// rejectedClosure.
Value Builtin_ImportedModuleFailed(Isolate *isolate, int64_t argc,
                                   Value *argv) {
  Promise_reject(isolate, bound_promise(isolate, argv), argv[1]);
  return ROOT(undefined_value);
}

Value Module_import_js(Isolate *isolate, SourceTextModule *module,
                       ModuleResolver resolve, void *data) {
  JSPromise *promise = Promise_new(isolate);
  if (!Module_load_js(isolate, module, resolve, data))
    return reject_pending(isolate, promise) ? Value_from_object(promise)
                                            : ROOT(exception);
  Value values[] = {Value_from_object(module), Value_from_object(promise)};
  JSFunction *link = BuiltinClosure_new(
      isolate, kBuiltinImportedModuleLoaded, 0, values, 2);
  JSPromise *loaded = Promise_new(isolate);
  Promise_fulfill(isolate, loaded, ROOT(undefined_value));
  Promise_perform_then(isolate, loaded, Value_from_object(link),
                       ROOT(undefined_value), ROOT(undefined_value));
  return Value_from_object(promise);
}
