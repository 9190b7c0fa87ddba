// SPDX-License-Identifier: MIT
//
// Prototypes and validity cells (the scheme is told in map.h), and moving
// objects between fast and dictionary mode.
#include <stdlib.h>

#include "engine/isolate/flags.h"
#include "engine/objects/hash-table.h"
#include "engine/objects/js-object.h"
#include "engine/objects/native-context.h"
#include "engine/objects/object-operations.h"
#include "engine/objects/protectors.h"
#include "engine/objects/transitions.h"

void Prototype_note(Isolate *isolate, Value prototype) {
  if (Value_is_JSObject(isolate, prototype))
    JSObject_make_prototype(isolate,
                            (JSObject *)Value_object(isolate, prototype));
  else if (Value_is_JSProxy(isolate, prototype))
    Protector_invalidate(isolate, kProtectorNoElements);
}

static PrototypeInfo *prototype_info(Isolate *isolate, const Map *map) {
  Value raw = Map_raw_transitions(map);
  return Value_is_PrototypeInfo(isolate, raw)
             ? Value_as_PrototypeInfo(isolate, raw)
             : NULL;
}

static PrototypeInfo *ensure_info(Isolate *isolate, JSObject *object) {
  JSObject_make_prototype(isolate, object);
  Map *map = JSObject_map(object);
  PrototypeInfo *info = prototype_info(isolate, map);
  if (info) return info;
  info = HEAP_NEW(isolate, PrototypeInfo, prototype_info_map);
  PrototypeInfo_set_registry_slot(info, -1);
  Map_set_raw_transitions(map, Value_from_object(info));
  return info;
}

void JSObject_make_prototype(Isolate *isolate, JSObject *object) {
  Map *map = JSObject_map(object);
  if (Map_is_prototype_map(map)) return;
  if (!JSObject_has_no_elements(object) ||
      map->instance_type == JS_TYPED_ARRAY_TYPE ||
      map->instance_type == JS_MODULE_NAMESPACE_TYPE)
    Protector_invalidate(isolate, kProtectorNoElements);
  Map *copy = Map_copy_for_transition(isolate, map);
  copy->bit_field3 |= kMapIsPrototypeMap;
  HeapObject_set_map((HeapObject *)object, copy);
  if (UNLIKELY(isolate->flags->trace_maps))
    Map_trace_change("ReplaceDescriptors", map, copy, "CopyAsPrototype");
}

static JSObject *prototype_object(const Map *map) {
  const Isolate *isolate = Isolate_of(map);
  Value prototype = Map_prototype(map);
  if (!Value_is_JSObject(isolate, prototype)) return NULL;
  return (JSObject *)Value_object(isolate, prototype);
}

// Registers an object as user of its prototype, and so on upwards.
static void register_chain(Isolate *isolate, JSObject *object) {
  for (JSObject *user = object;;) {
    JSObject *prototype = prototype_object(JSObject_map(user));
    if (!prototype) return;
    PrototypeInfo *info = ensure_info(isolate, user);
    if (PrototypeInfo_registry_slot(info) < 0) {
      PrototypeInfo *above = ensure_info(isolate, prototype);
      Value users = PrototypeInfo_prototype_users(above);
      ArrayList *list = Value_is_ArrayList(isolate, users)
                            ? Value_as_ArrayList(isolate, users)
                            : ArrayList_new(isolate, 2);
      list = ArrayList_add(isolate, list, Tagged_weak_from_object(user));
      PrototypeInfo_set_prototype_users(above, Value_from_object(list));
      PrototypeInfo_set_registry_slot(info, 1);
    }
    user = prototype;
  }
}

Value JSObject_ensure_validity_cell(Isolate *isolate, JSObject *prototype) {
  JSObject_make_prototype(isolate, prototype);
  register_chain(isolate, prototype);
  Map *prototype_map = JSObject_map(prototype);
  Value cell = Map_prototype_validity_cell(prototype_map);
  if (ValidityCell_is_intact(isolate, cell)) return cell;
  cell = Value_from_object(Cell_new(isolate, Value_from_smi(1)));
  Map_set_prototype_validity_cell(prototype_map, cell);
  return cell;
}

Value Map_ensure_validity_cell(Isolate *isolate, const Map *map) {
  JSObject *prototype = prototype_object(map);
  if (!prototype) return Value_from_smi(0);
  return JSObject_ensure_validity_cell(isolate, prototype);
}

static void invalidate_cell(Isolate *isolate, Map *map) {
  Value cell = Map_prototype_validity_cell(map);
  if (!Value_is_Cell(isolate, cell)) return;
  Cell_set_value(Value_as_Cell(isolate, cell), Value_from_smi(0));
  Map_set_prototype_validity_cell(map, Value_from_smi(0));
}

void JSObject_prototype_changed(Isolate *isolate, JSObject *object) {
  if (!Map_is_prototype_map(JSObject_map(object))) return;
  // Prototype trees may be deep: a work list, not recursion. Nothing here
  // allocates in the heap.
  size_t count = 1, capacity = 16;
  JSObject **work = malloc(capacity * sizeof *work);
  CHECK(work);
  work[0] = object;
  while (count > 0) {
    Map *map = JSObject_map(work[--count]);
    invalidate_cell(isolate, map);
    PrototypeInfo *info = prototype_info(isolate, map);
    if (!info) continue;
    Value users = PrototypeInfo_prototype_users(info);
    if (!Value_is_ArrayList(isolate, users)) continue;
    ArrayList *list = Value_as_ArrayList(isolate, users);
    PrototypeInfo_set_prototype_users(info, ROOT(undefined_value));
    for (int i = 0; i < list->used; i++) {
      Tagged slot = list->slots[i];
      if (!Tagged_is_weak(slot) || Tagged_is_cleared(slot)) continue;
      JSObject *user = (JSObject *)Tagged_object(isolate, slot);
      PrototypeInfo *user_info = prototype_info(isolate, JSObject_map(user));
      if (user_info) PrototypeInfo_set_registry_slot(user_info, -1);
      if (count == capacity) {
        capacity *= 2;
        work = realloc(work, capacity * sizeof *work);
        CHECK(work);
      }
      work[count++] = user;
    }
  }
  free(work);
}

void JSObject_set_map_notify(Isolate *isolate, JSObject *object, Map *map) {
  Map *old = JSObject_map(object);
  if (old == map) return;
  if (Map_is_prototype_map(old)) {
    JSObject_prototype_changed(isolate, object);
    DCHECK(!Map_is_prototype_map(map) || map == old);
    map->bit_field3 |= kMapIsPrototypeMap;
    Map_set_raw_transitions(map, Map_raw_transitions(old));
    // If its prototype changed, it must register anew.
    PrototypeInfo *info = prototype_info(isolate, map);
    if (info && !Value_equals(Map_prototype(old), Map_prototype(map)))
      PrototypeInfo_set_registry_slot(info, -1);
  }
  HeapObject_set_map((HeapObject *)object, map);
}

Map *Map_for_object_create(Isolate *isolate, Value prototype) {
  if (Value_is_null(prototype))
    return INTRINSIC_OBJECT(isolate, Map, null_prototype_map);
  Map *plain = INTRINSIC_OBJECT(isolate, Map, object_initial_map);
  if (Value_equals(Map_prototype(plain), prototype)) return plain;
  if (!Value_is_JSObject(isolate, prototype))
    return Map_to_prototype(isolate, plain, prototype);
  PrototypeInfo *info =
      ensure_info(isolate, (JSObject *)Value_object(isolate, prototype));
  Tagged cached = info->object_create_map;
  if (Tagged_is_weak(cached) && !Tagged_is_cleared(cached))
    return (Map *)Tagged_object(isolate, cached);
  Map *map = Map_copy(isolate, plain);
  Map_set_prototype(map, prototype);
  info->object_create_map = Tagged_weak_from_object(map);
  WriteBarrier(info);
  return map;
}

Map *Map_for_object_literal(Isolate *isolate, int property_count) {
  if (property_count == 0)
    return INTRINSIC_OBJECT(isolate, Map, object_initial_map);
  enum { kCached = 128 };
  if (property_count > kCached) property_count = kCached;
  NativeContext *context = Isolate_native_context(isolate);
  Value cache = NativeContext_get(context, kNativeSlot_object_literal_maps);
  if (!Value_is_FixedArray(isolate, cache)) {
    cache = Value_from_object(FixedArray_new(isolate, kCached + 1));
    NativeContext_set(context, kNativeSlot_object_literal_maps, cache);
  }
  FixedArray *maps = Value_as_FixedArray(isolate, cache);
  Value cached = FixedArray_get_slots(maps, property_count);
  if (Value_is_Map(isolate, cached)) return Value_as_Map(isolate, cached);
  Map *plain = INTRINSIC_OBJECT(isolate, Map, object_initial_map);
  Map *map = Map_new(isolate, kClassJSOrdinaryObject, HOLEY_ELEMENTS,
                     property_count, Map_prototype(plain));
  Map_set_constructor_or_back_pointer(map, Map_constructor(plain));
  FixedArray_set_slots(maps, property_count, Value_from_object(map));
  return map;
}

// ---- Dictionary mode ----

static bool same_normalized(const Map *target, const void *data) {
  const Map *map = data;
  const uint32_t bits = kMapExtensible | kMapImmutablePrototype;
  return target->instance_size_words == map->instance_size_words &&
         target->elements_kind == map->elements_kind &&
         target->bit_field == map->bit_field &&
         target->prototype.bits == map->prototype.bits &&
         (target->bit_field3 & bits) == (map->bit_field3 & bits);
}

Map *Map_normalize(Isolate *isolate, Map *map) {
  if (Map_is_dictionary(map)) return map;
  if (Map_is_prototype_map(map)) return Map_copy_as_dictionary(isolate, map);
  Map *root = Map_root(map);
  const Symbol *key = ROOT_OBJECT(isolate, Symbol, normalized_map_symbol);
  Map *found = Map_find_special_transition(root, key, same_normalized, map);
  if (found) return found;
  Map *result = Map_copy_as_dictionary(isolate, map);
  Value constructor = Map_constructor(map);
  if (!Map_is_prototype_map(root) && TransitionArray_has_room(root)) {
    Map_insert_transition(isolate, root, (const Name *)key, result);
    // Not part of the tree of fast maps.
    Map_set_constructor_or_back_pointer(result, constructor);
  }
  return result;
}

static void clear_inobject(JSObject *object, const Map *map) {
  Tagged *words = (Tagged *)object;
  for (int i = map->inobject_properties_start_words;
       i < map->instance_size_words; i++)
    words[i] = ROOT_TAGGED(undefined_value);
}

void JSObject_normalize_properties(Isolate *isolate, JSObject *object) {
  Map *map = JSObject_map(object);
  if (Map_is_dictionary(map)) return;
  int own = Map_own_descriptors(map);
  DescriptorArray *descriptors = Map_instance_descriptors(map);
  Map *target = Map_normalize(isolate, map);
  NameDictionary *dictionary = NameDictionary_new(isolate, own + 2);
  for (int i = 0; i < own; i++) {
    PropertyDetails details = DescriptorArray_details(descriptors, i);
    Value value = PropertyDetails_is_field(details)
                      ? JSObject_get_field(object, map,
                                           PropertyDetails_field_index(details))
                      : DescriptorArray_value(descriptors, i);
    PropertyKind kind = PropertyDetails_is_accessor(details)
                            ? kPropertyAccessor
                            : kPropertyData;
    dictionary = NameDictionary_add(
        isolate, dictionary, DescriptorArray_key(descriptors, i), value,
        PropertyDetails_dictionary(PropertyDetails_attributes(details), kind,
                                   0));
  }
  dictionary->owner_hash = JSReceiver_existing_hash((JSReceiver *)object);
  clear_inobject(object, map);
  if (UNLIKELY(isolate->flags->trace_maps))
    Map_trace_change("Normalize", map, target, "NormalizeProperties");
  JSObject_set_map_notify(isolate, object, target);
  JSReceiver_set_properties_or_hash((JSReceiver *)object,
                                    Value_from_object(dictionary));
}

void JSObject_make_fast(Isolate *isolate, JSObject *object) {
  Map *map = JSObject_map(object);
  if (!Map_is_dictionary(map) || map->instance_type == JS_GLOBAL_OBJECT_TYPE)
    return;
  Value properties = JSReceiver_properties_or_hash((JSReceiver *)object);
  if (!Value_is_NameDictionary(isolate, properties)) return;
  NameDictionary *dictionary = Value_as_NameDictionary(isolate, properties);
  int elements = dictionary->number_of_elements;
  if (elements > kMaxDescriptors) return;
  int count;
  int *entries = NameDictionary_ordered_entries(dictionary, &count);
  int fields = 0;
  for (int i = 0; i < count; i++)
    if (!PropertyDetails_is_accessor(
            NameDictionary_details_at(dictionary, entries[i])))
      fields++;
  Map *fast = Map_copy_for_transition(isolate, map);
  Map_set_fresh_descriptors(isolate, fast, count + 2);
  int inobject = Map_inobject_properties(fast);
  int outside = fields > inobject ? fields - inobject : 0;
  outside = (outside + kFieldsAddedToPropertyArray - 1) /
            kFieldsAddedToPropertyArray * kFieldsAddedToPropertyArray;
  uint32_t hash = dictionary->owner_hash;
  PropertyArray *array = outside ? PropertyArray_new(isolate, outside) : NULL;
  Tagged *words = (Tagged *)object;
  int field = 0;
  for (int i = 0; i < count; i++) {
    PropertyDetails details = NameDictionary_details_at(dictionary, entries[i]);
    Name *name =
        Value_as_Name(isolate, NameDictionary_key_at(dictionary, entries[i]));
    Value value = NameDictionary_value_at(dictionary, entries[i]);
    int attributes = PropertyDetails_attributes(details);
    if (PropertyDetails_is_accessor(details)) {
      Map_append_own_descriptor(
          fast, name, PropertyDetails_descriptor(attributes, kPropertyAccessor),
          value);
      continue;
    }
    Map_append_own_descriptor(fast, name,
                              PropertyDetails_field(attributes, field),
                              ROOT(undefined_value));
    if (field < inobject)
      words[fast->inobject_properties_start_words + field] =
          Value_tagged(value);
    else
      PropertyArray_set_slots(array, field - inobject, value);
    field++;
  }
  free(entries);
  WriteBarrier(object);
  int unused = inobject > fields ? inobject - fields
                                 : outside - (fields - inobject);
  fast->unused_property_fields = (uint8_t)unused;
  if (UNLIKELY(isolate->flags->trace_maps))
    Map_trace_change("SlowToFast", map, fast, "OptimizeAsPrototype");
  JSObject_set_map_notify(isolate, object, fast);
  JSReceiver_set_properties_or_hash(
      (JSReceiver *)object, array ? Value_from_object(array)
                                  : ROOT(empty_fixed_array));
  if (hash) JSReceiver_set_hash(isolate, (JSReceiver *)object, hash);
}
