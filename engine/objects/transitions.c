// SPDX-License-Identifier: MIT
//
// Transitions between maps: finding, recording, and slack tracking, which
// walks their tree.
#include "engine/objects/transitions.h"

#include "engine/objects/hash-table.h"
#include "engine/objects/native-context.h"
#include "engine/objects/object-operations.h"

static TransitionArray *transition_array(const Map *map) {
  const Isolate *isolate = Isolate_of(map);
  Value raw = Map_raw_transitions(map);
  return Value_is_TransitionArray(isolate, raw)
             ? Value_as_TransitionArray(isolate, raw)
             : NULL;
}

// The live target of a weak slot, or NULL.
static Map *weak_map(const Map *owner, Tagged slot) {
  if (!Tagged_is_weak(slot) || Tagged_is_cleared(slot)) return NULL;
  return (Map *)Cage_decode(Cage_base_of(owner), slot);
}

static bool is_special(const Name *name) {
  uint32_t bits = Tagged_from_object(name).bits;
  return bits == ROOT_BITS(elements_transition_symbol) ||
         bits == ROOT_BITS(nonextensible_symbol) ||
         bits == ROOT_BITS(sealed_symbol) || bits == ROOT_BITS(frozen_symbol) ||
         bits == ROOT_BITS(normalized_map_symbol);
}

// Does `target`, a child of `parent`, add this property?
static bool adds(const Map *parent, const Map *target, const Name *name,
                 PropertyKind kind, int attributes) {
  int own = Map_own_descriptors(target);
  if (own != Map_own_descriptors(parent) + 1) return false;
  const DescriptorArray *array = Map_instance_descriptors(target);
  if (array->slots[3 * (own - 1)].bits != Tagged_from_object(name).bits)
    return false;
  PropertyDetails details = DescriptorArray_details(array, own - 1);
  return PropertyDetails_attributes(details) == attributes &&
         PropertyDetails_is_accessor(details) == (kind == kPropertyAccessor);
}

// First entry at or after the one where the key may be.
static int lower_bound(const TransitionArray *array, const Name *name) {
  int low = 0, high = array->number_of_transitions;
  uint32_t hash = Name_unique_hash(name);
  while (low < high) {
    int middle = (low + high) / 2;
    const Name *key =
        (const Name *)Cage_decode(Cage_base_of(array), array->slots[2 * middle]);
    if (Name_unique_hash(key) < hash)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

static bool has_hash(const TransitionArray *array, int i, const Name *name) {
  const Name *key =
      (const Name *)Cage_decode(Cage_base_of(array), array->slots[2 * i]);
  return Name_unique_hash(key) == Name_unique_hash(name);
}

Map *Map_find_transition(const Map *map, const Name *name, PropertyKind kind,
                         int attributes) {
  if (Map_is_prototype_map(map)) return NULL;
  Map *simple = weak_map(map, map->raw_transitions);
  if (simple)
    return adds(map, simple, name, kind, attributes) ? simple : NULL;
  const TransitionArray *array = transition_array(map);
  if (!array) return NULL;
  uint32_t bits = Tagged_from_object(name).bits;
  for (int i = lower_bound(array, name);
       i < array->number_of_transitions && has_hash(array, i, name); i++) {
    if (array->slots[2 * i].bits != bits) continue;
    Map *target = weak_map(map, array->slots[2 * i + 1]);
    if (target && adds(map, target, name, kind, attributes)) return target;
  }
  return NULL;
}

const Map *Map_only_transition(const Map *map) {
  return Map_is_prototype_map(map) ? NULL
                                   : weak_map(map, map->raw_transitions);
}

Map *Map_find_special_transition(const Map *map, const Symbol *key,
                                 bool (*matches)(const Map *target,
                                                 const void *data),
                                 const void *data) {
  if (Map_is_prototype_map(map)) return NULL;
  const TransitionArray *array = transition_array(map);
  if (!array) return NULL;
  uint32_t bits = Tagged_from_object(key).bits;
  for (int i = lower_bound(array, (const Name *)key);
       i < array->number_of_transitions &&
       has_hash(array, i, (const Name *)key);
       i++) {
    if (array->slots[2 * i].bits != bits) continue;
    Map *target = weak_map(map, array->slots[2 * i + 1]);
    if (target && (!matches || matches(target, data))) return target;
  }
  return NULL;
}

bool TransitionArray_has_room(const Map *map) {
  const TransitionArray *array = transition_array(map);
  return !array || array->number_of_transitions < kMaxTransitions;
}

static TransitionArray *new_array(Isolate *isolate, int capacity) {
  TransitionArray *array = (TransitionArray *)Heap_new_array(
      isolate, ROOT_OBJECT(isolate, Map, transition_array_map), 2 * capacity);
  array->number_of_transitions = 0;
  TransitionArray_set_prototype_transitions(array, ROOT(undefined_value));
  return array;
}

static void insert_at(TransitionArray *array, int position, Tagged key,
                      Tagged target) {
  int count = array->number_of_transitions++;
  for (int i = count; i > position; i--) {
    array->slots[2 * i] = array->slots[2 * i - 2];
    array->slots[2 * i + 1] = array->slots[2 * i - 1];
  }
  array->slots[2 * position] = key;
  array->slots[2 * position + 1] = target;
  WriteBarrier(array);
}

// The map's array, made or enlarged so that one more entry fits. Entries whose
// targets died are dropped.
static TransitionArray *array_with_room(Isolate *isolate, Map *map) {
  TransitionArray *array = transition_array(map);
  if (array && 2 * (array->number_of_transitions + 1) <= array->length)
    return array;
  TransitionArray *larger =
      new_array(isolate, array ? array->number_of_transitions * 2 + 2 : 2);
  if (array) {
    TransitionArray_set_prototype_transitions(
        larger, TransitionArray_prototype_transitions(array));
    for (int i = 0; i < array->number_of_transitions; i++)
      if (weak_map(map, array->slots[2 * i + 1]))
        insert_at(larger, larger->number_of_transitions, array->slots[2 * i],
                  array->slots[2 * i + 1]);
  } else {
    Map *simple = weak_map(map, map->raw_transitions);
    if (simple)
      insert_at(larger, 0,
                Map_instance_descriptors(simple)
                    ->slots[3 * (Map_own_descriptors(simple) - 1)],
                Tagged_weak_from_object(simple));
  }
  Map_set_raw_transitions(map, Value_from_object(larger));
  return larger;
}

void Map_insert_transition(Isolate *isolate, Map *parent, const Name *name,
                           Map *target) {
  if (Map_is_prototype_map(parent)) return;
  Map_set_constructor_or_back_pointer(target, Value_from_object(parent));
  if (!transition_array(parent) && !weak_map(parent, parent->raw_transitions) &&
      !is_special(name)) {
    parent->raw_transitions = Tagged_weak_from_object(target);
    WriteBarrier(parent);
    return;
  }
  TransitionArray *array = array_with_room(isolate, parent);
  insert_at(array, lower_bound(array, name), Tagged_from_object(name),
            Tagged_weak_from_object(target));
}

Map *Map_root(const Map *map) {
  const Isolate *isolate = Isolate_of(map);
  Value back = Map_constructor_or_back_pointer(map);
  while (Value_is_Map(isolate, back)) {
    map = Value_as_Map(isolate, back);
    back = Map_constructor_or_back_pointer(map);
  }
  return (Map *)map;
}

// ---- Elements kinds ----

static bool has_elements_kind(const Map *target, const void *data) {
  return target->elements_kind == *(const uint8_t *)data;
}

Map *Map_to_elements_kind(Isolate *isolate, Map *map, ElementsKind kind) {
  if (Map_elements_kind(map) == kind) return map;
  // The maps of plain arrays are the native context's.
  if (map->instance_type == JS_ARRAY_TYPE && ElementsKind_is_fast(kind) &&
      ElementsKind_is_fast(Map_elements_kind(map))) {
    int slot = kNativeSlot_array_packed_smi_map;
    NativeContext *context = Isolate_native_context(isolate);
    Value own = NativeContext_get(context, slot + map->elements_kind);
    if (Value_equals(own, Value_from_object(map)))
      return Value_as_Map(isolate, NativeContext_get(context, slot + kind));
  }
  uint8_t wanted = (uint8_t)kind;
  const Symbol *key = ROOT_OBJECT(isolate, Symbol, elements_transition_symbol);
  Map *found =
      Map_find_special_transition(map, key, has_elements_kind, &wanted);
  if (found) return found;
  Map *result = Map_copy_for_transition(isolate, map);
  result->elements_kind = wanted;
  Map_insert_transition(isolate, map, (const Name *)key, result);
  return result;
}

// ---- Integrity levels ----

Map *Map_to_integrity_level(Isolate *isolate, Map *map, const Symbol *key) {
  Map *found = Map_find_special_transition(map, key, NULL, NULL);
  if (found) return found;
  Map *result = Map_copy_for_transition(isolate, map);
  result->bit_field3 &= ~(uint32_t)kMapExtensible;
  uint32_t bits = Tagged_from_object(key).bits;
  if (bits == ROOT_BITS(sealed_symbol)) {
    Map_apply_attributes(result, kDontDelete);
  } else if (bits == ROOT_BITS(frozen_symbol)) {
    Map_apply_attributes(result, kFrozenAttributes);
  }
  Map_insert_transition(isolate, map, (const Name *)key, result);
  return result;
}

// ---- Prototypes ----

static FixedArray *prototype_transitions(const Map *map) {
  const TransitionArray *array = transition_array(map);
  if (!array) return NULL;
  Value list = TransitionArray_prototype_transitions(array);
  const Isolate *isolate = Isolate_of(map);
  return Value_is_FixedArray(isolate, list) ? Value_as_FixedArray(isolate, list)
                                            : NULL;
}

enum { kMaxPrototypeTransitions = 256 };

static void remember_prototype_transition(Isolate *isolate, Map *map,
                                          Map *target) {
  FixedArray *list = prototype_transitions(map);
  int free = -1;
  for (int i = 0; list && i < list->length; i++)
    if (!weak_map(map, list->slots[i])) free = i;
  if (free < 0) {
    int length = list ? list->length : 0;
    if (length >= kMaxPrototypeTransitions) return;
    FixedArray *larger = FixedArray_new(isolate, length * 2 + 2);
    for (int i = 0; i < length; i++) larger->slots[i] = list->slots[i];
    WriteBarrier(larger);
    TransitionArray *array = array_with_room(isolate, map);
    TransitionArray_set_prototype_transitions(array, Value_from_object(larger));
    list = larger;
    free = length;
  }
  list->slots[free] = Tagged_weak_from_object(target);
  WriteBarrier(list);
}

Map *Map_to_prototype(Isolate *isolate, Map *map, Value prototype) {
  if (Value_equals(Map_prototype(map), prototype)) return map;
  FixedArray *list =
      Map_is_prototype_map(map) ? NULL : prototype_transitions(map);
  for (int i = 0; list && i < list->length; i++) {
    Map *target = weak_map(map, list->slots[i]);
    if (target && Value_equals(Map_prototype(target), prototype)) return target;
  }
  Prototype_note(isolate, prototype);
  Map *result = Map_copy_for_transition(isolate, map);
  Map_set_prototype(result, prototype);
  if (!Map_is_prototype_map(map))
    remember_prototype_transition(isolate, map, result);
  return result;
}

// ---- Slack tracking ----

typedef void (*MapVisitor)(Map *map, int *data);

static void for_each_in_tree(Map *map, MapVisitor visit, int *data) {
  visit(map, data);
  if (Map_is_prototype_map(map)) return;
  Map *simple = weak_map(map, map->raw_transitions);
  if (simple) {
    for_each_in_tree(simple, visit, data);
    return;
  }
  const TransitionArray *array = transition_array(map);
  for (int i = 0; array && i < array->number_of_transitions; i++) {
    Map *target = weak_map(map, array->slots[2 * i + 1]);
    if (target) for_each_in_tree(target, visit, data);
  }
  FixedArray *list = prototype_transitions(map);
  for (int i = 0; list && i < list->length; i++) {
    Map *target = weak_map(map, list->slots[i]);
    if (target) for_each_in_tree(target, visit, data);
  }
}

static void find_slack(Map *map, int *slack) {
  int unused = 0;
  if (!Map_is_dictionary(map))
    unused = Map_inobject_properties(map) - Map_next_field_index(map);
  if (unused < 0) unused = 0;
  if (unused < *slack) *slack = unused;
}

static void shrink(Map *map, int *slack) {
  map->instance_size_words = (uint8_t)(map->instance_size_words - *slack);
  int unused = Map_inobject_properties(map) - Map_next_field_index(map);
  if (unused >= 0) map->unused_property_fields = (uint8_t)unused;
}

// Instances made so far keep their place: what the map no longer covers holds
// undefined, which the heap skips as filler.
void Map_slack_tracking_complete(Isolate *isolate, Map *initial_map) {
  if (Map_construction_counter(initial_map) == 0) return;
  Map_set_construction_counter(initial_map, 0);
  int slack = Map_inobject_properties(initial_map);
  for_each_in_tree(initial_map, find_slack, &slack);
  if (slack > 0) for_each_in_tree(initial_map, shrink, &slack);
}

void Map_slack_tracking_step(Isolate *isolate, Map *initial_map) {
  int counter = Map_construction_counter(initial_map);
  if (counter == 0) return;
  if (counter == 1)
    Map_slack_tracking_complete(isolate, initial_map);
  else
    Map_set_construction_counter(initial_map, counter - 1);
}
