// SPDX-License-Identifier: MIT
//
// Methods of %TypedArray%.prototype that call a function of the program for each
// element (ECMA-262 #sec-properties-of-the-%typedarrayprototype%-object). The
// function may shrink or detach the array: elements beyond its end then read as
// undefined.
#include "engine/builtins/array-operations.h"
#include "engine/builtins/typed-array-operations.h"

#define THIS_AND_CALLBACK(method) \
  THIS_TYPED_ARRAY(method);       \
  TRY_BOOL(Builtin_check_callable(isolate, argv[1]))

// callback(element, k, array) with thisArg.
static Value call_js(Isolate *isolate, Value *argv, Value element, uint64_t k) {
  Value arguments[3] = {element, Value_from_int64((int64_t)k), argv[0]};
  return Execution_call_js(isolate, argv[1], argv[2], 3, arguments);
}

// ECMA-262 #sec-%typedarray%.prototype.foreach
Value Builtin_TypedArrayPrototypeForEach(Isolate *isolate, int64_t argc,
                                         Value *argv) {
  THIS_AND_CALLBACK("forEach");
  for (uint64_t k = 0; k < length; k++)
    TRY(call_js(isolate, argv, TypedArray_get(isolate, self, k), k));
  return ROOT(undefined_value);
}

// The first element in one direction for which the callback's result is
// `wanted`: its index, or -1. False: it threw.
static bool search_js(Isolate *isolate, Value *argv, JSTypedArray *self,
                      uint64_t length, bool backward, bool wanted,
                      int64_t *index, Value *element) {
  for (uint64_t i = 0; i < length; i++) {
    uint64_t k = backward ? length - 1 - i : i;
    *element = TypedArray_get(isolate, self, k);
    Value result = call_js(isolate, argv, *element, k);
    if (Value_is_exception(result)) return false;
    if (Object_to_boolean(isolate, result) == wanted) {
      *index = (int64_t)k;
      return true;
    }
  }
  *index = -1;
  *element = ROOT(undefined_value);
  return true;
}

// ECMA-262 #sec-%typedarray%.prototype.every
Value Builtin_TypedArrayPrototypeEvery(Isolate *isolate, int64_t argc,
                                       Value *argv) {
  THIS_AND_CALLBACK("every");
  int64_t index;
  Value element;
  TRY_BOOL(search_js(isolate, argv, self, length, false, false, &index,
                     &element));
  return Value_from_bool(index < 0);
}

// ECMA-262 #sec-%typedarray%.prototype.some
Value Builtin_TypedArrayPrototypeSome(Isolate *isolate, int64_t argc,
                                      Value *argv) {
  THIS_AND_CALLBACK("some");
  int64_t index;
  Value element;
  TRY_BOOL(
      search_js(isolate, argv, self, length, false, true, &index, &element));
  return Value_from_bool(index >= 0);
}

// ECMA-262 #sec-%typedarray%.prototype.find, .findindex, .findlast,
// .findlastindex
#define FIND(Name, text, backward, result)                                  \
  Value Builtin_TypedArrayPrototype##Name(Isolate *isolate, int64_t argc,   \
                                          Value *argv) {                    \
    THIS_AND_CALLBACK(text);                                                \
    int64_t index;                                                          \
    Value element;                                                          \
    TRY_BOOL(search_js(isolate, argv, self, length, backward, true, &index, \
                       &element));                                          \
    return result;                                                          \
  }
FIND(Find, "find", false, element)
FIND(FindIndex, "findIndex", false, Value_from_int64(index))
FIND(FindLast, "findLast", true, element)
FIND(FindLastIndex, "findLastIndex", true, Value_from_int64(index))

// ECMA-262 #sec-%typedarray%.prototype.filter
Value Builtin_TypedArrayPrototypeFilter(Isolate *isolate, int64_t argc,
                                        Value *argv) {
  THIS_AND_CALLBACK("filter");
  ValueList kept;
  ValueList_init(&kept, isolate, 16);
  for (uint64_t k = 0; k < length; k++) {
    Value element = TypedArray_get(isolate, self, k);
    Value result = TRY(call_js(isolate, argv, element, k));
    if (Object_to_boolean(isolate, result)) ValueList_add(&kept, element);
  }
  Value count = Value_from_smi(kept.length);
  JSTypedArray *array = TypedArray_species_create_js(
      isolate, self, 1, &count, "%TypedArray%.prototype.filter");
  if (array == NULL) return ROOT(exception);
  for (int32_t i = 0; i < kept.length; i++)
    TRY_BOOL(TypedArray_set_js(isolate, array, (uint64_t)i,
                               FixedArray_get_slots(kept.elements, i)));
  return Value_from_object(array);
}

// ECMA-262 #sec-%typedarray%.prototype.map
Value Builtin_TypedArrayPrototypeMap(Isolate *isolate, int64_t argc,
                                     Value *argv) {
  THIS_AND_CALLBACK("map");
  Value count = Value_from_int64((int64_t)length);
  JSTypedArray *array = TypedArray_species_create_js(
      isolate, self, 1, &count, "%TypedArray%.prototype.map");
  if (array == NULL) return ROOT(exception);
  for (uint64_t k = 0; k < length; k++) {
    Value mapped =
        TRY(call_js(isolate, argv, TypedArray_get(isolate, self, k), k));
    TRY_BOOL(TypedArray_set_js(isolate, array, k, mapped));
  }
  return Value_from_object(array);
}

static Value reduce_js(Isolate *isolate, int64_t argc, Value *argv,
                       JSTypedArray *self, uint64_t length, bool backward) {
  uint64_t i = 0;
  Value accumulator = argv[2];
  // 4. An initialValue of undefined is present, too.
  if (argc < 2) {
    if (length == 0)
      return Throw_type_error(isolate, kMessageReduceNoInitial,
                              ROOT(undefined_value), ROOT(undefined_value));
    accumulator = TypedArray_get(isolate, self, backward ? length - 1 : 0);
    i = 1;
  }
  for (; i < length; i++) {
    uint64_t k = backward ? length - 1 - i : i;
    Value arguments[4] = {accumulator, TypedArray_get(isolate, self, k),
                          Value_from_int64((int64_t)k), argv[0]};
    accumulator = TRY(Execution_call_js(isolate, argv[1],
                                        ROOT(undefined_value), 4, arguments));
  }
  return accumulator;
}

// ECMA-262 #sec-%typedarray%.prototype.reduce
Value Builtin_TypedArrayPrototypeReduce(Isolate *isolate, int64_t argc,
                                        Value *argv) {
  THIS_AND_CALLBACK("reduce");
  return reduce_js(isolate, argc, argv, self, length, false);
}

// ECMA-262 #sec-%typedarray%.prototype.reduceright
Value Builtin_TypedArrayPrototypeReduceRight(Isolate *isolate, int64_t argc,
                                             Value *argv) {
  THIS_AND_CALLBACK("reduceRight");
  return reduce_js(isolate, argc, argv, self, length, true);
}
