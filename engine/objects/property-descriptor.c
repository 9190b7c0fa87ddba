// SPDX-License-Identifier: MIT
//
// Property descriptor records (ECMA-262
// #sec-property-descriptor-specification-type): to and from objects, and which
// changes are allowed.
#include "engine/objects/conversions.h"
#include "engine/objects/js-object.h"
#include "engine/objects/messages.h"
#include "engine/objects/native-context.h"

// #sec-frompropertydescriptor
Value PropertyDescriptor_to_object(Isolate *isolate,
                                   const PropertyDescriptor *d) {
  JSObject *object = JSObject_new_plain(isolate);
  if (d->has_value)
    JSObject_define_data(isolate, object, ROOT_KEY(isolate, value_string),
                         d->value, kNone);
  if (d->has_writable)
    JSObject_define_data(isolate, object, ROOT_KEY(isolate, writable_string),
                         Value_from_bool(d->writable), kNone);
  if (d->has_get)
    JSObject_define_data(isolate, object, ROOT_KEY(isolate, get_string), d->get,
                         kNone);
  if (d->has_set)
    JSObject_define_data(isolate, object, ROOT_KEY(isolate, set_string), d->set,
                         kNone);
  if (d->has_enumerable)
    JSObject_define_data(isolate, object, ROOT_KEY(isolate, enumerable_string),
                         Value_from_bool(d->enumerable), kNone);
  if (d->has_configurable)
    JSObject_define_data(isolate, object,
                         ROOT_KEY(isolate, configurable_string),
                         Value_from_bool(d->configurable), kNone);
  return Value_from_object(object);
}

static bool read_field_js(Isolate *isolate, JSReceiver *object,
                          PropertyKey key, bool *has, Value *value) {
  if (!Object_has_property_js(isolate, object, key, has)) return false;
  if (!*has) return true;
  *value = Object_get_js(isolate, Value_from_object(object), key);
  return !Value_is_exception(*value);
}

static bool read_flag_js(Isolate *isolate, JSReceiver *object, PropertyKey key,
                         bool *has, bool *flag) {
  Value value = ROOT(undefined_value);
  if (!read_field_js(isolate, object, key, has, &value)) return false;
  *flag = *has && Object_to_boolean(isolate, value);
  return true;
}

static bool read_fields_js(Isolate *isolate, JSReceiver *object,
                           PropertyDescriptor *d) {
  if (!read_flag_js(isolate, object, ROOT_KEY(isolate, enumerable_string),
                    &d->has_enumerable, &d->enumerable) ||
      !read_flag_js(isolate, object, ROOT_KEY(isolate, configurable_string),
                    &d->has_configurable, &d->configurable) ||
      !read_field_js(isolate, object, ROOT_KEY(isolate, value_string),
                     &d->has_value, &d->value) ||
      !read_flag_js(isolate, object, ROOT_KEY(isolate, writable_string),
                    &d->has_writable, &d->writable) ||
      !read_field_js(isolate, object, ROOT_KEY(isolate, get_string),
                     &d->has_get, &d->get))
    return false;
  if (d->has_get && !Value_is_undefined(d->get) &&
      !Object_is_callable(isolate, d->get)) {
    (void)Throw_type_error(isolate, kMessageObjectGetterCallable, d->get,
                           ROOT(undefined_value));
    return false;
  }
  if (!read_field_js(isolate, object, ROOT_KEY(isolate, set_string),
                     &d->has_set, &d->set))
    return false;
  if (d->has_set && !Value_is_undefined(d->set) &&
      !Object_is_callable(isolate, d->set)) {
    (void)Throw_type_error(isolate, kMessageObjectSetterCallable, d->set,
                           ROOT(undefined_value));
    return false;
  }
  return true;
}

// Whether Object.prototype has no field of descriptors, nor a prototype.
static bool prototype_has_no_fields(Isolate *isolate) {
  if (ValidityCell_is_intact(isolate,
                             INTRINSIC(isolate, plain_descriptors_cell)))
    return true;
  const PropertyKey keys[] = {
      ROOT_KEY(isolate, enumerable_string),
      ROOT_KEY(isolate, configurable_string), ROOT_KEY(isolate, value_string),
      ROOT_KEY(isolate, writable_string),     ROOT_KEY(isolate, get_string),
      ROOT_KEY(isolate, set_string),
  };
  JSObject *prototype = INTRINSIC_OBJECT(isolate, JSObject, object_prototype);
  if (!Value_is_null(Map_prototype(JSObject_map(prototype)))) return false;
  for (size_t i = 0; i < ARRAY_LENGTH(keys); i++)
    if (JSObject_get_own(isolate, prototype, keys[i]).state != kOwnAbsent)
      return false;
  NativeContext_set(Isolate_native_context(isolate),
                    kNativeSlot_plain_descriptors_cell,
                    JSObject_ensure_validity_cell(isolate, prototype));
  return true;
}

// Reads an object as literals make it: with fields only, so that nothing runs.
// False: not done, as it is none or has callables, which are to be checked.
static bool read_plain(Isolate *isolate, const JSReceiver *object,
                       PropertyDescriptor *d) {
  const Map *map = HeapObject_map((const HeapObject *)object);
  if (map->instance_type != JS_OBJECT_TYPE || Map_is_dictionary(map) ||
      !Value_equals(Map_prototype(map),
                    INTRINSIC(isolate, object_prototype)) ||
      !prototype_has_no_fields(isolate))
    return false;
  const DescriptorArray *array = Map_instance_descriptors(map);
  PropertyDescriptor read = *d;
  for (int i = 0; i < Map_own_descriptors(map); i++) {
    PropertyDetails details = DescriptorArray_details(array, i);
    if (!PropertyDetails_is_field(details)) return false;
    Value value = JSObject_get_field((const JSObject *)object, map,
                                     PropertyDetails_field_index(details));
    uint32_t name = Tagged_from_object(DescriptorArray_key(array, i)).bits;
    if (name == ROOT_BITS(value_string)) {
      read.has_value = true;
      read.value = value;
    } else if (name == ROOT_BITS(enumerable_string)) {
      read.has_enumerable = true;
      read.enumerable = Object_to_boolean(isolate, value);
    } else if (name == ROOT_BITS(configurable_string)) {
      read.has_configurable = true;
      read.configurable = Object_to_boolean(isolate, value);
    } else if (name == ROOT_BITS(writable_string)) {
      read.has_writable = true;
      read.writable = Object_to_boolean(isolate, value);
    } else if (name == ROOT_BITS(get_string) || name == ROOT_BITS(set_string)) {
      return false;
    }
  }
  *d = read;
  return true;
}

// #sec-topropertydescriptor
bool PropertyDescriptor_from_object_js(Isolate *isolate, Value value,
                                       PropertyDescriptor *d) {
  *d = (PropertyDescriptor){.value = ROOT(undefined_value),
                            .get = ROOT(undefined_value),
                            .set = ROOT(undefined_value)};
  if (!Value_is_JSReceiver(isolate, value)) {
    (void)Throw_type_error(isolate, kMessagePropertyDescObject, value,
                           ROOT(undefined_value));
    return false;
  }
  JSReceiver *object = (JSReceiver *)Value_object(isolate, value);
  if (read_plain(isolate, object, d)) return true;
  if (!read_fields_js(isolate, object, d)) return false;
  if (PropertyDescriptor_is_accessor(d) && PropertyDescriptor_is_data(d)) {
    (void)Throw_type_error(isolate, kMessageValueAndAccessor, value,
                           ROOT(undefined_value));
    return false;
  }
  return true;
}

// #sec-completepropertydescriptor
void PropertyDescriptor_complete(PropertyDescriptor *d) {
  if (!PropertyDescriptor_is_accessor(d)) {
    if (!d->has_value) d->value = ROOT(undefined_value);
    if (!d->has_writable) d->writable = false;
    d->has_value = d->has_writable = true;
  } else {
    if (!d->has_get) d->get = ROOT(undefined_value);
    if (!d->has_set) d->set = ROOT(undefined_value);
    d->has_get = d->has_set = true;
  }
  if (!d->has_enumerable) d->enumerable = false;
  if (!d->has_configurable) d->configurable = false;
  d->has_enumerable = d->has_configurable = true;
}

// #sec-validateandapplypropertydescriptor, without the applying. `current` is
// complete, or NULL.
bool PropertyDescriptor_is_compatible(const Isolate *isolate, bool extensible,
                                      const PropertyDescriptor *d,
                                      const PropertyDescriptor *current) {
  if (!current) return extensible;
  if (current->configurable) return true;
  if (d->has_configurable && d->configurable) return false;
  if (d->has_enumerable && d->enumerable != current->enumerable) return false;
  bool is_accessor = PropertyDescriptor_is_accessor(d);
  bool was_accessor = PropertyDescriptor_is_accessor(current);
  if (!is_accessor && !PropertyDescriptor_is_data(d)) return true;
  if (is_accessor != was_accessor) return false;
  if (was_accessor) {
    if (d->has_get && !Object_same_value(isolate, d->get, current->get))
      return false;
    return !d->has_set || Object_same_value(isolate, d->set, current->set);
  }
  if (current->writable) return true;
  if (d->has_writable && d->writable) return false;
  return !d->has_value || Object_same_value(isolate, d->value, current->value);
}
