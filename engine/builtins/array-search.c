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
  for (; k < length; k++) {
    Value element = TRY(Array_get_js(isolate, object, k));
    if (Object_same_value_zero(isolate, argv[1], element))
      return ROOT(true_value);
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
  for (; k < length; k++) {
    Value element;
    TRY_BOOL(Array_get_present_js(isolate, object, k, &element));
    if (!Value_is_the_hole(element) &&
        Object_strict_equals(isolate, argv[1], element))
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
  for (; k >= 0; k--) {
    Value element;
    TRY_BOOL(Array_get_present_js(isolate, object, k, &element));
    if (!Value_is_the_hole(element) &&
        Object_strict_equals(isolate, argv[1], element))
      return Value_from_number(k);
  }
  return Value_from_smi(-1);
}

typedef enum FindResult { kFindValue, kFindIndex } FindResult;
typedef enum FindDirection { kAscending, kDescending } FindDirection;

// ECMA-262 #sec-findviapredicate, and the methods around it.
static Value find_js(Isolate *isolate, const Value *argv, FindDirection order,
                     FindResult kind) {
  JSReceiver *object;
  double length;
  TRY_BOOL(Array_receiver_js(isolate, argv[0], &object, &length));
  TRY_BOOL(Builtin_check_callable(isolate, argv[1]));
  for (double i = 0; i < length; i++) {
    double k = order == kAscending ? i : length - 1 - i;
    Value element = TRY(Array_get_js(isolate, object, k));
    Value arguments[3] = {element, Value_from_number(k),
                          Value_from_object(object)};
    Value result =
        TRY(Execution_call_js(isolate, argv[1], argv[2], 3, arguments));
    if (Object_to_boolean(isolate, result))
      return kind == kFindValue ? element : Value_from_number(k);
  }
  return kind == kFindValue ? ROOT(undefined_value) : Value_from_smi(-1);
}

// ECMA-262 #sec-array.prototype.find
Value Builtin_ArrayPrototypeFind(Isolate *isolate, int64_t argc, Value *argv) {
  return find_js(isolate, argv, kAscending, kFindValue);
}
// ECMA-262 #sec-array.prototype.findindex
Value Builtin_ArrayPrototypeFindIndex(Isolate *isolate, int64_t argc,
                                      Value *argv) {
  return find_js(isolate, argv, kAscending, kFindIndex);
}
// ECMA-262 #sec-array.prototype.findlast
Value Builtin_ArrayPrototypeFindLast(Isolate *isolate, int64_t argc,
                                     Value *argv) {
  return find_js(isolate, argv, kDescending, kFindValue);
}
// ECMA-262 #sec-array.prototype.findlastindex
Value Builtin_ArrayPrototypeFindLastIndex(Isolate *isolate, int64_t argc,
                                          Value *argv) {
  return find_js(isolate, argv, kDescending, kFindIndex);
}

// some and every: the first element whose test is `wanted` decides.
static Value test_elements_js(Isolate *isolate, const Value *argv,
                              bool wanted) {
  JSReceiver *object;
  double length;
  TRY_BOOL(Array_receiver_js(isolate, argv[0], &object, &length));
  TRY_BOOL(Builtin_check_callable(isolate, argv[1]));
  for (double k = 0; k < length; k++) {
    Value element;
    TRY_BOOL(Array_get_present_js(isolate, object, k, &element));
    if (Value_is_the_hole(element)) continue;
    Value arguments[3] = {element, Value_from_number(k),
                          Value_from_object(object)};
    Value result =
        TRY(Execution_call_js(isolate, argv[1], argv[2], 3, arguments));
    if (Object_to_boolean(isolate, result) == wanted)
      return Value_from_bool(wanted);
  }
  return Value_from_bool(!wanted);
}

// ECMA-262 #sec-array.prototype.some
Value Builtin_ArrayPrototypeSome(Isolate *isolate, int64_t argc, Value *argv) {
  return test_elements_js(isolate, argv, true);
}
// ECMA-262 #sec-array.prototype.every
Value Builtin_ArrayPrototypeEvery(Isolate *isolate, int64_t argc, Value *argv) {
  return test_elements_js(isolate, argv, false);
}
