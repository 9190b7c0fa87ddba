// SPDX-License-Identifier: MIT
//
// Methods of %TypedArray%.prototype that call a function of the program for each
// element (ECMA-262 #sec-properties-of-the-%typedarrayprototype%-object). The
// function may shrink or detach the array: elements beyond its end then read as
// undefined.
#include "engine/builtins/array-operations.h"
#include "engine/builtins/typed-array-callback-frame.h"
#include "engine/builtins/typed-array-operations.h"
#include "engine/bytecode/bytecodes.h"
#include "engine/bytecode/runtime-functions.h"

_Static_assert(kTypedCallbackRegisterCount == 5 &&
                   kTypedCallbackParameters == 3,
               "roots.def has these numbers of the frames");

#define THIS_AND_CALLBACK(method) \
  THIS_TYPED_ARRAY(method);       \
  TRY_BOOL(Builtin_check_callable(isolate, argv[1]))

// callback(element, k, array) with thisArg.
static Value call_js(Isolate *isolate, Value *argv, Value element, uint64_t k) {
  Value arguments[3] = {element, Value_from_int64((int64_t)k), argv[0]};
  return Execution_call_js(isolate, argv[1], argv[2], 3, arguments);
}

static Value for_each_js(Isolate *isolate, Value *argv, JSTypedArray *self,
                         uint64_t from, uint64_t length) {
  for (uint64_t k = from; k < length; k++)
    TRY(call_js(isolate, argv, TypedArray_get(isolate, self, k), k));
  return ROOT(undefined_value);
}

// ECMA-262 #sec-%typedarray%.prototype.foreach
Value Builtin_TypedArrayPrototypeForEach(Isolate *isolate, int64_t argc,
                                         Value *argv) {
  THIS_AND_CALLBACK("forEach");
  return for_each_js(isolate, argv, self, 0, length);
}

// The first element in one direction, but for `passed` ones, for which the
// callback's result is `wanted`: its index, or -1. False: it threw.
static bool search_from_js(Isolate *isolate, Value *argv, JSTypedArray *self,
                           uint64_t passed, uint64_t length, bool backward,
                           bool wanted, int64_t *index, Value *element) {
  for (uint64_t i = passed; i < length; i++) {
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

static bool search_js(Isolate *isolate, Value *argv, JSTypedArray *self,
                      uint64_t length, bool backward, bool wanted,
                      int64_t *index, Value *element) {
  return search_from_js(isolate, argv, self, 0, length, backward, wanted, index,
                        element);
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

static Value map_js(Isolate *isolate, Value *argv, JSTypedArray *self,
                    JSTypedArray *array, uint64_t from, uint64_t length) {
  for (uint64_t k = from; k < length; k++) {
    Value mapped =
        TRY(call_js(isolate, argv, TypedArray_get(isolate, self, k), k));
    TRY_BOOL(TypedArray_set_js(isolate, array, k, mapped));
  }
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
  return map_js(isolate, argv, self, array, 0, length);
}

// All but `passed` elements, in one direction.
static Value reduce_from_js(Isolate *isolate, Value *argv, JSTypedArray *self,
                            uint64_t passed, uint64_t length, bool backward,
                            Value accumulator) {
  for (uint64_t i = passed; i < length; i++) {
    uint64_t k = backward ? length - 1 - i : i;
    Value arguments[4] = {accumulator, TypedArray_get(isolate, self, k),
                          Value_from_int64((int64_t)k), argv[0]};
    accumulator = TRY(Execution_call_js(isolate, argv[1],
                                        ROOT(undefined_value), 4, arguments));
  }
  return accumulator;
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
  return reduce_from_js(isolate, argv, self, i, length, backward, accumulator);
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

// ---- The rest of a method that began in generated code ----

Value Runtime_NewMappedTypedArray(Isolate *isolate, Value value) {
  const JSTypedArray *array = Value_as_JSTypedArray(isolate, value);
  uint64_t length = JSTypedArray_current_length(array);
  uint64_t bytes = length * (uint64_t)TypedArray_element_bytes(array);
  if (bytes > kMaxHeapBufferBytes ||
      !TypedArray_has_initial_species(isolate, array))
    return ROOT(undefined_value);
  JSTypedArray *mapped =
      TypedArray_new(isolate, JSTypedArray_kind(array), (double)length);
  CHECK(mapped != NULL);
  return Value_from_object(mapped);
}

// some, every, find and findIndex, from the element behind `index` on.
static Value rest_of_search_js(Isolate *isolate, Value *argv,
                               JSTypedArray *self, uint64_t from,
                               uint64_t length, Bytecode step) {
  int64_t index;
  Value element;
  bool wanted = step != kBytecodeTypedArrayEveryStep;
  TRY_BOOL(search_from_js(isolate, argv, self, from, length, false, wanted,
                          &index, &element));
  switch (step) {
    case kBytecodeTypedArrayFindStep:
      return element;
    case kBytecodeTypedArrayFindIndexStep:
      return Value_from_int64(index);
    default:
      return Value_from_bool((index >= 0) == wanted);
  }
}

// result: what the callback returned for the element of the frame's index, or,
// before the first call, what decides nothing.
Value Runtime_TypedArrayCallbackRest(Isolate *isolate, Value result) {
  Value *fp = isolate->fp;
  Value *argv = fp + kTypedCallbackObject;
  JSTypedArray *self = Value_as_JSTypedArray(isolate, argv[0]);
  int32_t index = Value_smi(fp[kTypedCallbackIndex]);
  uint64_t from = (uint64_t)(index + 1);
  uint64_t length = (uint64_t)Value_smi(fp[kTypedCallbackLength]);
  bool is_true = Object_to_boolean(isolate, result);
  Bytecode step =
      (Bytecode)Value_as_BytecodeArray(isolate, fp[kFrameBytecodeArray])
          ->bytecodes[0];
  switch (step) {
    case kBytecodeTypedArrayForEachStep:
      return for_each_js(isolate, argv, self, from, length);
    case kBytecodeTypedArrayMapStep: {
      JSTypedArray *output =
          Value_as_JSTypedArray(isolate, fp[kTypedCallbackOutput]);
      if (index >= 0)
        TRY_BOOL(TypedArray_set_js(isolate, output, (uint64_t)index, result));
      return map_js(isolate, argv, self, output, from, length);
    }
    case kBytecodeTypedArrayReduceStep:
      return reduce_from_js(isolate, argv, self, from, length, false, result);
    case kBytecodeTypedArraySomeStep:
      if (is_true) return ROOT(true_value);
      break;
    case kBytecodeTypedArrayEveryStep:
      if (!is_true) return ROOT(false_value);
      break;
    case kBytecodeTypedArrayFindStep:
      if (is_true) return fp[kTypedCallbackElement];
      break;
    case kBytecodeTypedArrayFindIndexStep:
      if (is_true) return fp[kTypedCallbackIndex];
      break;
    default:
      CHECK(false);
  }
  return rest_of_search_js(isolate, argv, self, from, length, step);
}
