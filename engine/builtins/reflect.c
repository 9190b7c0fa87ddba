// SPDX-License-Identifier: MIT
//
// Reflect (ECMA-262 #sec-reflect-object) and the Proxy constructor.
#include "engine/builtins/bootstrapper.h"
#include "engine/builtins/builtin-closure.h"
#include "engine/interpreter/execution.h"
#include "engine/objects/conversions.h"
#include "engine/objects/js-object.h"
#include "engine/objects/messages.h"
#include "engine/objects/string.h"

static bool check_target(Isolate *isolate, Value target, const char *method) {
  if (Value_is_JSReceiver(isolate, target)) return true;
  Value sentinel = Throw_type_error(
      isolate, kMessageCalledOnNonObject,
      Value_from_object(String_new_ascii(isolate, method)),
      ROOT(undefined_value));
  (void)sentinel;
  return false;
}

typedef Value (*ListCall)(Isolate *isolate, const Value *argv, int count,
                          const Value *values);

// Calls `call` with the elements of an array-like.
static Value with_list_js(Isolate *isolate, const Value *argv, Value array_like,
                          ListCall call) {
  FixedArray *list = Object_list_from_array_like_js(isolate, array_like);
  if (list == NULL) return ROOT(exception);
  RegisterArray *values = RegisterArray_new(isolate, list->length);
  for (int32_t i = 0; i < list->length; i++)
    values->registers[i] = FixedArray_get_slots(list, i);
  RegisterArray *volatile keep_alive = values;
  Value result = call(isolate, argv, list->length, values->registers);
  (void)keep_alive;
  return result;
}

static Value apply_list(Isolate *isolate, const Value *argv, int count,
                        const Value *values) {
  return Execution_call_js(isolate, argv[1], argv[2], count, values);
}

// ECMA-262 #sec-reflect.apply
Value Builtin_ReflectApply(Isolate *isolate, int64_t argc, Value *argv) {
  if (!Object_is_callable(isolate, argv[1]))
    return Throw_not_callable(isolate, argv[1]);
  return with_list_js(isolate, argv, argv[3], apply_list);
}

static Value construct_list(Isolate *isolate, const Value *argv, int count,
                            const Value *values) {
  return Execution_construct_js(isolate, argv[1], argv[3], count, values);
}

// ECMA-262 #sec-reflect.construct
Value Builtin_ReflectConstruct(Isolate *isolate, int64_t argc, Value *argv) {
  if (argc < 3) argv[3] = argv[1];
  for (int i = 1; i <= 3; i += 2)
    if (!Object_is_constructor(isolate, argv[i]))
      return Throw_type_error(isolate, kMessageNotConstructor, argv[i],
                              ROOT(undefined_value));
  return with_list_js(isolate, argv, argv[2], construct_list);
}

// ECMA-262 #sec-reflect.defineproperty
Value Builtin_ReflectDefineProperty(Isolate *isolate, int64_t argc,
                                    Value *argv) {
  TRY_BOOL(check_target(isolate, argv[1], "Reflect.defineProperty"));
  PropertyKey key;
  PropertyDescriptor descriptor;
  bool success;
  TRY_BOOL(PropertyKey_from_value_js(isolate, argv[2], &key));
  TRY_BOOL(PropertyDescriptor_from_object_js(isolate, argv[3], &descriptor));
  TRY_BOOL(Object_define_own_property_js(
      isolate, Value_as_JSReceiver(isolate, argv[1]), key, &descriptor,
      kDontThrow, &success));
  return Value_from_bool(success);
}

// ECMA-262 #sec-reflect.deleteproperty
Value Builtin_ReflectDeleteProperty(Isolate *isolate, int64_t argc,
                                    Value *argv) {
  TRY_BOOL(check_target(isolate, argv[1], "Reflect.deleteProperty"));
  PropertyKey key;
  bool result;
  TRY_BOOL(PropertyKey_from_value_js(isolate, argv[2], &key));
  TRY_BOOL(Object_delete_js(isolate, Value_as_JSReceiver(isolate, argv[1]), key,
                            kDontThrow, &result));
  return Value_from_bool(result);
}

// ECMA-262 #sec-reflect.get
Value Builtin_ReflectGet(Isolate *isolate, int64_t argc, Value *argv) {
  TRY_BOOL(check_target(isolate, argv[1], "Reflect.get"));
  PropertyKey key;
  TRY_BOOL(PropertyKey_from_value_js(isolate, argv[2], &key));
  return Object_get_with_receiver_js(isolate,
                                     Value_as_JSReceiver(isolate, argv[1]), key,
                                     argc < 3 ? argv[1] : argv[3]);
}

// ECMA-262 #sec-reflect.set
Value Builtin_ReflectSet(Isolate *isolate, int64_t argc, Value *argv) {
  TRY_BOOL(check_target(isolate, argv[1], "Reflect.set"));
  PropertyKey key;
  bool success;
  TRY_BOOL(PropertyKey_from_value_js(isolate, argv[2], &key));
  TRY_BOOL(Object_set_with_receiver_js(
      isolate, Value_as_JSReceiver(isolate, argv[1]), key, argv[3],
      argc < 4 ? argv[1] : argv[4], &success));
  return Value_from_bool(success);
}

// ECMA-262 #sec-reflect.getownpropertydescriptor
Value Builtin_ReflectGetOwnPropertyDescriptor(Isolate *isolate, int64_t argc,
                                              Value *argv) {
  TRY_BOOL(check_target(isolate, argv[1], "Reflect.getOwnPropertyDescriptor"));
  PropertyKey key;
  PropertyDescriptor descriptor;
  bool found;
  TRY_BOOL(PropertyKey_from_value_js(isolate, argv[2], &key));
  TRY_BOOL(Object_get_own_property_js(isolate,
                                      Value_as_JSReceiver(isolate, argv[1]),
                                      key, &descriptor, &found));
  if (!found) return ROOT(undefined_value);
  return PropertyDescriptor_to_object(isolate, &descriptor);
}

// ECMA-262 #sec-reflect.getprototypeof
Value Builtin_ReflectGetPrototypeOf(Isolate *isolate, int64_t argc,
                                    Value *argv) {
  TRY_BOOL(check_target(isolate, argv[1], "Reflect.getPrototypeOf"));
  return Object_get_prototype_js(isolate,
                                 Value_as_JSReceiver(isolate, argv[1]));
}

// ECMA-262 #sec-reflect.setprototypeof
Value Builtin_ReflectSetPrototypeOf(Isolate *isolate, int64_t argc,
                                    Value *argv) {
  TRY_BOOL(check_target(isolate, argv[1], "Reflect.setPrototypeOf"));
  if (!Value_is_JSReceiver(isolate, argv[2]) && !Value_is_null(argv[2]))
    return Throw_type_error(isolate, kMessageProtoObjectOrNull, argv[2],
                            ROOT(undefined_value));
  bool success;
  TRY_BOOL(Object_set_prototype_js(isolate,
                                   Value_as_JSReceiver(isolate, argv[1]),
                                   argv[2], kDontThrow, &success));
  return Value_from_bool(success);
}

// ECMA-262 #sec-reflect.has
Value Builtin_ReflectHas(Isolate *isolate, int64_t argc, Value *argv) {
  TRY_BOOL(check_target(isolate, argv[1], "Reflect.has"));
  PropertyKey key;
  bool result;
  TRY_BOOL(PropertyKey_from_value_js(isolate, argv[2], &key));
  TRY_BOOL(Object_has_property_js(
      isolate, Value_as_JSReceiver(isolate, argv[1]), key, &result));
  return Value_from_bool(result);
}

// ECMA-262 #sec-reflect.isextensible
Value Builtin_ReflectIsExtensible(Isolate *isolate, int64_t argc, Value *argv) {
  TRY_BOOL(check_target(isolate, argv[1], "Reflect.isExtensible"));
  bool result;
  TRY_BOOL(Object_is_extensible_js(
      isolate, Value_as_JSReceiver(isolate, argv[1]), &result));
  return Value_from_bool(result);
}

// ECMA-262 #sec-reflect.preventextensions
Value Builtin_ReflectPreventExtensions(Isolate *isolate, int64_t argc,
                                       Value *argv) {
  TRY_BOOL(check_target(isolate, argv[1], "Reflect.preventExtensions"));
  bool success;
  TRY_BOOL(Object_prevent_extensions_js(isolate,
                                        Value_as_JSReceiver(isolate, argv[1]),
                                        kDontThrow, &success));
  return Value_from_bool(success);
}

// ECMA-262 #sec-reflect.ownkeys
Value Builtin_ReflectOwnKeys(Isolate *isolate, int64_t argc, Value *argv) {
  TRY_BOOL(check_target(isolate, argv[1], "Reflect.ownKeys"));
  FixedArray *keys = Object_own_keys_js(
      isolate, Value_as_JSReceiver(isolate, argv[1]), kAllKeys);
  if (keys == NULL) return ROOT(exception);
  FixedArray *copy = FixedArray_new(isolate, keys->length);
  memcpy(copy->slots, keys->slots, (size_t)keys->length * sizeof(Tagged));
  WriteBarrier(copy);
  return Value_from_object(
      JSArray_new_from_elements(isolate, copy, copy->length));
}

void Bootstrap_install_reflect(Isolate *isolate) {
  static const FunctionSpec kFunctions[] = {
      METHOD("apply", ReflectApply, 3),
      METHOD("construct", ReflectConstruct, 2),
      METHOD("defineProperty", ReflectDefineProperty, 3),
      METHOD("deleteProperty", ReflectDeleteProperty, 2),
      METHOD("get", ReflectGet, 2),
      METHOD("getOwnPropertyDescriptor", ReflectGetOwnPropertyDescriptor, 2),
      METHOD("getPrototypeOf", ReflectGetPrototypeOf, 1),
      METHOD("has", ReflectHas, 2),
      METHOD("isExtensible", ReflectIsExtensible, 1),
      METHOD("ownKeys", ReflectOwnKeys, 1),
      METHOD("preventExtensions", ReflectPreventExtensions, 1),
      METHOD("set", ReflectSet, 3),
      METHOD("setPrototypeOf", ReflectSetPrototypeOf, 2),
  };
  JSObject *reflect = JSObject_new_plain(isolate);
  Bootstrap_install_functions(isolate, reflect, kFunctions,
                              ARRAY_LENGTH(kFunctions));
  Bootstrap_set_to_string_tag(isolate, reflect, "Reflect");
  Bootstrap_define_global(isolate, "Reflect", Value_from_object(reflect));
}

// ---- Proxy ----

// ECMA-262 #sec-proxy-target-handler
Value Builtin_ProxyConstructor(Isolate *isolate, int64_t argc, Value *argv) {
  if (Value_is_undefined(Builtin_new_target(argv)))
    return Throw_type_error(isolate, kMessageConstructorNotFunction,
                            ROOT(Proxy_string), ROOT(undefined_value));
  JSProxy *proxy = JSProxy_new(isolate, argv[1], argv[2]);
  return proxy ? Value_from_object(proxy) : ROOT(exception);
}

// The revoker's value is the proxy; null once it was called.
Value Builtin_ProxyRevoke(Isolate *isolate, int64_t argc, Value *argv) {
  Value value = BuiltinClosure_get(isolate, argv, 0);
  if (Value_is_null(value)) return ROOT(undefined_value);
  BuiltinClosure_set(isolate, argv, 0, ROOT(null_value));
  JSProxy *proxy = Value_as_JSProxy(isolate, value);
  JSProxy_set_target(proxy, ROOT(null_value));
  JSProxy_set_handler(proxy, ROOT(null_value));
  return ROOT(undefined_value);
}

// ECMA-262 #sec-proxy.revocable
Value Builtin_ProxyRevocable(Isolate *isolate, int64_t argc, Value *argv) {
  JSProxy *proxy = JSProxy_new(isolate, argv[1], argv[2]);
  if (proxy == NULL) return ROOT(exception);
  Value value = Value_from_object(proxy);
  JSFunction *revoke =
      BuiltinClosure_new(isolate, kBuiltinProxyRevoke, 0, &value, 1);
  JSObject *result = JSObject_new_plain(isolate);
  JSObject_define_data(isolate, result, ROOT_KEY(isolate, proxy_string), value,
                       kNone);
  JSObject_define_data(isolate, result, ROOT_KEY(isolate, revoke_string),
                       Value_from_object(revoke), kNone);
  return Value_from_object(result);
}

void Bootstrap_install_proxy(Isolate *isolate) {
  static const FunctionSpec kFunctions[] = {
      METHOD("revocable", ProxyRevocable, 2),
  };
  // The constructor has no `prototype` property.
  JSFunction *constructor = Bootstrap_new_bare_constructor(
      isolate, "Proxy", kBuiltinProxyConstructor, 2);
  HeapObject_set_map((HeapObject *)constructor,
                     INTRINSIC_OBJECT(isolate, Map, bare_constructor_map));
  Bootstrap_install_functions(isolate, (JSObject *)constructor, kFunctions,
                              ARRAY_LENGTH(kFunctions));
  Bootstrap_define_global(isolate, "Proxy", Value_from_object(constructor));
}
