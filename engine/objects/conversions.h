// SPDX-License-Identifier: MIT
//
// Type conversion and comparison (ECMA-262 #sec-type-conversion,
// #sec-testing-and-comparison-operations). Functions ending in _js may run user
// code. Those that return a Value return the sentinel when they threw; those
// that return bool through NODISCARD return false then.
#ifndef ENGINE_OBJECTS_CONVERSIONS_H_
#define ENGINE_OBJECTS_CONVERSIONS_H_

#include "engine/heap/factory.h"

typedef enum PrimitiveHint {
  kHintDefault,
  kHintNumber,
  kHintString,
} PrimitiveHint;

NODISCARD Value Object_to_primitive_js(Isolate *isolate, Value value,
                                       PrimitiveHint hint);
// #sec-ordinarytoprimitive
NODISCARD Value Object_ordinary_to_primitive_js(Isolate *isolate, Value object,
                                                PrimitiveHint hint);
bool Object_to_boolean(const Isolate *isolate, Value value);
// A number Value.
NODISCARD Value Object_to_number_js(Isolate *isolate, Value value);
// A number or BigInt Value.
NODISCARD Value Object_to_numeric_js(Isolate *isolate, Value value);
// A String Value.
NODISCARD Value Object_to_string_js(Isolate *isolate, Value value);
NODISCARD Value Object_to_object_js(Isolate *isolate, Value value);
NODISCARD Value Object_to_bigint_js(Isolate *isolate, Value value);

// ToNumber, as a double.
NODISCARD bool Object_to_double_js(Isolate *isolate, Value value, double *out);
// -Infinity .. Infinity, never NaN, never -0.
NODISCARD bool Object_to_integer_or_infinity_js(Isolate *isolate, Value value,
                                                double *out);
NODISCARD bool Object_to_int32_js(Isolate *isolate, Value value, int32_t *out);
NODISCARD bool Object_to_uint32_js(Isolate *isolate, Value value,
                                   uint32_t *out);
// 0 .. 2^53-1.
NODISCARD bool Object_to_length_js(Isolate *isolate, Value value, double *out);
// #sec-toindex: throws a RangeError beyond 0 .. 2^53-1.
NODISCARD bool Object_to_index_js(Isolate *isolate, Value value, double *out);

int32_t Double_to_int32(double value);

bool Object_same_value(const Isolate *isolate, Value a, Value b);
bool Object_same_value_zero(const Isolate *isolate, Value a, Value b);
bool Object_strict_equals(const Isolate *isolate, Value a, Value b);
NODISCARD bool Object_loose_equals_js(Isolate *isolate, Value a, Value b,
                                      bool *result);
typedef enum ComparisonResult {
  kLess,
  kEqual,
  kGreater,
  kUndefinedComparison,  // a NaN
} ComparisonResult;
NODISCARD bool Object_compare_js(Isolate *isolate, Value a, Value b,
                                 bool left_first, ComparisonResult *result);

// typeof: an internalized String.
String *Object_type_of(Isolate *isolate, Value value);
bool Object_is_callable(const Isolate *isolate, Value value);
bool Object_is_constructor(const Isolate *isolate, Value value);
// #sec-isarray: throws for a revoked proxy.
NODISCARD bool Object_is_array(Isolate *isolate, Value value, bool *result);

#endif  // ENGINE_OBJECTS_CONVERSIONS_H_
