// SPDX-License-Identifier: MIT
//
// %TypedArray%.prototype.includes, indexOf and lastIndexOf.
#include <math.h>
#include <string.h>

#include "engine/builtins/typed-array-operations.h"
#include "engine/objects/conversions.h"
#include "engine/objects/object-operations.h"

static const int64_t kNotFound = -1;

// ---- Elements in memory ----

// The first of `elements` in [from, to) that equals; a loop the compiler can
// vectorize by blocks.
#define FIND_EQUAL(Name, type)                                             \
  static int64_t find_##Name(const void *elements, uint64_t from,          \
                             uint64_t to, type wanted) {                   \
    const type *at = elements;                                             \
    for (; from + 16 <= to; from += 16) {                                  \
      int equal = 0;                                                       \
      for (int i = 0; i < 16; i++) equal |= at[from + i] == wanted;        \
      if (equal) break;                                                    \
    }                                                                      \
    for (; from < to; from++)                                              \
      if (at[from] == wanted) return (int64_t)from;                        \
    return kNotFound;                                                      \
  }
FIND_EQUAL(16, uint16_t)
FIND_EQUAL(32, uint32_t)
FIND_EQUAL(64, uint64_t)
FIND_EQUAL(float, float)
FIND_EQUAL(double, double)
#undef FIND_EQUAL

static int64_t find_8(const uint8_t *elements, uint64_t from, uint64_t to,
                      uint8_t wanted) {
  const uint8_t *found = memchr(elements + from, wanted, (size_t)(to - from));
  return found == NULL ? kNotFound : found - elements;
}

static bool is_float_kind(ElementsKind kind) {
  return kind == FLOAT16_ELEMENTS || kind == FLOAT32_ELEMENTS ||
         kind == FLOAT64_ELEMENTS;
}

// The value as an element of the kind; false if none equals it.
static bool to_element(Isolate *isolate, ElementsKind kind, Value value,
                       void *element) {
  bool fits = ElementsKind_is_bigint(kind) ? Value_is_BigInt(isolate, value)
                                           : Value_is_number(isolate, value);
  if (!fits) return false;
  TypedElement_store(isolate, kind, element, value);
  return Object_strict_equals(isolate, value,
                              TypedElement_load(isolate, kind, element));
}

// Elements [from, to) lie inside the array. Runs no user code.
static int64_t find_element(Isolate *isolate, const JSTypedArray *array,
                            uint64_t from, uint64_t to, Value value) {
  ElementsKind kind = JSTypedArray_kind(array);
  union {
    uint8_t u8;
    uint16_t u16;
    uint32_t u32;
    uint64_t u64;
    float f32;
    double f64;
  } wanted;
  if (from >= to || !to_element(isolate, kind, value, &wanted))
    return kNotFound;
  const void *data = JSTypedArray_data(array);
  if (kind == FLOAT64_ELEMENTS) return find_double(data, from, to, wanted.f64);
  if (kind == FLOAT32_ELEMENTS) return find_float(data, from, to, wanted.f32);
  if (kind == FLOAT16_ELEMENTS && (wanted.u16 & 0x7fff) == 0) {
    // Both zeros equal.
    int64_t plus = find_16(data, from, to, 0);
    int64_t minus = find_16(data, from, to, 0x8000);
    return plus < 0 ? minus : minus < 0 || plus < minus ? plus : minus;
  }
  switch (ElementsKind_element_bytes(kind)) {
    case 1:
      return find_8(data, from, to, wanted.u8);
    case 2:
      return find_16(data, from, to, wanted.u16);
    case 4:
      return find_32(data, from, to, wanted.u32);
    default:
      return find_64(data, from, to, wanted.u64);
  }
}

static bool has_nan(Isolate *isolate, const JSTypedArray *array, uint64_t from,
                    uint64_t to) {
  if (!is_float_kind(JSTypedArray_kind(array))) return false;
  for (; from < to; from++)
    if (isnan(Value_number(isolate, JSTypedArray_get(isolate, array, from))))
      return true;
  return false;
}

// ---- The methods ----

// fromIndex from the front, for includes and indexOf.
static bool start_index_js(Isolate *isolate, Value argument, uint64_t length,
                           uint64_t *k) {
  double relative;
  if (!Object_to_integer_or_infinity_js(isolate, argument, &relative))
    return false;
  if (relative < 0) {
    relative += (double)length;
    if (relative < 0) relative = 0;
  }
  *k = relative < (double)length ? (uint64_t)relative : length;
  return true;
}

// ECMA-262 #sec-%typedarray%.prototype.includes
Value Builtin_TypedArrayPrototypeIncludes(Isolate *isolate, int64_t argc,
                                          Value *argv) {
  THIS_TYPED_ARRAY("includes");
  if (length == 0) return ROOT(false_value);
  uint64_t k;
  TRY_BOOL(start_index_js(isolate, argv[2], length, &k));
  // An array that fromIndex shrank reads as undefined.
  uint64_t current = JSTypedArray_current_length(self);
  uint64_t end = current < length ? current : length;
  if (Value_is_undefined(argv[1]))
    return Value_from_bool(k < length && end < length);
  if (Value_is_number(isolate, argv[1]) &&
      isnan(Value_number(isolate, argv[1])))
    return Value_from_bool(has_nan(isolate, self, k, end));
  return Value_from_bool(find_element(isolate, self, k, end, argv[1]) >= 0);
}

// ECMA-262 #sec-%typedarray%.prototype.indexof
Value Builtin_TypedArrayPrototypeIndexOf(Isolate *isolate, int64_t argc,
                                         Value *argv) {
  THIS_TYPED_ARRAY("indexOf");
  if (length == 0) return Value_from_smi(-1);
  uint64_t k;
  TRY_BOOL(start_index_js(isolate, argv[2], length, &k));
  uint64_t current = JSTypedArray_current_length(self);
  if (current < length) length = current;
  return Value_from_int64(find_element(isolate, self, k, length, argv[1]));
}

// ECMA-262 #sec-%typedarray%.prototype.lastindexof
Value Builtin_TypedArrayPrototypeLastIndexOf(Isolate *isolate, int64_t argc,
                                             Value *argv) {
  THIS_TYPED_ARRAY("lastIndexOf");
  if (length == 0) return Value_from_smi(-1);
  // 5. If fromIndex is present: undefined given is not the same as absent.
  double n = (double)length - 1;
  if (argc > 1) {
    TRY_BOOL(Object_to_integer_or_infinity_js(isolate, argv[2], &n));
    if (n < 0)
      n += (double)length;
    else if (n > (double)length - 1)
      n = (double)length - 1;
  }
  uint64_t current = JSTypedArray_current_length(self);
  if (n >= (double)current) n = (double)current - 1;
  for (; n >= 0; n--)
    if (Object_strict_equals(isolate, argv[1],
                             JSTypedArray_get(isolate, self, (uint64_t)n)))
      return Value_from_number(n);
  return Value_from_smi(-1);
}
