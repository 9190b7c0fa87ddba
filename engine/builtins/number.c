// SPDX-License-Identifier: MIT
//
// ECMA-262 #sec-number-objects.
#include "engine/base/number-conversions.h"

#include <math.h>

#include "engine/builtins/bootstrapper.h"
#include "engine/objects/bigint.h"
#include "engine/objects/conversions.h"
#include "engine/objects/messages.h"
#include "engine/objects/string.h"

static const double kMaxSafeInteger = 9007199254740991.0;

// ECMA-262 #sec-number-constructor-number-value
Value Builtin_NumberConstructor(Isolate *isolate, int64_t argc, Value *argv) {
  Value number = Value_from_smi(0);
  if (argc > 0) {
    number = TRY(Object_to_numeric_js(isolate, argv[1]));
    if (Value_is_BigInt(isolate, number))
      number = Value_from_number(
          BigInt_to_double(Value_as_BigInt(isolate, number)));
  }
  Value new_target = Builtin_new_target(argv);
  if (Value_is_undefined(new_target)) return number;
  JSObject *wrapper = JSObject_new_for_constructor_js(
      isolate, new_target, kNativeSlot_number_initial_map);
  if (wrapper == NULL) return ROOT(exception);
  JSPrimitiveWrapper_set_value((JSPrimitiveWrapper *)wrapper,
                               Isolate_box(isolate, number));
  return Value_from_object(wrapper);
}

// #sec-thisnumbervalue
static bool this_number_value(Isolate *isolate, Value receiver,
                              const char *method, double *out) {
  if (Value_is_JSPrimitiveWrapper(isolate, receiver))
    receiver = JSPrimitiveWrapper_value(
        Value_as_JSPrimitiveWrapper(isolate, receiver));
  if (!Value_is_number(isolate, receiver)) {
    (void)Throw_text(isolate, kErrorTypeTypeError,
                     "%s requires that 'this' be a Number", method);
    return false;
  }
  *out = Value_number(isolate, receiver);
  return true;
}

static Value string_of(Isolate *isolate, const char *text, size_t length) {
  return Value_from_object(String_new_one_byte(
      isolate, (const uint8_t *)text, (int32_t)length));
}

// ECMA-262 #sec-number.prototype.toexponential
Value Builtin_NumberPrototypeToExponential(Isolate *isolate, int64_t argc,
                                           Value *argv) {
  double value, digits;
  TRY_BOOL(this_number_value(isolate, argv[0],
                             "Number.prototype.toExponential", &value));
  TRY_BOOL(Object_to_integer_or_infinity_js(isolate, argv[1], &digits));
  if (!isfinite(value))
    return Value_from_object(Number_value_to_string(isolate, value));
  if (digits < 0 || digits > 100)
    return Throw_range_error(
        isolate, kMessageNumberFormatRange,
        Value_from_object(String_new_ascii(isolate, "toExponential")));
  char text[kNumberToExponentialSize];
  int count = Value_is_undefined(argv[1]) ? -1 : (int)digits;
  return string_of(isolate, text, Number_to_exponential(value, count, text));
}

// ECMA-262 #sec-number.prototype.tofixed
Value Builtin_NumberPrototypeToFixed(Isolate *isolate, int64_t argc,
                                     Value *argv) {
  double value, digits;
  TRY_BOOL(this_number_value(isolate, argv[0], "Number.prototype.toFixed",
                             &value));
  TRY_BOOL(Object_to_integer_or_infinity_js(isolate, argv[1], &digits));
  if (digits < 0 || digits > 100)
    return Throw_text(isolate, kErrorTypeRangeError,
                      "toFixed() digits argument must be between 0 and 100");
  if (!isfinite(value) || fabs(value) >= 1e21)
    return Value_from_object(Number_value_to_string(isolate, value));
  char text[kNumberToFixedSize];
  return string_of(isolate, text, Number_to_fixed(value, (int)digits, text));
}

// ECMA-262 #sec-number.prototype.toprecision
Value Builtin_NumberPrototypeToPrecision(Isolate *isolate, int64_t argc,
                                         Value *argv) {
  double value, precision;
  TRY_BOOL(this_number_value(isolate, argv[0], "Number.prototype.toPrecision",
                             &value));
  if (Value_is_undefined(argv[1]))
    return Value_from_object(Number_value_to_string(isolate, value));
  TRY_BOOL(Object_to_integer_or_infinity_js(isolate, argv[1], &precision));
  if (!isfinite(value))
    return Value_from_object(Number_value_to_string(isolate, value));
  if (precision < 1 || precision > 100)
    return Throw_range_error(isolate, kMessageToPrecisionFormatRange,
                             ROOT(undefined_value));
  char text[kNumberToPrecisionSize];
  return string_of(isolate, text,
                   Number_to_precision(value, (int)precision, text));
}

// ECMA-262 #sec-number.prototype.tostring
Value Builtin_NumberPrototypeToString(Isolate *isolate, int64_t argc,
                                      Value *argv) {
  double value, radix = 10;
  TRY_BOOL(this_number_value(isolate, argv[0], "Number.prototype.toString",
                             &value));
  if (!Value_is_undefined(argv[1]))
    TRY_BOOL(Object_to_integer_or_infinity_js(isolate, argv[1], &radix));
  if (radix < 2 || radix > 36)
    return Throw_range_error(isolate, kMessageToRadixFormatRange,
                             ROOT(undefined_value));
  if (radix == 10 || !isfinite(value))
    return Value_from_object(Number_value_to_string(isolate, value));
  char text[kNumberToRadixStringSize];
  return string_of(isolate, text,
                   Number_to_radix_string(value, (int)radix, text));
}

// ECMA-262 #sec-number.prototype.tolocalestring, without ECMA-402: the plain
// text with the digits before the point in groups of three (as en-US).
Value Builtin_NumberPrototypeToLocaleString(Isolate *isolate, int64_t argc,
                                            Value *argv) {
  double value;
  TRY_BOOL(this_number_value(isolate, argv[0],
                             "Number.prototype.toLocaleString", &value));
  if (!isfinite(value) || fabs(value) >= 1e21)
    return Value_from_object(Number_value_to_string(isolate, value));
  char digits[kNumberToFixedSize], grouped[2 * kNumberToFixedSize];
  size_t length = Number_to_fixed(value, 3, digits);
  while (digits[length - 1] == '0') length--;
  if (digits[length - 1] == '.') length--;
  size_t integer_end = 0;
  while (integer_end < length && digits[integer_end] != '.') integer_end++;
  size_t out = 0;
  for (size_t i = 0; i < length; i++) {
    bool in_integer = i < integer_end && i > 0 && digits[i - 1] != '-';
    if (in_integer && (integer_end - i) % 3 == 0) grouped[out++] = ',';
    grouped[out++] = digits[i];
  }
  return string_of(isolate, grouped, out);
}

Value Builtin_NumberPrototypeValueOf(Isolate *isolate, int64_t argc,
                                     Value *argv) {
  double value;
  TRY_BOOL(this_number_value(isolate, argv[0], "Number.prototype.valueOf",
                             &value));
  return Value_from_number(value);
}

static bool is_integral(double value) {
  return isfinite(value) && trunc(value) == value;
}

Value Builtin_NumberIsFinite(Isolate *isolate, int64_t argc, Value *argv) {
  return Value_from_bool(Value_is_number(isolate, argv[1]) &&
                         isfinite(Value_number(isolate, argv[1])));
}

Value Builtin_NumberIsInteger(Isolate *isolate, int64_t argc, Value *argv) {
  return Value_from_bool(Value_is_number(isolate, argv[1]) &&
                         is_integral(Value_number(isolate, argv[1])));
}

Value Builtin_NumberIsNaN(Isolate *isolate, int64_t argc, Value *argv) {
  return Value_from_bool(Value_is_number(isolate, argv[1]) &&
                         isnan(Value_number(isolate, argv[1])));
}

Value Builtin_NumberIsSafeInteger(Isolate *isolate, int64_t argc,
                                  Value *argv) {
  if (!Value_is_number(isolate, argv[1])) return ROOT(false_value);
  double value = Value_number(isolate, argv[1]);
  return Value_from_bool(is_integral(value) && fabs(value) <= kMaxSafeInteger);
}

void Bootstrap_install_number(Isolate *isolate) {
  static const FunctionSpec kPrototype[] = {
      METHOD("toExponential", NumberPrototypeToExponential, 1),
      METHOD("toFixed", NumberPrototypeToFixed, 1),
      METHOD("toLocaleString", NumberPrototypeToLocaleString, 0),
      METHOD("toPrecision", NumberPrototypeToPrecision, 1),
      METHOD("toString", NumberPrototypeToString, 1),
      METHOD("valueOf", NumberPrototypeValueOf, 0),
  };
  static const FunctionSpec kStatic[] = {
      METHOD("isFinite", NumberIsFinite, 1),
      METHOD("isInteger", NumberIsInteger, 1),
      METHOD("isNaN", NumberIsNaN, 1),
      METHOD("isSafeInteger", NumberIsSafeInteger, 1),
  };
  static const struct {
    const char *name;
    double value;
  } kConstants[] = {
      {"EPSILON", 0x1p-52},
      {"MAX_SAFE_INTEGER", 9007199254740991.0},
      {"MAX_VALUE", 1.7976931348623157e308},
      {"MIN_SAFE_INTEGER", -9007199254740991.0},
      {"MIN_VALUE", 5e-324},
      {"NaN", NAN},
      {"NEGATIVE_INFINITY", -INFINITY},
      {"POSITIVE_INFINITY", INFINITY},
  };
  // The prototype is itself a Number object with value +0.
  JSObject *prototype = Bootstrap_new_wrapper_prototype(
      isolate, Value_from_smi(0), kNativeSlot_number_prototype);
  JSFunction *constructor = Bootstrap_new_constructor(
      isolate, "Number", kBuiltinNumberConstructor, 1, prototype,
      kClassJSPrimitiveWrapper, kNativeSlot_number_initial_map);
  Bootstrap_install_functions(isolate, prototype, kPrototype,
                              ARRAY_LENGTH(kPrototype));
  Bootstrap_install_functions(isolate, (JSObject *)constructor, kStatic,
                              ARRAY_LENGTH(kStatic));
  for (size_t i = 0; i < ARRAY_LENGTH(kConstants); i++)
    Bootstrap_define_constant(isolate, (JSObject *)constructor,
                              kConstants[i].name,
                              Value_from_double(kConstants[i].value));
}
