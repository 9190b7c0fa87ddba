// SPDX-License-Identifier: MIT
//
// Maps (hidden classes), their transitions, and prototypes.
//
// A map says where an object's named properties are (descriptors), how its
// elements are kept, what its prototype is, and how big it is. Objects that
// gain the same properties in the same order share maps through transitions:
//
//   root map --x--> map{x} --y--> map{x,y}      raw_transitions, weak
//            <----         <----                back pointers
//
// Maps of one branch share one DescriptorArray; the last one owns it
// (kMapOwnsDescriptors) and may append to it; the others use a prefix.
//
// All data properties are fields (in-object slots first, then PropertyArray
// slots) holding tagged values; accessors live in the descriptors. A
// PropertyArray's length is always the number of out-of-object fields rounded
// up to kFieldsAdded.
//
// Prototypes. An object that is somebody's prototype has a map of its own
// (kMapIsPrototypeMap), which has no transitions: raw_transitions is then Smi 0
// or its PrototypeInfo. Whatever changes the shape of a prototype (adding,
// deleting or reconfiguring a property, changing its prototype, its elements'
// kind, ...) goes through JSObject_prototype_changed, which invalidates the
// validity cell in the prototype's map (Cell value becomes Smi 0) and those of
// all prototypes below it, found through PrototypeInfo.prototype_users (an
// ArrayList of weak prototype objects; registered when a cell is first asked
// for). A handler for a receiver map depends on the cell of its prototype's
// map. Merely storing to a field of a prototype changes no shape: handlers
// read the holder.
#ifndef ENGINE_OBJECTS_MAP_H_
#define ENGINE_OBJECTS_MAP_H_

#include "engine/heap/factory.h"
#include "engine/objects/property-details.h"

// Map.bit_field.
typedef enum MapFlags1 {
  kMapCallable = 1,
  kMapConstructor = 2,
  kMapUndetectable = 4,
  // The initial map's prototype is not the function's `prototype` property.
  kMapNonInstancePrototype = 8,
  // JSFunction with a `prototype` property made on first use.
  kMapHasPrototypeSlot = 16,
  // Class constructors: [[Call]] throws.
  kMapClassConstructor = 32,
  // Stores must go through C: see protectors.h. Never a store handler.
  kMapWatched = 64,
  // Own elements are not simply readable and writable (frozen, accessors in
  // them, or read-only): no element store handlers.
  kMapElementsNotWritable = 128,
} MapFlags1;

// Map.bit_field3.
enum {
  kMapEnumLengthMask = 1023,  // bits 0-9; kMapNoEnumCache: not computed
  kMapNoEnumCache = 1023,
  kMapOwnDescriptorsShift = 10,  // bits 10-19
  kMapOwnDescriptorsMask = 1023,
  kMapIsPrototypeMap = 1 << 20,
  kMapIsDictionaryMap = 1 << 21,
  kMapOwnsDescriptors = 1 << 22,
  kMapExtensible = 1 << 23,
  // Has a property that JSON or Object.prototype.toString would look at:
  // @@toStringTag, toJSON, @@toPrimitive, @@isConcatSpreadable.
  kMapMayHaveInterestingProperties = 1 << 24,
  // [[SetPrototypeOf]] refuses (Object.prototype).
  kMapImmutablePrototype = 1 << 25,
  // raw_transitions belongs to an initial map under slack tracking.
  kMapConstructionCounterShift = 26,  // bits 26-28; 0: tracking is over
  kMapConstructionCounterMask = 7,
  kMapFrozenElements = 1 << 29,
  kMapSealedElements = 1 << 30,

  kMaxDescriptors = 1020,
  kMaxFastOutOfObject = 128,
  // When added by obj[key] = value.
  kMaxFastOutOfObjectKeyed = 12,
  kMaxInObjectProperties = 252,
  kSlackTrackingStart = 7,
  kSlackTrackingExtraFields = 8,
};

static inline bool Map_has_flag(const Map *map, int flag) {
  return (map->bit_field & flag) != 0;
}
static inline bool Map_is_dictionary(const Map *map) {
  return (map->bit_field3 & kMapIsDictionaryMap) != 0;
}
static inline bool Map_is_prototype_map(const Map *map) {
  return (map->bit_field3 & kMapIsPrototypeMap) != 0;
}
static inline bool Map_is_extensible(const Map *map) {
  return (map->bit_field3 & kMapExtensible) != 0;
}
static inline bool Map_is_callable(const Map *map) {
  return (map->bit_field & kMapCallable) != 0;
}
static inline bool Map_is_constructor(const Map *map) {
  return (map->bit_field & kMapConstructor) != 0;
}
static inline ElementsKind Map_elements_kind(const Map *map) {
  return (ElementsKind)map->elements_kind;
}
static inline int Map_own_descriptors(const Map *map) {
  return (map->bit_field3 >> kMapOwnDescriptorsShift) & kMapOwnDescriptorsMask;
}
static inline void Map_set_own_descriptors(Map *map, int count) {
  map->bit_field3 =
      (map->bit_field3 &
       ~((uint32_t)kMapOwnDescriptorsMask << kMapOwnDescriptorsShift)) |
      ((uint32_t)count << kMapOwnDescriptorsShift);
}
static inline int Map_enum_length(const Map *map) {
  return map->bit_field3 & kMapEnumLengthMask;
}
static inline void Map_set_enum_length(Map *map, int length) {
  map->bit_field3 =
      (map->bit_field3 & ~(uint32_t)kMapEnumLengthMask) | (uint32_t)length;
}
static inline int Map_construction_counter(const Map *map) {
  return (map->bit_field3 >> kMapConstructionCounterShift) &
         kMapConstructionCounterMask;
}
static inline void Map_set_construction_counter(Map *map, int counter) {
  map->bit_field3 =
      (map->bit_field3 & ~((uint32_t)kMapConstructionCounterMask
                           << kMapConstructionCounterShift)) |
      ((uint32_t)counter << kMapConstructionCounterShift);
}
static inline int Map_inobject_properties(const Map *map) {
  return map->instance_size_words - map->inobject_properties_start_words;
}
static inline Map *JSObject_map(const void *object) {
  return HeapObject_map((const HeapObject *)object);
}

// ---- Making maps ----

// A fast map without properties: extensible, owning the empty descriptors.
// Receivers: instance size = the class's header plus inobject_properties.
Map *Map_new(Isolate *isolate, ClassId class_id, ElementsKind elements_kind,
             int inobject_properties, Value prototype);
// The same shape, descriptors copied, no transitions or back pointer.
Map *Map_copy(Isolate *isolate, const Map *map);
// A dictionary-mode map like this one; cached per root map.
Map *Map_normalize(Isolate *isolate, Map *map);

// ---- Descriptors ----

static inline Name *DescriptorArray_key(const DescriptorArray *array, int i) {
  return (Name *)Cage_decode(Cage_base_of(array), array->slots[3 * i]);
}
static inline PropertyDetails DescriptorArray_details(
    const DescriptorArray *array, int i) {
  return Tagged_smi(array->slots[3 * i + 1]);
}
static inline Value DescriptorArray_value(const DescriptorArray *array, int i) {
  return Value_from_tagged(array->slots[3 * i + 2]);
}
// Index of the own descriptor with this unique name, or -1.
int Map_find_descriptor(const Map *map, const Name *name);
// First field index that no property uses.
int Map_next_field_index(const Map *map);

// Where field `index` of objects with the map is.
static inline bool Map_field_is_inobject(const Map *map, int index) {
  return index < Map_inobject_properties(map);
}
Value JSObject_get_field(const JSObject *object, const Map *map, int index);
// Boxes unboxed doubles.
void JSObject_set_field(Isolate *isolate, JSObject *object, const Map *map,
                        int index, Value value);

// ---- Transitions ----

// What the map becomes by adding a data property / an AccessorPair or
// AccessorInfo. NULL where a fast map cannot (too many properties): normalize.
// The result's last descriptor is the new one.
Map *Map_add_data_property(Isolate *isolate, Map *map, Name *name,
                           int attributes);
Map *Map_add_accessor_property(Isolate *isolate, Map *map, Name *name,
                               Value accessor, int attributes);
// The existing transition, or NULL. Never allocates.
Map *Map_find_transition(const Map *map, const Name *name, PropertyKind kind,
                         int attributes);
// The target of the only transition, if there is just one; or NULL.
const Map *Map_only_transition(const Map *map);
// The same properties with another elements kind.
Map *Map_to_elements_kind(Isolate *isolate, Map *map, ElementsKind kind);
// ... with another prototype (cached).
Map *Map_to_prototype(Isolate *isolate, Map *map, Value prototype);
// ... not extensible: key is nonextensible_symbol, sealed_symbol or
// frozen_symbol; with the attributes that makes.
Map *Map_to_integrity_level(Isolate *isolate, Map *map, const Symbol *key);
// The map for Object.create(prototype), prototype a JSObject or null.
Map *Map_for_object_create(Isolate *isolate, Value prototype);
// The map for an object literal with this many named properties.
Map *Map_for_object_literal(Isolate *isolate, int property_count);
// The root of the map's transition tree.
Map *Map_root(const Map *map);
// Counts one construction; shrinks instances at the end of slack tracking.
void Map_slack_tracking_step(Isolate *isolate, Map *initial_map);
void Map_slack_tracking_complete(Isolate *isolate, Map *initial_map);

// ---- Objects' maps ----

// Moves an object to dictionary mode; returns nothing to do if it is there.
void JSObject_normalize_properties(Isolate *isolate, JSObject *object);
// Back to fast mode if it has few enough properties.
void JSObject_make_fast(Isolate *isolate, JSObject *object);
// Sets the map; tells the dependants if the object is a prototype.
void JSObject_set_map_notify(Isolate *isolate, JSObject *object, Map *map);
// Gives the object a prototype map of its own, if it has none.
void JSObject_make_prototype(Isolate *isolate, JSObject *object);
// The shape of the object changed: if it is a prototype, invalidates the cells
// of everything that inherits from it.
void JSObject_prototype_changed(Isolate *isolate, JSObject *object);
// Whether nothing that it speaks for has changed.
static inline bool ValidityCell_is_intact(const Isolate *isolate, Value cell) {
  return Value_is_Cell(isolate, cell) &&
         Value_equals(Cell_value(Value_as_Cell(isolate, cell)),
                      Value_from_smi(1));
}
// The cell that says whether the prototype chain of objects with this map is
// unchanged: a Cell, or Smi 0 if there is nothing to watch (prototype null).
Value Map_ensure_validity_cell(Isolate *isolate, const Map *map);
// The same for objects whose prototype is this one (primitives).
Value JSObject_ensure_validity_cell(Isolate *isolate, JSObject *prototype);

// The map of any value: numbers have heap_number_map.
static inline Map *Value_map(const Isolate *isolate, Value value) {
  if (!Value_is_heap_object(value))
    return ROOT_OBJECT(isolate, Map, heap_number_map);
  return HeapObject_map(Value_object(isolate, value));
}

// ---- Enumeration ----

// The enumerable own string keys of a fast map in order, which lie in
// enum_cache.keys[0 .. Map_enum_length): computed when needed.
FixedArray *Map_enum_keys(Isolate *isolate, Map *map, int *length);

#endif  // ENGINE_OBJECTS_MAP_H_
