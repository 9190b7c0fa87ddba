// SPDX-License-Identifier: MIT
//
// ECMA-262 #sec-bigint-objects.
#include "engine/objects/bigint.h"

#include <math.h>

#include "engine/builtins/bootstrapper.h"
#include "engine/objects/conversions.h"
#include "engine/objects/messages.h"
#include "engine/objects/string.h"

// ECMA-262 #sec-bigint-constructor-number-value
Value Builtin_BigIntConstructor(Isolate *isolate, int64_t argc, Value *argv) {
  if (!Value_is_undefined(Builtin_new_target(argv)))
    return Throw_type_error(
        isolate, kMessageNotConstructor,
        Value_from_object(String_new_ascii(isolate, "BigInt")),
        ROOT(undefined_value));
  Value primitive =
      TRY(Object_to_primitive_js(isolate, argv[1], kHintNumber));
  if (!Value_is_number(isolate, primitive))
    return Object_to_bigint_js(isolate, primitive);
  double number = Value_number(isolate, primitive);
  if (!isfinite(number) || trunc(number) != number)
    return Throw_range_error(isolate, kMessageBigIntFromNumber, primitive);
  return Value_from_object(BigInt_from_double(isolate, number));
}

// #sec-thisbigintvalue
static bool this_bigint(Isolate *isolate, Value receiver, const char *method,
                        BigInt **out) {
  if (Value_is_JSPrimitiveWrapper(isolate, receiver))
    receiver = JSPrimitiveWrapper_value(
        Value_as_JSPrimitiveWrapper(isolate, receiver));
  if (Value_is_BigInt(isolate, receiver)) {
    *out = Value_as_BigInt(isolate, receiver);
    return true;
  }
  (void)Throw_text(isolate, kErrorTypeTypeError,
                   "BigInt.prototype.%s requires that 'this' be a BigInt",
                   method);
  return false;
}

Value Builtin_BigIntPrototypeToString(Isolate *isolate, int64_t argc,
                                      Value *argv) {
  BigInt *value;
  double radix = 10;
  TRY_BOOL(this_bigint(isolate, argv[0], "toString", &value));
  if (!Value_is_undefined(argv[1]))
    TRY_BOOL(Object_to_integer_or_infinity_js(isolate, argv[1], &radix));
  if (radix < 2 || radix > 36)
    return Throw_range_error(isolate, kMessageToRadixFormatRange,
                             ROOT(undefined_value));
  return BigInt_to_string(isolate, value, (int)radix);
}

Value Builtin_BigIntPrototypeToLocaleString(Isolate *isolate, int64_t argc,
                                            Value *argv) {
  BigInt *value;
  TRY_BOOL(this_bigint(isolate, argv[0], "toLocaleString", &value));
  return BigInt_to_string(isolate, value, 10);
}

Value Builtin_BigIntPrototypeValueOf(Isolate *isolate, int64_t argc,
                                     Value *argv) {
  BigInt *value;
  TRY_BOOL(this_bigint(isolate, argv[0], "valueOf", &value));
  return Value_from_object(value);
}

// ECMA-262 #sec-bigint.asintn
Value Builtin_BigIntAsIntN(Isolate *isolate, int64_t argc, Value *argv) {
  double bits;
  TRY_BOOL(Object_to_index_js(isolate, argv[1], &bits));
  Value value = TRY(Object_to_bigint_js(isolate, argv[2]));
  return BigInt_as_int_n(isolate, bits, Value_as_BigInt(isolate, value));
}

// ECMA-262 #sec-bigint.asuintn
Value Builtin_BigIntAsUintN(Isolate *isolate, int64_t argc, Value *argv) {
  double bits;
  TRY_BOOL(Object_to_index_js(isolate, argv[1], &bits));
  Value value = TRY(Object_to_bigint_js(isolate, argv[2]));
  return BigInt_as_uint_n(isolate, bits, Value_as_BigInt(isolate, value));
}

void Bootstrap_install_bigint(Isolate *isolate) {
  static const FunctionSpec kPrototype[] = {
      METHOD("toLocaleString", BigIntPrototypeToLocaleString, 0),
      METHOD("toString", BigIntPrototypeToString, 0),
      METHOD("valueOf", BigIntPrototypeValueOf, 0),
  };
  static const FunctionSpec kStatic[] = {
      METHOD("asIntN", BigIntAsIntN, 2),
      METHOD("asUintN", BigIntAsUintN, 2),
  };
  JSObject *prototype = JSObject_new_plain(isolate);
  NativeContext_set(Isolate_native_context(isolate),
                    kNativeSlot_bigint_prototype, Value_from_object(prototype));
  JSFunction *constructor = Bootstrap_new_constructor(
      isolate, "BigInt", kBuiltinBigIntConstructor, 1, prototype,
      kClassJSPrimitiveWrapper, kNativeSlot_bigint_initial_map);
  Bootstrap_install_functions(isolate, prototype, kPrototype,
                              ARRAY_LENGTH(kPrototype));
  Bootstrap_set_to_string_tag(isolate, prototype, "BigInt");
  Bootstrap_install_functions(isolate, (JSObject *)constructor, kStatic,
                              ARRAY_LENGTH(kStatic));
}
