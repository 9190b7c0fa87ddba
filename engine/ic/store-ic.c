// SPDX-License-Identifier: MIT
//
// Misses of named stores, and the handlers they leave behind.
#include "engine/bytecode/runtime-functions.h"
#include "engine/ic/ic.h"
#include "engine/objects/conversions.h"
#include "engine/objects/messages.h"
#include "engine/objects/string.h"
#include "engine/objects/typed-array.h"

static Value new_handler(Isolate *isolate, int32_t bits, Value validity_cell,
                         Tagged data1, Tagged data2) {
  StoreHandler *handler = HEAP_NEW(isolate, StoreHandler, store_handler_map);
  StoreHandler_set_smi_handler(handler, bits);
  StoreHandler_set_validity_cell(handler, validity_cell);
  handler->data1 = data1;
  handler->data2 = data2;
  WriteBarrier(handler);
  return Value_from_object(handler);
}

static const Tagged kNothing = {ROOT_BITS(undefined_value)};

static Value slow(void) { return Value_from_smi(kStoreSlow); }

static Value handler_for_setter(Isolate *isolate, Value pair, Value cell) {
  if (!Value_is_AccessorPair(isolate, pair)) return slow();
  Value setter = AccessorPair_setter(Value_as_AccessorPair(isolate, pair));
  if (!Object_is_callable(isolate, setter)) return slow();
  return new_handler(isolate, kStoreAccessor, cell, kNothing,
                     Value_tagged(setter));
}

static Value handler_for_own(Isolate *isolate, const Map *map, int descriptor,
                             StoreMode mode) {
  const DescriptorArray *array = Map_instance_descriptors(map);
  PropertyDetails details = DescriptorArray_details(array, descriptor);
  if (PropertyDetails_is_field(details)) {
    int attributes = PropertyDetails_attributes(details);
    if (attributes & kReadOnly) return slow();
    if (mode == kStoreDefineOwn && attributes != kNone) return slow();
    return Value_from_smi(
        kStoreField |
        Handler_field_bits(map, PropertyDetails_field_index(details)));
  }
  if (mode == kStoreDefineOwn) return slow();
  return handler_for_setter(isolate, DescriptorArray_value(array, descriptor),
                            Value_from_smi(0));
}

static Value handler_for_transition(Isolate *isolate, Map *map, Name *name,
                                    Value cell) {
  if (!Map_is_extensible(map) || Map_is_prototype_map(map)) return slow();
  Map *target = Map_add_data_property(isolate, map, name, kNone);
  if (!target) return slow();
  int field = PropertyDetails_field_index(
      DescriptorArray_details(Map_instance_descriptors(target),
                              Map_own_descriptors(target) - 1));
  int32_t bits = kStoreTransition | Handler_field_bits(target, field);
  int outside = field - Map_inobject_properties(target);
  if (outside >= 0 && outside % kFieldsAdded == 0)
    bits |= kStoreGrowsPropertiesBit;
  return new_handler(isolate, bits, cell, Tagged_weak_from_object(target),
                     kNothing);
}

static Value handler_for_global(Isolate *isolate, JSObject *global,
                                const Name *name, StoreMode mode) {
  Value properties = JSReceiver_properties_or_hash((JSReceiver *)global);
  if (mode != kStoreSet || !Value_is_GlobalDictionary(isolate, properties))
    return slow();
  PropertyCell *cell = GlobalDictionary_find(
      Value_as_GlobalDictionary(isolate, properties), name);
  if (!cell) return slow();
  PropertyDetails details = PropertyCell_details(cell);
  if (PropertyDetails_is_accessor(details) ||
      (PropertyDetails_attributes(details) & kReadOnly))
    return slow();
  return new_handler(isolate, kStoreGlobalCell, Value_from_smi(0), kNothing,
                     Tagged_weak_from_object(cell));
}

Value StoreHandler_compute(Isolate *isolate, Value receiver, Name *name,
                           StoreMode mode) {
  if (!Value_is_JSObject(isolate, receiver)) return slow();
  JSObject *object = (JSObject *)Value_object(isolate, receiver);
  Map *map = JSObject_map(object);
  if (Map_has_flag(map, kMapWatched) ||
      map->instance_type == JS_MODULE_NAMESPACE_TYPE ||
      map->instance_type == JS_TYPED_ARRAY_TYPE ||
      Tagged_from_object(name).bits == ROOT_BITS(is_concat_spreadable_symbol))
    return slow();
  if (map->instance_type == JS_GLOBAL_OBJECT_TYPE)
    return handler_for_global(isolate, object, name, mode);
  if (Map_is_dictionary(map)) return slow();
  int descriptor = Map_find_descriptor(map, name);
  if (descriptor >= 0) return handler_for_own(isolate, map, descriptor, mode);
  if (mode == kStoreDefineOwn)
    return handler_for_transition(isolate, map, name, Value_from_smi(0));
  for (Value p = Map_prototype(map); Value_is_JSReceiver(isolate, p);) {
    if (!Value_is_JSObject(isolate, p)) return slow();
    JSObject *holder = (JSObject *)Value_object(isolate, p);
    InstanceType type = HeapObject_type((HeapObject *)holder);
    if (type == JS_MODULE_NAMESPACE_TYPE || type == JS_TYPED_ARRAY_TYPE)
      return slow();
    OwnProperty own =
        JSObject_get_own(isolate, holder, PropertyKey_from_name(name));
    if (own.state == kOwnAccessor)
      return handler_for_setter(isolate, own.value,
                                Map_ensure_validity_cell(isolate, map));
    if (own.state != kOwnAbsent) {
      if (own.state == kOwnException || (own.attributes & kReadOnly))
        return slow();
      break;
    }
    p = Map_prototype(JSObject_map(holder));
  }
  return handler_for_transition(isolate, map, name,
                                Map_ensure_validity_cell(isolate, map));
}

Value Runtime_StoreIC_Miss(Isolate *isolate, Value value, Value receiver,
                           Value name, Value vector, Value slot_value) {
  PropertyKey key =
      PropertyKey_from_any_name(isolate, Value_as_Name(isolate, name));
  FeedbackSlot slot = FeedbackSlot_from(isolate, vector, slot_value);
  bool strict = FeedbackSlot_is_strict(isolate, &slot);
  if (slot.vector && !PropertyKey_is_index(key) &&
      !Value_is_null_or_undefined(receiver) &&
      !FeedbackSlot_is_slow_for(&slot, Value_map(isolate, receiver),
                                kStoreSlow) &&
      !(FeedbackSlot_is_megamorphic(&slot) &&
        Map_is_dictionary(Value_map(isolate, receiver)))) {
    Map *map = Value_map(isolate, receiver);
    Value handler =
        StoreHandler_compute(isolate, receiver, key.name, kStoreSet);
    FeedbackSlot_add(isolate, &slot, map, handler, key.name);
  }
  TRY_BOOL(Object_set_js(isolate, receiver, key, value,
                         strict ? kThrowOnError : kDontThrow));
  return value;
}

Value Runtime_StoreGrowing(Isolate *isolate, Value value, Value receiver,
                           Value map) {
  JSObject_follow_transition(isolate,
                             (JSObject *)Value_object(isolate, receiver),
                             Value_as_Map(isolate, map), value);
  return value;
}

Value Runtime_DefineNamedOwnIC_Miss(Isolate *isolate, Value value,
                                    Value receiver, Value name, Value vector,
                                    Value slot_value) {
  PropertyKey key =
      PropertyKey_from_any_name(isolate, Value_as_Name(isolate, name));
  FeedbackSlot slot = FeedbackSlot_from(isolate, vector, slot_value);
  if (slot.vector && !PropertyKey_is_index(key) &&
      !(FeedbackSlot_is_megamorphic(&slot) &&
        Map_is_dictionary(Value_map(isolate, receiver)))) {
    Map *map = Value_map(isolate, receiver);
    Value handler =
        StoreHandler_compute(isolate, receiver, key.name, kStoreDefineOwn);
    FeedbackSlot_add(isolate, &slot, map, handler, key.name);
  }
  bool success;
  TRY_BOOL(Object_create_data_property_js(
      isolate, (JSReceiver *)Value_object(isolate, receiver), key, value,
      kThrowOnError, &success));
  return value;
}

Value Runtime_DeleteProperty(Isolate *isolate, Value object, Value key_value,
                             Value mode) {
  if (Value_is_null_or_undefined(object))
    return Throw_type_error(isolate, kMessageNullOrUndefinedToObject,
                            ROOT(undefined_value), ROOT(undefined_value));
  Value receiver = TRY(Object_to_object_js(isolate, object));
  PropertyKey key;
  TRY_BOOL(PropertyKey_from_value_js(isolate, key_value, &key));
  bool result;
  TRY_BOOL(Object_delete_js(
      isolate, (JSReceiver *)Value_object(isolate, receiver), key,
      Value_smi(mode) != 0 ? kThrowOnError : kDontThrow, &result));
  return Value_from_bool(result);
}
