// SPDX-License-Identifier: MIT
//
// Copies of objects that are nothing but data, made at once: what an object
// literal with a spread in front asks for.
#include <string.h>

#include "engine/objects/js-object.h"
#include "engine/objects/native-context.h"

// Own properties are all enumerable, writable, configurable data under strings:
// a copy has the same map, in the same order.
static bool has_only_plain_data(const Isolate *isolate, const Map *map) {
  const DescriptorArray *array = Map_instance_descriptors(map);
  for (int i = 0; i < Map_own_descriptors(map); i++) {
    PropertyDetails details = DescriptorArray_details(array, i);
    if (PropertyDetails_attributes(details) != kNone ||
        !PropertyDetails_is_field(details) ||
        !Value_is_String(isolate,
                         Value_from_object(DescriptorArray_key(array, i))))
      return false;
  }
  return true;
}

static bool is_plain(const Isolate *isolate, const JSObject *object) {
  const Map *map = JSObject_map(object);
  return map->instance_type == JS_OBJECT_TYPE && !Map_is_dictionary(map) &&
         !Map_is_prototype_map(map) && Map_is_extensible(map) &&
         Map_construction_counter(map) == 0 && map->bit_field == 0 &&
         Value_equals(Map_prototype(map),
                      INTRINSIC(isolate, object_prototype)) &&
         JSObject_has_no_elements(object) && has_only_plain_data(isolate, map);
}

JSObject *JSObject_clone_plain(Isolate *isolate, const JSObject *source) {
  if (!is_plain(isolate, source)) return NULL;
  const Map *map = JSObject_map(source);
  Value properties = JSReceiver_properties_or_hash((const JSReceiver *)source);
  PropertyArray *copy = NULL;
  if (Value_is_PropertyArray(isolate, properties)) {
    const PropertyArray *from = Value_as_PropertyArray(isolate, properties);
    copy = PropertyArray_new(isolate, from->length);
    memcpy(copy->slots, from->slots, (size_t)from->length * sizeof(Tagged));
    WriteBarrier(copy);
  }
  JSObject *clone = JSObject_new_from_map(isolate, map);
  const size_t header = sizeof(JSObject);
  memcpy((char *)clone + header, (const char *)source + header,
         (size_t)map->instance_size_words * kTaggedSize - header);
  if (copy != NULL)
    JSReceiver_set_properties_or_hash((JSReceiver *)clone,
                                      Value_from_object(copy));
  return clone;
}
