// SPDX-License-Identifier: MIT
//
// Array.prototype.at, includes, indexOf and lastIndexOf.
#include "engine/builtins/array-operations.h"
#include "engine/builtins/array-scan.h"
#include "engine/objects/protectors.h"

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

// A search from the front whose every step is unobservable.
typedef struct FastSearch {
  const JSObject *array;
  int32_t from, length;
} FastSearch;

// Of a JSArray with fast elements while no prototype has any: reading an
// element runs no user code, and what is no own element is absent.
static bool FastSearch_begin(const Isolate *isolate, const Value *argv,
                             FastSearch *search) {
  if (!Value_is_JSArray(isolate, argv[0]) ||
      !Protector_is_intact(isolate, kProtectorNoElements))
    return false;
  const JSArray *array = Value_as_JSArray(isolate, argv[0]);
  search->array = (const JSObject *)array;
  if (!ElementsKind_is_fast(JSObject_kind(search->array)) ||
      !Value_is_smi(JSArray_length(array)))
    return false;
  search->length = Value_smi(JSArray_length(array));
  search->from = 0;
  if (Value_is_undefined(argv[2])) return true;
  if (!Value_is_smi(argv[2])) return false;
  search->from = Value_smi(argv[2]);
  if (search->from < 0) search->from += search->length;
  if (search->from < 0) search->from = 0;
  return true;
}

static int32_t FastSearch_scan_js(Isolate *isolate, const FastSearch *search,
                                  Value sought, ScanEquality equality) {
  int32_t stored =
      ((FixedArrayBase *)JSObject_elements(search->array))->length;
  return Array_scan_js(isolate, search->array, search->from,
                       search->length < stored ? search->length : stored,
                       sought, equality);
}

// ECMA-262 #sec-array.prototype.includes
Value Builtin_ArrayPrototypeIncludes(Isolate *isolate, int64_t argc,
                                     Value *argv) {
  FastSearch search;
  if (FastSearch_begin(isolate, argv, &search)) {
    // Behind the store all is undefined.
    if (Value_is_undefined(argv[1]) && search.from < search.length &&
        search.length >
            ((FixedArrayBase *)JSObject_elements(search.array))->length)
      return ROOT(true_value);
    int32_t found =
        FastSearch_scan_js(isolate, &search, argv[1], kScanSameValueZero);
    return found == kScanThrew ? ROOT(exception) : Value_from_bool(found >= 0);
  }
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
  FastSearch search;
  if (FastSearch_begin(isolate, argv, &search)) {
    int32_t found =
        FastSearch_scan_js(isolate, &search, argv[1], kScanStrictly);
    return found == kScanThrew ? ROOT(exception) : Value_from_smi(found);
  }
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
