// SPDX-License-Identifier: MIT
//
// Array.prototype methods that look for something: at, includes, indexOf,
// lastIndexOf, find and its relatives, some, every.
#include "engine/builtins/array-operations.h"

// ECMA-262 #sec-array.prototype.at
Value Builtin_ArrayPrototypeAt(Isolate *isolate, int64_t argc, Value *argv) {
  JSReceiver *object;
  double length, k;
  TRY_BOOL(Array_receiver_js(isolate, argv[0], &object, &length));
  TRY_BOOL(Object_to_integer_or_infinity_js(isolate, argv[1], &k));
  if (k < 0) k += length;
  if (k < 0 || k >= length) return ROOT(undefined_value);
  return Array_get_js(isolate, object, k);
}

// Where a search from the front starts: fromIndex relative to length.
static bool start_index_js(Isolate *isolate, Value argument, double length,
                           double *k) {
  if (!Object_to_integer_or_infinity_js(isolate, argument, k)) return false;
  if (*k < 0) *k = length + *k > 0 ? length + *k : 0;
  return true;
}

// ECMA-262 #sec-array.prototype.includes
Value Builtin_ArrayPrototypeIncludes(Isolate *isolate, int64_t argc,
                                     Value *argv) {
  JSReceiver *object;
  double length, k;
  TRY_BOOL(Array_receiver_js(isolate, argv[0], &object, &length));
  if (length == 0) return ROOT(false_value);
  TRY_BOOL(start_index_js(isolate, argv[2], length, &k));
  ArrayHoles holes = {0};
  for (; k < length; k++) {
    Value element = TRY(Array_get_js(isolate, object, k));
    if (Object_same_value_zero(isolate, argv[1], element))
      return ROOT(true_value);
    // A hole is undefined, which is not what is looked for.
    if (Value_is_undefined(element))
      k += Array_absent_run(&holes, isolate, object, k, length) - 1;
  }
  return ROOT(false_value);
}

// ECMA-262 #sec-array.prototype.indexof
Value Builtin_ArrayPrototypeIndexOf(Isolate *isolate, int64_t argc,
                                    Value *argv) {
  JSReceiver *object;
  double length, k;
  TRY_BOOL(Array_receiver_js(isolate, argv[0], &object, &length));
  if (length == 0) return Value_from_smi(-1);
  TRY_BOOL(start_index_js(isolate, argv[2], length, &k));
  ArrayHoles holes = {0};
  for (; k < length; k++) {
    Value element;
    TRY_BOOL(Array_get_present_js(isolate, object, k, &element));
    if (Value_is_the_hole(element))
      k += Array_absent_run(&holes, isolate, object, k, length) - 1;
    else if (Object_strict_equals(isolate, argv[1], element))
      return Value_from_number(k);
  }
  return Value_from_smi(-1);
}

// ECMA-262 #sec-array.prototype.lastindexof
Value Builtin_ArrayPrototypeLastIndexOf(Isolate *isolate, int64_t argc,
                                        Value *argv) {
  JSReceiver *object;
  double length;
  TRY_BOOL(Array_receiver_js(isolate, argv[0], &object, &length));
  if (length == 0) return Value_from_smi(-1);
  // 4. If fromIndex is present: undefined given is not the same as absent.
  double k = length - 1;
  if (argc > 1) {
    TRY_BOOL(Object_to_integer_or_infinity_js(isolate, argv[2], &k));
    if (k >= 0) {
      k = k < length - 1 ? k : length - 1;
    } else {
      k += length;
    }
  }
  ArrayHoles holes = {0};
  for (; k >= 0; k--) {
    Value element;
    TRY_BOOL(Array_get_present_js(isolate, object, k, &element));
    if (Value_is_the_hole(element))
      k -= Array_absent_run(&holes, isolate, object, k, -1) - 1;
    else if (Object_strict_equals(isolate, argv[1], element))
      return Value_from_number(k);
  }
  return Value_from_smi(-1);
}
