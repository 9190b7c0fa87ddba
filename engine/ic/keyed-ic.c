// SPDX-License-Identifier: MIT
//
// Misses of keyed loads and stores: elements by kind, and names.
#include "engine/bytecode/bytecodes.h"
#include "engine/bytecode/runtime-functions.h"
#include "engine/ic/ic.h"
#include "engine/objects/conversions.h"
#include "engine/objects/messages.h"
#include "engine/objects/native-context.h"
#include "engine/objects/protectors.h"
#include "engine/objects/string.h"
#include "engine/objects/typed-array.h"

Value LoadHandler_compute_element(Isolate *isolate, Value receiver) {
  if (Value_is_String(isolate, receiver)) return Value_from_smi(kLoadStringChar);
  if (!Value_is_JSObject(isolate, receiver)) return Value_from_smi(kLoadSlow);
  JSObject *object = (JSObject *)Value_object(isolate, receiver);
  const Map *map = JSObject_map(object);
  ElementsKind kind = Map_elements_kind(map);
  if (map->instance_type == JS_MODULE_NAMESPACE_TYPE)
    return Value_from_smi(kLoadSlow);
  if (ElementsKind_is_typed_array(kind)) {
    uint32_t flags = ((JSArrayBufferView *)object)->flags;
    if ((flags & (kViewOfResizable | kViewLengthTracking)) ||
        kind == BIGINT64_ELEMENTS || kind == BIGUINT64_ELEMENTS)
      return Value_from_smi(kLoadSlow);
    return Value_from_smi(kLoadTypedElement | (int)kind << kElementsKindShift);
  }
  if (!ElementsKind_is_fast(kind)) return Value_from_smi(kLoadSlow);
  int32_t bits = kLoadElement | (int)kind << kElementsKindShift;
  if (map->instance_type == JS_ARRAY_TYPE) bits |= kElementIsJSArrayBit;
  bits |= kElementHoleIsUndefinedBit;
  return Value_from_smi(bits);
}

Value StoreHandler_compute_element(Isolate *isolate, Value receiver) {
  if (!Value_is_JSObject(isolate, receiver)) return Value_from_smi(kStoreSlow);
  JSObject *object = (JSObject *)Value_object(isolate, receiver);
  const Map *map = JSObject_map(object);
  ElementsKind kind = Map_elements_kind(map);
  if (Map_has_flag(map, kMapWatched) || Map_is_prototype_map(map) ||
      map->instance_type == JS_MODULE_NAMESPACE_TYPE)
    return Value_from_smi(kStoreSlow);
  if (ElementsKind_is_typed_array(kind)) {
    uint32_t flags = ((JSArrayBufferView *)object)->flags;
    if ((flags & (kViewOfResizable | kViewLengthTracking)) ||
        kind == BIGINT64_ELEMENTS || kind == BIGUINT64_ELEMENTS)
      return Value_from_smi(kStoreSlow);
    return Value_from_smi(kStoreTypedElement | (int)kind << kElementsKindShift);
  }
  if (!ElementsKind_is_fast(kind) || !Map_is_extensible(map))
    return Value_from_smi(kStoreSlow);
  int32_t bits = kStoreElement | (int)kind << kElementsKindShift;
  if (map->instance_type == JS_ARRAY_TYPE) {
    if (!JSArray_length_is_writable((JSArray *)object))
      return Value_from_smi(kStoreSlow);
    bits |= kElementIsJSArrayBit | kStoreMayGrowElementsBit;
  }
  return Value_from_smi(bits);
}

// Only keys that are what they seem: no conversion that runs user code.
static bool simple_key(Isolate *isolate, Value key, PropertyKey *result) {
  if (!Value_is_smi(key) && !Value_is_Name(isolate, key) &&
      !Value_is_number(isolate, key))
    return false;
  return PropertyKey_from_value_js(isolate, key, result);
}

// The entry of a name among the properties of an ordinary object in dictionary
// mode: such objects leave no handlers. NULL: the receiver is none, is a
// prototype or watched, or has no such data property of its own.
static NameDictionary *find_in_dictionary(Isolate *isolate, Value receiver,
                                          PropertyKey key, int *entry) {
  if (!Value_is_heap_object(receiver) || PropertyKey_is_index(key)) return NULL;
  JSObject *object = (JSObject *)Value_object(isolate, receiver);
  const Map *map = HeapObject_map((HeapObject *)object);
  if (map->instance_type != JS_OBJECT_TYPE || !Map_is_dictionary(map) ||
      Map_is_prototype_map(map) || map->bit_field != 0)
    return NULL;
  Value properties = JSReceiver_properties_or_hash((JSReceiver *)object);
  if (!Value_is_NameDictionary(isolate, properties)) return NULL;
  NameDictionary *dictionary = Value_as_NameDictionary(isolate, properties);
  *entry = NameDictionary_find(dictionary, key.name);
  if (*entry == kDictionaryNotFound ||
      PropertyDetails_is_accessor(
          NameDictionary_details_at(dictionary, *entry)))
    return NULL;
  return dictionary;
}

Value Runtime_KeyedLoadIC_Miss(Isolate *isolate, Value receiver, Value key,
                               Value vector, Value slot_value) {
  PropertyKey property;
  if (!simple_key(isolate, key, &property))
    return Object_get_keyed_js(isolate, receiver, key);
  int entry;
  const NameDictionary *dictionary =
      find_in_dictionary(isolate, receiver, property, &entry);
  if (dictionary != NULL) return NameDictionary_value_at(dictionary, entry);
  FeedbackSlot slot = FeedbackSlot_from(isolate, vector, slot_value);
  if (slot.vector && !Value_is_null_or_undefined(receiver)) {
    Map *map = Value_map(isolate, receiver);
    if (PropertyKey_is_index(property)) {
      FeedbackSlot_add(isolate, &slot, map,
                       LoadHandler_compute_element(isolate, receiver), NULL);
    } else if (Value_is_Name(isolate, key) &&
               !(FeedbackSlot_is_megamorphic(&slot) &&
                 Map_is_dictionary(map))) {
      Value handler = LoadHandler_compute(isolate, receiver, property.name);
      FeedbackSlot_add_named(isolate, &slot, Value_map(isolate, receiver),
                             handler, property.name);
    }
  }
  if (Value_is_JSProxy(isolate, receiver))
    StubCache_note_trap(isolate, Value_as_JSProxy(isolate, receiver),
                        ROOT_OBJECT(isolate, Name, get_string));
  return Object_get_js(isolate, receiver, property);
}

// Names that a program adds as keys make a dictionary sooner than names in its
// text.
static void limit_keyed_additions(Isolate *isolate, Value receiver) {
  if (!Value_is_JSObject(isolate, receiver)) return;
  JSObject *object = (JSObject *)Value_object(isolate, receiver);
  Map *map = JSObject_map(object);
  if (Map_is_dictionary(map) || Map_is_prototype_map(map)) return;
  int outside =
      Map_own_descriptors(map) - Map_inobject_properties(map);
  if (outside < kMaxFastOutOfObjectKeyed) return;
  if (Map_next_field_index(map) - Map_inobject_properties(map) >=
      kMaxFastOutOfObjectKeyed)
    JSObject_normalize_properties(isolate, object);
}

static bool has_own_fast(Isolate *isolate, Value receiver, const Name *name) {
  if (!Value_is_JSObject(isolate, receiver)) return true;
  const Map *map = JSObject_map(Value_object(isolate, receiver));
  return Map_is_dictionary(map) || Map_find_descriptor(map, name) >= 0;
}

Value Runtime_KeyedStoreIC_Miss(Isolate *isolate, Value value, Value receiver,
                                Value key, Value vector, Value slot_value) {
  PropertyKey property;
  bool is_simple = simple_key(isolate, key, &property);
  int entry;
  NameDictionary *dictionary =
      is_simple ? find_in_dictionary(isolate, receiver, property, &entry)
                : NULL;
  if (dictionary != NULL &&
      !(NameDictionary_details_at(dictionary, entry) & kReadOnly)) {
    NameDictionary_set_value_at(dictionary, entry,
                                Isolate_box(isolate, value));
    return value;
  }
  FeedbackSlot slot = FeedbackSlot_from(isolate, vector, slot_value);
  bool strict = FeedbackSlot_is_strict(isolate, &slot);
  ShouldThrow should_throw = strict ? kThrowOnError : kDontThrow;
  if (!is_simple) {
    TRY_BOOL(Object_set_keyed_js(isolate, receiver, key, value, should_throw));
    return value;
  }
  if (!PropertyKey_is_index(property) &&
      !has_own_fast(isolate, receiver, property.name))
    limit_keyed_additions(isolate, receiver);
  if (slot.vector && !Value_is_null_or_undefined(receiver) &&
      !PropertyKey_is_index(property) && Value_is_Name(isolate, key) &&
      !FeedbackSlot_is_megamorphic(&slot)) {
    Map *map = Value_map(isolate, receiver);
    Value handler =
        StoreHandler_compute(isolate, receiver, property.name, kStoreSet);
    FeedbackSlot_add_named(isolate, &slot, map, handler, property.name);
  }
  TRY_BOOL(Object_set_js(isolate, receiver, property, value, should_throw));
  // Elements: what the store left behind is what the next ones will meet.
  if (slot.vector && Value_is_JSObject(isolate, receiver) &&
      PropertyKey_is_index(property) && !FeedbackSlot_is_megamorphic(&slot))
    FeedbackSlot_add(isolate, &slot, Value_map(isolate, receiver),
                     StoreHandler_compute_element(isolate, receiver), NULL);
  return value;
}

Value Runtime_StoreInArrayLiteralIC_Miss(Isolate *isolate, Value value,
                                         Value array, Value index, Value vector,
                                         Value slot_value) {
  PropertyKey key;
  TRY_BOOL(PropertyKey_from_value_js(isolate, index, &key));
  bool success;
  TRY_BOOL(Object_create_data_property_js(
      isolate, (JSReceiver *)Value_object(isolate, array), key, value,
      kThrowOnError, &success));
  FeedbackSlot slot = FeedbackSlot_from(isolate, vector, slot_value);
  if (slot.vector)
    FeedbackSlot_add(isolate, &slot, Value_map(isolate, array),
                     StoreHandler_compute_element(isolate, array), NULL);
  return value;
}

Value Runtime_DefineKeyedOwn(Isolate *isolate, Value value, Value object,
                             Value key_value, Value flags_value) {
  PropertyKey key;
  TRY_BOOL(PropertyKey_from_value_js(isolate, key_value, &key));
  int flags = Value_smi(flags_value);
  if (flags & kDefineKeyedSetFunctionName) {
    Value name = PropertyKey_to_value(isolate, key);
    value = TRY(Runtime_SetFunctionName(isolate, value, name,
                                        Value_from_smi(kFunctionNamePlain)));
  }
  PropertyDescriptor d = {.value = value,
                          .get = ROOT(undefined_value),
                          .set = ROOT(undefined_value),
                          .has_value = true,
                          .has_writable = true,
                          .has_enumerable = true,
                          .has_configurable = true,
                          .writable = true,
                          .enumerable = !(flags & kDefineKeyedDontEnum),
                          .configurable = true};
  bool success;
  TRY_BOOL(Object_define_own_property_js(
      isolate, (JSReceiver *)Value_object(isolate, object), key, &d,
      kThrowOnError, &success));
  return value;
}
