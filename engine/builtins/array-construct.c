// SPDX-License-Identifier: MIT
//
// The Array constructor, isArray and of; and the tables of everything on it and
// on Array.prototype.
#include "engine/builtins/array-operations.h"
#include "engine/builtins/bootstrapper.h"
#include "engine/objects/js-array.h"
#include "engine/objects/string.h"

// ECMA-262 #sec-array
Value Builtin_ArrayConstructor(Isolate *isolate, int64_t argc, Value *argv) {
  Value new_target = Builtin_new_target(argv);
  if (Value_is_undefined(new_target)) new_target = Builtin_function(argv);
  bool plain = Value_equals(new_target, Builtin_function(argv)) &&
               Value_equals(new_target, INTRINSIC(isolate, array_function));
  if (plain && argc != 1)
    return Value_from_object(
        JSArray_new_from_values(isolate, argv + 1, (int32_t)argc));
  JSArray *array;
  if (plain) {
    array = JSArray_new(isolate, 0);
  } else {
    // 3. Let proto be ? GetPrototypeFromConstructor(newTarget, ...).
    JSObject *object = JSObject_new_for_constructor_js(
        isolate, new_target, kNativeSlot_array_packed_smi_map);
    if (object == NULL) return ROOT(exception);
    array = (JSArray *)object;
    JSArray_set_length(array, Value_from_smi(0));
  }
  Value result = Value_from_object(array);
  if (argc == 1 && Value_is_number(isolate, argv[1])) {
    double length = Value_number(isolate, argv[1]);
    if (!(length >= 0 && length <= kMaxArrayLength) ||
        length != __builtin_floor(length))
      return Throw_range_error(isolate, kMessageInvalidArrayLength, argv[1]);
    if (plain) return Array_create_with_length(isolate, length);
    TRY_BOOL(Array_set_length_js(isolate, (JSReceiver *)array, length));
    return result;
  }
  for (int64_t i = 0; i < argc; i++)
    TRY_BOOL(Array_create_js(isolate, (JSReceiver *)array, (double)i,
                             argv[i + 1]));
  return result;
}

// ECMA-262 #sec-array.isarray
Value Builtin_ArrayIsArray(Isolate *isolate, int64_t argc, Value *argv) {
  bool result;
  TRY_BOOL(Object_is_array(isolate, argv[1], &result));
  return Value_from_bool(result);
}

// ECMA-262 #sec-array.of
Value Builtin_ArrayOf(Isolate *isolate, int64_t argc, Value *argv) {
  if (Value_equals(argv[0], INTRINSIC(isolate, array_function)))
    return Value_from_object(
        JSArray_new_from_values(isolate, argv + 1, (int32_t)argc));
  Value array = TRY(Array_of_constructor_js(isolate, argv[0], (double)argc));
  JSReceiver *object = Value_as_JSReceiver(isolate, array);
  for (int64_t k = 0; k < argc; k++)
    TRY_BOOL(Array_create_js(isolate, object, (double)k, argv[k + 1]));
  TRY_BOOL(Array_set_length_js(isolate, object, (double)argc));
  return array;
}

static const FunctionSpec kArrayFunctions[] = {
    METHOD("isArray", ArrayIsArray, 1),
    METHOD("from", ArrayFrom, 1),
    METHOD("fromAsync", ArrayFromAsync, 1),
    METHOD("of", ArrayOf, 0),
    GETTER("@@species", ReturnReceiver),
};
static const FunctionSpec kArrayPrototypeFunctions[] = {
    METHOD("at", ArrayPrototypeAt, 1),
    METHOD("concat", ArrayPrototypeConcat, 1),
    METHOD("copyWithin", ArrayPrototypeCopyWithin, 2),
    METHOD("fill", ArrayPrototypeFill, 1),
    METHOD("find", ArrayPrototypeFind, 1),
    METHOD("findIndex", ArrayPrototypeFindIndex, 1),
    METHOD("findLast", ArrayPrototypeFindLast, 1),
    METHOD("findLastIndex", ArrayPrototypeFindLastIndex, 1),
    METHOD("lastIndexOf", ArrayPrototypeLastIndexOf, 1),
    METHOD("pop", ArrayPrototypePop, 0),
    METHOD("push", ArrayPrototypePush, 1),
    METHOD("reverse", ArrayPrototypeReverse, 0),
    METHOD("shift", ArrayPrototypeShift, 0),
    METHOD("unshift", ArrayPrototypeUnshift, 1),
    METHOD("slice", ArrayPrototypeSlice, 2),
    METHOD("sort", ArrayPrototypeSort, 1),
    METHOD("splice", ArrayPrototypeSplice, 2),
    METHOD("includes", ArrayPrototypeIncludes, 1),
    METHOD("indexOf", ArrayPrototypeIndexOf, 1),
    METHOD("join", ArrayPrototypeJoin, 1),
    METHOD("keys", ArrayPrototypeKeys, 0),
    METHOD("entries", ArrayPrototypeEntries, 0),
    METHOD("values", ArrayPrototypeValues, 0),
    METHOD("forEach", ArrayPrototypeForEach, 1),
    METHOD("filter", ArrayPrototypeFilter, 1),
    METHOD("flat", ArrayPrototypeFlat, 0),
    METHOD("flatMap", ArrayPrototypeFlatMap, 1),
    METHOD("map", ArrayPrototypeMap, 1),
    METHOD("every", ArrayPrototypeEvery, 1),
    METHOD("some", ArrayPrototypeSome, 1),
    METHOD("reduce", ArrayPrototypeReduce, 1),
    METHOD("reduceRight", ArrayPrototypeReduceRight, 1),
    METHOD("toReversed", ArrayPrototypeToReversed, 0),
    METHOD("toSorted", ArrayPrototypeToSorted, 1),
    METHOD("toSpliced", ArrayPrototypeToSpliced, 2),
    METHOD("toLocaleString", ArrayPrototypeToLocaleString, 0),
    METHOD("toString", ArrayPrototypeToString, 0),
    METHOD("with", ArrayPrototypeWith, 2),
};

// ECMA-262 #sec-array.prototype-%symbol.unscopables%
static JSObject *new_unscopables(Isolate *isolate) {
  static const char *const kNames[] = {
      "at",       "copyWithin",    "entries",  "fill",       "find",
      "findIndex", "findLast",     "findLastIndex", "flat",  "flatMap",
      "includes", "keys",          "toReversed", "toSorted", "toSpliced",
      "values",
  };
  JSObject *object = JSObject_new_with_prototype(isolate, ROOT(null_value));
  for (size_t i = 0; i < ARRAY_LENGTH(kNames); i++)
    JSObject_define_data(
        isolate, object,
        PropertyKey_from_name(String_internalize_ascii(isolate, kNames[i])),
        ROOT(true_value), kNone);
  return object;
}

void Bootstrap_install_array(Isolate *isolate) {
  JSObject *function = INTRINSIC_OBJECT(isolate, JSObject, array_function);
  JSObject *prototype = INTRINSIC_OBJECT(isolate, JSObject, array_prototype);
  Bootstrap_install_functions(isolate, function, kArrayFunctions,
                              ARRAY_LENGTH(kArrayFunctions));
  Bootstrap_install_functions(isolate, prototype, kArrayPrototypeFunctions,
                              ARRAY_LENGTH(kArrayPrototypeFunctions));
  Value values = JSReceiver_get_own_data(
      isolate, (JSReceiver *)prototype, ROOT_OBJECT(isolate, Name,
                                                    values_string));
  NativeContext_set(Isolate_native_context(isolate),
                    kNativeSlot_array_prototype_values, values);
  JSObject_define_data(isolate, prototype, ROOT_KEY(isolate, iterator_symbol),
                       values, kDontEnum);
  JSObject_define_data(isolate, prototype,
                       ROOT_KEY(isolate, unscopables_symbol),
                       Value_from_object(new_unscopables(isolate)),
                       kReadOnly | kDontEnum);
}
