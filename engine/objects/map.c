// SPDX-License-Identifier: MIT
//
// Making and changing maps and their descriptors. Transitions: transitions.c;
// prototypes: prototype.c.
#include "engine/objects/map.h"

#include "engine/isolate/flags.h"
#include "engine/objects/hash-table.h"
#include "engine/objects/native-context.h"
#include "engine/objects/object-operations.h"
#include "engine/objects/transitions.h"

Map *Map_new(Isolate *isolate, ClassId class_id, ElementsKind elements_kind,
             int inobject_properties, Value prototype) {
  const ClassDescriptor *class = &kClassDescriptors[class_id];
  Map *map = HEAP_NEW(isolate, Map, meta_map);
  bool is_receiver = class->instance_type >= FIRST_JS_RECEIVER_TYPE;
  if (class->trailing_kind == kNoTrailing) {
    int header = class->header_size_bytes / kTaggedSize;
    if (inobject_properties > 255 - header) inobject_properties = 255 - header;
    map->instance_size_words = (uint8_t)(header + inobject_properties);
    map->inobject_properties_start_words = (uint8_t)header;
    map->unused_property_fields = (uint8_t)inobject_properties;
  }
  map->class_id = (uint8_t)class_id;
  map->instance_type = (uint16_t)class->instance_type;
  map->elements_kind = (uint8_t)elements_kind;
  map->bit_field3 = kMapNoEnumCache | kMapOwnsDescriptors |
                    (is_receiver ? (uint32_t)kMapExtensible : 0);
  Map_set_constructor_or_back_pointer(map, ROOT(null_value));
  Map_set_instance_descriptors(
      map, ROOT_OBJECT(isolate, DescriptorArray, empty_descriptor_array));
  Map_set_raw_transitions(map, Value_from_smi(0));
  Map_set_prototype_validity_cell(map, Value_from_smi(0));
  Map_set_prototype(map, prototype);
  Prototype_note(isolate, prototype);
  return map;
}

// ---- Descriptors ----

static uint32_t key_hash(const DescriptorArray *array, int i) {
  return DescriptorArray_key(array, i)->raw_hash >> 2;
}

// Sorted order is kept in bits 16-25 of details: those of descriptor i name the
// descriptor that is i-th by hash.
enum { kDetailsSortedShift = 16, kDetailsSortedMask = 1023, kLinearSearch = 8 };

static int sorted_at(const DescriptorArray *array, int i) {
  return (DescriptorArray_details(array, i) >> kDetailsSortedShift) &
         kDetailsSortedMask;
}
static void set_sorted_at(DescriptorArray *array, int i, int descriptor) {
  PropertyDetails details = DescriptorArray_details(array, i);
  details &= ~(kDetailsSortedMask << kDetailsSortedShift);
  details |= descriptor << kDetailsSortedShift;
  array->slots[3 * i + 1] = Tagged_from_smi(details);
}

static DescriptorArray *new_descriptors(Isolate *isolate, int capacity) {
  DescriptorArray *array = (DescriptorArray *)Heap_new_array(
      isolate, ROOT_OBJECT(isolate, Map, descriptor_array_map), 3 * capacity);
  array->number_of_descriptors = 0;
  DescriptorArray_set_enum_cache(array, ROOT(undefined_value));
  return array;
}

static void append_descriptor(DescriptorArray *array, Name *name,
                              PropertyDetails details, Value value) {
  int count = array->number_of_descriptors;
  DCHECK(3 * (count + 1) <= array->length);
  details &= (1 << kDetailsSortedShift) - 1;
  array->slots[3 * count] = Tagged_from_object(name);
  array->slots[3 * count + 1] = Tagged_from_smi(details);
  array->slots[3 * count + 2] = Value_tagged(value);
  WriteBarrier(array);
  array->number_of_descriptors = count + 1;
  uint32_t hash = name->raw_hash >> 2;
  int position = count;
  while (position > 0) {
    int before = sorted_at(array, position - 1);
    if (key_hash(array, before) <= hash) break;
    set_sorted_at(array, position, before);
    position--;
  }
  set_sorted_at(array, position, count);
}

int Map_find_descriptor(const Map *map, const Name *name) {
  const DescriptorArray *array = Map_instance_descriptors(map);
  int own = Map_own_descriptors(map);
  uint32_t bits = Tagged_from_object(name).bits;
  if (own <= kLinearSearch) {
    for (int i = 0; i < own; i++)
      if (array->slots[3 * i].bits == bits) return i;
    return -1;
  }
  uint32_t hash = name->raw_hash >> 2;
  int low = 0, high = array->number_of_descriptors;
  while (low < high) {
    int middle = (low + high) / 2;
    if (key_hash(array, sorted_at(array, middle)) < hash)
      low = middle + 1;
    else
      high = middle;
  }
  for (; low < array->number_of_descriptors; low++) {
    int i = sorted_at(array, low);
    if (array->slots[3 * i].bits == bits) return i < own ? i : -1;
    if (key_hash(array, i) != hash) return -1;
  }
  return -1;
}

// A copy of the first `count` descriptors with room for `slack` more.
DescriptorArray *DescriptorArray_copy(Isolate *isolate,
                                      const DescriptorArray *array, int count,
                                      int slack) {
  DescriptorArray *copy = new_descriptors(isolate, count + slack);
  for (int i = 0; i < count; i++)
    append_descriptor(copy, DescriptorArray_key(array, i),
                      DescriptorArray_details(array, i),
                      DescriptorArray_value(array, i));
  return copy;
}

int Map_next_field_index(const Map *map) {
  const DescriptorArray *array = Map_instance_descriptors(map);
  int own = Map_own_descriptors(map), next = 0;
  for (int i = 0; i < own; i++) {
    PropertyDetails details = DescriptorArray_details(array, i);
    if (PropertyDetails_is_field(details) &&
        PropertyDetails_field_index(details) >= next)
      next = PropertyDetails_field_index(details) + 1;
  }
  return next;
}

Value JSObject_get_field(const JSObject *object, const Map *map, int index) {
  int inobject = Map_inobject_properties(map);
  if (index < inobject) {
    const Tagged *words = (const Tagged *)object;
    return Value_from_tagged(
        words[map->inobject_properties_start_words + index]);
  }
  const PropertyArray *array = Value_as_PropertyArray(
      Isolate_of(object), JSReceiver_properties_or_hash((JSReceiver *)object));
  return PropertyArray_get_slots(array, index - inobject);
}

void JSObject_set_field(Isolate *isolate, JSObject *object, const Map *map,
                        int index, Value value) {
  value = Isolate_box(isolate, value);
  int inobject = Map_inobject_properties(map);
  if (index < inobject) {
    Tagged *words = (Tagged *)object;
    words[map->inobject_properties_start_words + index] = Value_tagged(value);
    WriteBarrier(object);
    return;
  }
  PropertyArray *array = Value_as_PropertyArray(
      isolate, JSReceiver_properties_or_hash((JSReceiver *)object));
  PropertyArray_set_slots(array, index - inobject, value);
}

// ---- Copies ----

static Map *copy_raw(Isolate *isolate, const Map *map) {
  Map *copy = HEAP_NEW(isolate, Map, meta_map);
  copy->instance_size_words = map->instance_size_words;
  copy->inobject_properties_start_words = map->inobject_properties_start_words;
  copy->unused_property_fields = map->unused_property_fields;
  copy->class_id = map->class_id;
  copy->instance_type = map->instance_type;
  copy->bit_field = map->bit_field;
  copy->elements_kind = map->elements_kind;
  copy->bit_field3 =
      map->bit_field3 & ~((uint32_t)kMapIsPrototypeMap |
                          ((uint32_t)kMapConstructionCounterMask
                           << kMapConstructionCounterShift));
  Map_set_enum_length(copy, kMapNoEnumCache);
  Map_set_prototype(copy, Map_prototype(map));
  Map_set_constructor_or_back_pointer(copy, Map_constructor(map));
  Map_set_instance_descriptors(copy, Map_instance_descriptors(map));
  Map_set_raw_transitions(copy, Value_from_smi(0));
  Map_set_prototype_validity_cell(copy, Value_from_smi(0));
  return copy;
}

Value Map_constructor(const Map *map) {
  const Isolate *isolate = Isolate_of(map);
  Value back = Map_constructor_or_back_pointer(map);
  while (Value_is_Map(isolate, back))
    back = Map_constructor_or_back_pointer(Value_as_Map(isolate, back));
  return back;
}

static void own_copied_descriptors(Isolate *isolate, Map *map, int slack) {
  int own = Map_own_descriptors(map);
  Map_set_instance_descriptors(
      map, DescriptorArray_copy(isolate, Map_instance_descriptors(map), own,
                                slack));
  map->bit_field3 |= kMapOwnsDescriptors;
}

Map *Map_copy(Isolate *isolate, const Map *map) {
  Map *copy = copy_raw(isolate, map);
  if (!Map_is_dictionary(map)) own_copied_descriptors(isolate, copy, 0);
  return copy;
}

Map *Map_copy_as_dictionary(Isolate *isolate, const Map *map) {
  Map *copy = copy_raw(isolate, map);
  Map_set_instance_descriptors(
      copy, ROOT_OBJECT(isolate, DescriptorArray, empty_descriptor_array));
  Map_set_own_descriptors(copy, 0);
  copy->bit_field3 |= kMapIsDictionaryMap | kMapOwnsDescriptors;
  copy->unused_property_fields = 0;
  return copy;
}

static bool is_interesting(const Name *name) {
  uint32_t bits = Tagged_from_object(name).bits;
  return bits == ROOT_BITS(to_string_tag_symbol) ||
         bits == ROOT_BITS(to_primitive_symbol) ||
         bits == ROOT_BITS(toJSON_string) ||
         bits == ROOT_BITS(is_concat_spreadable_symbol);
}

// Gives `map`, which is fresh and has the descriptors of `parent`, one more.
// Shares the array when the parent owns it.
static void add_descriptor(Isolate *isolate, Map *map, Map *parent, Name *name,
                           PropertyDetails details, Value value) {
  int own = Map_own_descriptors(parent);
  DescriptorArray *array = Map_instance_descriptors(parent);
  bool may_share = (parent->bit_field3 & kMapOwnsDescriptors) != 0 &&
                   array->number_of_descriptors == own && own > 0;
  if (!may_share || 3 * (own + 1) > array->length) {
    int slack = own < 4 ? 4 : own / 2;
    if (own + slack > kMaxDescriptors) slack = kMaxDescriptors + 1 - own;
    DescriptorArray *copy = DescriptorArray_copy(isolate, array, own, slack);
    if (may_share) {
      // The whole branch moves to the larger array.
      Value cache = DescriptorArray_enum_cache(array);
      DescriptorArray_set_enum_cache(copy, cache);
      for (Map *m = parent; m->instance_descriptors.bits ==
                            Tagged_from_object(array).bits;) {
        Map_set_instance_descriptors(m, copy);
        Value back = Map_constructor_or_back_pointer(m);
        if (!Value_is_Map(isolate, back)) break;
        m = Value_as_Map(isolate, back);
      }
    }
    array = copy;
  }
  if (may_share) parent->bit_field3 &= ~(uint32_t)kMapOwnsDescriptors;
  append_descriptor(array, name, details, value);
  Map_set_instance_descriptors(map, array);
  Map_set_own_descriptors(map, own + 1);
  map->bit_field3 |= kMapOwnsDescriptors;
  if (is_interesting(name))
    map->bit_field3 |= kMapMayHaveInterestingProperties;
}

// Counts the field with the next index; false if there may not be more.
static bool take_field(Map *map, int field_index) {
  int inobject = Map_inobject_properties(map);
  int outside = field_index - inobject;
  if (outside >= kMaxFastOutOfObject) return false;
  int in_array = (outside + 1) % kFieldsAddedToPropertyArray;
  map->unused_property_fields =
      outside < 0 ? (uint8_t)(-outside - 1)
      : in_array  ? (uint8_t)(kFieldsAddedToPropertyArray - in_array)
                  : 0;
  return true;
}

Map *Map_add_data_property(Isolate *isolate, Map *map, Name *name,
                           int attributes) {
  DCHECK(!Map_is_dictionary(map));
  Map *found = Map_find_transition(map, name, kPropertyData, attributes);
  if (found) return found;
  if (Map_own_descriptors(map) >= kMaxDescriptors) return NULL;
  int field = Map_next_field_index(map);
  Map *result = copy_raw(isolate, map);
  if (!take_field(result, field)) return NULL;
  if (!Map_is_prototype_map(map) && !TransitionArray_has_room(map)) return NULL;
  add_descriptor(isolate, result, map, name,
                 PropertyDetails_field(attributes, field),
                 ROOT(undefined_value));
  Map_insert_transition(isolate, map, name, result);
  if (UNLIKELY(isolate->flags->trace_maps))
    Map_trace_transition(isolate, map, result, name);
  return result;
}

Map *Map_add_accessor_property(Isolate *isolate, Map *map, Name *name,
                               Value accessor, int attributes) {
  DCHECK(!Map_is_dictionary(map));
  Map *found = Map_find_transition(map, name, kPropertyAccessor, attributes);
  if (found) {
    // The same pair of functions: share; else another map is needed.
    Value existing = DescriptorArray_value(Map_instance_descriptors(found),
                                           Map_own_descriptors(found) - 1);
    if (Value_equals(existing, accessor)) return found;
    return NULL;
  }
  if (Map_own_descriptors(map) >= kMaxDescriptors) return NULL;
  if (!Map_is_prototype_map(map) && !TransitionArray_has_room(map)) return NULL;
  Map *result = copy_raw(isolate, map);
  add_descriptor(isolate, result, map, name,
                 PropertyDetails_descriptor(attributes, kPropertyAccessor),
                 accessor);
  Map_insert_transition(isolate, map, name, result);
  if (UNLIKELY(isolate->flags->trace_maps))
    Map_trace_transition(isolate, map, result, name);
  return result;
}

Map *Map_reconfigure(Isolate *isolate, const Map *map, int descriptor,
                     PropertyDetails details, Value value) {
  Map *result = copy_raw(isolate, map);
  own_copied_descriptors(isolate, result, 0);
  DescriptorArray *array = Map_instance_descriptors(result);
  PropertyDetails old = DescriptorArray_details(array, descriptor);
  details = (details & ((1 << kDetailsSortedShift) - 1)) |
            (old & (kDetailsSortedMask << kDetailsSortedShift));
  array->slots[3 * descriptor + 1] = Tagged_from_smi(details);
  DescriptorArray_set_slots(array, 3 * descriptor + 2, value);
  return result;
}

bool Map_take_field(Map *map, int field_index) {
  return take_field(map, field_index);
}

// Fresh descriptors in a fast map made from a dictionary.
void Map_set_fresh_descriptors(Isolate *isolate, Map *map, int capacity) {
  Map_set_instance_descriptors(map, new_descriptors(isolate, capacity));
  Map_set_own_descriptors(map, 0);
  map->bit_field3 |= kMapOwnsDescriptors;
  map->bit_field3 &= ~(uint32_t)kMapIsDictionaryMap;
}

void Map_append_own_descriptor(Map *map, Name *name, PropertyDetails details,
                               Value value) {
  append_descriptor(Map_instance_descriptors(map), name, details, value);
  Map_set_own_descriptors(map, Map_own_descriptors(map) + 1);
  if (is_interesting(name))
    map->bit_field3 |= kMapMayHaveInterestingProperties;
}

Map *Map_copy_for_transition(Isolate *isolate, Map *map) {
  Map *result = copy_raw(isolate, map);
  if (Map_is_dictionary(map)) return result;
  // Not an addition: the parent keeps its array; this one copies.
  own_copied_descriptors(isolate, result, 0);
  return result;
}

void Map_apply_attributes(Map *map, int attributes) {
  DescriptorArray *array = Map_instance_descriptors(map);
  const Isolate *isolate = Isolate_of(map);
  for (int i = 0; i < Map_own_descriptors(map); i++) {
    Name *key = DescriptorArray_key(array, i);
    if (Value_is_Symbol(isolate, Value_from_object(key)) &&
        (((Symbol *)key)->flags & kSymbolPrivate))
      continue;
    PropertyDetails details = DescriptorArray_details(array, i);
    int added = attributes;
    if (PropertyDetails_is_accessor(details) &&
        Value_is_AccessorPair(isolate, DescriptorArray_value(array, i)))
      added &= ~kReadOnly;
    array->slots[3 * i + 1] = Tagged_from_smi(details | added);
  }
}

FixedArray *Map_enum_keys(Isolate *isolate, Map *map, int *length) {
  DescriptorArray *array = Map_instance_descriptors(map);
  Value cache = DescriptorArray_enum_cache(array);
  int own = Map_own_descriptors(map);
  if (Map_enum_length(map) != kMapNoEnumCache &&
      Value_is_EnumCache(isolate, cache)) {
    FixedArray *keys = EnumCache_keys(Value_as_EnumCache(isolate, cache));
    if (keys->length >= Map_enum_length(map)) {
      *length = Map_enum_length(map);
      return keys;
    }
  }
  int count = 0;
  for (int i = 0; i < own; i++)
    if (!(DescriptorArray_details(array, i) & kDontEnum) &&
        Value_is_String(isolate, Value_from_object(
                                     DescriptorArray_key(array, i))))
      count++;
  *length = count;
  if (Value_is_EnumCache(isolate, cache)) {
    FixedArray *keys = EnumCache_keys(Value_as_EnumCache(isolate, cache));
    // Maps of one branch have prefixes of each other's keys.
    if (keys->length >= count) {
      if (count < kMapNoEnumCache) Map_set_enum_length(map, count);
      return keys;
    }
  }
  FixedArray *keys = FixedArray_new(isolate, count);
  int next = 0;
  for (int i = 0; i < own; i++) {
    Value key = Value_from_object(DescriptorArray_key(array, i));
    if (!(DescriptorArray_details(array, i) & kDontEnum) &&
        Value_is_String(isolate, key))
      FixedArray_set_slots(keys, next++, key);
  }
  if (count >= kMapNoEnumCache) return keys;
  if (own == 0) {
    Map_set_enum_length(map, 0);
    return keys;
  }
  EnumCache *fresh = HEAP_NEW(isolate, EnumCache, enum_cache_map);
  EnumCache_set_keys(fresh, keys);
  DescriptorArray_set_enum_cache(array, Value_from_object(fresh));
  Map_set_enum_length(map, count);
  return keys;
}
