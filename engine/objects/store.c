// SPDX-License-Identifier: MIT
//
// Writing properties: [[Set]] and [[Delete]] (ECMA-262 #sec-ordinaryset,
// #sec-ordinary-object-internal-methods-and-internal-slots-delete-p).
#include "engine/interpreter/execution.h"
#include "engine/objects/conversions.h"
#include "engine/objects/js-object.h"
#include "engine/objects/messages.h"
#include "engine/objects/string.h"
#include "engine/objects/typed-array.h"

// A refused store: throws if asked to, else *success = false.
static bool refuse(Isolate *isolate, ShouldThrow should_throw, bool *success,
                   MessageTemplate message, PropertyKey key, Value receiver) {
  *success = false;
  if (should_throw == kDontThrow) return true;
  Value name = PropertyKey_to_value(isolate, key);
  if (message == kMessageStrictReadOnlyProperty &&
      !Value_is_JSReceiver(isolate, receiver))
    (void)Throw_error(isolate, kErrorTypeTypeError,
                      kMessageStrictReadOnlyPrimitive, name,
                      Value_from_object(Object_type_of(isolate, receiver)),
                      receiver);
  else
    (void)Throw_type_error(isolate, message, name, receiver);
  return false;
}

static bool refuse_primitive(Isolate *isolate, ShouldThrow should_throw,
                             bool *success, PropertyKey key, Value receiver) {
  *success = false;
  if (should_throw == kDontThrow) return true;
  (void)Throw_error(isolate, kErrorTypeTypeError,
                    kMessageStrictCannotCreateProperty,
                    PropertyKey_to_value(isolate, key),
                    Value_from_object(Object_type_of(isolate, receiver)),
                    receiver);
  return false;
}

// A new property was refused: the object is not extensible, or it is an array
// whose length may not grow.
static bool refuse_addition(Isolate *isolate, ShouldThrow should_throw,
                            bool *success, PropertyKey key, JSObject *object) {
  if (Map_is_extensible(JSObject_map(object)))
    return refuse(isolate, should_throw, success,
                  kMessageStrictReadOnlyProperty,
                  ROOT_KEY(isolate, length_string), Value_from_object(object));
  return refuse(isolate, should_throw, success, kMessageObjectNotExtensible,
                key, Value_from_object(object));
}

// May a new own property with this key be added?
bool JSObject_can_add(Isolate *isolate, JSObject *object, PropertyKey key) {
  Map *map = JSObject_map(object);
  if (!Map_is_extensible(map)) return false;
  if (map->instance_type == JS_ARRAY_TYPE && PropertyKey_is_index(key) &&
      key.index >= JSArray_length_number((JSArray *)object))
    return JSArray_length_is_writable((JSArray *)object);
  return true;
}

// The receiver's part of OrdinarySet: changes an own data property's value or
// adds one. The chain up to a data property (or its end) was walked.
static bool set_on_receiver_js(Isolate *isolate, Value receiver,
                               PropertyKey key, Value value,
                               ShouldThrow should_throw, bool *success) {
  if (!Value_is_JSReceiver(isolate, receiver))
    return refuse_primitive(isolate, should_throw, success, key, receiver);
  JSReceiver *target = (JSReceiver *)Value_object(isolate, receiver);
  InstanceType type = HeapObject_type((HeapObject *)target);
  PropertyDescriptor existing;
  bool found;
  if (!Object_get_own_property_js(isolate, target, key, &existing, &found))
    return false;
  if (found) {
    if (PropertyDescriptor_is_accessor(&existing))
      return refuse(isolate, should_throw, success, kMessageRedefineDisallowed,
                    key, receiver);
    if (!existing.writable)
      return refuse(isolate, should_throw, success,
                    kMessageStrictReadOnlyProperty, key, receiver);
    PropertyDescriptor change = {.value = value, .has_value = true};
    return Object_define_own_property_js(isolate, target, key, &change,
                                         should_throw, success);
  }
  if (type != JS_PROXY_TYPE && type != JS_TYPED_ARRAY_TYPE &&
      type != JS_MODULE_NAMESPACE_TYPE) {
    JSObject *object = (JSObject *)target;
    if (!JSObject_can_add(isolate, object, key))
      return refuse_addition(isolate, should_throw, success, key, object);
    JSObject_add_own(isolate, object, key, value, kPropertyData, kNone);
    *success = true;
    return true;
  }
  return Object_create_data_property_js(isolate, target, key, value,
                                        should_throw, success);
}

static bool call_setter_js(Isolate *isolate, Value pair, PropertyKey key,
                           Value receiver, Value value,
                           ShouldThrow should_throw, bool *success) {
  Value setter = AccessorPair_setter(Value_as_AccessorPair(isolate, pair));
  if (!Object_is_callable(isolate, setter))
    return refuse(isolate, should_throw, success, kMessageNoSetterInPrototype,
                  key, receiver);
  *success = true;
  return !Value_is_exception(
      Execution_call1_js(isolate, setter, receiver, value));
}

// Numeric keys of typed arrays. *handled tells whether the store is done.
static bool set_typed_js(Isolate *isolate, JSObject *object, PropertyKey key,
                         Value value, Value receiver, bool *handled,
                         bool *success) {
  double index = key.index;
  *handled = false;
  if (!PropertyKey_is_index(key) &&
      !Name_is_canonical_numeric(isolate, key.name, &index))
    return true;
  JSTypedArray *array = (JSTypedArray *)object;
  if (Value_equals(receiver, Value_from_object(object))) {
    *handled = *success = true;
    return JSTypedArray_set_element_js(isolate, array, index, value);
  }
  bool valid = PropertyKey_is_index(key) &&
               key.index < JSTypedArray_current_length(array);
  if (!valid) *handled = *success = true;
  return true;
}

// OrdinarySet from `object` on.
bool Object_set_internal_js(Isolate *isolate, JSReceiver *object,
                            PropertyKey key, Value value, Value receiver,
                            ShouldThrow should_throw, bool *success) {
  for (JSReceiver *holder = object;;) {
    InstanceType type = HeapObject_type((HeapObject *)holder);
    if (type == JS_PROXY_TYPE)
      return JSProxy_set_js(isolate, (JSProxy *)holder, key, value, receiver,
                            should_throw, success);
    if (type == JS_TYPED_ARRAY_TYPE) {
      bool handled;
      if (!set_typed_js(isolate, (JSObject *)holder, key, value, receiver,
                        &handled, success))
        return false;
      if (handled) return true;
    }
    if (type == JS_MODULE_NAMESPACE_TYPE)
      return refuse(isolate, should_throw, success,
                    kMessageStrictReadOnlyProperty, key, receiver);
    OwnProperty own = JSObject_get_own(isolate, (JSObject *)holder, key);
    bool is_receiver = Value_equals(receiver, Value_from_object(holder));
    switch ((OwnState)own.state) {
      case kOwnAbsent:
      case kOwnException:
        break;
      case kOwnData:
        if (own.attributes & kReadOnly)
          return refuse(isolate, should_throw, success,
                        kMessageStrictReadOnlyProperty, key, receiver);
        if (!is_receiver)
          return set_on_receiver_js(isolate, receiver, key, value,
                                    should_throw, success);
        JSObject_store_own(isolate, (JSObject *)holder, &own, value);
        *success = true;
        return true;
      case kOwnAccessor:
        return call_setter_js(isolate, own.value, key, receiver, value,
                              should_throw, success);
      case kOwnNative: {
        if (own.attributes & kReadOnly)
          return refuse(isolate, should_throw, success,
                        kMessageStrictReadOnlyProperty, key, receiver);
        if (!is_receiver)
          return set_on_receiver_js(isolate, receiver, key, value,
                                    should_throw, success);
        bool handled;
        if (!AccessorInfo_set_js(isolate,
                                 Value_as_AccessorInfo(isolate, own.value),
                                 (JSObject *)holder, value, &handled, success))
          return false;
        if (!handled) {
          JSObject_reconfigure_own(isolate, (JSObject *)holder, key, &own,
                                   value, kPropertyData, own.attributes);
          *success = true;
        } else if (!*success &&
                   HeapObject_type((HeapObject *)holder) == JS_ARRAY_TYPE &&
                   JSArray_length_is_writable((JSArray *)holder)) {
          // An element could not be deleted: the length is just behind it.
          double length = JSArray_length_number((JSArray *)holder);
          return refuse(isolate, should_throw, success,
                        kMessageStrictDeleteProperty,
                        PropertyKey_from_number(isolate, length - 1), receiver);
        } else if (!*success) {
          return refuse(isolate, should_throw, success,
                        kMessageStrictReadOnlyProperty, key, receiver);
        }
        return true;
      }
    }
    Value prototype = Map_prototype(JSObject_map(holder));
    if (!Value_is_JSReceiver(isolate, prototype)) break;
    holder = (JSReceiver *)Value_object(isolate, prototype);
  }
  if (Value_equals(receiver, Value_from_object(object)) &&
      HeapObject_type((HeapObject *)object) != JS_TYPED_ARRAY_TYPE) {
    // Known to be absent from the receiver itself.
    if (!JSObject_can_add(isolate, (JSObject *)object, key))
      return refuse_addition(isolate, should_throw, success, key,
                             (JSObject *)object);
    JSObject_add_own(isolate, (JSObject *)object, key, value, kPropertyData,
                     kNone);
    *success = true;
    return true;
  }
  return set_on_receiver_js(isolate, receiver, key, value, should_throw,
                            success);
}

bool Object_set_with_receiver_js(Isolate *isolate, JSReceiver *object,
                                 PropertyKey key, Value value, Value receiver,
                                 bool *success) {
  return Object_set_internal_js(isolate, object, key, value, receiver,
                                kDontThrow, success);
}

bool Object_set_js(Isolate *isolate, Value object, PropertyKey key, Value value,
                   ShouldThrow should_throw) {
  bool success;
  if (LIKELY(Value_is_JSReceiver(isolate, object)))
    return Object_set_internal_js(
        isolate, (JSReceiver *)Value_object(isolate, object), key, value,
        object, should_throw, &success);
  if (Value_is_null_or_undefined(object)) {
    (void)Throw_type_error(isolate, kMessageNullPropertyStore, object,
                           PropertyKey_to_value(isolate, key));
    return false;
  }
  if (Value_is_String(isolate, object)) {
    bool exists =
        PropertyKey_is_index(key)
            ? key.index <
                  (uint32_t)Value_as_String(isolate, object)->length
            : Tagged_from_object(key.name).bits == ROOT_BITS(length_string);
    if (exists)
      return refuse(isolate, should_throw, &success,
                    kMessageStrictReadOnlyProperty, key, object);
  }
  Value prototype = Object_prototype_of_primitive(isolate, object);
  if (!Value_is_JSReceiver(isolate, prototype))
    return refuse_primitive(isolate, should_throw, &success, key, object);
  return Object_set_internal_js(
      isolate, (JSReceiver *)Value_object(isolate, prototype), key, value,
      object, should_throw, &success);
}

bool Object_set_keyed_js(Isolate *isolate, Value object, Value key, Value value,
                         ShouldThrow should_throw) {
  PropertyKey property;
  if (Value_is_null_or_undefined(object) &&
      Value_is_JSReceiver(isolate, key)) {
    Value text = Message_key_text(isolate, key);
    (void)Throw_type_error(isolate,
                           Value_is_undefined(text) ? kMessageNullStore
                                                    : kMessageNullPropertyStore,
                           object, text);
    return false;
  }
  if (!PropertyKey_from_value_js(isolate, key, &property)) return false;
  return Object_set_js(isolate, object, property, value, should_throw);
}

// ---- [[Delete]] ----

static bool refuse_delete(Isolate *isolate, ShouldThrow should_throw,
                          bool *result, PropertyKey key, JSReceiver *object) {
  return refuse(isolate, should_throw, result, kMessageStrictDeleteProperty,
                key, Value_from_object(object));
}

bool Object_delete_js(Isolate *isolate, JSReceiver *object, PropertyKey key,
                      ShouldThrow should_throw, bool *result) {
  InstanceType type = HeapObject_type((HeapObject *)object);
  if (type == JS_PROXY_TYPE)
    return JSProxy_delete_js(isolate, (JSProxy *)object, key, should_throw,
                             result);
  OwnProperty own = JSObject_get_own(isolate, (JSObject *)object, key);
  *result = true;
  if (own.state == kOwnAbsent) return true;
  if (own.storage == kStorageNamespace || own.storage == kStorageTypedArray ||
      (own.attributes & kDontDelete))
    return refuse_delete(isolate, should_throw, result, key, object);
  JSObject_delete_own(isolate, (JSObject *)object, key, &own);
  return true;
}
