// SPDX-License-Identifier: MIT
//
// What Array's builtins share; see the header.
#include "engine/builtins/array-operations.h"

#include <stdlib.h>
#include "engine/builtins/array-plain.h"
#include "engine/objects/js-array.h"
#include "engine/objects/map.h"
#include "engine/objects/shared-function-info.h"
#include "engine/objects/string.h"

bool Array_set_js(Isolate *isolate, JSReceiver *object, double index,
                  Value value) {
  Value old;
  const Map *map = HeapObject_map((HeapObject *)object);
  if (map->instance_type == JS_ARRAY_TYPE &&
      !(map->bit_field & kMapElementsNotWritable) &&
      Array_fast_element(isolate, object, index, &old)) {
    // An own data property in fast elements is writable.
    JSObject *target = (JSObject *)object;
    HeapObject *elements = JSObject_elements(target);
    ElementsKind kind = JSObject_kind(target);
    bool writable =
        HeapObject_map(elements) != ROOT_OBJECT(isolate, Map,
                                                fixed_cow_array_map);
    if (ElementsKind_is_double(kind)) {
      if (Value_is_smi(value) || Value_is_unboxed_double(value)) {
        ((FixedDoubleArray *)elements)->values[(int32_t)index] =
            Value_number(isolate, value);
        return true;
      }
    } else if (writable && (ElementsKind_is_tagged(kind) ||
                            Value_is_smi(value))) {
      Value boxed = Isolate_box(isolate, value);
      FixedArray_set_slots((FixedArray *)elements, (int32_t)index, boxed);
      return true;
    }
  }
  return Execution_serve_interrupts_js(isolate) &&
         Object_set_js(isolate, Value_from_object(object),
                       PropertyKey_from_number(isolate, index), value,
                       kThrowOnError);
}

bool Array_delete_js(Isolate *isolate, JSReceiver *object, double index) {
  bool deleted;
  return Object_delete_js(isolate, object,
                          PropertyKey_from_number(isolate, index),
                          kThrowOnError, &deleted);
}

bool Array_set_length_js(Isolate *isolate, JSReceiver *object, double length) {
  return Object_set_js(isolate, Value_from_object(object),
                       ROOT_KEY(isolate, length_string),
                       Value_from_number(length), kThrowOnError);
}

bool Array_create_js(Isolate *isolate, JSReceiver *object, double index,
                     Value value) {
  bool success;
  return Object_create_data_property_js(
      isolate, object, PropertyKey_from_number(isolate, index), value,
      kThrowOnError, &success);
}

// Names the method of Array.prototype that is running.
static void throw_no_receiver(Isolate *isolate) {
  Value function = isolate->builtin_argv[kArgvFunction];
  char *name = String_to_utf8(isolate,
                              SharedFunctionInfo_name_string(JSFunction_shared(
                                  Value_as_JSFunction(isolate, function))),
                              NULL);
  (void)Throw_type_error(
      isolate, kMessageCalledOnNullOrUndefined,
      Value_from_object(String_format(isolate, "Array.prototype.%s", name)),
      ROOT(undefined_value));
  free(name);
}

bool Array_receiver_js(Isolate *isolate, Value receiver, JSReceiver **object,
                       double *length) {
  if (Value_is_null_or_undefined(receiver) && isolate->builtin_argv != NULL &&
      Value_equals(isolate->builtin_argv[0], receiver)) {
    throw_no_receiver(isolate);
    return false;
  }
  Value converted = Object_to_object_js(isolate, receiver);
  if (Value_is_exception(converted)) return false;
  *object = Value_as_JSReceiver(isolate, converted);
  return Object_length_js(isolate, *object, length);
}

Value Array_create_with_length(Isolate *isolate, double length) {
  // 1. If length > 2^32 - 1, throw a RangeError exception.
  if (length > kMaxArrayLength)
    return Throw_range_error(isolate, kMessageInvalidArrayLength,
                             Value_from_double(length));
  if (length <= kMaxListLength)
    return Value_from_object(JSArray_new(isolate, (int32_t)length));
  JSArray *array = JSArray_new(isolate, 0);
  bool success;
  TRY_BOOL(JSArray_set_length_js(isolate, array, length, kThrowOnError,
                                 &success));
  return Value_from_object(array);
}

// The realm of a constructor, for step 4 of #sec-arrayspeciescreate: whether it
// is another realm's %Array%.
static bool is_foreign_array_function(Isolate *isolate, Value constructor) {
  if (!Value_is_JSFunction(isolate, constructor)) return false;
  JSFunction *function = Value_as_JSFunction(isolate, constructor);
  Value data = SharedFunctionInfo_function_data(JSFunction_shared(function));
  return Value_is_smi(data) && Value_smi(data) == kBuiltinArrayConstructor &&
         !Value_equals(constructor, INTRINSIC(isolate, array_function));
}

// ECMA-262 #sec-arrayspeciescreate, steps 1-6.
Value Array_species_js(Isolate *isolate, JSReceiver *original) {
  if (Array_species_is_plain(isolate, original)) return ROOT(undefined_value);
  bool is_array;
  TRY_BOOL(Object_is_array(isolate, Value_from_object(original), &is_array));
  if (!is_array) return ROOT(undefined_value);
  Value constructor =
      TRY(Object_get_name_js(isolate, Value_from_object(original),
                             ROOT_OBJECT(isolate, Name, constructor_string)));
  if (Object_is_constructor(isolate, constructor) &&
      is_foreign_array_function(isolate, constructor))
    constructor = ROOT(undefined_value);
  if (Value_is_JSReceiver(isolate, constructor)) {
    constructor =
        TRY(Object_get_name_js(isolate, constructor,
                               ROOT_OBJECT(isolate, Name, species_symbol)));
    if (Value_is_null(constructor)) constructor = ROOT(undefined_value);
  }
  if (Value_is_undefined(constructor)) return constructor;
  if (!Object_is_constructor(isolate, constructor))
    return Throw_type_error(isolate, kMessageTypeErrorText,
                            Value_from_object(String_new_ascii(
                                isolate, "object.constructor[Symbol.species] "
                                         "is not a constructor")),
                            ROOT(undefined_value));
  // The realm's own %Array% makes what ArrayCreate makes.
  if (Value_equals(constructor, INTRINSIC(isolate, array_function)))
    return ROOT(undefined_value);
  return constructor;
}

Value Array_construct_js(Isolate *isolate, Value constructor, double length) {
  Value argument = Value_from_number(length);
  return Execution_construct_js(isolate, constructor, constructor, 1,
                                &argument);
}

Value Array_species_create_js(Isolate *isolate, JSReceiver *original,
                              double length) {
  Value constructor = TRY(Array_species_js(isolate, original));
  if (Value_is_undefined(constructor))
    return Array_create_with_length(isolate, length);
  return Array_construct_js(isolate, constructor, length);
}

bool Array_relative_index_js(Isolate *isolate, Value argument, double length,
                             double if_undefined, double *index) {
  if (Value_is_undefined(argument)) {
    *index = if_undefined;
    return true;
  }
  double relative;
  if (!Object_to_integer_or_infinity_js(isolate, argument, &relative))
    return false;
  if (relative < 0) {
    *index = length + relative > 0 ? length + relative : 0;
  } else {
    *index = relative < length ? relative : length;
  }
  return true;
}

void ValueList_init(ValueList *list, Isolate *isolate, int32_t capacity) {
  list->isolate = isolate;
  list->elements =
      FixedArray_new_filled(isolate, capacity, ROOT(the_hole));
  list->length = 0;
}

void ValueList_grow(ValueList *list) {
  int32_t capacity = list->length + list->length / 2 + 16;
  FixedArray *larger =
      FixedArray_new_filled(list->isolate, capacity, ROOT(the_hole));
  memcpy(larger->slots, list->elements->slots,
         (size_t)list->length * sizeof(Tagged));
  WriteBarrier(larger);
  list->elements = larger;
}

void ValueList_add(ValueList *list, Value value) {
  Value boxed = Isolate_box(list->isolate, value);
  if (list->length == list->elements->length) ValueList_grow(list);
  FixedArray_set_slots(list->elements, list->length++, boxed);
}

FixedArray *ValueList_to_elements(const ValueList *list) {
  FixedArray *result = FixedArray_new(list->isolate, list->length);
  memcpy(result->slots, list->elements->slots,
         (size_t)list->length * sizeof(Tagged));
  WriteBarrier(result);
  return result;
}

JSArray *ValueList_to_array(ValueList *list) {
  return JSArray_new_from_elements(list->isolate, list->elements,
                                   list->length);
}
