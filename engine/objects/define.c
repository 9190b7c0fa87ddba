// SPDX-License-Identifier: MIT
//
// [[DefineOwnProperty]] and what is made of it, extensibility, integrity
// levels, [[SetPrototypeOf]].
#include "engine/objects/conversions.h"
#include "engine/objects/js-object.h"
#include "engine/objects/messages.h"
#include "engine/objects/native-context.h"
#include "engine/objects/protectors.h"
#include "engine/objects/string.h"
#include "engine/objects/transitions.h"
#include "engine/objects/typed-array.h"

static bool refuse(Isolate *isolate, ShouldThrow should_throw, bool *success,
                   MessageTemplate message, Value argument) {
  *success = false;
  if (should_throw == kDontThrow) return true;
  (void)Throw_type_error(isolate, message, argument, ROOT(undefined_value));
  return false;
}

static bool refuse_key(Isolate *isolate, ShouldThrow should_throw,
                       bool *success, MessageTemplate message,
                       PropertyKey key) {
  *success = false;
  if (should_throw == kDontThrow) return true;
  return refuse(isolate, should_throw, success, message,
                PropertyKey_to_value(isolate, key));
}

static int attributes_from(const PropertyDescriptor *d, int old) {
  int attributes = old;
  if (d->has_enumerable)
    attributes = d->enumerable ? attributes & ~kDontEnum : attributes | kDontEnum;
  if (d->has_configurable)
    attributes =
        d->configurable ? attributes & ~kDontDelete : attributes | kDontDelete;
  if (d->has_writable)
    attributes =
        d->writable ? attributes & ~kReadOnly : attributes | kReadOnly;
  return attributes;
}

static Value new_pair(Isolate *isolate, const PropertyDescriptor *d,
                      const OwnProperty *own) {
  Value getter = ROOT(null_value), setter = ROOT(null_value);
  if (own->state == kOwnAccessor) {
    AccessorPair *old = Value_as_AccessorPair(isolate, own->value);
    getter = AccessorPair_getter(old);
    setter = AccessorPair_setter(old);
  }
  if (d->has_get) getter = d->get;
  if (d->has_set) setter = d->set;
  AccessorPair *pair = HEAP_NEW(isolate, AccessorPair, accessor_pair_map);
  AccessorPair_set_getter(pair, getter);
  AccessorPair_set_setter(pair, setter);
  return Value_from_object(pair);
}

static void add_described(Isolate *isolate, JSObject *object, PropertyKey key,
                          const PropertyDescriptor *d) {
  OwnProperty absent = {.state = kOwnAbsent};
  int all = kReadOnly | kDontEnum | kDontDelete;
  int attributes = attributes_from(d, all);
  if (PropertyDescriptor_is_accessor(d)) {
    JSObject_add_own(isolate, object, key, new_pair(isolate, d, &absent),
                     kPropertyAccessor, attributes & ~kReadOnly);
    return;
  }
  Value value = d->has_value ? d->value : ROOT(undefined_value);
  JSObject_add_own(isolate, object, key, value, kPropertyData, attributes);
}

// Native data properties (array length, function name ...): the value goes to
// the accessor; attributes change in place.
static bool change_native_js(Isolate *isolate, JSObject *object,
                             PropertyKey key, const PropertyDescriptor *d,
                             const OwnProperty *own, bool *success) {
  int attributes = attributes_from(d, own->attributes);
  AccessorInfo *info = Value_as_AccessorInfo(isolate, own->value);
  *success = true;
  if (d->has_value) {
    bool handled;
    if (!AccessorInfo_set_js(isolate, info, object, d->value, &handled,
                             success))
      return false;
    if (!handled) {
      JSObject_reconfigure_own(isolate, object, key, own, d->value,
                               kPropertyData, attributes);
      return true;
    }
  }
  if (info->accessor_id == kAccessorFunctionCaller) {
    // It must not change any more once it cannot be configured.
    JSObject_reconfigure_own(isolate, object, key, own, ROOT(null_value),
                             kPropertyData, attributes);
    return true;
  }
  if (attributes != own->attributes) {
    OwnProperty now = JSObject_get_own(isolate, object, key);
    if (now.state == kOwnNative)
      JSObject_reconfigure_own(isolate, object, key, &now, now.value,
                               kPropertyAccessor, attributes);
  }
  return true;
}

static void change_described(Isolate *isolate, JSObject *object,
                             PropertyKey key, const PropertyDescriptor *d,
                             const OwnProperty *own) {
  if (PropertyDescriptor_is_accessor(d)) {
    int attributes = attributes_from(d, own->attributes) & ~kReadOnly;
    JSObject_reconfigure_own(isolate, object, key, own,
                             new_pair(isolate, d, own), kPropertyAccessor,
                             attributes);
    return;
  }
  bool to_data = PropertyDescriptor_is_data(d);
  if (own->state == kOwnAccessor) {
    int old = to_data ? own->attributes | kReadOnly : own->attributes;
    int attributes = attributes_from(d, old);
    Value value = !to_data       ? own->value
                  : d->has_value ? d->value
                                 : ROOT(undefined_value);
    if (!to_data && attributes == own->attributes) return;
    JSObject_reconfigure_own(isolate, object, key, own, value,
                             to_data ? kPropertyData : kPropertyAccessor,
                             attributes);
    return;
  }
  int attributes = attributes_from(d, own->attributes);
  Value value = d->has_value ? d->value : own->value;
  if (attributes == own->attributes) {
    if (d->has_value) JSObject_store_own(isolate, object, own, value);
    return;
  }
  JSObject_reconfigure_own(isolate, object, key, own, value, kPropertyData,
                           attributes);
}

static bool define_typed_js(Isolate *isolate, JSTypedArray *array, double index,
                            PropertyKey key, const PropertyDescriptor *d,
                            ShouldThrow should_throw, bool *success) {
  bool valid = PropertyKey_is_index(key) &&
               key.index < JSTypedArray_current_length(array);
  if (!valid || (d->has_configurable && !d->configurable) ||
      (d->has_enumerable && !d->enumerable) ||
      PropertyDescriptor_is_accessor(d) || (d->has_writable && !d->writable))
    return refuse_key(isolate, should_throw, success,
                      valid ? kMessageRedefineDisallowed
                            : kMessageInvalidTypedArrayIndex,
                      key);
  *success = true;
  if (!d->has_value) return true;
  return JSTypedArray_set_element_js(isolate, array, index, d->value);
}

static bool define_namespace(Isolate *isolate, PropertyKey key,
                             const PropertyDescriptor *d,
                             const OwnProperty *own, ShouldThrow should_throw,
                             bool *success) {
  bool same = own->state == kOwnData &&
              !(d->has_configurable && d->configurable) &&
              !(d->has_enumerable && !d->enumerable) &&
              !PropertyDescriptor_is_accessor(d) &&
              !(d->has_writable && !d->writable) &&
              (!d->has_value || Object_same_value(isolate, d->value, own->value));
  if (!same)
    return refuse_key(isolate, should_throw, success,
                      kMessageRedefineDisallowed, key);
  *success = true;
  return true;
}

static void describe_own(Isolate *isolate, const OwnProperty *own,
                         Value native_value, PropertyDescriptor *d) {
  *d = (PropertyDescriptor){.has_enumerable = true,
                            .has_configurable = true,
                            .value = ROOT(undefined_value),
                            .get = ROOT(undefined_value),
                            .set = ROOT(undefined_value)};
  d->enumerable = !(own->attributes & kDontEnum);
  d->configurable = !(own->attributes & kDontDelete);
  if (own->state == kOwnAccessor) {
    AccessorPair *pair = Value_as_AccessorPair(isolate, own->value);
    d->has_get = d->has_set = true;
    d->get = AccessorPair_getter(pair);
    d->set = AccessorPair_setter(pair);
    if (Value_is_null(d->get)) d->get = ROOT(undefined_value);
    if (Value_is_null(d->set)) d->set = ROOT(undefined_value);
    return;
  }
  d->has_value = d->has_writable = true;
  d->writable = !(own->attributes & kReadOnly);
  d->value = own->state == kOwnNative ? native_value : own->value;
}

static bool is_same_as_current(const Isolate *isolate,
                               const PropertyDescriptor *d,
                               const PropertyDescriptor *current) {
  return (!d->has_value ||
          (current->has_value &&
           Object_same_value(isolate, d->value, current->value))) &&
         (!d->has_get || (current->has_get &&
                          Object_same_value(isolate, d->get, current->get))) &&
         (!d->has_set || (current->has_set &&
                          Object_same_value(isolate, d->set, current->set))) &&
         (!d->has_writable ||
          (current->has_writable && d->writable == current->writable)) &&
         (!d->has_enumerable || d->enumerable == current->enumerable) &&
         (!d->has_configurable || d->configurable == current->configurable);
}

// #sec-ordinarydefineownproperty, with the exotic objects' differences.
static bool define_on_object_js(Isolate *isolate, JSObject *object,
                                PropertyKey key, const PropertyDescriptor *d,
                                ShouldThrow should_throw, bool *success) {
  InstanceType type = HeapObject_type((HeapObject *)object);
  double number = key.index;
  if (type == JS_TYPED_ARRAY_TYPE &&
      (PropertyKey_is_index(key) ||
       Name_is_canonical_numeric(isolate, key.name, &number)))
    return define_typed_js(isolate, (JSTypedArray *)object, number, key, d,
                           should_throw, success);
  // Setting an array's length converts first, before anything is looked at.
  double new_length = 0;
  bool is_length = type == JS_ARRAY_TYPE && !PropertyKey_is_index(key) &&
                   Tagged_from_object(key.name).bits ==
                       ROOT_BITS(length_string);
  PropertyDescriptor length_descriptor;
  if (is_length && d->has_value) {
    if (!JSArray_convert_length_js(isolate, d->value, &new_length))
      return false;
    length_descriptor = *d;
    length_descriptor.value = Value_from_number(new_length);
    d = &length_descriptor;
  }
  OwnProperty own = JSObject_get_own(isolate, object, key);
  if (type == JS_MODULE_NAMESPACE_TYPE &&
      (own.state == kOwnAbsent || own.storage == kStorageNamespace))
    return define_namespace(isolate, key, d, &own, should_throw, success);
  if (own.state == kOwnAbsent) {
    if (!JSObject_can_add(isolate, object, key))
      return refuse_key(isolate, should_throw, success,
                        kMessageDefineDisallowed, key);
    add_described(isolate, object, key, d);
    *success = true;
    return true;
  }
  PropertyDescriptor current;
  Value native_value = ROOT(undefined_value);
  if (own.state == kOwnNative) {
    native_value = AccessorInfo_get_js(
        isolate, Value_as_AccessorInfo(isolate, own.value),
        Value_from_object(object), object);
    if (Value_is_exception(native_value)) return false;
    own = JSObject_get_own(isolate, object, key);
  }
  describe_own(isolate, &own, native_value, &current);
  if (!PropertyDescriptor_is_compatible(isolate, true, d, &current))
    return refuse_key(isolate, should_throw, success,
                      kMessageRedefineDisallowed, key);
  *success = true;
  if (is_same_as_current(isolate, d, &current)) return true;
  if (own.state == kOwnNative) {
    if (PropertyDescriptor_is_accessor(d)) {
      JSObject_reconfigure_own(
          isolate, object, key, &own, new_pair(isolate, d, &own),
          kPropertyAccessor, attributes_from(d, own.attributes) & ~kReadOnly);
      return true;
    }
    if (!change_native_js(isolate, object, key, d, &own, success))
      return false;
    if (!*success)
      return refuse_key(isolate, should_throw, success,
                        kMessageRedefineDisallowed, key);
    return true;
  }
  change_described(isolate, object, key, d, &own);
  return true;
}

bool Object_define_own_property_js(Isolate *isolate, JSReceiver *object,
                                   PropertyKey key,
                                   const PropertyDescriptor *d,
                                   ShouldThrow should_throw, bool *success) {
  if (HeapObject_type((HeapObject *)object) == JS_PROXY_TYPE)
    return JSProxy_define_own_property_js(isolate, (JSProxy *)object, key, d,
                                          should_throw, success);
  return define_on_object_js(isolate, (JSObject *)object, key, d, should_throw,
                             success);
}

bool Object_create_data_property_js(Isolate *isolate, JSReceiver *object,
                                    PropertyKey key, Value value,
                                    ShouldThrow should_throw, bool *success) {
  PropertyDescriptor d = {.value = value,
                          .get = ROOT(undefined_value),
                          .set = ROOT(undefined_value),
                          .has_value = true,
                          .has_writable = true,
                          .has_enumerable = true,
                          .has_configurable = true,
                          .writable = true,
                          .enumerable = true,
                          .configurable = true};
  return Object_define_own_property_js(isolate, object, key, &d, should_throw,
                                       success);
}

// ---- Extensibility ----

bool Object_is_extensible_js(Isolate *isolate, JSReceiver *object,
                             bool *result) {
  if (HeapObject_type((HeapObject *)object) == JS_PROXY_TYPE)
    return JSProxy_is_extensible_js(isolate, (JSProxy *)object, result);
  *result = Map_is_extensible(JSObject_map(object));
  return true;
}

static void make_not_extensible(Isolate *isolate, JSObject *object,
                                const Symbol *level) {
  Map *map = JSObject_map(object);
  if (map->instance_type == JS_GLOBAL_OBJECT_TYPE) {
    Map *copy = Map_copy_for_transition(isolate, map);
    copy->bit_field3 &= ~(uint32_t)kMapExtensible;
    JSObject_set_map_notify(isolate, object, copy);
    return;
  }
  JSObject_set_map_notify(isolate, object,
                          Map_to_integrity_level(isolate, map, level));
}

bool Object_prevent_extensions_js(Isolate *isolate, JSReceiver *object,
                                  ShouldThrow should_throw, bool *success) {
  if (HeapObject_type((HeapObject *)object) == JS_PROXY_TYPE)
    return JSProxy_prevent_extensions_js(isolate, (JSProxy *)object,
                                         should_throw, success);
  // #sec-typedarray-preventextensions
  if (HeapObject_type((HeapObject *)object) == JS_TYPED_ARRAY_TYPE &&
      !JSTypedArray_has_fixed_length((JSTypedArray *)object))
    return refuse(isolate, should_throw, success, kMessageTypeErrorText,
                  Value_from_object(String_new_ascii(
                      isolate, "Cannot freeze array buffer views that may "
                               "change their length")));
  *success = true;
  if (!Map_is_extensible(JSObject_map(object))) return true;
  make_not_extensible(isolate, (JSObject *)object,
                      ROOT_OBJECT(isolate, Symbol, nonextensible_symbol));
  return true;
}

// Attributes of every own property at once, for ordinary objects.
static void add_attributes(Isolate *isolate, JSObject *object, int attributes) {
  Map *map = JSObject_map(object);
  if (!Map_is_dictionary(map)) {
    const Symbol *level =
        attributes & kReadOnly
            ? ROOT_OBJECT(isolate, Symbol, frozen_symbol)
            : ROOT_OBJECT(isolate, Symbol, sealed_symbol);
    make_not_extensible(isolate, object, level);
  } else {
    if (Map_is_extensible(map))
      make_not_extensible(isolate, object,
                          ROOT_OBJECT(isolate, Symbol, nonextensible_symbol));
    Value properties = JSReceiver_properties_or_hash((JSReceiver *)object);
    if (Value_is_NameDictionary(isolate, properties)) {
      NameDictionary *dictionary = Value_as_NameDictionary(isolate, properties);
      for (int i = 0; i < dictionary->capacity; i++) {
        Value key = NameDictionary_key_at(dictionary, i);
        if (Value_is_undefined(key) || Value_is_the_hole(key)) continue;
        if (Value_is_Symbol(isolate, key) &&
            (Value_as_Symbol(isolate, key)->flags & kSymbolPrivate))
          continue;
        PropertyDetails details = NameDictionary_details_at(dictionary, i);
        int added = attributes;
        if (PropertyDetails_is_accessor(details) &&
            Value_is_AccessorPair(isolate,
                                  NameDictionary_value_at(dictionary, i)))
          added &= ~kReadOnly;
        NameDictionary_set_details_at(dictionary, i, details | added);
      }
      JSObject_prototype_changed(isolate, object);
    }
  }
  Elements_add_attributes(isolate, object, attributes);
}

static bool is_simple(const JSReceiver *object) {
  InstanceType type = HeapObject_type((const HeapObject *)object);
  return type != JS_PROXY_TYPE && type != JS_TYPED_ARRAY_TYPE &&
         type != JS_MODULE_NAMESPACE_TYPE && type != JS_GLOBAL_OBJECT_TYPE &&
         type != JS_ARGUMENTS_OBJECT_TYPE;
}

bool Object_set_integrity_level_js(Isolate *isolate, JSReceiver *object,
                                   IntegrityLevel level, bool *success) {
  if (is_simple(object)) {
    add_attributes(isolate, (JSObject *)object,
                   level == kFrozen ? kFrozenAttributes : kDontDelete);
    *success = true;
    return true;
  }
  if (!Object_prevent_extensions_js(isolate, object, kDontThrow, success))
    return false;
  if (!*success) return true;
  // Elements are the first keys, and stay configurable and writable.
  if (HeapObject_type((HeapObject *)object) == JS_TYPED_ARRAY_TYPE &&
      JSTypedArray_current_length((JSTypedArray *)object) > 0) {
    (void)Throw_text(isolate, kErrorTypeTypeError,
                     "Cannot %s array buffer views with elements",
                     level == kFrozen ? "freeze" : "seal");
    return false;
  }
  FixedArray *keys = Object_own_keys_js(isolate, object, kAllKeys);
  if (!keys) return false;
  for (int32_t i = 0; i < keys->length; i++) {
    PropertyKey key = PropertyKey_from_any_name(
        isolate, Value_as_Name(isolate, FixedArray_get_slots(keys, i)));
    PropertyDescriptor d = {.has_configurable = true};
    if (level == kFrozen) {
      PropertyDescriptor current;
      bool found;
      if (!Object_get_own_property_js(isolate, object, key, &current, &found))
        return false;
      if (!found) continue;
      if (!PropertyDescriptor_is_accessor(&current)) d.has_writable = true;
    }
    bool defined;
    if (!Object_define_own_property_js(isolate, object, key, &d, kThrowOnError,
                                       &defined))
      return false;
  }
  return true;
}

bool Object_test_integrity_level_js(Isolate *isolate, JSReceiver *object,
                                    IntegrityLevel level, bool *result) {
  bool extensible;
  *result = false;
  if (!Object_is_extensible_js(isolate, object, &extensible)) return false;
  if (extensible) return true;
  FixedArray *keys = Object_own_keys_js(isolate, object, kAllKeys);
  if (!keys) return false;
  for (int32_t i = 0; i < keys->length; i++) {
    PropertyKey key = PropertyKey_from_any_name(
        isolate, Value_as_Name(isolate, FixedArray_get_slots(keys, i)));
    PropertyDescriptor current;
    bool found;
    if (!Object_get_own_property_js(isolate, object, key, &current, &found))
      return false;
    if (!found) continue;
    if (current.configurable) return true;
    if (level == kFrozen && !PropertyDescriptor_is_accessor(&current) &&
        current.writable)
      return true;
  }
  *result = true;
  return true;
}

// ---- [[SetPrototypeOf]] ----

static bool is_on_chain(Isolate *isolate, const JSReceiver *object,
                        Value prototype) {
  while (Value_is_JSReceiver(isolate, prototype)) {
    if (Value_equals(prototype, Value_from_object(object))) return true;
    const HeapObject *p = Value_object(isolate, prototype);
    if (HeapObject_type(p) == JS_PROXY_TYPE) return false;
    prototype = Map_prototype(JSObject_map(p));
  }
  return false;
}

// An object whose map is no prototype's can only be its own: long chains of
// classes are made without walking them.
static bool would_be_cyclic(Isolate *isolate, const JSReceiver *object,
                            Value prototype) {
  if (Value_equals(prototype, Value_from_object(object))) return true;
  return Map_is_prototype_map(JSObject_map((const HeapObject *)object)) &&
         is_on_chain(isolate, object, prototype);
}

bool Object_set_prototype_js(Isolate *isolate, JSReceiver *object,
                             Value prototype, ShouldThrow should_throw,
                             bool *success) {
  if (HeapObject_type((HeapObject *)object) == JS_PROXY_TYPE)
    return JSProxy_set_prototype_js(isolate, (JSProxy *)object, prototype,
                                    should_throw, success);
  Map *map = JSObject_map(object);
  *success = true;
  if (Value_equals(Map_prototype(map), prototype)) return true;
  if ((map->bit_field3 & kMapImmutablePrototype) ||
      map->instance_type == JS_MODULE_NAMESPACE_TYPE)
    return refuse(
        isolate, should_throw, success, kMessageImmutablePrototypeSet,
        Value_equals(Value_from_object(object),
                     INTRINSIC(isolate, object_prototype))
            ? Value_from_object(String_new_ascii(isolate, "Object.prototype"))
            : Value_from_object(object));
  if (!Map_is_extensible(map))
    return refuse(isolate, should_throw, success, kMessageNonExtensibleProto,
                  Value_from_object(object));
  if (would_be_cyclic(isolate, object, prototype))
    return refuse(isolate, should_throw, success, kMessageCyclicProto,
                  ROOT(undefined_value));
  if (Map_has_flag(map, kMapWatched))
    // Inheriting from elsewhere may bring indexed properties and others.
    Protector_invalidate(isolate, kProtectorAll);
  Map *target = Map_to_prototype(isolate, map, prototype);
  JSObject_set_map_notify(isolate, (JSObject *)object, target);
  return true;
}
