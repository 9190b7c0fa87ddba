// SPDX-License-Identifier: MIT
//
// Misses of named loads, and the handlers they leave behind.
#include "engine/bytecode/runtime-functions.h"
#include "engine/ic/ic.h"
#include "engine/objects/conversions.h"
#include "engine/objects/messages.h"
#include "engine/objects/native-context.h"
#include "engine/objects/string.h"
#include "engine/objects/typed-array.h"

static Value new_handler(Isolate *isolate, int32_t bits, Value validity_cell,
                         Tagged data1, Tagged data2) {
  LoadHandler *handler = HEAP_NEW(isolate, LoadHandler, load_handler_map);
  LoadHandler_set_smi_handler(handler, bits);
  LoadHandler_set_validity_cell(handler, validity_cell);
  handler->data1 = data1;
  handler->data2 = data2;
  WriteBarrier(handler);
  return Value_from_object(handler);
}

static const Tagged kNothing = {ROOT_BITS(undefined_value)};

// What to do with a property found by its descriptor. holder is NULL if it is
// the receiver itself.
static Value handler_for_descriptor(Isolate *isolate, const Map *map,
                                    JSObject *holder, int descriptor,
                                    Value cell) {
  const DescriptorArray *array = Map_instance_descriptors(map);
  PropertyDetails details = DescriptorArray_details(array, descriptor);
  Tagged weak_holder = holder ? Tagged_weak_from_object(holder) : kNothing;
  int32_t from = holder ? kLoadFromHolder : 0;
  if (PropertyDetails_is_field(details)) {
    int32_t bits = kLoadField | from |
                   Handler_field_bits(map, PropertyDetails_field_index(details));
    return holder ? new_handler(isolate, bits, cell, weak_holder, kNothing)
                  : Value_from_smi(bits);
  }
  Value value = DescriptorArray_value(array, descriptor);
  if (Value_is_AccessorInfo(isolate, value)) {
    if (!holder && map->instance_type == JS_ARRAY_TYPE &&
        Value_as_AccessorInfo(isolate, value)->accessor_id ==
            kAccessorArrayLength)
      return Value_from_smi(kLoadArrayLength);
    return new_handler(isolate, kLoadNative | from, cell, weak_holder,
                       Value_tagged(value));
  }
  Value getter = AccessorPair_getter(Value_as_AccessorPair(isolate, value));
  if (!Object_is_callable(isolate, getter))
    return new_handler(isolate, kLoadNonExistent, cell, weak_holder, kNothing);
  return new_handler(isolate, kLoadAccessor | from, cell, weak_holder,
                     Value_tagged(getter));
}

static Value slow(void) { return Value_from_smi(kLoadSlow); }

// A property of the global object, as receiver (cell: Smi 0) or prototype.
static Value handler_for_global(Isolate *isolate, JSObject *global,
                                const Name *name, Value validity_cell,
                                bool *absent) {
  Value properties = JSReceiver_properties_or_hash((JSReceiver *)global);
  *absent = false;
  if (!Value_is_GlobalDictionary(isolate, properties)) return slow();
  PropertyCell *cell = GlobalDictionary_find(
      Value_as_GlobalDictionary(isolate, properties), name);
  if (!cell) {
    *absent = true;
    return slow();
  }
  if (PropertyDetails_is_accessor(PropertyCell_details(cell))) return slow();
  return new_handler(isolate, kLoadGlobalCell, validity_cell, kNothing,
                     Tagged_weak_from_object(cell));
}

static bool is_global(const JSObject *object) {
  return JSObject_map(object)->instance_type == JS_GLOBAL_OBJECT_TYPE;
}

// Looks along the prototype chain that begins with `prototype`.
static Value handler_on_chain(Isolate *isolate, Value prototype, Name *name) {
  if (!Value_is_JSReceiver(isolate, prototype))
    return new_handler(isolate, kLoadNonExistent, Value_from_smi(0), kNothing,
                       kNothing);
  if (!Value_is_JSObject(isolate, prototype)) return slow();
  // Prototypes become fast before their maps are looked at, and their maps are
  // made before the cell, which belongs to one.
  for (Value p = prototype; Value_is_JSReceiver(isolate, p);) {
    if (!Value_is_JSObject(isolate, p)) return slow();
    JSObject *object = (JSObject *)Value_object(isolate, p);
    InstanceType type = HeapObject_type((HeapObject *)object);
    if (type == JS_MODULE_NAMESPACE_TYPE || type == JS_TYPED_ARRAY_TYPE)
      return slow();
    JSObject_make_prototype(isolate, object);
    if (!is_global(object)) JSObject_make_fast(isolate, object);
    p = Map_prototype(JSObject_map(object));
  }
  Value cell = JSObject_ensure_validity_cell(
      isolate, (JSObject *)Value_object(isolate, prototype));
  while (Value_is_JSReceiver(isolate, prototype)) {
    JSObject *holder = (JSObject *)Value_object(isolate, prototype);
    const Map *map = JSObject_map(holder);
    if (is_global(holder)) {
      bool absent;
      Value handler = handler_for_global(isolate, holder, name, cell, &absent);
      if (!absent) return handler;
    } else if (Map_is_dictionary(map)) {
      return slow();
    } else {
      int descriptor = Map_find_descriptor(map, name);
      if (descriptor >= 0)
        return handler_for_descriptor(isolate, map, holder, descriptor, cell);
    }
    prototype = Map_prototype(map);
  }
  return new_handler(isolate, kLoadNonExistent, cell, kNothing, kNothing);
}

Value LoadHandler_compute(Isolate *isolate, Value receiver, Name *name) {
  if (Value_is_String(isolate, receiver) &&
      Tagged_from_object(name).bits == ROOT_BITS(length_string))
    return Value_from_smi(kLoadStringLength);
  if (!Value_is_JSReceiver(isolate, receiver))
    return handler_on_chain(
        isolate, Object_prototype_of_primitive(isolate, receiver), name);
  if (!Value_is_JSObject(isolate, receiver)) return slow();
  JSObject *object = (JSObject *)Value_object(isolate, receiver);
  const Map *map = JSObject_map(object);
  double number;
  if (map->instance_type == JS_MODULE_NAMESPACE_TYPE ||
      (map->instance_type == JS_TYPED_ARRAY_TYPE &&
       Name_is_canonical_numeric(isolate, name, &number)))
    return slow();
  if (is_global(object)) {
    bool absent;
    return handler_for_global(isolate, object, name, Value_from_smi(0),
                              &absent);
  }
  if (Map_is_dictionary(map)) {
    // A prototype read as a receiver is worth making fast.
    if (!Map_is_prototype_map(map)) return slow();
    JSObject_make_fast(isolate, object);
    map = JSObject_map(object);
    if (Map_is_dictionary(map)) return slow();
  }
  int descriptor = Map_find_descriptor(map, name);
  if (descriptor >= 0)
    return handler_for_descriptor(isolate, map, NULL, descriptor,
                                  Value_from_smi(0));
  return handler_on_chain(isolate, Map_prototype(map), name);
}

static void note_get_trap(Isolate *isolate, Value receiver) {
  if (Value_is_JSProxy(isolate, receiver))
    StubCache_note_trap(isolate, Value_as_JSProxy(isolate, receiver),
                        ROOT_OBJECT(isolate, Name, get_string));
}

// The feedback is updated first: the load may run user code.
Value Runtime_LoadIC_Miss(Isolate *isolate, Value receiver, Value name_value,
                          Value vector, Value slot_value) {
  Name *name = Value_as_Name(isolate, name_value);
  PropertyKey key = PropertyKey_from_any_name(isolate, name);
  FeedbackSlot slot = FeedbackSlot_from(isolate, vector, slot_value);
  if (slot.vector && !PropertyKey_is_index(key) &&
      !Value_is_null_or_undefined(receiver) &&
      !FeedbackSlot_is_slow_for(&slot, Value_map(isolate, receiver),
                                kLoadSlow) &&
      !(FeedbackSlot_is_megamorphic(&slot) &&
        Map_is_dictionary(Value_map(isolate, receiver)))) {
    Value handler = LoadHandler_compute(isolate, receiver, key.name);
    FeedbackSlot_add(isolate, &slot, Value_map(isolate, receiver), handler,
                     key.name);
  }
  note_get_trap(isolate, receiver);
  return Object_get_js(isolate, receiver, key);
}

Value Runtime_ProxyCheckGet(Isolate *isolate, Value target, Value key,
                            Value value) {
  TRY_BOOL(JSProxy_check_get_js(
      isolate, (JSReceiver *)Value_object(isolate, target),
      PropertyKey_from_any_name(isolate, Value_as_Name(isolate, key)), value));
  return value;
}

Value Runtime_LoadSuperIC_Miss(Isolate *isolate, Value receiver, Value home,
                               Value name) {
  return Runtime_LoadFromSuper(isolate, receiver, home, name);
}

Value Runtime_LoadNative(Isolate *isolate, Value receiver, Value holder,
                         Value info) {
  return AccessorInfo_get_js(isolate, Value_as_AccessorInfo(isolate, info),
                             receiver,
                             (JSObject *)Value_object(isolate, holder));
}
