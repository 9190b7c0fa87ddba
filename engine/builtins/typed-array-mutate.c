// SPDX-License-Identifier: MIT
//
// Methods of %TypedArray%.prototype that move, fill, copy and sort elements
// (ECMA-262 #sec-properties-of-the-%typedarrayprototype%-object).
#include <stdlib.h>
#include <string.h>

#include "engine/builtins/array-operations.h"
#include "engine/builtins/merge-sorter.h"
#include "engine/builtins/typed-array-operations.h"
#include "engine/builtins/typed-array-sort.h"
#include "engine/bytecode/runtime-functions.h"
#include "engine/objects/string.h"
#include "engine/objects/bigint.h"

// ToBigInt or ToNumber, as the array's content type asks. the_exception if it
// threw.
static Value convert_js(Isolate *isolate, const JSTypedArray *array,
                        Value value) {
  return ElementsKind_is_bigint(JSTypedArray_kind(array))
             ? Object_to_bigint_js(isolate, value)
             : Object_to_number_js(isolate, value);
}

// An argument's conversion detached the buffer.
static Value throw_detached(Isolate *isolate, const char *method) {
  return Throw_type_error(isolate, kMessageDetachedOperation,
                          Value_from_object(String_new_ascii(isolate, method)),
                          ROOT(undefined_value));
}

// ECMA-262 #sec-%typedarray%.prototype.copywithin
Value Builtin_TypedArrayPrototypeCopyWithin(Isolate *isolate, int64_t argc,
                                            Value *argv) {
  THIS_TYPED_ARRAY("copyWithin");
  uint64_t target, start, end;
  TRY_BOOL(TypedArray_relative_index_js(isolate, argv[1], length, 0, &target));
  TRY_BOOL(TypedArray_relative_index_js(isolate, argv[2], length, 0, &start));
  TRY_BOOL(TypedArray_relative_index_js(isolate, argv[3], length, length,
                                        &end));
  if (end <= start || target >= length) return argv[0];
  uint64_t count = end - start;
  if (count > length - target) count = length - target;
  if (JSTypedArray_is_out_of_bounds(self))
    return throw_detached(isolate, "%TypedArray%.prototype.copyWithin");
  uint64_t current = JSTypedArray_current_length(self);
  if (start >= current || target >= current) return argv[0];
  if (count > current - start) count = current - start;
  if (count > current - target) count = current - target;
  uint64_t bytes = (uint64_t)TypedArray_element_bytes(self);
  uint8_t *data = JSTypedArray_data(self);
  memmove(data + target * bytes, data + start * bytes,
          (size_t)(count * bytes));
  return argv[0];
}

// Repeats the first element: by blocks that compilers make few wide stores of,
// then words, then what is left of one.
static void fill_with_first(uint8_t *first, size_t element_bytes,
                            size_t size_bytes) {
  if (element_bytes == 1) {
    memset(first, *first, size_bytes);
    return;
  }
  uint64_t word = 0;
  for (size_t at = 0; at < sizeof word; at += element_bytes)
    memcpy((uint8_t *)&word + at, first, element_bytes);
  size_t at = 0;
  // Wide stores are faster where they are aligned.
  if ((uintptr_t)first % 16 == sizeof word && size_bytes >= sizeof word) {
    memcpy(first, &word, sizeof word);
    at = sizeof word;
  }
  const uint64_t block[] = {word, word, word, word, word, word, word, word};
  for (; at + sizeof block <= size_bytes; at += sizeof block)
    memcpy(first + at, block, sizeof block);
  for (; at + sizeof word <= size_bytes; at += sizeof word)
    memcpy(first + at, &word, sizeof word);
  memcpy(first + at, &word, size_bytes - at);
}

// ECMA-262 #sec-%typedarray%.prototype.fill
Value Builtin_TypedArrayPrototypeFill(Isolate *isolate, int64_t argc,
                                      Value *argv) {
  THIS_TYPED_ARRAY("fill");
  Value value = TRY(convert_js(isolate, self, argv[1]));
  uint64_t k, end;
  TRY_BOOL(TypedArray_relative_index_js(isolate, argv[2], length, 0, &k));
  TRY_BOOL(TypedArray_relative_index_js(isolate, argv[3], length, length,
                                        &end));
  if (JSTypedArray_is_out_of_bounds(self))
    return throw_detached(isolate, "%TypedArray%.prototype.fill");
  uint64_t current = JSTypedArray_current_length(self);
  if (end > current) end = current;
  if (k >= end) return argv[0];
  uint64_t bytes = (uint64_t)TypedArray_element_bytes(self);
  uint8_t *first = JSTypedArray_data(self) + k * bytes;
  TypedElement_store(isolate, JSTypedArray_kind(self), first, value);
  fill_with_first(first, (size_t)bytes, (size_t)((end - k) * bytes));
  return argv[0];
}

Value Runtime_RepeatElement(Isolate *isolate, Value first, Value element_bytes,
                            Value size_bytes) {
  (void)isolate;
  fill_with_first((uint8_t *)(uintptr_t)first.bits, (size_t)element_bytes.bits,
                  (size_t)size_bytes.bits);
  return first;
}

Value Runtime_MoveBytes(Isolate *isolate, Value to, Value from,
                        Value size_bytes) {
  (void)isolate;
  memmove((void *)(uintptr_t)to.bits, (const void *)(uintptr_t)from.bits,
          (size_t)size_bytes.bits);
  return to;
}

static void reverse_bytes(uint8_t *data, uint64_t length, uint64_t bytes) {
  uint8_t swap[8];
  for (uint64_t low = 0, high = length; low + 1 < high; low++) {
    high--;
    memcpy(swap, data + low * bytes, bytes);
    memcpy(data + low * bytes, data + high * bytes, bytes);
    memcpy(data + high * bytes, swap, bytes);
  }
}

// ECMA-262 #sec-%typedarray%.prototype.reverse
Value Builtin_TypedArrayPrototypeReverse(Isolate *isolate, int64_t argc,
                                         Value *argv) {
  THIS_TYPED_ARRAY("reverse");
  if (length > 1)
    reverse_bytes(JSTypedArray_data(self), length,
                  (uint64_t)TypedArray_element_bytes(self));
  return argv[0];
}

// A copy of the array's elements, of the realm's own constructor.
static JSTypedArray *copy_of(Isolate *isolate, JSTypedArray *self,
                             uint64_t length) {
  JSTypedArray *copy =
      TypedArray_new(isolate, JSTypedArray_kind(self), (double)length);
  if (copy == NULL) return NULL;
  uint64_t current = JSTypedArray_current_length(self);
  if (current > length) current = length;
  if (current > 0)
    memcpy(JSTypedArray_data(copy), JSTypedArray_data(self),
           (size_t)(current * (uint64_t)TypedArray_element_bytes(self)));
  return copy;
}

// ECMA-262 #sec-%typedarray%.prototype.toreversed
Value Builtin_TypedArrayPrototypeToReversed(Isolate *isolate, int64_t argc,
                                            Value *argv) {
  THIS_TYPED_ARRAY("toReversed");
  JSTypedArray *copy = copy_of(isolate, self, length);
  if (copy == NULL) return ROOT(exception);
  if (length > 1)
    reverse_bytes(JSTypedArray_data(copy), length,
                  (uint64_t)TypedArray_element_bytes(copy));
  return Value_from_object(copy);
}

// ECMA-262 #sec-%typedarray%.prototype.with
Value Builtin_TypedArrayPrototypeWith(Isolate *isolate, int64_t argc,
                                      Value *argv) {
  THIS_TYPED_ARRAY("with");
  double index;
  TRY_BOOL(Object_to_integer_or_infinity_js(isolate, argv[1], &index));
  if (index < 0) index += (double)length;
  Value value = TRY(convert_js(isolate, self, argv[2]));
  if (!(index >= 0 && index < (double)JSTypedArray_current_length(self)))
    return Throw_text(isolate, kErrorTypeRangeError,
                      "Invalid typed array index");
  JSTypedArray *copy =
      TypedArray_new(isolate, JSTypedArray_kind(self), (double)length);
  if (copy == NULL) return ROOT(exception);
  for (uint64_t k = 0; k < length; k++) {
    Value element = k == (uint64_t)index ? value
                                         : TypedArray_get(isolate, self, k);
    TRY_BOOL(TypedArray_set_js(isolate, copy, k, element));
  }
  return Value_from_object(copy);
}

// ---- set ----

// #sec-settypedarrayfromtypedarray
static Value set_from_typed_array(Isolate *isolate, JSTypedArray *target,
                                  double offset, JSTypedArray *source) {
  static const char kMethod[] = "%TypedArray%.prototype.set";
  if (JSTypedArray_is_out_of_bounds(target) ||
      JSTypedArray_is_out_of_bounds(source))
    return TypedArray_throw_detached(isolate, kMethod);
  ElementsKind from = JSTypedArray_kind(source), to = JSTypedArray_kind(target);
  if (ElementsKind_is_bigint(from) != ElementsKind_is_bigint(to))
    return TypedArray_throw_mixed(isolate);
  uint64_t count = JSTypedArray_current_length(source);
  if (offset + (double)count > (double)JSTypedArray_current_length(target))
    return Throw_text(isolate, kErrorTypeRangeError, "offset is out of bounds");
  if (count == 0) return ROOT(undefined_value);
  uint64_t from_bytes = (uint64_t)TypedArray_element_bytes(source);
  uint64_t to_bytes = (uint64_t)TypedArray_element_bytes(target);
  uint8_t *data = JSTypedArray_data(target) + (uint64_t)offset * to_bytes;
  uint8_t *bytes = JSTypedArray_data(source);
  if (from == to) {
    memmove(data, bytes, (size_t)(count * from_bytes));
    return ROOT(undefined_value);
  }
  // Different kinds that overlap: read from a copy.
  uint8_t *copy = NULL;
  if (data < bytes + count * from_bytes && bytes < data + count * to_bytes) {
    copy = malloc((size_t)(count * from_bytes));
    if (copy == NULL)
      return Throw_text(isolate, kErrorTypeRangeError,
                        "Array buffer allocation failed");
    memcpy(copy, bytes, (size_t)(count * from_bytes));
    bytes = copy;
  }
  for (uint64_t i = 0; i < count; i++)
    TypedElement_store(
        isolate, to, data + i * to_bytes,
        TypedElement_load(isolate, from, bytes + i * from_bytes));
  free(copy);
  return ROOT(undefined_value);
}

// #sec-settypedarrayfromarraylike
static Value set_from_array_like_js(Isolate *isolate, JSTypedArray *target,
                                    double offset, Value source) {
  if (JSTypedArray_is_out_of_bounds(target))
    return TypedArray_throw_detached(isolate, "%TypedArray%.prototype.set");
  double target_length = (double)JSTypedArray_current_length(target);
  JSReceiver *object;
  double length;
  TRY_BOOL(Array_receiver_js(isolate, source, &object, &length));
  if (offset + length > target_length)
    return Throw_text(isolate, kErrorTypeRangeError, "offset is out of bounds");
  for (double k = 0; k < length; k++) {
    Value value = TRY(Array_get_js(isolate, object, k));
    TRY_BOOL(JSTypedArray_set_element_js(isolate, target, offset + k, value));
  }
  return ROOT(undefined_value);
}

// ECMA-262 #sec-%typedarray%.prototype.set
Value Builtin_TypedArrayPrototypeSet(Isolate *isolate, int64_t argc,
                                     Value *argv) {
  if (!Value_is_JSTypedArray(isolate, argv[0]))
    return Throw_type_error(isolate, kMessageNotTypedArray,
                            ROOT(undefined_value), ROOT(undefined_value));
  JSTypedArray *self = Value_as_JSTypedArray(isolate, argv[0]);
  double offset;
  TRY_BOOL(Object_to_integer_or_infinity_js(isolate, argv[2], &offset));
  if (offset < 0)
    return Throw_text(isolate, kErrorTypeRangeError, "offset is out of bounds");
  if (Value_is_JSTypedArray(isolate, argv[1]))
    return set_from_typed_array(isolate, self, offset,
                                Value_as_JSTypedArray(isolate, argv[1]));
  return set_from_array_like_js(isolate, self, offset, argv[1]);
}

// ---- slice, subarray ----

// ECMA-262 #sec-%typedarray%.prototype.slice
Value Builtin_TypedArrayPrototypeSlice(Isolate *isolate, int64_t argc,
                                       Value *argv) {
  THIS_TYPED_ARRAY("slice");
  static const char kMethod[] = "%TypedArray%.prototype.slice";
  uint64_t start, end;
  TRY_BOOL(TypedArray_relative_index_js(isolate, argv[1], length, 0, &start));
  TRY_BOOL(TypedArray_relative_index_js(isolate, argv[2], length, length,
                                        &end));
  uint64_t count = end > start ? end - start : 0;
  Value argument = Value_from_int64((int64_t)count);
  JSTypedArray *result =
      TypedArray_species_create_js(isolate, self, 1, &argument, kMethod);
  if (result == NULL) return ROOT(exception);
  if (count == 0) return Value_from_object(result);
  if (JSTypedArray_is_out_of_bounds(self))
    return TypedArray_throw_detached(isolate, kMethod);
  uint64_t current = JSTypedArray_current_length(self);
  if (end > current) end = current;
  if (start >= end) return Value_from_object(result);
  ElementsKind kind = JSTypedArray_kind(self);
  if (kind != JSTypedArray_kind(result)) {
    for (uint64_t n = 0; start + n < end; n++)
      TRY_BOOL(TypedArray_set_js(isolate, result, n,
                                 TypedArray_get(isolate, self, start + n)));
    return Value_from_object(result);
  }
  // 14.d-i: byte by byte, in ascending order, even where the two overlap.
  uint64_t bytes = (uint64_t)TypedArray_element_bytes(self);
  uint64_t limit = JSArrayBufferView_current_bytes((JSArrayBufferView *)result);
  uint64_t size = (end - start) * bytes;
  if (size > limit) size = limit;
  uint8_t *to = JSTypedArray_data(result);
  const uint8_t *from = JSTypedArray_data(self) + start * bytes;
  if (to + size <= from || from + size <= to)
    memcpy(to, from, (size_t)size);
  else
    for (uint64_t i = 0; i < size; i++) to[i] = from[i];
  return Value_from_object(result);
}

// ECMA-262 #sec-%typedarray%.prototype.subarray
Value Builtin_TypedArrayPrototypeSubarray(Isolate *isolate, int64_t argc,
                                          Value *argv) {
  if (!Value_is_JSTypedArray(isolate, argv[0]))
    return Throw_type_error(isolate, kMessageNotTypedArray,
                            ROOT(undefined_value), ROOT(undefined_value));
  JSTypedArray *self = Value_as_JSTypedArray(isolate, argv[0]);
  JSArrayBufferView *view = (JSArrayBufferView *)self;
  uint64_t length = JSTypedArray_current_length(self);
  uint64_t start, end = length;
  TRY_BOOL(TypedArray_relative_index_js(isolate, argv[1], length, 0, &start));
  // 12. A view that tracks the length begets one, unless end is given.
  bool tracking =
      (view->flags & kViewLengthTracking) && Value_is_undefined(argv[2]);
  if (!tracking)
    TRY_BOOL(TypedArray_relative_index_js(isolate, argv[2], length, length,
                                          &end));
  uint64_t count = end > start ? end - start : 0;
  uint64_t offset =
      view->byte_offset + start * (uint64_t)TypedArray_element_bytes(self);
  // The conversions may have detached the buffer.
  if (view->flags == 0 && !JSArrayBufferView_is_out_of_bounds(view) &&
      TypedArray_has_initial_species(isolate, self))
    return Value_from_object(TypedArray_new_view(
        isolate, JSTypedArray_kind(self), TypedArray_buffer(self), offset,
        count));
  Value arguments[3] = {Value_from_object(TypedArray_buffer(self)),
                        Value_from_int64((int64_t)offset),
                        Value_from_int64((int64_t)count)};
  JSTypedArray *result = TypedArray_species_create_js(
      isolate, self, tracking ? 2 : 3, arguments,
      "%TypedArray%.prototype.subarray");
  return result == NULL ? ROOT(exception) : Value_from_object(result);
}

// ---- Sorting ----

static Value sort_numbers(Isolate *isolate, JSTypedArray *array,
                          uint64_t length) {
  if (length > 1 &&
      !TypedElements_sort(JSTypedArray_kind(array), JSTypedArray_data(array),
                          length))
    return Throw_text(isolate, kErrorTypeRangeError,
                      "Array buffer allocation failed");
  return Value_from_object(array);
}

static bool check_comparator(Isolate *isolate, Value comparator) {
  if (Value_is_undefined(comparator) ||
      Object_is_callable(isolate, comparator))
    return true;
  (void)Throw_type_error(isolate, kMessageBadSortComparisonFunction, comparator,
                         ROOT(undefined_value));
  return false;
}

// Sorts the elements of `source` into `target` (which may be the same).
static Value sort_js(Isolate *isolate, JSTypedArray *source,
                     JSTypedArray *target, uint64_t length, Value comparator) {
  if (length > kMaxFixedArrayLength)
    return Throw_range_error(isolate, kMessageInvalidTypedArrayLength,
                             Value_from_int64((int64_t)length));
  RegisterArray *values = RegisterArray_new(isolate, (int32_t)length);
  for (int32_t i = 0; i < (int32_t)length; i++) {
    values->registers[i] = JSTypedArray_get(isolate, source, (uint64_t)i);
    WriteBarrier(values);
  }
  TRY_BOOL(MergeSorter_sort_js(isolate, values, (int32_t)length, comparator));
  for (int32_t i = 0; i < (int32_t)length; i++)
    JSTypedArray_set_number(isolate, target, (uint64_t)i,
                            values->registers[i]);
  return Value_from_object(target);
}

// ECMA-262 #sec-%typedarray%.prototype.sort
Value Builtin_TypedArrayPrototypeSort(Isolate *isolate, int64_t argc,
                                      Value *argv) {
  TRY_BOOL(check_comparator(isolate, argv[1]));
  THIS_TYPED_ARRAY("sort");
  if (!Value_is_undefined(argv[1]))
    return sort_js(isolate, self, self, length, argv[1]);
  return sort_numbers(isolate, self, length);
}

// ECMA-262 #sec-%typedarray%.prototype.tosorted
Value Builtin_TypedArrayPrototypeToSorted(Isolate *isolate, int64_t argc,
                                          Value *argv) {
  TRY_BOOL(check_comparator(isolate, argv[1]));
  THIS_TYPED_ARRAY("toSorted");
  JSTypedArray *copy = copy_of(isolate, self, length);
  if (copy == NULL) return ROOT(exception);
  if (!Value_is_undefined(argv[1]))
    return sort_js(isolate, copy, copy, length, argv[1]);
  return sort_numbers(isolate, copy, length);
}
