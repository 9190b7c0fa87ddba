// SPDX-License-Identifier: MIT
//
// Objects: properties, prototypes, internal fields, arrays, proxies.
#include <string.h>

#include "engine/api/api.h"
#include "engine/heap/external-pointers.h"
#include "engine/objects/conversions.h"
#include "engine/objects/map.h"
#include "engine/objects/object-operations.h"
#include "engine/objects/string.h"

static JSReceiver *receiver_of(ThawLocal local) {
  API_CHECK(thaw_is_object(local), "thaw_object", "the value is no object");
  return Value_as_JSReceiver(Local_isolate(local), Local_value(local));
}

static ThawMaybe maybe(bool completed, bool result) {
  if (!completed) return kThawNothing;
  return result ? kThawTrue : kThawFalse;
}

static PropertyKey key_from_utf8(Isolate *isolate, const char *name) {
  String *string = String_new_utf8(isolate, name, strlen(name));
  return PropertyKey_from_any_name(isolate, (Name *)string);
}

// ---- Making objects ----

ThawLocal thaw_object_new(ThawIsolate *isolate) {
  Isolate *self = isolate_of(isolate);
  return Local_from_object(self, JSObject_new_plain(self));
}

JSObject *Api_new_object(Isolate *isolate, Value prototype, int field_count) {
  if (field_count == 0) return JSObject_new_with_prototype(isolate, prototype);
  API_CHECK(field_count > 0 && field_count <= 16, "thaw_object_new_with_fields",
            "the number of internal fields must be 0 to 16");
  Map *map = Map_new(isolate, kClassJSApiObject, HOLEY_ELEMENTS, 4, prototype);
  FixedArray *fields = FixedArray_new(isolate, field_count);
  JSApiObject *object = (JSApiObject *)JSObject_new_from_map(isolate, map);
  JSApiObject_set_internal_fields(object, fields);
  return (JSObject *)object;
}

ThawLocal thaw_object_new_with_fields(ThawIsolate *isolate, ThawLocal prototype,
                                      int internal_field_count) {
  Isolate *self = isolate_of(isolate);
  return Local_from_object(self, Api_new_object(self, Local_value(prototype),
                                                internal_field_count));
}

// ---- Properties ----

ThawLocal thaw_object_get(ThawIsolate *isolate, ThawLocal object,
                          ThawLocal key) {
  Isolate *self = isolate_of(isolate);
  return Local_or_null(self, Object_get_keyed_js(self, Local_value(object),
                                                 Local_value(key)));
}

bool thaw_object_set(ThawIsolate *isolate, ThawLocal object, ThawLocal key,
                     ThawLocal value) {
  return Object_set_keyed_js(isolate_of(isolate), Local_value(object),
                             Local_value(key), Local_value(value),
                             kThrowOnError);
}

ThawMaybe thaw_object_has(ThawIsolate *isolate, ThawLocal object,
                          ThawLocal key) {
  Isolate *self = isolate_of(isolate);
  PropertyKey property;
  bool result = false;
  bool completed =
      PropertyKey_from_value_js(self, Local_value(key), &property) &&
      Object_has_property_js(self, receiver_of(object), property, &result);
  return maybe(completed, result);
}

ThawMaybe thaw_object_has_own(ThawIsolate *isolate, ThawLocal object,
                              ThawLocal key) {
  Isolate *self = isolate_of(isolate);
  PropertyKey property;
  bool result = false;
  bool completed =
      PropertyKey_from_value_js(self, Local_value(key), &property) &&
      Object_has_own_property_js(self, receiver_of(object), property, &result);
  return maybe(completed, result);
}

ThawMaybe thaw_object_delete(ThawIsolate *isolate, ThawLocal object,
                             ThawLocal key) {
  Isolate *self = isolate_of(isolate);
  PropertyKey property;
  bool result = false;
  bool completed =
      PropertyKey_from_value_js(self, Local_value(key), &property) &&
      Object_delete_js(self, receiver_of(object), property, kDontThrow,
                       &result);
  return maybe(completed, result);
}

ThawLocal thaw_object_get_named(ThawIsolate *isolate, ThawLocal object,
                                const char *name) {
  Isolate *self = isolate_of(isolate);
  PropertyKey key = key_from_utf8(self, name);
  return Local_or_null(self, Object_get_js(self, Local_value(object), key));
}

bool thaw_object_set_named(ThawIsolate *isolate, ThawLocal object,
                           const char *name, ThawLocal value) {
  Isolate *self = isolate_of(isolate);
  PropertyKey key = key_from_utf8(self, name);
  return Object_set_js(self, Local_value(object), key, Local_value(value),
                       kThrowOnError);
}

ThawLocal thaw_object_get_index(ThawIsolate *isolate, ThawLocal object,
                                uint32_t index) {
  Isolate *self = isolate_of(isolate);
  PropertyKey key = PropertyKey_from_number(self, index);
  return Local_or_null(self, Object_get_js(self, Local_value(object), key));
}

bool thaw_object_set_index(ThawIsolate *isolate, ThawLocal object,
                           uint32_t index, ThawLocal value) {
  Isolate *self = isolate_of(isolate);
  PropertyKey key = PropertyKey_from_number(self, index);
  return Object_set_js(self, Local_value(object), key, Local_value(value),
                       kThrowOnError);
}

// ---- Defining ----

static ThawMaybe define_property(Isolate *isolate, ThawLocal object,
                                 PropertyKey key,
                                 const PropertyDescriptor *descriptor) {
  bool success = false;
  bool completed =
      Object_define_own_property_js(isolate, receiver_of(object), key,
                                    descriptor, kDontThrow, &success);
  return maybe(completed, success);
}

static void set_attributes(PropertyDescriptor *descriptor, int attributes) {
  descriptor->has_enumerable = descriptor->has_configurable = true;
  descriptor->enumerable = !(attributes & kThawDontEnum);
  descriptor->configurable = !(attributes & kThawDontDelete);
}

static ThawMaybe define_data(Isolate *isolate, ThawLocal object,
                             PropertyKey key, Value value, int attributes) {
  PropertyDescriptor descriptor = {
      .value = value,
      .has_value = true,
      .has_writable = true,
      .writable = !(attributes & kThawReadOnly),
  };
  set_attributes(&descriptor, attributes);
  return define_property(isolate, object, key, &descriptor);
}

static ThawMaybe define_accessor(Isolate *isolate, ThawLocal object,
                                 PropertyKey key, Value getter, Value setter,
                                 int attributes) {
  PropertyDescriptor descriptor = {
      .get = getter, .set = setter, .has_get = true, .has_set = true};
  set_attributes(&descriptor, attributes);
  return define_property(isolate, object, key, &descriptor);
}

ThawMaybe thaw_object_define(ThawIsolate *isolate, ThawLocal object,
                             ThawLocal key, ThawLocal value,
                             ThawPropertyAttributes attributes) {
  Isolate *self = isolate_of(isolate);
  PropertyKey property;
  if (!PropertyKey_from_value_js(self, Local_value(key), &property))
    return kThawNothing;
  return define_data(self, object, property, Local_value(value),
                     (int)attributes);
}

ThawMaybe thaw_object_define_accessor(ThawIsolate *isolate, ThawLocal object,
                                      ThawLocal key, ThawLocal getter,
                                      ThawLocal setter,
                                      ThawPropertyAttributes attributes) {
  Isolate *self = isolate_of(isolate);
  PropertyKey property;
  if (!PropertyKey_from_value_js(self, Local_value(key), &property))
    return kThawNothing;
  return define_accessor(self, object, property,
                         Local_value_or_undefined(getter),
                         Local_value_or_undefined(setter), (int)attributes);
}

static Value accessor_half(Isolate *isolate, ThawFunctionCallback callback,
                           Value data, const char *prefix, const char *name,
                           int length) {
  if (callback == NULL) return ROOT(undefined_value);
  String *full = String_format(isolate, "%s %s", prefix, name);
  return Value_from_object(
      Api_new_function(isolate, callback, data, full, length));
}

static ThawMaybe define_described(Isolate *isolate, ThawLocal object,
                                  const ThawPropertyDescriptor *property,
                                  Value data) {
  PropertyKey key = key_from_utf8(isolate, property->name);
  int attributes = (int)property->attributes;
  if (property->getter || property->setter)
    return define_accessor(
        isolate, object, key,
        accessor_half(isolate, property->getter, data, "get", property->name,
                      0),
        accessor_half(isolate, property->setter, data, "set", property->name,
                      1),
        attributes);
  if (property->method == NULL)
    return define_data(isolate, object, key,
                       Local_value_or_undefined(property->value), attributes);
  String *name =
      String_new_utf8(isolate, property->name, strlen(property->name));
  JSFunction *function = Api_new_function(isolate, property->method, data,
                                          name, property->method_length);
  return define_data(isolate, object, key, Value_from_object(function),
                     attributes);
}

bool thaw_object_define_properties(ThawIsolate *isolate, ThawLocal object,
                                   const ThawPropertyDescriptor *properties,
                                   size_t count, ThawLocal data) {
  for (size_t i = 0; i < count; i++)
    if (define_described(isolate_of(isolate), object, &properties[i],
                         Local_value_or_undefined(data)) == kThawNothing)
      return false;
  return true;
}

// ---- Keys ----

// True for "0", "1", ... as property keys list them.
static bool is_index_key(Isolate *isolate, Value key) {
  uint32_t index;
  return Value_is_String(isolate, key) &&
         String_as_array_index(isolate, Value_as_String(isolate, key), &index);
}

ThawLocal thaw_object_own_keys(ThawIsolate *isolate, ThawLocal object,
                               int filter) {
  Isolate *self = isolate_of(isolate);
  int engine_filter = kAllKeys;
  if (filter & kThawKeysOnlyEnumerable) engine_filter |= kOnlyEnumerable;
  if (filter & kThawKeysSkipSymbols) engine_filter |= kSkipSymbols;
  FixedArray *keys =
      Object_own_keys_js(self, receiver_of(object), engine_filter);
  if (keys == NULL) return NULL;
  int32_t count = keys->length;
  if (filter & kThawKeysSkipIndices) {
    FixedArray *kept = FixedArray_new(self, count);
    int32_t kept_count = 0;
    for (int32_t i = 0; i < count; i++) {
      Value key = FixedArray_get_slots(keys, i);
      if (!is_index_key(self, key))
        FixedArray_set_slots(kept, kept_count++, key);
    }
    keys = kept;
    count = kept_count;
  }
  return Local_from_object(self,
                           JSArray_new_from_elements(self, keys, count));
}

// ---- Prototypes ----

ThawLocal thaw_object_prototype(ThawIsolate *isolate, ThawLocal object) {
  Isolate *self = isolate_of(isolate);
  return Local_or_null(self,
                       Object_get_prototype_js(self, receiver_of(object)));
}

ThawMaybe thaw_object_set_prototype(ThawIsolate *isolate, ThawLocal object,
                                    ThawLocal prototype) {
  bool success = false;
  bool completed = Object_set_prototype_js(
      isolate_of(isolate), receiver_of(object), Local_value(prototype),
      kDontThrow, &success);
  return maybe(completed, success);
}

// The function that made objects with this map, if it is known.
static JSFunction *constructor_of(Isolate *isolate, const Map *map) {
  Value back = Map_constructor_or_back_pointer(map);
  while (Value_is_Map(isolate, back))
    back = Map_constructor_or_back_pointer(Value_as_Map(isolate, back));
  return Value_is_JSFunction(isolate, back)
             ? Value_as_JSFunction(isolate, back) : NULL;
}

ThawLocal thaw_object_constructor_name(ThawIsolate *isolate, ThawLocal object) {
  Isolate *self = isolate_of(isolate);
  JSReceiver *receiver = receiver_of(object);
  JSFunction *constructor =
      constructor_of(self, HeapObject_map((HeapObject *)receiver));
  if (constructor != NULL) {
    Value name = SharedFunctionInfo_name(JSFunction_shared(constructor));
    if (Value_is_String(self, name)) return Local_new(self, name);
  }
  return Local_from_object(self, String_new_ascii(self, "Object"));
}

// ---- Proxies ----

static ThawLocal proxy_part(ThawLocal local, bool handler) {
  Isolate *isolate = Local_isolate(local);
  if (!Value_is_JSProxy(isolate, Local_value(local)))
    return Local_constant(isolate, kConstantUndefined);
  JSProxy *proxy = Value_as_JSProxy(isolate, Local_value(local));
  return Local_new(isolate,
                   handler ? JSProxy_handler(proxy) : JSProxy_target(proxy));
}

ThawLocal thaw_proxy_target(ThawIsolate *isolate, ThawLocal proxy) {
  return proxy_part(proxy, false);
}

ThawLocal thaw_proxy_handler(ThawIsolate *isolate, ThawLocal proxy) {
  return proxy_part(proxy, true);
}

// ---- Internal fields and externals ----

static FixedArray *fields_of(ThawLocal object) {
  Isolate *isolate = Local_isolate(object);
  if (!Value_is_JSApiObject(isolate, Local_value(object))) return NULL;
  return JSApiObject_internal_fields(
      Value_as_JSApiObject(isolate, Local_value(object)));
}

static FixedArray *checked_fields(ThawLocal object, int index) {
  FixedArray *fields = fields_of(object);
  API_CHECK(fields != NULL && index >= 0 && index < fields->length,
            "thaw_object_internal_field", "no such internal field");
  return fields;
}

int thaw_object_internal_field_count(ThawLocal object) {
  FixedArray *fields = fields_of(object);
  return fields ? fields->length : 0;
}

ThawLocal thaw_object_internal_field(ThawIsolate *isolate, ThawLocal object,
                                     int index) {
  Isolate *self = isolate_of(isolate);
  Value value = FixedArray_get_slots(checked_fields(object, index), index);
  if (Value_is_Foreign(self, value) || Value_is_ByteArray(self, value))
    return thaw_undefined(isolate);
  return Local_new(self, value);
}

void thaw_object_set_internal_field(ThawIsolate *isolate, ThawLocal object,
                                    int index, ThawLocal value) {
  FixedArray *fields = checked_fields(object, index);
  FixedArray_set_slots(fields, index,
                       Isolate_box(isolate_of(isolate), Local_value(value)));
}

void *thaw_object_internal_pointer(ThawIsolate *isolate, ThawLocal object,
                                   int index) {
  Isolate *self = isolate_of(isolate);
  FixedArray *fields = checked_fields(object, index);
  Value value = FixedArray_get_slots(fields, index);
  // Frozen as bytes: the embedder makes the pointer when it is first read.
  if (Value_is_ByteArray(self, value)) {
    ApiData *api = self->api;
    if (api->thaw_pointer_callback == NULL) return NULL;
    const ByteArray *bytes = Value_as_ByteArray(self, value);
    void *pointer = api->thaw_pointer_callback(
        isolate, object, index, bytes->bytes, (size_t)bytes->length,
        api->thaw_pointer_data);
    thaw_object_set_internal_pointer(isolate, object, index, pointer);
    return pointer;
  }
  if (!Value_is_Foreign(self, value)) return NULL;
  return ExternalPointer_get(self, Value_as_Foreign(self, value)->pointer,
                             kExternalTagEmbedder);
}

void thaw_object_set_internal_pointer(ThawIsolate *isolate, ThawLocal object,
                                      int index, void *pointer) {
  Isolate *self = isolate_of(isolate);
  FixedArray *fields = checked_fields(object, index);
  Value old = FixedArray_get_slots(fields, index);
  if (Value_is_Foreign(self, old)) {
    uint32_t entry = Value_as_Foreign(self, old)->pointer;
    if (entry != 0) {
      ExternalPointer_set(self, entry, pointer);
      return;
    }
  }
  Foreign *foreign = HEAP_NEW(self, Foreign, foreign_map);
  foreign->pointer =
      ExternalPointer_new(self, (HeapObject *)foreign, pointer,
                          kExternalTagEmbedder, NULL, NULL);
  FixedArray_set_slots(fields, index, Value_from_object(foreign));
}

ThawLocal thaw_external_new(ThawIsolate *isolate, void *pointer) {
  Isolate *self = isolate_of(isolate);
  Value map = INTRINSIC(self, external_map);
  JSExternal *external;
  if (Value_is_Map(self, map)) {
    external = (JSExternal *)JSObject_new_from_map(
        self, Value_as_Map(self, map));
  } else {
    Map *made = Map_new(self, kClassJSExternal, HOLEY_ELEMENTS, 0,
                        ROOT(null_value));
    NativeContext_set(Isolate_native_context(self), kNativeSlot_external_map,
                      Value_from_object(made));
    external = (JSExternal *)JSObject_new_from_map(self, made);
  }
  if (pointer != NULL)
    external->pointer =
        ExternalPointer_new(self, (HeapObject *)external, pointer,
                            kExternalTagJSExternal, NULL, NULL);
  return Local_from_object(self, external);
}

void *thaw_external_value(ThawIsolate *isolate, ThawLocal value) {
  Isolate *self = isolate_of(isolate);
  if (!Value_is_JSExternal(self, Local_value(value))) return NULL;
  return ExternalPointer_get(
      self, Value_as_JSExternal(self, Local_value(value))->pointer,
      kExternalTagJSExternal);
}

// ---- Arrays ----

ThawLocal thaw_array_new(ThawIsolate *isolate, uint32_t length) {
  Isolate *self = isolate_of(isolate);
  API_CHECK(length <= kMaxFixedArrayLength, "thaw_array_new",
            "the array is too long");
  FixedArray *elements = FixedArray_new(self, (int32_t)length);
  return Local_from_object(
      self, JSArray_new_from_elements(self, elements, (int32_t)length));
}

ThawLocal thaw_array_from(ThawIsolate *isolate, size_t count,
                          const ThawLocal *values) {
  Isolate *self = isolate_of(isolate);
  API_CHECK(count <= kMaxFixedArrayLength, "thaw_array_from",
            "the array is too long");
  FixedArray *elements = FixedArray_new(self, (int32_t)count);
  for (size_t i = 0; i < count; i++)
    FixedArray_set_slots(elements, (int32_t)i,
                         Isolate_box(self, Local_value(values[i])));
  return Local_from_object(
      self, JSArray_new_from_elements(self, elements, (int32_t)count));
}

uint32_t thaw_array_length(ThawLocal array) {
  Isolate *isolate = Local_isolate(array);
  if (!Value_is_JSArray(isolate, Local_value(array))) return 0;
  return (uint32_t)JSArray_length_number(
      Value_as_JSArray(isolate, Local_value(array)));
}
