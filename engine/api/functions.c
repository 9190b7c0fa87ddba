// SPDX-License-Identifier: MIT
//
// Functions backed by C, classes, and calling JavaScript.
//
// A C function is a builtin with JS linkage (Builtin_ApiCall) whose context has
// one value, a FunctionTemplateInfo: it names the callback by reference (no
// address lies in the heap) and holds the callback's data. A class has a
// FunctionTemplateInfo with instances: class_name is then the prototype object
// and flags the number of internal fields.
#include <stdlib.h>
#include <string.h>

#include "engine/api/api.h"
#include "engine/builtins/builtin-closure.h"
#include "engine/interpreter/execution.h"
#include "engine/objects/conversions.h"
#include "engine/objects/map.h"
#include "engine/objects/messages.h"
#include "engine/objects/object-operations.h"
#include "engine/objects/shared-function-info.h"
#include "engine/objects/string.h"

enum {
  kTemplateFieldCountMask = 31,
  kTemplateIsClass = 32,
  kTemplateCallableWithoutNew = 64,
};

// ---- References ----

uint32_t Api_reference_of(Isolate *isolate, intptr_t address) {
  for (size_t i = 0; i < isolate->external_reference_count; i++)
    if (isolate->external_references[i] == address) return (uint32_t)i + 1;
  ApiData *api = isolate->api;
  uint32_t base = (uint32_t)isolate->external_reference_count + 1;
  for (uint32_t i = 0; i < api->dynamic_reference_count; i++)
    if (api->dynamic_references[i] == address) return base + i;
  if (api->dynamic_reference_count == api->dynamic_reference_capacity) {
    uint32_t capacity = api->dynamic_reference_capacity * 2 + 16;
    intptr_t *grown =
        realloc(api->dynamic_references, capacity * sizeof *grown);
    if (grown == NULL)
      thaw_fatal_error("thaw_function_new", "the system has no memory left");
    api->dynamic_references = grown;
    api->dynamic_reference_capacity = capacity;
  }
  api->dynamic_references[api->dynamic_reference_count] = address;
  return base + api->dynamic_reference_count++;
}

intptr_t Api_reference_address(Isolate *isolate, uint32_t reference) {
  if (reference == 0) return 0;
  size_t index = reference - 1;
  if (index < isolate->external_reference_count)
    return isolate->external_references[index];
  index -= isolate->external_reference_count;
  ApiData *api = isolate->api;
  return index < api->dynamic_reference_count ? api->dynamic_references[index]
                                              : 0;
}

// ---- Calling C ----

// The map of instances whose prototype is `prototype`; the last one is kept in
// the template.
static Map *instance_map(Isolate *isolate, FunctionTemplateInfo *info,
                         Value prototype) {
  Value cached = FunctionTemplateInfo_instance_template(info);
  if (Value_is_Map(isolate, cached)) {
    Map *map = Value_as_Map(isolate, cached);
    if (Value_equals(Map_prototype(map), prototype)) return map;
  }
  bool has_fields = (info->flags & kTemplateFieldCountMask) != 0;
  Map *map = Map_new(isolate,
                     has_fields ? kClassJSApiObject : kClassJSOrdinaryObject,
                     HOLEY_ELEMENTS, 4, prototype);
  FunctionTemplateInfo_set_instance_template(info, Value_from_object(map));
  return map;
}

// The receiver of a constructor call.
static Value new_instance_js(Isolate *isolate, FunctionTemplateInfo *info,
                             Value new_target) {
  Value prototype =
      TRY(Object_get_js(isolate, new_target, ROOT_KEY(isolate,
                                                      prototype_string)));
  if (!Value_is_JSReceiver(isolate, prototype))
    prototype = FunctionTemplateInfo_prototype_template(info);
  Map *map = instance_map(isolate, info, prototype);
  int field_count = (int)(info->flags & kTemplateFieldCountMask);
  FixedArray *fields =
      field_count > 0 ? FixedArray_new(isolate, field_count) : NULL;
  JSObject *object = JSObject_new_from_map(isolate, map);
  if (fields)
    JSApiObject_set_internal_fields((JSApiObject *)object, fields);
  return Value_from_object(object);
}

// What the callback gave becomes the call's value.
static Value call_result(Isolate *isolate, ThawLocal returned, Value receiver,
                         bool is_construct) {
  if (Isolate_has_pending_exception(isolate)) return ROOT(exception);
  Value result =
      returned ? Local_value(returned) : ROOT(undefined_value);
  if (is_construct && !Value_is_JSReceiver(isolate, result)) return receiver;
  return result;
}

// The native context that a function was made in.
static Value realm_of(Isolate *isolate, Value function, Value fallback) {
  Value context = Value_from_object(
      JSFunction_context(Value_as_JSFunction(isolate, function)));
  while (Value_is_Context(isolate, context))
    context = Context_get_slots(Value_as_Context(isolate, context),
                                kContextPrevious);
  return Value_is_NativeContext(isolate, context) ? context : fallback;
}

Value Builtin_ApiCall(Isolate *isolate, int64_t argc, Value *argv) {
  if (UNLIKELY(Isolate_native_stack_exhausted(isolate)))
    return Isolate_throw_stack_overflow(isolate);
  FunctionTemplateInfo *info = Value_as_FunctionTemplateInfo(
      isolate, BuiltinClosure_get(isolate, argv, 0));
  Value new_target = argv[kArgvNewTarget];
  bool is_construct = !Value_is_undefined(new_target);
  Value callee = argv[kArgvFunction];
  if (is_construct) {
    argv[0] = TRY(new_instance_js(isolate, info, new_target));
  } else if ((info->flags & kTemplateIsClass) &&
             !(info->flags & kTemplateCallableWithoutNew)) {
    return Throw_type_error(
        isolate, kMessageClassConstructorCall,
        SharedFunctionInfo_name(
            JSFunction_shared(Value_as_JSFunction(isolate, callee))),
        ROOT(undefined_value));
  }
  if (info->callback_reference == 0)
    return is_construct ? argv[0] : ROOT(undefined_value);
  ThawFunctionCallback callback = (ThawFunctionCallback)Api_reference_address(
      isolate, info->callback_reference);
  if (callback == NULL)
    return Throw_text(isolate, kErrorTypeError,
                      "the function's C code is not among this process's "
                      "external references");
  Value realm = Isolate_root(isolate, kIsolateRoot_current_native_context);
  Isolate_set_root(isolate, kIsolateRoot_current_native_context,
                   realm_of(isolate, callee, realm));
  HandleScopeData saved = isolate->handle_scope;
  ThawCallInfo call = {isolate, argc, argv, FunctionTemplateInfo_data(info)};
  ThawLocal returned = callback(Isolate_to_api(isolate), &call);
  Value result = call_result(isolate, returned, argv[0], is_construct);
  isolate->handle_scope = saved;
  Isolate_set_root(isolate, kIsolateRoot_current_native_context, realm);
  return result;
}

// ---- What a callback reads ----

size_t thaw_call_argument_count(const ThawCallInfo *info) {
  return (size_t)info->argc;
}

ThawLocal thaw_call_argument(const ThawCallInfo *info, size_t index) {
  // The arguments' own stack slots serve as handles.
  if (index < (size_t)info->argc) return (ThawLocal)&info->argv[1 + index];
  return Local_constant(info->isolate, kConstantUndefined);
}

ThawLocal thaw_call_this(const ThawCallInfo *info) {
  return (ThawLocal)&info->argv[0];
}

ThawLocal thaw_call_new_target(const ThawCallInfo *info) {
  return (ThawLocal)&info->argv[kArgvNewTarget];
}

bool thaw_call_is_construct(const ThawCallInfo *info) {
  return !Value_is_undefined(info->argv[kArgvNewTarget]);
}

ThawLocal thaw_call_callee(const ThawCallInfo *info) {
  return (ThawLocal)&info->argv[kArgvFunction];
}

ThawLocal thaw_call_data(const ThawCallInfo *info) {
  return Local_new(info->isolate, info->data);
}

// ---- Making functions ----

static FunctionTemplateInfo *new_template(Isolate *isolate,
                                          ThawFunctionCallback callback,
                                          Value data) {
  Value boxed = Isolate_box(isolate, data);
  FunctionTemplateInfo *info =
      HEAP_NEW(isolate, FunctionTemplateInfo, function_template_info_map);
  if (callback != NULL)
    info->callback_reference =
        Api_reference_of(isolate, (intptr_t)callback);
  FunctionTemplateInfo_set_data(info, boxed);
  return info;
}

// A function with a SharedFunctionInfo of its own, as name and length are there.
static JSFunction *new_function(Isolate *isolate, FunctionTemplateInfo *info,
                                String *name, int length, Value map,
                                uint32_t extra_flags) {
  SharedFunctionInfo *shared = SharedFunctionInfo_new_builtin(
      isolate, Value_from_object(name), kBuiltinApiCall, length);
  shared->flags |= extra_flags;
  Value closed_over = Value_from_object(info);
  JSFunction *function =
      BuiltinClosure_new(isolate, kBuiltinApiCall, length, &closed_over, 1);
  JSFunction_set_shared(function, shared);
  if (Value_is_Map(isolate, map))
    HeapObject_set_map((HeapObject *)function, Value_as_Map(isolate, map));
  return function;
}

JSFunction *Api_new_function(Isolate *isolate, ThawFunctionCallback callback,
                             Value data, String *name, int length) {
  FunctionTemplateInfo *info = new_template(isolate, callback, data);
  return new_function(isolate, info, name, length, ROOT(undefined_value), 0);
}

static String *name_from_utf8(Isolate *isolate, const char *name) {
  return name ? String_new_utf8(isolate, name, strlen(name))
              : ROOT_OBJECT(isolate, String, empty_string);
}

ThawLocal thaw_function_new(ThawIsolate *isolate, ThawFunctionCallback callback,
                            ThawLocal data, const char *name, int length) {
  Isolate *self = isolate_of(isolate);
  String *string = name_from_utf8(self, name);
  return Local_from_object(
      self, Api_new_function(self, callback, Local_value_or_undefined(data),
                             string, length));
}

// ---- Classes ----

// Splits the properties between constructor and prototype.
static bool define_members(ThawIsolate *isolate, ThawLocal constructor,
                           ThawLocal prototype, const ThawClass *definition) {
  for (size_t i = 0; i < definition->property_count; i++) {
    const ThawPropertyDescriptor *property = &definition->properties[i];
    if (!thaw_object_define_properties(
            isolate, property->is_static ? constructor : prototype, property,
            1, definition->data))
      return false;
  }
  return true;
}

// The prototype object, linked to the parent's.
static Value new_prototype_js(Isolate *isolate, const ThawClass *definition) {
  if (definition->parent == NULL)
    return Value_from_object(JSObject_new_plain(isolate));
  Value parent =
      TRY(Object_get_js(isolate, Local_value(definition->parent),
                        ROOT_KEY(isolate, prototype_string)));
  return Value_from_object(JSObject_new_with_prototype(isolate, parent));
}

static ThawLocal make_class(Isolate *isolate, const ThawClass *definition) {
  API_CHECK(definition->internal_field_count >= 0 &&
                definition->internal_field_count <= 16,
            "thaw_class_new", "0 to 16 internal fields");
  Value prototype = new_prototype_js(isolate, definition);
  if (Value_is_exception(prototype)) return NULL;
  FunctionTemplateInfo *info =
      new_template(isolate, definition->constructor,
                   Local_value_or_undefined(definition->data));
  FunctionTemplateInfo_set_prototype_template(info, prototype);
  info->flags = (uint32_t)definition->internal_field_count | kTemplateIsClass;
  if (definition->callable_without_new)
    info->flags |= kTemplateCallableWithoutNew;
  String *name = name_from_utf8(isolate, definition->name);
  JSFunction *constructor =
      new_function(isolate, info, name, definition->length,
                   INTRINSIC(isolate, function_map), kSharedBuiltinConstructor);
  JSFunction_set_prototype_or_initial_map(constructor, prototype);
  JSObject_define_data(isolate, Value_as_JSObject(isolate, prototype),
                       ROOT_KEY(isolate, constructor_string),
                       Value_from_object(constructor), kDontEnum);
  if (definition->parent) {
    bool success;
    if (!Object_set_prototype_js(isolate, (JSReceiver *)constructor,
                                 Local_value(definition->parent),
                                 kThrowOnError, &success))
      return NULL;
  }
  ThawLocal result = Local_from_object(isolate, constructor);
  return define_members(Isolate_to_api(isolate), result,
                        Local_new(isolate, prototype), definition)
             ? result : NULL;
}

ThawLocal thaw_class_new(ThawIsolate *isolate, const ThawClass *definition) {
  ThawScope scope;
  thaw_scope_open(isolate, &scope);
  ThawLocal constructor = make_class(isolate_of(isolate), definition);
  return thaw_scope_close_and_escape(&scope, constructor);
}

// ---- Calling JavaScript ----

enum { kInlineArguments = 16, kMaxArguments = 65535 };

// Copies arguments into buffer, or into malloc'ed memory when there are many.
static Value *gather_arguments(Value *buffer, size_t argc,
                               const ThawLocal *argv) {
  API_CHECK(argc <= kMaxArguments, "thaw_function_call", "too many arguments");
  Value *values = buffer;
  if (argc > kInlineArguments) {
    values = malloc(argc * sizeof *values);
    if (values == NULL)
      thaw_fatal_error("thaw_function_call", "the system has no memory left");
  }
  for (size_t i = 0; i < argc; i++) values[i] = Local_value(argv[i]);
  return values;
}

ThawLocal thaw_function_call(ThawIsolate *isolate, ThawLocal function,
                             ThawLocal receiver, size_t argc,
                             const ThawLocal *argv) {
  Isolate *self = isolate_of(isolate);
  Value buffer[kInlineArguments];
  buffer[0] = ROOT(undefined_value);
  Value *values = gather_arguments(buffer, argc, argv);
  Value result = Execution_call_js(self, Local_value(function),
                                   Local_value_or_undefined(receiver),
                                   (int)argc, values);
  if (values != buffer) free(values);
  return Local_or_null(self, result);
}

ThawLocal thaw_function_construct(ThawIsolate *isolate, ThawLocal function,
                                  size_t argc, const ThawLocal *argv) {
  Isolate *self = isolate_of(isolate);
  if (!Object_is_constructor(self, Local_value(function))) {
    (void)!Value_is_exception(Throw_type_error(
        self, kMessageNotConstructor, Local_value(function),
        ROOT(undefined_value)));
    return NULL;
  }
  Value buffer[kInlineArguments];
  Value *values = gather_arguments(buffer, argc, argv);
  Value result =
      Execution_construct_js(self, Local_value(function),
                             Local_value(function), (int)argc, values);
  if (values != buffer) free(values);
  return Local_or_null(self, result);
}

ThawLocal thaw_function_name(ThawIsolate *isolate, ThawLocal function) {
  Isolate *self = isolate_of(isolate);
  if (Value_is_JSFunction(self, Local_value(function))) {
    JSFunction *closure = Value_as_JSFunction(self, Local_value(function));
    Value name = SharedFunctionInfo_name(JSFunction_shared(closure));
    if (Value_is_String(self, name)) return Local_new(self, name);
  }
  return Local_constant(self, kConstantEmptyString);
}

void thaw_function_mark_undetectable(ThawLocal function) {
  Isolate *isolate = Local_isolate(function);
  HeapObject *object = Value_object(isolate, Local_value(function));
  Map *map = Map_copy(isolate, HeapObject_map(object));
  map->bit_field |= kMapUndetectable;
  HeapObject_set_map(object, map);
}
