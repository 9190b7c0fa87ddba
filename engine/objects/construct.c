// SPDX-License-Identifier: MIT
//
// Making instances for constructors (ECMA-262
// #sec-ordinarycreatefromconstructor).
#include "engine/objects/conversions.h"
#include "engine/objects/js-function.h"
#include "engine/objects/js-object.h"
#include "engine/objects/messages.h"
#include "engine/objects/native-context.h"

// #sec-getfunctionrealm. NULL with an exception for a revoked proxy.
NativeContext *JSReceiver_function_realm(Isolate *isolate, Value function) {
  for (;;) {
    HeapObject *object = Value_object(isolate, function);
    switch (HeapObject_type(object)) {
      case JS_BOUND_FUNCTION_TYPE:
        function =
            Value_from_object(JSBoundFunction_target((JSBoundFunction *)object));
        break;
      case JS_PROXY_TYPE:
        function = JSProxy_target((JSProxy *)object);
        if (!Value_is_JSReceiver(isolate, function)) {
          (void)Throw_type_error(isolate, kMessageProxyRevoked,
                                 ROOT(construct_string),
                                 ROOT(undefined_value));
          return NULL;
        }
        break;
      case JS_FUNCTION_TYPE: {
        Value context =
            Value_from_object(JSFunction_context((JSFunction *)object));
        while (Value_is_heap_object(context)) {
          if (Value_is_NativeContext(isolate, context))
            return Value_as_NativeContext(isolate, context);
          if (!Value_is_Context(isolate, context)) break;
          context = Context_get_slots(Value_as_Context(isolate, context),
                                      kContextPrevious);
        }
        return Isolate_native_context(isolate);
      }
      default:
        return Isolate_native_context(isolate);
    }
  }
}

JSObject *JSObject_new_for_constructor_js(Isolate *isolate, Value new_target,
                                          int default_map_slot) {
  NativeContext *realm = Isolate_native_context(isolate);
  Map *map = Value_as_Map(
      isolate, NativeContext_get(realm, (NativeContextIndex)default_map_slot));
  if (Value_is_JSReceiver(isolate, new_target)) {
    bool is_default =
        Value_is_JSFunction(isolate, new_target) &&
        Value_equals(JSFunction_prototype_or_initial_map(
                         Value_as_JSFunction(isolate, new_target)),
                     Value_from_object(map));
    if (!is_default) {
      Value prototype = Object_get_js(isolate, new_target,
                                      ROOT_KEY(isolate, prototype_string));
      if (Value_is_exception(prototype)) return NULL;
      if (!Value_is_JSReceiver(isolate, prototype)) {
        realm = JSReceiver_function_realm(isolate, new_target);
        if (!realm) return NULL;
        prototype = Map_prototype(Value_as_Map(
            isolate,
            NativeContext_get(realm, (NativeContextIndex)default_map_slot)));
      }
      map = Map_to_prototype(isolate, map, prototype);
    }
  }
  return JSObject_new_from_map(isolate, map);
}
