// SPDX-License-Identifier: MIT
//
// Making arrays, and their length.
#include "engine/objects/conversions.h"
#include "engine/objects/js-array.h"
#include "engine/objects/js-object.h"
#include "engine/objects/messages.h"
#include "engine/objects/native-context.h"
#include "engine/objects/protectors.h"
#include "engine/objects/transitions.h"

Map *JSArray_map_for_kind(Isolate *isolate, ElementsKind kind) {
  return Value_as_Map(
      isolate, NativeContext_get(Isolate_native_context(isolate),
                                 kNativeSlot_array_packed_smi_map + (int)kind));
}

JSArray *JSArray_new_with_kind(Isolate *isolate, ElementsKind kind,
                               FixedArrayBase *elements, int32_t length) {
  // The maps of all kinds have no in-object properties.
  DCHECK(Smi_is_valid(length) && sizeof(JSArray) % kObjectAlignment == 0);
  JSArray *array = (JSArray *)Heap_allocate_raw(
      isolate, sizeof *array, JSArray_map_for_kind(isolate, kind));
  array->properties_or_hash = ROOT_TAGGED(empty_fixed_array);
  array->elements = elements ? Tagged_from_object(elements)
                             : ROOT_TAGGED(empty_fixed_array);
  array->length = Tagged_from_smi(length);
  return array;
}

JSArray *JSArray_new(Isolate *isolate, int32_t length) {
  JSArray *array =
      JSArray_new_with_kind(isolate, PACKED_SMI_ELEMENTS, NULL, 0);
  if (length > 0) (void)JSArray_shrink_or_grow(isolate, array, length);
  return array;
}

// Numbers and holes, unboxed.
static JSArray *new_from_numbers(Isolate *isolate, const FixedArray *elements,
                                 int32_t length, int holey) {
  FixedDoubleArray *doubles = FixedDoubleArray_new(isolate, length);
  for (int32_t i = 0; i < length; i++) {
    Value value = FixedArray_get_slots(elements, i);
    if (!Value_is_the_hole(value))
      doubles->values[i] = Value_number(isolate, value);
  }
  return JSArray_new_with_kind(isolate,
                               (ElementsKind)(PACKED_DOUBLE_ELEMENTS | holey),
                               (FixedArrayBase *)doubles, length);
}

JSArray *JSArray_new_from_elements(Isolate *isolate, FixedArray *elements,
                                   int32_t length) {
  bool any_number = false, any_other = false;
  int holey = 0;
  const uint32_t number_map = ROOT_TAGGED(heap_number_map).bits;
  for (int32_t i = 0; i < length && !(any_other && holey); i++) {
    Value value = FixedArray_get_slots(elements, i);
    if (Value_is_smi(value)) continue;
    if (Value_is_the_hole(value))
      holey = 1;
    else if (!any_other && Value_object(isolate, value)->map.bits == number_map)
      any_number = true;
    else
      any_other = true;
  }
  if (any_number && !any_other)
    return new_from_numbers(isolate, elements, length, holey);
  ElementsKind kind = any_other ? PACKED_ELEMENTS : PACKED_SMI_ELEMENTS;
  return JSArray_new_with_kind(isolate, (ElementsKind)(kind | holey),
                               (FixedArrayBase *)elements, length);
}

JSArray *JSArray_new_from_values(Isolate *isolate, const Value *values,
                                 int32_t count) {
  if (count == 0) return JSArray_new(isolate, 0);
  FixedArray *elements = FixedArray_new(isolate, count);
  for (int32_t i = 0; i < count; i++)
    FixedArray_set_slots(elements, i, Isolate_box(isolate, values[i]));
  return JSArray_new_from_elements(isolate, elements, count);
}

void JSArray_push(Isolate *isolate, JSArray *array, Value value) {
  double length = JSArray_length_number(array);
  Elements_add(isolate, (JSObject *)array, (uint32_t)length, value,
               kPropertyData, kNone);
}

// ---- Reading at once ----

bool JSArray_is_pristine(Isolate *isolate, Value value) {
  if (!Value_is_JSArray(isolate, value)) return false;
  const Map *map = JSObject_map(Value_object(isolate, value));
  return ElementsKind_is_fast(Map_elements_kind(map)) &&
         !Map_is_dictionary(map) && Map_own_descriptors(map) == 1 &&
         Value_equals(Map_prototype(map), INTRINSIC(isolate, array_prototype));
}

FixedArray *JSArray_values_or_null(Isolate *isolate, Value value) {
  const uint32_t needed = kProtectorArrayIterator | kProtectorNoElements;
  if ((isolate->protector_flags & needed) != needed ||
      !JSArray_is_pristine(isolate, value))
    return NULL;
  const JSObject *object = (const JSObject *)Value_object(isolate, value);
  int32_t length = (int32_t)JSArray_length_number((const JSArray *)object);
  if (length == 0) return ROOT_OBJECT(isolate, FixedArray, empty_fixed_array);
  FixedArray *list = FixedArray_new(isolate, length);
  bool is_double = HeapObject_type(JSObject_elements(object)) ==
                   FIXED_DOUBLE_ARRAY_TYPE;
  for (int32_t i = 0; i < length; i++) {
    Value element = Elements_get_fast(object, (uint32_t)i);
    if (Value_is_the_hole(element)) continue;
    if (is_double) element = Isolate_box(isolate, element);
    list->slots[i] = Value_tagged(element);
    if (is_double) WriteBarrier(list);
  }
  WriteBarrier(list);
  return list;
}

// ---- length ----

static int length_attributes(const JSArray *array) {
  Isolate *isolate = Isolate_of(array);
  const Map *map = JSObject_map(array);
  const Name *name = ROOT_OBJECT(isolate, Name, length_string);
  if (!Map_is_dictionary(map)) {
    int i = Map_find_descriptor(map, name);
    if (i < 0) return kNone;
    return PropertyDetails_attributes(
        DescriptorArray_details(Map_instance_descriptors(map), i));
  }
  Value properties =
      JSReceiver_properties_or_hash((const JSReceiver *)array);
  if (!Value_is_NameDictionary(isolate, properties)) return kNone;
  const NameDictionary *dictionary =
      Value_as_NameDictionary(isolate, properties);
  int entry = NameDictionary_find(dictionary, name);
  if (entry == kDictionaryNotFound) return kNone;
  return PropertyDetails_attributes(
      NameDictionary_details_at(dictionary, entry));
}

bool JSArray_length_is_writable(const JSArray *array) {
  return !(length_attributes(array) & kReadOnly);
}

void JSArray_make_length_read_only(Isolate *isolate, JSArray *array) {
  PropertyKey key = ROOT_KEY(isolate, length_string);
  OwnProperty own = JSObject_get_own(isolate, (JSObject *)array, key);
  if (own.state == kOwnNative)
    JSObject_reconfigure_own(isolate, (JSObject *)array, key, &own, own.value,
                             kPropertyAccessor, own.attributes | kReadOnly);
}

bool JSArray_convert_length_js(Isolate *isolate, Value value, double *length) {
  uint32_t integer;
  double number;
  if (Value_is_smi(value) && Value_smi(value) >= 0) {
    *length = Value_smi(value);
    return true;
  }
  if (!Object_to_uint32_js(isolate, value, &integer) ||
      !Object_to_double_js(isolate, value, &number))
    return false;
  if (integer != number) {
    (void)Throw_range_error(isolate, kMessageInvalidArrayLength, value);
    return false;
  }
  *length = integer;
  return true;
}

bool JSArray_set_length_js(Isolate *isolate, JSArray *array, double length,
                           ShouldThrow should_throw, bool *success) {
  return Object_set_internal_js(isolate, (JSReceiver *)array,
                                ROOT_KEY(isolate, length_string),
                                Value_from_number(length),
                                Value_from_object(array), should_throw,
                                success);
}

void JSArray_create_maps(Isolate *isolate, JSObject *prototype) {
  NativeContext *context = Isolate_native_context(isolate);
  for (int kind = PACKED_SMI_ELEMENTS; kind <= HOLEY_ELEMENTS; kind++) {
    Map *map = Map_new(isolate, kClassJSArray, (ElementsKind)kind, 0,
                       Value_from_object(prototype));
    map = Map_with_native_accessor(
        isolate, map, ROOT_OBJECT(isolate, Name, length_string),
        kAccessorArrayLength, kDontEnum | kDontDelete);
    NativeContext_set(context, kNativeSlot_array_packed_smi_map + kind,
                      Value_from_object(map));
  }
}
