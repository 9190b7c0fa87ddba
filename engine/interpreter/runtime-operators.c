// SPDX-License-Identifier: MIT
//
// Operators on any values: what handlers do not settle on their fast paths.
// ECMA-262 #sec-applystringornumericbinaryoperator and its neighbours.
#include <math.h>

#include "engine/base/number-conversions.h"
#include "engine/interpreter/runtime-functions.h"
#include "engine/objects/bigint.h"
#include "engine/objects/conversions.h"
#include "engine/objects/messages.h"
#include "engine/objects/object-operations.h"
#include "engine/objects/string.h"

// ---- Numbers ----

// Number::remainder: the sign of the dividend; C's fmod is exact.
static double number_remainder(double a, double b) { return fmod(a, b); }

// Number::exponentiate: unlike C, 1 ** NaN and (-1) ** Infinity are NaN.
static double number_exponentiate(double base, double exponent) {
  if (exponent != exponent) return exponent;
  if (fabs(base) == 1 && isinf(exponent)) return NAN;
  return pow(base, exponent);
}

// ---- Binary arithmetic ----

typedef Value (*BigIntOperation)(Isolate *isolate, BigInt *a, BigInt *b);

// Converts both to numerics, left first. *is_bigint tells what both became.
static bool to_numerics(Isolate *isolate, Value *a, Value *b,
                        bool *is_bigint) {
  *a = Object_to_numeric_js(isolate, *a);
  if (Value_is_exception(*a)) return false;
  *b = Object_to_numeric_js(isolate, *b);
  if (Value_is_exception(*b)) return false;
  *is_bigint = Value_is_BigInt(isolate, *a);
  if (*is_bigint != Value_is_BigInt(isolate, *b)) {
    (void)Throw_type_error(isolate, kMessageBigIntMixedTypes,
                           ROOT(undefined_value), ROOT(undefined_value));
    return false;
  }
  return true;
}

// Then there is nothing to convert.
static inline bool are_bigints(Isolate *isolate, Value a, Value b) {
  return Value_is_BigInt(isolate, a) && Value_is_BigInt(isolate, b);
}

#define ARITHMETIC(Name, bigint_operation, expression)                      \
  Value Runtime_##Name(Isolate *isolate, Value left, Value right) {         \
    if (are_bigints(isolate, left, right))                                  \
      return bigint_operation(isolate, Value_as_BigInt(isolate, left),      \
                              Value_as_BigInt(isolate, right));             \
    bool is_bigint;                                                         \
    TRY_BOOL(to_numerics(isolate, &left, &right, &is_bigint));              \
    if (is_bigint)                                                          \
      return bigint_operation(isolate, Value_as_BigInt(isolate, left),      \
                              Value_as_BigInt(isolate, right));             \
    double a = Value_number(isolate, left);                                 \
    double b = Value_number(isolate, right);                                \
    return Value_from_number(expression);                                   \
  }
ARITHMETIC(Subtract, BigInt_subtract, a - b)
ARITHMETIC(Multiply, BigInt_multiply, a *b)
ARITHMETIC(Divide, BigInt_divide, a / b)
ARITHMETIC(Modulus, BigInt_remainder, number_remainder(a, b))
ARITHMETIC(Exponentiate, BigInt_exponentiate, number_exponentiate(a, b))

#define BITWISE(Name, bigint_operation, expression)                         \
  Value Runtime_##Name(Isolate *isolate, Value left, Value right) {         \
    if (are_bigints(isolate, left, right))                                  \
      return bigint_operation(isolate, Value_as_BigInt(isolate, left),      \
                              Value_as_BigInt(isolate, right));             \
    bool is_bigint;                                                         \
    TRY_BOOL(to_numerics(isolate, &left, &right, &is_bigint));              \
    if (is_bigint)                                                          \
      return bigint_operation(isolate, Value_as_BigInt(isolate, left),      \
                              Value_as_BigInt(isolate, right));             \
    int32_t a = Number_to_int32(Value_number(isolate, left));               \
    int32_t b = Number_to_int32(Value_number(isolate, right));              \
    return Value_from_int64(expression);                                    \
  }
BITWISE(BitwiseOr, BigInt_or, a | b)
BITWISE(BitwiseXor, BigInt_xor, a ^ b)
BITWISE(BitwiseAnd, BigInt_and, a &b)
BITWISE(ShiftLeft, BigInt_shift_left, (int32_t)((uint32_t)a << (b & 31)))
BITWISE(ShiftRight, BigInt_shift_right, a >> (b & 31))

static Value throw_bigint_shift(Isolate *isolate, BigInt *a, BigInt *b) {
  return Throw_text(isolate, kErrorTypeTypeError,
                    "BigInts have no unsigned right shift, use >> instead");
}
BITWISE(ShiftRightLogical, throw_bigint_shift,
        (int64_t)((uint32_t)a >> (b & 31)))

// ECMA-262 #sec-addition-operator-plus
Value Runtime_Add(Isolate *isolate, Value left, Value right) {
  if (Value_is_String(isolate, left) && Value_is_String(isolate, right))
    return String_concat(isolate, Value_as_String(isolate, left),
                         Value_as_String(isolate, right));
  if (are_bigints(isolate, left, right))
    return BigInt_add(isolate, Value_as_BigInt(isolate, left),
                      Value_as_BigInt(isolate, right));
  left = TRY(Object_to_primitive_js(isolate, left, kHintDefault));
  right = TRY(Object_to_primitive_js(isolate, right, kHintDefault));
  if (Value_is_String(isolate, left) || Value_is_String(isolate, right)) {
    left = TRY(Object_to_string_js(isolate, left));
    right = TRY(Object_to_string_js(isolate, right));
    return String_concat(isolate, Value_as_String(isolate, left),
                         Value_as_String(isolate, right));
  }
  bool is_bigint;
  TRY_BOOL(to_numerics(isolate, &left, &right, &is_bigint));
  if (is_bigint)
    return BigInt_add(isolate, Value_as_BigInt(isolate, left),
                      Value_as_BigInt(isolate, right));
  return Value_from_number(Value_number(isolate, left) +
                           Value_number(isolate, right));
}

// ---- Unary ----

static Value add_one(Isolate *isolate, Value value, int step) {
  value = TRY(Object_to_numeric_js(isolate, value));
  if (Value_is_BigInt(isolate, value))
    return BigInt_add_one(isolate, Value_as_BigInt(isolate, value), step);
  return Value_from_number(Value_number(isolate, value) + step);
}

Value Runtime_Increment(Isolate *isolate, Value value) {
  return add_one(isolate, value, 1);
}

Value Runtime_Decrement(Isolate *isolate, Value value) {
  return add_one(isolate, value, -1);
}

Value Runtime_Negate(Isolate *isolate, Value value) {
  value = TRY(Object_to_numeric_js(isolate, value));
  if (Value_is_BigInt(isolate, value))
    return Value_from_object(
        BigInt_negate(isolate, Value_as_BigInt(isolate, value)));
  return Value_from_number(-Value_number(isolate, value));
}

Value Runtime_BitwiseNot(Isolate *isolate, Value value) {
  value = TRY(Object_to_numeric_js(isolate, value));
  if (Value_is_BigInt(isolate, value))
    return BigInt_not(isolate, Value_as_BigInt(isolate, value));
  return Value_from_int64(~Number_to_int32(Value_number(isolate, value)));
}

// ---- Comparisons ----

Value Runtime_Equal(Isolate *isolate, Value left, Value right) {
  bool result;
  TRY_BOOL(Object_loose_equals_js(isolate, left, right, &result));
  return Value_from_bool(result);
}

Value Runtime_StrictEqual(Isolate *isolate, Value left, Value right) {
  return Value_from_bool(Object_strict_equals(isolate, left, right));
}

#define COMPARISON(Name, order_test, result_test)                          \
  Value Runtime_##Name(Isolate *isolate, Value left, Value right) {        \
    if (are_bigints(isolate, left, right))                                 \
      return Value_from_bool(BigInt_compare(Value_as_BigInt(isolate, left), \
                                            Value_as_BigInt(isolate, right)) \
                                 order_test);                              \
    ComparisonResult result;                                               \
    TRY_BOOL(Object_compare_js(isolate, left, right, true, &result));      \
    return Value_from_bool(result_test);                                   \
  }
COMPARISON(LessThan, < 0, result == kLess)
COMPARISON(GreaterThan, > 0, result == kGreater)
COMPARISON(LessThanOrEqual, <= 0, result == kLess || result == kEqual)
COMPARISON(GreaterThanOrEqual, >= 0, result == kGreater || result == kEqual)

Value Runtime_InstanceOf(Isolate *isolate, Value value, Value callable) {
  bool result;
  TRY_BOOL(Object_instance_of_js(isolate, value, callable, &result));
  return Value_from_bool(result);
}

// `key in object`: ECMA-262 #sec-relational-operators-runtime-semantics-evaluation
Value Runtime_HasProperty(Isolate *isolate, Value key, Value object) {
  if (!Value_is_JSReceiver(isolate, object))
    return Throw_type_error(isolate, kMessageInvalidInOperatorUse, key, object);
  PropertyKey property;
  TRY_BOOL(PropertyKey_from_value_js(isolate, key, &property));
  bool result;
  TRY_BOOL(Object_has_property_js(
      isolate, Value_as_JSReceiver(isolate, object), property, &result));
  return Value_from_bool(result);
}

// ---- Conversions ----

Value Runtime_TypeOf(Isolate *isolate, Value value) {
  return Value_from_object(Object_type_of(isolate, value));
}

Value Runtime_ToBoolean(Isolate *isolate, Value value) {
  return Value_from_bool(Object_to_boolean(isolate, value));
}

// A property key as a value: String, Symbol or, for indices, a number.
Value Runtime_ToName(Isolate *isolate, Value value) {
  PropertyKey key;
  TRY_BOOL(PropertyKey_from_value_js(isolate, value, &key));
  return PropertyKey_to_value(isolate, key);
}

Value Runtime_ToNumber(Isolate *isolate, Value value) {
  return Object_to_number_js(isolate, value);
}

Value Runtime_ToNumeric(Isolate *isolate, Value value) {
  return Object_to_numeric_js(isolate, value);
}

Value Runtime_ToObject(Isolate *isolate, Value value) {
  return Object_to_object_js(isolate, value);
}

Value Runtime_ToString(Isolate *isolate, Value value) {
  return Object_to_string_js(isolate, value);
}
