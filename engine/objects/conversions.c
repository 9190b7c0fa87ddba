// SPDX-License-Identifier: MIT
//
// Type conversion and comparison.
#include "engine/objects/conversions.h"

#include <math.h>

#include "engine/base/number-conversions.h"
#include "engine/interpreter/execution.h"
#include "engine/objects/bigint.h"
#include "engine/objects/map.h"
#include "engine/objects/messages.h"
#include "engine/objects/native-context.h"
#include "engine/objects/object-operations.h"
#include "engine/objects/string.h"

#define kMaxSafeInteger 9007199254740991.0

// ---- ToPrimitive ----

// ECMA-262 #sec-ordinarytoprimitive
Value Object_ordinary_to_primitive_js(Isolate *isolate, Value object,
                                      PrimitiveHint hint) {
  const void *names[2] = {ROOT_OBJECT(isolate, Name, valueOf_string),
                          ROOT_OBJECT(isolate, Name, toString_string)};
  for (int i = 0; i < 2; i++) {
    const void *name = names[hint == kHintString ? 1 - i : i];
    Value method = TRY(Object_get_name_js(isolate, object, name));
    if (!Object_is_callable(isolate, method)) continue;
    Value result = TRY(Execution_call0_js(isolate, method, object));
    if (!Value_is_JSReceiver(isolate, result)) return result;
  }
  return Throw_type_error(isolate, kMessageCannotConvertToPrimitive,
                          ROOT(undefined_value), ROOT(undefined_value));
}

// ECMA-262 #sec-toprimitive
Value Object_to_primitive_js(Isolate *isolate, Value value,
                             PrimitiveHint hint) {
  if (!Value_is_JSReceiver(isolate, value)) return value;
  if (Isolate_native_stack_exhausted(isolate))
    return Isolate_throw_stack_overflow(isolate);
  Value exotic = TRY(Object_get_method_js(
      isolate, value, ROOT_KEY(isolate, to_primitive_symbol)));
  if (Value_is_undefined(exotic))
    return Object_ordinary_to_primitive_js(isolate, value, hint);
  Value hint_name = hint == kHintDefault  ? ROOT(default_string)
                    : hint == kHintNumber ? ROOT(number_string)
                                          : ROOT(string_string);
  Value result = TRY(Execution_call1_js(isolate, exotic, value, hint_name));
  if (Value_is_JSReceiver(isolate, result))
    return Throw_type_error(isolate, kMessageCannotConvertToPrimitive,
                            ROOT(undefined_value), ROOT(undefined_value));
  return result;
}

// ---- To primitive types ----

bool Object_to_boolean(const Isolate *isolate, Value value) {
  if (Value_is_smi(value)) return Value_smi(value) != 0;
  if (Value_is_unboxed_double(value)) {
    double number = Value_unboxed_double(value);
    return number == number && number != 0;
  }
  if (Value_is_true(value)) return true;
  if (Value_is_false(value) || Value_is_null_or_undefined(value)) return false;
  const HeapObject *object = Value_object(isolate, value);
  const Map *map = HeapObject_map(object);
  InstanceType type = (InstanceType)map->instance_type;
  if (InstanceType_is_string(type)) return ((const String *)object)->length > 0;
  if (type == HEAP_NUMBER_TYPE) {
    double number = ((const HeapNumber *)object)->value;
    return number == number && number != 0;
  }
  if (type == BIGINT_TYPE) return ((const BigInt *)object)->length != 0;
  return !(map->bit_field & kMapUndetectable);
}

Value Object_to_number_js(Isolate *isolate, Value value) {
  for (;;) {
    if (Value_is_number(isolate, value)) return value;
    HeapObject *object = Value_object(isolate, value);
    InstanceType type = HeapObject_type(object);
    if (InstanceType_is_string(type))
      return Value_from_number(String_to_number(isolate, (String *)object));
    switch (type) {
      case ODDBALL_TYPE:
        return Value_from_number(((Oddball *)object)->to_number);
      case SYMBOL_TYPE:
        return Throw_type_error(isolate, kMessageSymbolToNumber,
                                ROOT(undefined_value), ROOT(undefined_value));
      case BIGINT_TYPE:
        return Throw_type_error(isolate, kMessageBigIntToNumber,
                                ROOT(undefined_value), ROOT(undefined_value));
      default:
        value = TRY(Object_to_primitive_js(isolate, value, kHintNumber));
    }
  }
}

Value Object_to_numeric_js(Isolate *isolate, Value value) {
  if (Value_is_number(isolate, value)) return value;
  value = TRY(Object_to_primitive_js(isolate, value, kHintNumber));
  if (Value_is_BigInt(isolate, value)) return value;
  return Object_to_number_js(isolate, value);
}

Value Object_to_string_js(Isolate *isolate, Value value) {
  for (;;) {
    if (Value_is_number(isolate, value))
      return Value_from_object(
          Number_value_to_string(isolate, Value_number(isolate, value)));
    HeapObject *object = Value_object(isolate, value);
    InstanceType type = HeapObject_type(object);
    if (InstanceType_is_string(type)) return value;
    switch (type) {
      case ODDBALL_TYPE:
        return Oddball_to_string((Oddball *)object);
      case SYMBOL_TYPE:
        return Throw_type_error(isolate, kMessageSymbolToString,
                                ROOT(undefined_value), ROOT(undefined_value));
      case BIGINT_TYPE:
        return BigInt_to_string(isolate, (BigInt *)object, 10);
      default:
        value = TRY(Object_to_primitive_js(isolate, value, kHintString));
    }
  }
}

// ECMA-262 #sec-toobject
Value Object_to_object_js(Isolate *isolate, Value value) {
  if (Value_is_JSReceiver(isolate, value)) return value;
  if (Value_is_null_or_undefined(value))
    return Throw_type_error(isolate, kMessageNullOrUndefinedToObject,
                            ROOT(undefined_value), ROOT(undefined_value));
  Value map;
  if (Value_is_number(isolate, value)) {
    map = INTRINSIC(isolate, number_initial_map);
  } else if (Value_is_String(isolate, value)) {
    map = INTRINSIC(isolate, string_initial_map);
  } else if (Value_is_boolean(value)) {
    map = INTRINSIC(isolate, boolean_initial_map);
  } else if (Value_is_Symbol(isolate, value)) {
    map = INTRINSIC(isolate, symbol_initial_map);
  } else {
    map = INTRINSIC(isolate, bigint_initial_map);
  }
  JSPrimitiveWrapper *wrapper = (JSPrimitiveWrapper *)JSObject_new_from_map(
      isolate, Value_as_Map(isolate, map));
  JSPrimitiveWrapper_set_value(wrapper, Isolate_box(isolate, value));
  return Value_from_object(wrapper);
}

// ECMA-262 #sec-tobigint
Value Object_to_bigint_js(Isolate *isolate, Value value) {
  value = TRY(Object_to_primitive_js(isolate, value, kHintNumber));
  if (Value_is_BigInt(isolate, value)) return value;
  if (Value_is_boolean(value))
    return Value_from_object(
        BigInt_from_int64(isolate, Value_is_true(value) ? 1 : 0));
  if (Value_is_String(isolate, value)) {
    Value result = TRY(
        BigInt_from_string(isolate, Value_as_String(isolate, value)));
    if (!Value_is_undefined(result)) return result;
    return Throw_error(isolate, kErrorTypeSyntaxError, kMessageBigIntFromString,
                       value, ROOT(undefined_value), ROOT(undefined_value));
  }
  return Throw_type_error(isolate, kMessageBigIntFromObject, value,
                          ROOT(undefined_value));
}

// ---- To C numbers ----

bool Object_to_double_js(Isolate *isolate, Value value, double *out) {
  if (!Value_is_number(isolate, value)) {
    value = Object_to_number_js(isolate, value);
    if (Value_is_exception(value)) return false;
  }
  *out = Value_number(isolate, value);
  return true;
}

bool Object_to_integer_or_infinity_js(Isolate *isolate, Value value,
                                      double *out) {
  if (Value_is_smi(value)) {
    *out = Value_smi(value);
    return true;
  }
  if (!Object_to_double_js(isolate, value, out)) return false;
  // NaN and -0 become +0.
  *out = *out != *out ? 0 : trunc(*out) + 0.0;
  return true;
}

bool Object_to_int32_js(Isolate *isolate, Value value, int32_t *out) {
  if (Value_is_smi(value)) {
    *out = Value_smi(value);
    return true;
  }
  double number;
  if (!Object_to_double_js(isolate, value, &number)) return false;
  *out = Number_to_int32(number);
  return true;
}

bool Object_to_uint32_js(Isolate *isolate, Value value, uint32_t *out) {
  int32_t bits;
  if (!Object_to_int32_js(isolate, value, &bits)) return false;
  *out = (uint32_t)bits;
  return true;
}

bool Object_to_length_js(Isolate *isolate, Value value, double *out) {
  if (!Object_to_integer_or_infinity_js(isolate, value, out)) return false;
  if (*out < 0) *out = 0;
  if (*out > kMaxSafeInteger) *out = kMaxSafeInteger;
  return true;
}

bool Object_to_index_js(Isolate *isolate, Value value, double *out) {
  if (!Object_to_integer_or_infinity_js(isolate, value, out)) return false;
  if (*out >= 0 && *out <= kMaxSafeInteger) return true;
  (void)Throw_range_error(isolate, kMessageInvalidSafeInteger,
                          ROOT(undefined_value));
  return false;
}

int32_t Double_to_int32(double value) { return Number_to_int32(value); }

// ---- Sameness ----

// Same value as far as both are numbers that are no Smis; false otherwise.
static bool numbers_equal(const Isolate *isolate, Value a, Value b) {
  return Value_is_number(isolate, a) && Value_is_number(isolate, b) &&
         Value_number(isolate, a) == Value_number(isolate, b);
}

// Strings and BigInts compare by content, all else by identity.
static bool contents_equal(const Isolate *isolate, Value a, Value b) {
  if (!Value_is_heap_object(a) || !Value_is_heap_object(b)) return false;
  InstanceType type_a = HeapObject_type(Value_object(isolate, a));
  InstanceType type_b = HeapObject_type(Value_object(isolate, b));
  if (InstanceType_is_string(type_a) && InstanceType_is_string(type_b))
    return String_equals((Isolate *)isolate, Value_as_String(isolate, a),
                         Value_as_String(isolate, b));
  if (type_a == BIGINT_TYPE && type_b == BIGINT_TYPE)
    return BigInt_equals(Value_as_BigInt(isolate, a),
                         Value_as_BigInt(isolate, b));
  return false;
}

bool Object_strict_equals(const Isolate *isolate, Value a, Value b) {
  if (Value_is_number(isolate, a)) return numbers_equal(isolate, a, b);
  return Value_equals(a, b) || contents_equal(isolate, a, b);
}

bool Object_same_value_zero(const Isolate *isolate, Value a, Value b) {
  if (Value_is_number(isolate, a) && Value_is_number(isolate, b)) {
    double x = Value_number(isolate, a), y = Value_number(isolate, b);
    return x == y || (x != x && y != y);
  }
  return Value_equals(a, b) || contents_equal(isolate, a, b);
}

bool Object_same_value(const Isolate *isolate, Value a, Value b) {
  if (Value_is_number(isolate, a) && Value_is_number(isolate, b)) {
    double x = Value_number(isolate, a), y = Value_number(isolate, b);
    if (x != x) return y != y;
    return x == y && !signbit(x) == !signbit(y);
  }
  return Value_equals(a, b) || contents_equal(isolate, a, b);
}

// ---- Loose equality ----

static bool is_undetectable(const Isolate *isolate, Value value) {
  return Value_is_null_or_undefined(value) ||
         (Value_is_JSReceiver(isolate, value) &&
          (HeapObject_map(Value_object(isolate, value))->bit_field &
           kMapUndetectable));
}

// a is a BigInt, b another primitive that is no boolean.
static bool bigint_equals_primitive(Isolate *isolate, Value a, Value b,
                                    bool *result) {
  BigInt *bigint = Value_as_BigInt(isolate, a);
  if (Value_is_number(isolate, b)) {
    *result = BigInt_compare_to_double(bigint, Value_number(isolate, b)) == 0;
  } else if (Value_is_String(isolate, b)) {
    Value other = BigInt_from_string(isolate, Value_as_String(isolate, b));
    if (Value_is_exception(other)) return false;
    *result = !Value_is_undefined(other) &&
              BigInt_equals(bigint, Value_as_BigInt(isolate, other));
  } else {
    *result = false;
  }
  return true;
}

// ECMA-262 #sec-islooselyequal
bool Object_loose_equals_js(Isolate *isolate, Value a, Value b, bool *result) {
  for (;;) {
    bool a_receiver = Value_is_JSReceiver(isolate, a);
    bool b_receiver = Value_is_JSReceiver(isolate, b);
    if (a_receiver && b_receiver) {
      *result = Value_equals(a, b);
      return true;
    }
    if (is_undetectable(isolate, a) || is_undetectable(isolate, b)) {
      *result = is_undetectable(isolate, a) && is_undetectable(isolate, b);
      return true;
    }
    if (Value_is_boolean(a)) a = Value_from_smi(Value_is_true(a));
    if (Value_is_boolean(b)) b = Value_from_smi(Value_is_true(b));
    if (a_receiver || b_receiver) {
      Value *object = a_receiver ? &a : &b;
      *object = Object_to_primitive_js(isolate, *object, kHintDefault);
      if (Value_is_exception(*object)) return false;
      continue;
    }
    if (Value_is_BigInt(isolate, a) != Value_is_BigInt(isolate, b))
      return Value_is_BigInt(isolate, a)
                 ? bigint_equals_primitive(isolate, a, b, result)
                 : bigint_equals_primitive(isolate, b, a, result);
    bool a_number = Value_is_number(isolate, a);
    bool b_number = Value_is_number(isolate, b);
    if (a_number != b_number) {
      Value other = a_number ? b : a;
      if (!Value_is_String(isolate, other)) {
        *result = false;
        return true;
      }
      Value number = Value_from_number(
          String_to_number(isolate, Value_as_String(isolate, other)));
      *(a_number ? &b : &a) = number;
    }
    *result = Object_strict_equals(isolate, a, b);
    return true;
  }
}

// ---- Ordering ----

static ComparisonResult compare_doubles(double a, double b) {
  if (a < b) return kLess;
  if (a > b) return kGreater;
  return a == b ? kEqual : kUndefinedComparison;
}

static ComparisonResult comparison_from_order(int order) {
  return order < 0 ? kLess : order > 0 ? kGreater : kEqual;
}

// A BigInt against a number or a string; *result is seen from the BigInt.
static bool compare_bigint_with(Isolate *isolate, BigInt *bigint, Value other,
                                ComparisonResult *result) {
  if (Value_is_String(isolate, other)) {
    other = BigInt_from_string(isolate, Value_as_String(isolate, other));
    if (Value_is_exception(other)) return false;
    *result = Value_is_undefined(other)
                  ? kUndefinedComparison
                  : comparison_from_order(BigInt_compare(
                        bigint, Value_as_BigInt(isolate, other)));
    return true;
  }
  int order = BigInt_compare_to_double(bigint, Value_number(isolate, other));
  *result = order == 2 ? kUndefinedComparison : comparison_from_order(order);
  return true;
}

// ECMA-262 #sec-islessthan
bool Object_compare_js(Isolate *isolate, Value a, Value b, bool left_first,
                       ComparisonResult *result) {
  Value *first = left_first ? &a : &b, *second = left_first ? &b : &a;
  *first = Object_to_primitive_js(isolate, *first, kHintNumber);
  if (Value_is_exception(*first)) return false;
  *second = Object_to_primitive_js(isolate, *second, kHintNumber);
  if (Value_is_exception(*second)) return false;

  bool a_string = Value_is_String(isolate, a);
  bool b_string = Value_is_String(isolate, b);
  if (a_string && b_string) {
    *result = comparison_from_order(String_compare(
        isolate, Value_as_String(isolate, a), Value_as_String(isolate, b)));
    return true;
  }
  bool a_bigint = Value_is_BigInt(isolate, a);
  bool b_bigint = Value_is_BigInt(isolate, b);
  if (a_bigint && b_string)
    return compare_bigint_with(isolate, Value_as_BigInt(isolate, a), b, result);
  if (a_string && b_bigint) {
    if (!compare_bigint_with(isolate, Value_as_BigInt(isolate, b), a, result))
      return false;
    *result = *result == kLess      ? kGreater
              : *result == kGreater ? kLess
                                    : *result;
    return true;
  }
  *first = Object_to_numeric_js(isolate, *first);
  if (Value_is_exception(*first)) return false;
  *second = Object_to_numeric_js(isolate, *second);
  if (Value_is_exception(*second)) return false;
  a_bigint = Value_is_BigInt(isolate, a);
  b_bigint = Value_is_BigInt(isolate, b);
  if (a_bigint && b_bigint) {
    *result = comparison_from_order(BigInt_compare(
        Value_as_BigInt(isolate, a), Value_as_BigInt(isolate, b)));
    return true;
  }
  if (a_bigint)
    return compare_bigint_with(isolate, Value_as_BigInt(isolate, a), b, result);
  if (b_bigint) {
    if (!compare_bigint_with(isolate, Value_as_BigInt(isolate, b), a, result))
      return false;
    *result = *result == kLess      ? kGreater
              : *result == kGreater ? kLess
                                    : *result;
    return true;
  }
  *result = compare_doubles(Value_number(isolate, a), Value_number(isolate, b));
  return true;
}

// ---- Kinds ----

String *Object_type_of(Isolate *isolate, Value value) {
  if (Value_is_number(isolate, value))
    return ROOT_OBJECT(isolate, String, number_string);
  HeapObject *object = Value_object(isolate, value);
  const Map *map = HeapObject_map(object);
  InstanceType type = (InstanceType)map->instance_type;
  if (InstanceType_is_string(type))
    return ROOT_OBJECT(isolate, String, string_string);
  if (type == ODDBALL_TYPE)
    return Value_as_String(isolate, Oddball_type_of((Oddball *)object));
  if (type == SYMBOL_TYPE) return ROOT_OBJECT(isolate, String, symbol_string);
  if (type == BIGINT_TYPE) return ROOT_OBJECT(isolate, String, bigint_string);
  if (map->bit_field & kMapUndetectable)
    return ROOT_OBJECT(isolate, String, undefined_string);
  return Map_is_callable(map) ? ROOT_OBJECT(isolate, String, function_string)
                              : ROOT_OBJECT(isolate, String, object_string);
}

bool Object_is_callable(const Isolate *isolate, Value value) {
  return Value_is_heap_object(value) &&
         Map_is_callable(HeapObject_map(Value_object(isolate, value)));
}

bool Object_is_constructor(const Isolate *isolate, Value value) {
  return Value_is_heap_object(value) &&
         Map_is_constructor(HeapObject_map(Value_object(isolate, value)));
}

bool Object_is_array(Isolate *isolate, Value value, bool *result) {
  while (Value_is_JSProxy(isolate, value)) {
    JSProxy *proxy = Value_as_JSProxy(isolate, value);
    if (Value_is_null(JSProxy_handler(proxy))) {
      (void)Throw_type_error(isolate, kMessageProxyRevoked,
                             Value_from_object(
                                 String_new_ascii(isolate, "IsArray")),
                             ROOT(undefined_value));
      return false;
    }
    value = JSProxy_target(proxy);
  }
  *result = Value_is_JSArray(isolate, value);
  return true;
}
