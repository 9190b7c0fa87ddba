// SPDX-License-Identifier: MIT
//
// Function.prototype: apply, bind, call, toString, @@hasInstance; and
// %ThrowTypeError%. The Function constructors are in dynamic-function.c.
#include "engine/builtins/array-operations.h"
#include "engine/builtins/bootstrapper.h"
#include "engine/objects/js-object.h"
#include "engine/objects/shared-function-info.h"
#include "engine/objects/string.h"

// %Function.prototype% itself.
Value Builtin_EmptyFunction(Isolate *isolate, int64_t argc, Value *argv) {
  return ROOT(undefined_value);
}

// ECMA-262 #sec-%throwtypeerror%
Value Builtin_ThrowTypeError(Isolate *isolate, int64_t argc, Value *argv) {
  return Throw_type_error(isolate, kMessageFunctionCallerAndArguments,
                          ROOT(undefined_value), ROOT(undefined_value));
}

// Calls with the elements of a FixedArray as arguments.
static Value call_with_list_js(Isolate *isolate, Value function, Value receiver,
                               FixedArray *list) {
  RegisterArray *values = RegisterArray_new(isolate, list->length);
  for (int32_t i = 0; i < list->length; i++)
    values->registers[i] = FixedArray_get_slots(list, i);
  // Reading the array after the call keeps it alive on the native stack.
  RegisterArray *volatile keep_alive = values;
  Value result = Execution_call_js(isolate, function, receiver, list->length,
                                   values->registers);
  (void)keep_alive;
  return result;
}

static Value throw_non_function(Isolate *isolate, const char *method,
                                Value receiver) {
  return Throw_error(isolate, kErrorTypeTypeError, kMessageApplyNonFunction,
                     Value_from_object(String_new_ascii(isolate, method)),
                     receiver,
                     Value_from_object(Object_type_of(isolate, receiver)));
}

// ECMA-262 #sec-function.prototype.apply
Value Builtin_FunctionPrototypeApply(Isolate *isolate, int64_t argc,
                                     Value *argv) {
  if (!Object_is_callable(isolate, argv[0]))
    return throw_non_function(isolate, "Function.prototype.apply", argv[0]);
  if (Value_is_null_or_undefined(argv[2]))
    return Execution_call0_js(isolate, argv[0], argv[1]);
  FixedArray *list = Object_list_from_array_like_js(isolate, argv[2]);
  if (list == NULL) return ROOT(exception);
  return call_with_list_js(isolate, argv[0], argv[1], list);
}

// ECMA-262 #sec-function.prototype.call
Value Builtin_FunctionPrototypeCall(Isolate *isolate, int64_t argc,
                                    Value *argv) {
  if (!Object_is_callable(isolate, argv[0]))
    return throw_non_function(isolate, "Function.prototype.call", argv[0]);
  return Execution_call_js(isolate, argv[0], argv[1],
                           argc > 1 ? (int)argc - 1 : 0, argv + 2);
}

// Whether a property of a function is what it was born with: asking for it runs
// nothing and always gives the same.
static bool has_initial(const Isolate *isolate, const Map *map,
                        const Name *name, NativeAccessorId id) {
  int descriptor = Map_find_descriptor(map, name);
  if (descriptor < 0) return false;
  Value value =
      DescriptorArray_value(Map_instance_descriptors(map), descriptor);
  return Value_is_AccessorInfo(isolate, value) &&
         Value_as_AccessorInfo(isolate, value)->accessor_id == (uint32_t)id;
}

static bool has_initial_length_and_name(const Isolate *isolate,
                                        const JSReceiver *target) {
  const Map *map = HeapObject_map((const HeapObject *)target);
  return map->instance_type == JS_FUNCTION_TYPE && !Map_is_dictionary(map) &&
         has_initial(isolate, map, ROOT_OBJECT(isolate, Name, length_string),
                     kAccessorFunctionLength) &&
         has_initial(isolate, map, ROOT_OBJECT(isolate, Name, name_string),
                     kAccessorFunctionName);
}

// The length of a bound function: max(0, target's - bound arguments).
static bool bound_length_js(Isolate *isolate, JSReceiver *target,
                            int64_t bound_count, Value *length) {
  *length = Value_from_smi(0);
  bool has_length;
  PropertyKey key = ROOT_KEY(isolate, length_string);
  if (!Object_has_own_property_js(isolate, target, key, &has_length))
    return false;
  if (!has_length) return true;
  Value value = Object_get_js(isolate, Value_from_object(target), key);
  if (Value_is_exception(value)) return false;
  if (!Value_is_number(isolate, value)) return true;
  double integer;
  if (!Object_to_integer_or_infinity_js(isolate, value, &integer)) return false;
  double left = integer - (double)bound_count;
  if (left > 0) *length = Isolate_box(isolate, Value_from_number(left));
  return true;
}

// Gives a bound function length and name of its own, as its target has others
// than functions are born with.
static bool define_length_and_name_js(Isolate *isolate, JSObject *bound,
                                      JSReceiver *target,
                                      int64_t bound_count) {
  Value length;
  if (!bound_length_js(isolate, target, bound_count, &length)) return false;
  JSObject_define_data(isolate, bound, ROOT_KEY(isolate, length_string),
                       length, kReadOnly | kDontEnum);
  Value name = Object_get_name_js(isolate, Value_from_object(target),
                                  ROOT_OBJECT(isolate, Name, name_string));
  if (Value_is_exception(name)) return false;
  if (!Value_is_String(isolate, name)) name = ROOT(empty_string);
  name = String_concat(isolate,
                       ROOT_OBJECT(isolate, String, bound_space_string),
                       Value_as_String(isolate, name));
  if (Value_is_exception(name)) return false;
  JSObject_define_data(isolate, bound, ROOT_KEY(isolate, name_string), name,
                       kReadOnly | kDontEnum);
  return true;
}

// ECMA-262 #sec-function.prototype.bind
Value Builtin_FunctionPrototypeBind(Isolate *isolate, int64_t argc,
                                    Value *argv) {
  if (!Object_is_callable(isolate, argv[0]))
    return Throw_text(isolate, kErrorTypeTypeError,
                      "Bind must be called on a function");
  JSReceiver *target = Value_as_JSReceiver(isolate, argv[0]);
  // #sec-boundfunctioncreate
  Value prototype = TRY(Object_get_prototype_js(isolate, target));
  Map *map = Object_is_constructor(isolate, argv[0])
                 ? INTRINSIC_OBJECT(isolate, Map, bound_constructor_map)
                 : INTRINSIC_OBJECT(isolate, Map, bound_function_map);
  if (!Value_equals(Map_prototype(map), prototype))
    map = Map_to_prototype(isolate, map, prototype);
  int64_t bound_count = argc > 1 ? argc - 1 : 0;
  FixedArray *arguments = FixedArray_new(isolate, (int32_t)bound_count);
  for (int64_t i = 0; i < bound_count; i++) {
    Value boxed = Isolate_box(isolate, argv[2 + i]);
    FixedArray_set_slots(arguments, (int32_t)i, boxed);
  }
  Value receiver = Isolate_box(isolate, argv[1]);
  JSBoundFunction *bound =
      (JSBoundFunction *)JSObject_new_from_map(isolate, map);
  JSBoundFunction_set_target(bound, target);
  JSBoundFunction_set_bound_this(bound, receiver);
  JSBoundFunction_set_bound_arguments(bound, arguments);
  if (!has_initial_length_and_name(isolate, target))
    TRY_BOOL(define_length_and_name_js(isolate, (JSObject *)bound, target,
                                       bound_count));
  return Value_from_object(bound);
}

// Whether a name can stand in source text: an identifier, or a name in brackets.
// (RegExp.$& has a getter that is called "get $&".)
static bool is_source_name(Isolate *isolate, String *name) {
  FlatString text = String_flatten(isolate, name);
  for (int32_t i = 0; i < text.length; i++)
    if (strchr("&`'+", FlatString_at(&text, i)) != NULL) return false;
  return true;
}

// "function name() { [native code] }"
static Value native_source(Isolate *isolate, String *name) {
  StringBuilder builder;
  StringBuilder_init(&builder, isolate);
  StringBuilder_add_ascii(&builder, "function ");
  if (is_source_name(isolate, name)) StringBuilder_add_string(&builder, name);
  StringBuilder_add_ascii(&builder, "() { [native code] }");
  return StringBuilder_finish(&builder);
}

// ECMA-262 #sec-function.prototype.tostring
Value Builtin_FunctionPrototypeToString(Isolate *isolate, int64_t argc,
                                        Value *argv) {
  if (Value_is_JSFunction(isolate, argv[0])) {
    SharedFunctionInfo *shared =
        JSFunction_shared(Value_as_JSFunction(isolate, argv[0]));
    Value text = SharedFunctionInfo_source_text(shared);
    if (!Value_is_undefined(text)) return text;
    return native_source(isolate, SharedFunctionInfo_name_string(shared));
  }
  if (Object_is_callable(isolate, argv[0]))
    return native_source(isolate, ROOT_OBJECT(isolate, String, empty_string));
  return Throw_text(isolate, kErrorTypeTypeError,
                    "Function.prototype.toString requires that 'this' be a "
                    "Function");
}

// ECMA-262 #sec-function.prototype-%symbol.hasinstance%
Value Builtin_FunctionPrototypeHasInstance(Isolate *isolate, int64_t argc,
                                           Value *argv) {
  bool result;
  TRY_BOOL(Object_ordinary_has_instance_js(isolate, argv[0], argv[1], &result));
  return Value_from_bool(result);
}

static JSFunction *new_throw_type_error(Isolate *isolate) {
  JSFunction *function =
      Bootstrap_new_function(isolate, "", kBuiltinThrowTypeError, 0);
  bool success;
  // [[Extensible]] is false; length and name are not configurable.
  CHECK(Object_set_integrity_level_js(isolate, (JSReceiver *)function, kFrozen,
                                      &success));
  return function;
}

void Bootstrap_install_function(Isolate *isolate) {
  static const FunctionSpec kFunctions[] = {
      METHOD("apply", FunctionPrototypeApply, 2),
      METHOD("bind", FunctionPrototypeBind, 1),
      METHOD("call", FunctionPrototypeCall, 1),
      METHOD("toString", FunctionPrototypeToString, 0),
  };
  JSObject *prototype =
      INTRINSIC_OBJECT(isolate, JSObject, function_prototype);
  JSFunction *thrower = new_throw_type_error(isolate);
  NativeContext_set(Isolate_native_context(isolate),
                    kNativeSlot_throw_type_error, Value_from_object(thrower));
  // #sec-addrestrictedfunctionproperties
  JSObject_define_accessor(isolate, prototype,
                           ROOT_KEY(isolate, arguments_string),
                           Value_from_object(thrower),
                           Value_from_object(thrower), kDontEnum);
  JSObject_define_accessor(isolate, prototype, ROOT_KEY(isolate, caller_string),
                           Value_from_object(thrower),
                           Value_from_object(thrower), kDontEnum);
  Bootstrap_install_functions(isolate, prototype, kFunctions,
                              ARRAY_LENGTH(kFunctions));
  JSFunction *has_instance = Bootstrap_new_function(
      isolate, "@@hasInstance", kBuiltinFunctionPrototypeHasInstance, 1);
  JSObject_define_data(isolate, prototype,
                       ROOT_KEY(isolate, has_instance_symbol),
                       Value_from_object(has_instance), kConstantAttributes);
}
