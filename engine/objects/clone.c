// SPDX-License-Identifier: MIT
//
// Copies of objects that are nothing but data, made at once: what spread in
// object literals and Object.assign ask for.
#include <string.h>

#include "engine/objects/js-object.h"
#include "engine/objects/native-context.h"

// Own properties are all enumerable, writable, configurable data under strings:
// a copy has the same map, in the same order.
static bool has_only_plain_data(const Isolate *isolate, const Map *map) {
  const DescriptorArray *array = Map_instance_descriptors(map);
  int own = Map_own_descriptors(map);
  // As many enumerable strings as properties: no need to look at the keys.
  bool are_strings = Map_enum_length(map) == own;
  for (int i = 0; i < own; i++) {
    PropertyDetails details = DescriptorArray_details(array, i);
    if (PropertyDetails_attributes(details) != kNone ||
        !PropertyDetails_is_field(details) ||
        (!are_strings &&
         !Value_is_String(isolate,
                          Value_from_object(DescriptorArray_key(array, i)))))
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

static PropertyArray *copy_properties(Isolate *isolate,
                                      const JSObject *source) {
  Value properties = JSReceiver_properties_or_hash((const JSReceiver *)source);
  if (!Value_is_PropertyArray(isolate, properties)) return NULL;
  const PropertyArray *from = Value_as_PropertyArray(isolate, properties);
  PropertyArray *copy = PropertyArray_new(isolate, from->length);
  memcpy(copy->slots, from->slots, (size_t)from->length * sizeof(Tagged));
  WriteBarrier(copy);
  return copy;
}

// The slots behind the header, with padding.
static void copy_inobject_fields(JSObject *to, const JSObject *from) {
  const size_t header = sizeof(JSObject);
  size_t words = JSObject_map(from)->instance_size_words;
  memcpy((char *)to + header, (const char *)from + header,
         Object_align(words * kTaggedSize) - header);
  WriteBarrier(to);
}

JSObject *JSObject_clone_plain(Isolate *isolate, const JSObject *source) {
  if (!is_plain(isolate, source)) return NULL;
  const Map *map = JSObject_map(source);
  PropertyArray *copy = copy_properties(isolate, source);
  JSObject *clone = (JSObject *)Heap_allocate_raw(
      isolate, Object_align((size_t)map->instance_size_words * kTaggedSize),
      map);
  clone->properties_or_hash =
      copy ? Tagged_from_object(copy) : ROOT_TAGGED(empty_fixed_array);
  clone->elements = ROOT_TAGGED(empty_fixed_array);
  copy_inobject_fields(clone, source);
  return clone;
}

// ---- Into an object ----

// Whether Object.prototype lets every store to an object below it make an own
// property. `__proto__` is the exception, for which callers look.
static bool prototype_takes_stores(Isolate *isolate) {
  if (ValidityCell_is_intact(isolate, INTRINSIC(isolate, plain_stores_cell)))
    return true;
  JSObject *prototype = INTRINSIC_OBJECT(isolate, JSObject, object_prototype);
  const Map *map = JSObject_map(prototype);
  if (Map_is_dictionary(map) || !Value_is_null(Map_prototype(map)))
    return false;
  const DescriptorArray *array = Map_instance_descriptors(map);
  for (int i = 0; i < Map_own_descriptors(map); i++) {
    PropertyDetails details = DescriptorArray_details(array, i);
    if (((PropertyDetails_attributes(details) & kReadOnly) ||
         PropertyDetails_is_accessor(details)) &&
        Tagged_from_object(DescriptorArray_key(array, i)).bits !=
            ROOT_BITS(__proto___string))
      return false;
  }
  NativeContext_set(Isolate_native_context(isolate),
                    kNativeSlot_plain_stores_cell,
                    JSObject_ensure_validity_cell(isolate, prototype));
  return true;
}

static bool is_plain_target(const Isolate *isolate, const JSObject *object) {
  const Map *map = JSObject_map(object);
  return map->instance_type == JS_OBJECT_TYPE && !Map_is_dictionary(map) &&
         !Map_is_prototype_map(map) && Map_is_extensible(map) &&
         Map_construction_counter(map) == 0 && map->bit_field == 0 &&
         Value_equals(Map_prototype(map),
                      INTRINSIC(isolate, object_prototype));
}

static bool has_key(const Map *map, uint32_t name_bits) {
  const DescriptorArray *array = Map_instance_descriptors(map);
  for (int i = 0; i < Map_own_descriptors(map); i++)
    if (Tagged_from_object(DescriptorArray_key(array, i)).bits == name_bits)
      return true;
  return false;
}

// An object without properties takes over the source's map. False: their sizes
// differ, or it has a hash where its properties would lie.
static bool take_over(Isolate *isolate, JSObject *target,
                      const JSObject *source) {
  Map *map = JSObject_map(source);
  if (Map_own_descriptors(JSObject_map(target)) != 0 ||
      JSObject_map(target)->instance_size_words != map->instance_size_words ||
      Map_elements_kind(JSObject_map(target)) != Map_elements_kind(map) ||
      target->properties_or_hash.bits != ROOT_BITS(empty_fixed_array))
    return false;
  PropertyArray *copy = copy_properties(isolate, source);
  if (copy != NULL) target->properties_or_hash = Tagged_from_object(copy);
  copy_inobject_fields(target, source);
  HeapObject_set_map((HeapObject *)target, map);
  return true;
}

bool JSObject_copy_plain(Isolate *isolate, JSObject *target,
                         const JSObject *source, CopyMode mode) {
  if (!is_plain(isolate, source) || !is_plain_target(isolate, target))
    return false;
  const Map *map = JSObject_map(source);
  if (mode == kCopyBySet && (has_key(map, ROOT_BITS(__proto___string)) ||
                             !prototype_takes_stores(isolate)))
    return false;
  if (take_over(isolate, target, source)) return true;
  const DescriptorArray *array = Map_instance_descriptors(map);
  for (int i = 0; i < Map_own_descriptors(map); i++) {
    Name *name = DescriptorArray_key(array, i);
    Value value = JSObject_get_field(
        source, map,
        PropertyDetails_field_index(DescriptorArray_details(array, i)));
    Map *target_map = JSObject_map(target);
    int own = Map_find_descriptor(target_map, name);
    if (own < 0) {
      Map *longer = Map_add_data_property(isolate, target_map, name, kNone);
      if (longer == NULL) return false;
      JSObject_follow_transition(isolate, target, longer, value);
      continue;
    }
    PropertyDetails details =
        DescriptorArray_details(Map_instance_descriptors(target_map), own);
    if (!PropertyDetails_is_field(details) ||
        PropertyDetails_attributes(details) != kNone)
      return false;
    JSObject_set_field(isolate, target, target_map,
                       PropertyDetails_field_index(details), value);
  }
  return true;
}
