// SPDX-License-Identifier: MIT
//
// Array.prototype.at, includes, indexOf and lastIndexOf.
#include "engine/builtins/array-operations.h"
#include "engine/objects/map.h"
#include "engine/objects/protectors.h"
#include "engine/objects/string.h"

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

typedef enum Found { kFoundNot, kFound, kFoundUnknown } Found;

// Whether a string is among the elements from k on. Known for arrays with fast
// elements while no prototype has any: a hole is undefined then, and what is
// read, or flattened to be compared, runs no user code.
static Found find_string(Isolate *isolate, JSReceiver *object, double k,
                         double length, String *sought) {
  if (HeapObject_type((HeapObject *)object) != JS_ARRAY_TYPE ||
      !Protector_is_intact(isolate, kProtectorNoElements))
    return kFoundUnknown;
  ElementsKind kind = JSObject_kind((JSObject *)object);
  if (!ElementsKind_is_fast(kind)) return kFoundUnknown;
  if (!ElementsKind_is_tagged(kind)) return kFoundNot;
  const FixedArray *elements =
      (const FixedArray *)JSObject_elements((JSObject *)object);
  int32_t end =
      length < elements->length ? (int32_t)length : elements->length;
  for (int32_t i = k < end ? (int32_t)k : end; i < end; i++) {
    Value element = FixedArray_get_slots(elements, i);
    if (Value_is_String(isolate, element) &&
        String_equals(isolate, Value_as_String(isolate, element), sought))
      return kFound;
  }
  return kFoundNot;
}

// ECMA-262 #sec-array.prototype.includes
Value Builtin_ArrayPrototypeIncludes(Isolate *isolate, int64_t argc,
                                     Value *argv) {
  JSReceiver *object;
  double length, k;
  TRY_BOOL(Array_receiver_js(isolate, argv[0], &object, &length));
  if (length == 0) return ROOT(false_value);
  TRY_BOOL(start_index_js(isolate, argv[2], length, &k));
  if (Value_is_String(isolate, argv[1])) {
    Found found = find_string(isolate, object, k, length,
                              Value_as_String(isolate, argv[1]));
    if (found != kFoundUnknown) return Value_from_bool(found == kFound);
  }
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
