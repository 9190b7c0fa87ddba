// SPDX-License-Identifier: MIT
//
// Error and its kin: constructors, prototypes, Error.captureStackTrace. The text
// of `stack` is made where it is read: by the native accessor that every error
// has as its first own property.
#include "engine/builtins/error.h"

#include "engine/builtins/bootstrapper.h"
#include "engine/builtins/iterator-operations.h"
#include "engine/objects/conversions.h"
#include "engine/objects/js-object.h"
#include "engine/objects/messages.h"
#include "engine/objects/stack-trace.h"
#include "engine/objects/string.h"

static void define_hidden(Isolate *isolate, JSObject *object, const void *name,
                          Value value) {
  JSObject_define_data(isolate, object, PropertyKey_from_name(name),
                       Isolate_box(isolate, value), kDontEnum);
}

// Gives the object a `stack` accessor of its own, unless it has one.
static void add_stack_accessor(Isolate *isolate, JSObject *object) {
  PropertyKey key = ROOT_KEY(isolate, stack_string);
  OwnProperty own = JSObject_get_own(isolate, object, key);
  Value info = INTRINSIC(isolate, error_stack_accessor);
  if (own.state == kOwnAbsent) {
    JSObject_add_own(isolate, object, key, info, kPropertyAccessor, kDontEnum);
  } else if (own.state != kOwnNative) {
    JSObject_reconfigure_own(isolate, object, key, &own, info,
                             kPropertyAccessor, kDontEnum);
  }
}

// ECMA-262 #sec-installerrorcause
static bool install_cause_js(Isolate *isolate, JSObject *error, Value options) {
  if (!Value_is_JSReceiver(isolate, options)) return true;
  PropertyKey key = ROOT_KEY(isolate, cause_string);
  bool present;
  if (!Object_has_property_js(isolate, Value_as_JSReceiver(isolate, options),
                              key, &present))
    return false;
  if (!present) return true;
  Value cause = Object_get_js(isolate, options, key);
  if (Value_is_exception(cause)) return false;
  define_hidden(isolate, error, ROOT_OBJECT(isolate, Name, cause_string),
                cause);
  return true;
}

// Steps that all error constructors begin with; NULL when it threw.
static JSError *construct_error_js(Isolate *isolate, Value *argv, int map_slot,
                                   Value message, Value options) {
  Value new_target = Builtin_new_target(argv);
  if (Value_is_undefined(new_target)) new_target = Builtin_function(argv);
  JSObject *object =
      JSObject_new_for_constructor_js(isolate, new_target, map_slot);
  if (object == NULL) return NULL;
  JSError *error = (JSError *)object;
  JSError_set_captured_stack(error, ROOT(undefined_value));
  add_stack_accessor(isolate, object);
  if (!Value_is_undefined(message)) {
    Value text = Object_to_string_js(isolate, message);
    if (Value_is_exception(text)) return NULL;
    define_hidden(isolate, object, ROOT_OBJECT(isolate, Name, message_string),
                  text);
  }
  if (!install_cause_js(isolate, object, options)) return NULL;
  JSError_set_captured_stack(
      error, StackTrace_capture_for_error(isolate, new_target));
  return error;
}

static Value construct_js(Isolate *isolate, Value *argv, int map_slot) {
  JSError *error =
      construct_error_js(isolate, argv, map_slot, argv[1], argv[2]);
  return error ? Value_from_object(error) : ROOT(exception);
}

// ECMA-262 #sec-error-message, #sec-nativeerror
#define ERROR_CONSTRUCTOR(Name, slot)                                        \
  Value Builtin_##Name##Constructor(Isolate *isolate, int64_t argc,          \
                                    Value *argv) {                           \
    return construct_js(isolate, argv, kNativeSlot_##slot##_initial_map);    \
  }
ERROR_CONSTRUCTOR(Error, error)
ERROR_CONSTRUCTOR(EvalError, eval_error)
ERROR_CONSTRUCTOR(RangeError, range_error)
ERROR_CONSTRUCTOR(ReferenceError, reference_error)
ERROR_CONSTRUCTOR(SyntaxError, syntax_error)
ERROR_CONSTRUCTOR(TypeError, type_error)
ERROR_CONSTRUCTOR(URIError, uri_error)

// ECMA-262 #sec-aggregate-error
Value Builtin_AggregateErrorConstructor(Isolate *isolate, int64_t argc,
                                        Value *argv) {
  JSError *error = construct_error_js(
      isolate, argv, kNativeSlot_aggregate_error_initial_map, argv[2], argv[3]);
  if (error == NULL) return ROOT(exception);
  FixedArray *errors = Iterable_to_list_js(isolate, argv[1], ROOT(the_hole));
  if (errors == NULL) return ROOT(exception);
  define_hidden(isolate, (JSObject *)error,
                ROOT_OBJECT(isolate, Name, errors_string),
                Value_from_object(JSArray_new_from_elements(isolate, errors,
                                                            errors->length)));
  return Value_from_object(error);
}

// ECMA-262 #sec-suppressederror
Value Builtin_SuppressedErrorConstructor(Isolate *isolate, int64_t argc,
                                         Value *argv) {
  JSError *error = construct_error_js(
      isolate, argv, kNativeSlot_suppressed_error_initial_map, argv[3],
      ROOT(undefined_value));
  if (error == NULL) return ROOT(exception);
  define_hidden(isolate, (JSObject *)error,
                String_internalize_ascii(isolate, "error"), argv[1]);
  define_hidden(isolate, (JSObject *)error,
                String_internalize_ascii(isolate, "suppressed"), argv[2]);
  return Value_from_object(error);
}

static JSObject *new_error(Isolate *isolate, const Map *map,
                           const char *message) {
  JSObject *object = JSObject_new_from_map(isolate, map);
  add_stack_accessor(isolate, object);
  define_hidden(isolate, object, ROOT_OBJECT(isolate, Name, message_string),
                Value_from_object(String_new_ascii(isolate, message)));
  JSError_set_captured_stack((JSError *)object,
                             StackTrace_capture_for_error(
                                 isolate, ROOT(undefined_value)));
  return object;
}

JSObject *AggregateError_new(Isolate *isolate, Value errors) {
  JSObject *error = new_error(
      isolate, INTRINSIC_OBJECT(isolate, Map, aggregate_error_initial_map),
      "All promises were rejected");
  define_hidden(isolate, error, ROOT_OBJECT(isolate, Name, errors_string),
                errors);
  return error;
}

JSObject *SuppressedError_new(Isolate *isolate, Value error, Value suppressed) {
  JSObject *result = new_error(
      isolate, INTRINSIC_OBJECT(isolate, Map, suppressed_error_initial_map),
      "An error was suppressed during disposal");
  define_hidden(isolate, result, String_internalize_ascii(isolate, "error"),
                error);
  define_hidden(isolate, result,
                String_internalize_ascii(isolate, "suppressed"), suppressed);
  return result;
}

// ECMA-262 #sec-error.iserror
Value Builtin_ErrorIsError(Isolate *isolate, int64_t argc, Value *argv) {
  return Value_from_bool(Value_is_JSError(isolate, argv[1]));
}

// Error.captureStackTrace(object, function): as V8's.
Value Builtin_ErrorCaptureStackTrace(Isolate *isolate, int64_t argc,
                                     Value *argv) {
  if (!Value_is_JSObject(isolate, argv[1]))
    return Throw_type_error(isolate, kMessageInvalidArgument,
                            ROOT(undefined_value), ROOT(undefined_value));
  JSObject *object = Value_as_JSObject(isolate, argv[1]);
  bool extensible;
  TRY_BOOL(
      Object_is_extensible_js(isolate, (JSReceiver *)object, &extensible));
  if (!extensible)
    return Throw_type_error(isolate, kMessageDefineDisallowed,
                            ROOT(stack_string), ROOT(undefined_value));
  Value skip = Value_is_JSFunction(isolate, argv[2]) ? argv[2]
                                                     : Builtin_function(argv);
  Value stack = StackTrace_capture_for_error(isolate, skip);
  if (Value_is_JSError(isolate, argv[1])) {
    JSError_set_captured_stack((JSError *)object, stack);
  } else {
    JSObject_define_data(isolate, object,
                         ROOT_KEY(isolate, error_stack_symbol), stack,
                         kDontEnum);
  }
  add_stack_accessor(isolate, object);
  return ROOT(undefined_value);
}

// The string of a property of an error; `absent` if it is undefined.
static Value text_property_js(Isolate *isolate, Value error, const void *name,
                              Value absent) {
  Value value = TRY(Object_get_name_js(isolate, error, name));
  if (Value_is_undefined(value)) return absent;
  return Object_to_string_js(isolate, value);
}

// ECMA-262 #sec-error.prototype.tostring
Value Builtin_ErrorPrototypeToString(Isolate *isolate, int64_t argc,
                                     Value *argv) {
  if (!Value_is_JSReceiver(isolate, argv[0]))
    return Throw_type_error(
        isolate, kMessageIncompatibleMethodReceiver,
        Value_from_object(String_new_ascii(isolate,
                                           "Error.prototype.toString")),
        argv[0]);
  Value name = TRY(text_property_js(isolate, argv[0],
                                    ROOT_OBJECT(isolate, Name, name_string),
                                    ROOT(Error_string)));
  Value message = TRY(
      text_property_js(isolate, argv[0],
                       ROOT_OBJECT(isolate, Name, message_string),
                       ROOT(empty_string)));
  if (Value_as_String(isolate, name)->length == 0) return message;
  if (Value_as_String(isolate, message)->length == 0) return name;
  StringBuilder builder;
  StringBuilder_init(&builder, isolate);
  StringBuilder_add_string(&builder, Value_as_String(isolate, name));
  StringBuilder_add_ascii(&builder, ": ");
  StringBuilder_add_string(&builder, Value_as_String(isolate, message));
  return StringBuilder_finish(&builder);
}

// One error type: constructor, prototype with name and message.
static JSFunction *install_error_type(Isolate *isolate, const char *name,
                                      BuiltinId id, int length, int map_slot,
                                      Value prototype_parent,
                                      Value constructor_parent) {
  JSObject *prototype =
      JSObject_new_with_prototype(isolate, prototype_parent);
  JSFunction *constructor = Bootstrap_new_constructor(
      isolate, name, id, length, prototype, kClassJSError, map_slot);
  define_hidden(isolate, prototype, ROOT_OBJECT(isolate, Name, name_string),
                Value_from_object(String_internalize_ascii(isolate, name)));
  define_hidden(isolate, prototype, ROOT_OBJECT(isolate, Name, message_string),
                ROOT(empty_string));
  Map *map = Map_add_accessor_property(
      isolate,
      Value_as_Map(isolate,
                   NativeContext_get(Isolate_native_context(isolate),
                                     (NativeContextIndex)map_slot)),
      ROOT_OBJECT(isolate, Name, stack_string),
      INTRINSIC(isolate, error_stack_accessor), kDontEnum);
  NativeContext_set(Isolate_native_context(isolate),
                    (NativeContextIndex)map_slot, Value_from_object(map));
  JSFunction_set_prototype_or_initial_map(constructor, Value_from_object(map));
  if (Value_is_JSReceiver(isolate, constructor_parent)) {
    bool success;
    CHECK(Object_set_prototype_js(isolate, (JSReceiver *)constructor,
                                  constructor_parent, kDontThrow, &success));
  }
  return constructor;
}

void Bootstrap_install_error(Isolate *isolate) {
  static const FunctionSpec kFunctions[] = {
      METHOD("captureStackTrace", ErrorCaptureStackTrace, 2),
      METHOD("isError", ErrorIsError, 1),
  };
  static const FunctionSpec kPrototypeFunctions[] = {
      METHOD("toString", ErrorPrototypeToString, 0),
  };
  static const struct {
    const char *name;
    BuiltinId id;
    int length;
    int map_slot;
  } kTypes[] = {
#define TYPE(Name, slot, length) \
  {#Name, kBuiltin##Name##Constructor, length, kNativeSlot_##slot##_initial_map}
      TYPE(EvalError, eval_error, 1),
      TYPE(RangeError, range_error, 1),
      TYPE(ReferenceError, reference_error, 1),
      TYPE(SyntaxError, syntax_error, 1),
      TYPE(TypeError, type_error, 1),
      TYPE(URIError, uri_error, 1),
      TYPE(AggregateError, aggregate_error, 2),
      TYPE(SuppressedError, suppressed_error, 3),
#undef TYPE
  };
  NativeContext *context = Isolate_native_context(isolate);
  NativeContext_set(context, kNativeSlot_error_stack_accessor,
                    Value_from_object(AccessorInfo_new(
                        isolate, ROOT_OBJECT(isolate, Name, stack_string),
                        kAccessorErrorStack)));
  JSFunction *error = install_error_type(
      isolate, "Error", kBuiltinErrorConstructor, 1,
      kNativeSlot_error_initial_map, INTRINSIC(isolate, object_prototype),
      ROOT(undefined_value));
  NativeContext_set(context, kNativeSlot_error_function,
                    Value_from_object(error));
  Value prototype =
      Map_prototype(INTRINSIC_OBJECT(isolate, Map, error_initial_map));
  Bootstrap_install_functions(isolate, (JSObject *)error, kFunctions,
                              ARRAY_LENGTH(kFunctions));
  JSObject_define_data(isolate, (JSObject *)error,
                       ROOT_KEY(isolate, stackTraceLimit_string),
                       Value_from_smi(10), kNone);
  Bootstrap_install_functions(isolate, Value_as_JSObject(isolate, prototype),
                              kPrototypeFunctions,
                              ARRAY_LENGTH(kPrototypeFunctions));
  for (size_t i = 0; i < ARRAY_LENGTH(kTypes); i++)
    install_error_type(isolate, kTypes[i].name, kTypes[i].id, kTypes[i].length,
                       kTypes[i].map_slot, prototype,
                       Value_from_object(error));
  Bootstrap_install_call_site(isolate);
}
