// SPDX-License-Identifier: MIT
//
// Object.prototype.
#include "engine/builtins/array-operations.h"
#include "engine/builtins/bootstrapper.h"
#include "engine/objects/string.h"

// ECMA-262 #sec-object.prototype.hasownproperty
Value Builtin_ObjectPrototypeHasOwnProperty(Isolate *isolate, int64_t argc,
                                            Value *argv) {
  PropertyKey key;
  bool result;
  // 1. Let P be ? ToPropertyKey(V): before ToObject.
  TRY_BOOL(PropertyKey_from_value_js(isolate, argv[1], &key));
  Value object = TRY(Object_to_object_js(isolate, argv[0]));
  TRY_BOOL(Object_has_own_property_js(
      isolate, Value_as_JSReceiver(isolate, object), key, &result));
  return Value_from_bool(result);
}

// ECMA-262 #sec-object.prototype.isprototypeof
Value Builtin_ObjectPrototypeIsPrototypeOf(Isolate *isolate, int64_t argc,
                                           Value *argv) {
  if (!Value_is_JSReceiver(isolate, argv[1])) return ROOT(false_value);
  Value object = TRY(Object_to_object_js(isolate, argv[0]));
  Value current = argv[1];
  int proxies = 0;
  for (;;) {
    current = TRY(Object_next_prototype_js(
        isolate, Value_as_JSReceiver(isolate, current), &proxies));
    if (Value_is_null(current)) return ROOT(false_value);
    if (Value_equals(current, object)) return ROOT(true_value);
  }
}

// ECMA-262 #sec-object.prototype.propertyisenumerable
Value Builtin_ObjectPrototypePropertyIsEnumerable(Isolate *isolate,
                                                  int64_t argc, Value *argv) {
  PropertyKey key;
  PropertyDescriptor descriptor;
  bool found;
  TRY_BOOL(PropertyKey_from_value_js(isolate, argv[1], &key));
  Value object = TRY(Object_to_object_js(isolate, argv[0]));
  TRY_BOOL(Object_get_own_property_js(
      isolate, Value_as_JSReceiver(isolate, object), key, &descriptor, &found));
  return Value_from_bool(found && descriptor.enumerable);
}

// ECMA-262 #sec-object.prototype.tolocalestring
Value Builtin_ObjectPrototypeToLocaleString(Isolate *isolate, int64_t argc,
                                            Value *argv) {
  Value method = TRY(Object_get_name_js(
      isolate, argv[0], ROOT_OBJECT(isolate, Name, toString_string)));
  return Execution_call0_js(isolate, method, argv[0]);
}

// Steps 4-14 of toString.
static const char *builtin_tag(Isolate *isolate, JSReceiver *object) {
  if (Object_is_callable(isolate, Value_from_object(object)))
    return "Function";
  switch (HeapObject_type((HeapObject *)object)) {
    case JS_ARGUMENTS_OBJECT_TYPE:
      return "Arguments";
    case JS_ERROR_TYPE:
      return "Error";
    case JS_DATE_TYPE:
      return "Date";
    case JS_REG_EXP_TYPE:
      return "RegExp";
    case JS_PRIMITIVE_WRAPPER_TYPE: {
      Value value = JSPrimitiveWrapper_value((JSPrimitiveWrapper *)object);
      if (Value_is_boolean(value)) return "Boolean";
      if (Value_is_number(isolate, value)) return "Number";
      if (Value_is_String(isolate, value)) return "String";
      return "Object";
    }
    default:
      return "Object";
  }
}

// ECMA-262 #sec-object.prototype.tostring
Value Builtin_ObjectPrototypeToString(Isolate *isolate, int64_t argc,
                                      Value *argv) {
  if (Value_is_undefined(argv[0])) return ROOT(object_Undefined_string);
  if (Value_is_null(argv[0])) return ROOT(object_Null_string);
  Value object = TRY(Object_to_object_js(isolate, argv[0]));
  bool is_array;
  TRY_BOOL(Object_is_array(isolate, object, &is_array));
  const char *tag =
      is_array ? "Array"
               : builtin_tag(isolate, Value_as_JSReceiver(isolate, object));
  Value own_tag = TRY(Object_get_name_js(
      isolate, object, ROOT_OBJECT(isolate, Name, to_string_tag_symbol)));
  if (!Value_is_String(isolate, own_tag))
    return Value_from_object(String_format(isolate, "[object %s]", tag));
  StringBuilder builder;
  StringBuilder_init(&builder, isolate);
  StringBuilder_add_ascii(&builder, "[object ");
  StringBuilder_add_string(&builder, Value_as_String(isolate, own_tag));
  StringBuilder_add_char(&builder, ']');
  return StringBuilder_finish(&builder);
}

// ECMA-262 #sec-object.prototype.valueof
Value Builtin_ObjectPrototypeValueOf(Isolate *isolate, int64_t argc,
                                     Value *argv) {
  return Object_to_object_js(isolate, argv[0]);
}

// ECMA-262 #sec-get-object.prototype.__proto__
Value Builtin_ObjectPrototypeGetProto(Isolate *isolate, int64_t argc,
                                      Value *argv) {
  Value object = TRY(Object_to_object_js(isolate, argv[0]));
  return Object_get_prototype_js(isolate, Value_as_JSReceiver(isolate, object));
}

// ECMA-262 #sec-set-object.prototype.__proto__
Value Builtin_ObjectPrototypeSetProto(Isolate *isolate, int64_t argc,
                                      Value *argv) {
  if (Value_is_null_or_undefined(argv[0]))
    return Throw_type_error(
        isolate, kMessageCalledOnNullOrUndefined,
        Value_from_object(
            String_new_ascii(isolate, "set Object.prototype.__proto__")),
        ROOT(undefined_value));
  if (!Value_is_JSReceiver(isolate, argv[1]) && !Value_is_null(argv[1]))
    return ROOT(undefined_value);
  if (!Value_is_JSReceiver(isolate, argv[0])) return ROOT(undefined_value);
  bool success;
  TRY_BOOL(Object_set_prototype_js(isolate,
                                   Value_as_JSReceiver(isolate, argv[0]),
                                   argv[1], kThrowOnError, &success));
  return ROOT(undefined_value);
}

// __defineGetter__ and __defineSetter__.
static Value define_accessor_js(Isolate *isolate, const Value *argv,
                                bool is_getter) {
  Value object = TRY(Object_to_object_js(isolate, argv[0]));
  if (!Object_is_callable(isolate, argv[2]))
    return Throw_text(isolate, kErrorTypeTypeError,
                      "Object.prototype.__define%s__: Expecting function",
                      is_getter ? "Getter" : "Setter");
  PropertyDescriptor descriptor = {
      .has_enumerable = true, .enumerable = true,
      .has_configurable = true, .configurable = true};
  if (is_getter) {
    descriptor.has_get = true;
    descriptor.get = argv[2];
  } else {
    descriptor.has_set = true;
    descriptor.set = argv[2];
  }
  PropertyKey key;
  bool success;
  TRY_BOOL(PropertyKey_from_value_js(isolate, argv[1], &key));
  TRY_BOOL(Object_define_own_property_js(
      isolate, Value_as_JSReceiver(isolate, object), key, &descriptor,
      kThrowOnError, &success));
  return ROOT(undefined_value);
}

// ECMA-262 #sec-object.prototype.__defineGetter__
Value Builtin_ObjectPrototypeDefineGetter(Isolate *isolate, int64_t argc,
                                          Value *argv) {
  return define_accessor_js(isolate, argv, true);
}
// ECMA-262 #sec-object.prototype.__defineSetter__
Value Builtin_ObjectPrototypeDefineSetter(Isolate *isolate, int64_t argc,
                                          Value *argv) {
  return define_accessor_js(isolate, argv, false);
}

static Value lookup_accessor_js(Isolate *isolate, const Value *argv,
                                bool is_getter) {
  Value object = TRY(Object_to_object_js(isolate, argv[0]));
  PropertyKey key;
  TRY_BOOL(PropertyKey_from_value_js(isolate, argv[1], &key));
  int proxies = 0;
  while (!Value_is_null(object)) {
    JSReceiver *receiver = Value_as_JSReceiver(isolate, object);
    PropertyDescriptor descriptor;
    bool found;
    TRY_BOOL(Object_get_own_property_js(isolate, receiver, key, &descriptor,
                                        &found));
    if (found) {
      bool present = is_getter ? descriptor.has_get : descriptor.has_set;
      if (!present) return ROOT(undefined_value);
      return is_getter ? descriptor.get : descriptor.set;
    }
    object = TRY(Object_next_prototype_js(isolate, receiver, &proxies));
  }
  return ROOT(undefined_value);
}

// ECMA-262 #sec-object.prototype.__lookupGetter__
Value Builtin_ObjectPrototypeLookupGetter(Isolate *isolate, int64_t argc,
                                          Value *argv) {
  return lookup_accessor_js(isolate, argv, true);
}
// ECMA-262 #sec-object.prototype.__lookupSetter__
Value Builtin_ObjectPrototypeLookupSetter(Isolate *isolate, int64_t argc,
                                          Value *argv) {
  return lookup_accessor_js(isolate, argv, false);
}

void Bootstrap_install_object_prototype(Isolate *isolate) {
  static const FunctionSpec kFunctions[] = {
      METHOD("__defineGetter__", ObjectPrototypeDefineGetter, 2),
      METHOD("__defineSetter__", ObjectPrototypeDefineSetter, 2),
      METHOD("hasOwnProperty", ObjectPrototypeHasOwnProperty, 1),
      METHOD("__lookupGetter__", ObjectPrototypeLookupGetter, 1),
      METHOD("__lookupSetter__", ObjectPrototypeLookupSetter, 1),
      METHOD("isPrototypeOf", ObjectPrototypeIsPrototypeOf, 1),
      METHOD("propertyIsEnumerable", ObjectPrototypePropertyIsEnumerable, 1),
      METHOD("toString", ObjectPrototypeToString, 0),
      METHOD("valueOf", ObjectPrototypeValueOf, 0),
      ACCESSOR("__proto__", ObjectPrototypeGetProto, ObjectPrototypeSetProto),
      METHOD("toLocaleString", ObjectPrototypeToLocaleString, 0),
  };
  JSObject *prototype = INTRINSIC_OBJECT(isolate, JSObject, object_prototype);
  Bootstrap_install_functions(isolate, prototype, kFunctions,
                              ARRAY_LENGTH(kFunctions));
  NativeContext_set(
      Isolate_native_context(isolate), kNativeSlot_object_to_string,
      JSReceiver_get_own_data(isolate, (JSReceiver *)prototype,
                              ROOT_OBJECT(isolate, Name, toString_string)));
}
