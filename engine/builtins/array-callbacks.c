// SPDX-License-Identifier: MIT
//
// Array.prototype methods that call back for each element: forEach, map, filter,
// reduce, reduceRight, some, every, find and its kin. Each is a loop over an
// Iteration that may begin anywhere, as the generated steps
// (builtins-dsl/definitions/array-callbacks.c) leave the rest of a call here.
#include "engine/builtins/array-callback-frame.h"
#include "engine/builtins/array-operations.h"
#include "engine/bytecode/bytecodes.h"
#include "engine/bytecode/runtime-functions.h"

_Static_assert(kArrayCallbackRegisterCount == 7 &&
                   kArrayCallbackParameters == 3,
               "roots.def has these numbers of the frames");

typedef struct Iteration {
  JSReceiver *object;
  double length;
  double index;  // the next one
  Value callback;
  Value receiver;  // of the callback
  ArrayHoles holes;
} Iteration;

// Of a method that was called with argv. False: it threw.
static bool Iteration_begin_js(Isolate *isolate, Iteration *it,
                               const Value *argv) {
  *it = (Iteration){.callback = argv[1], .receiver = argv[2]};
  return Array_receiver_js(isolate, argv[0], &it->object, &it->length) &&
         Builtin_check_callable(isolate, it->callback);
}

static Value call_back_js(Isolate *isolate, const Iteration *it, double index,
                          Value element) {
  Value arguments[3] = {element, Value_from_number(index),
                        Value_from_object(it->object)};
  return Execution_call_js(isolate, it->callback, it->receiver, 3, arguments);
}

// There is no element at it->index: moves on to the last hole of the run.
static void pass_holes(Isolate *isolate, Iteration *it, int step) {
  double limit = step > 0 ? it->length : -1;
  it->index += step * (Array_absent_run(&it->holes, isolate, it->object,
                                        it->index, limit) - 1);
}

// ---- forEach ----

static Value for_each_js(Isolate *isolate, Iteration *it) {
  for (; it->index < it->length; it->index++) {
    Value element;
    TRY_BOOL(Array_get_present_js(isolate, it->object, it->index, &element));
    if (Value_is_the_hole(element))
      pass_holes(isolate, it, 1);
    else
      TRY(call_back_js(isolate, it, it->index, element));
  }
  return ROOT(undefined_value);
}

// ECMA-262 #sec-array.prototype.foreach
Value Builtin_ArrayPrototypeForEach(Isolate *isolate, int64_t argc,
                                    Value *argv) {
  Iteration it;
  TRY_BOOL(Iteration_begin_js(isolate, &it, argv));
  return for_each_js(isolate, &it);
}

// ---- map ----

// Where species makes a plain array, no user code can see it before it is
// returned, so that its elements are collected in a list.
typedef struct MapOutput {
  FixedArray *elements;  // the list
  JSReceiver *target;    // otherwise
} MapOutput;

static void put_mapped(Isolate *isolate, FixedArray *elements, double index,
                       Value value) {
  FixedArray_set_slots(elements, (int32_t)index, Isolate_box(isolate, value));
}

static Value map_js(Isolate *isolate, Iteration *it, MapOutput output) {
  for (; it->index < it->length; it->index++) {
    Value element;
    TRY_BOOL(Array_get_present_js(isolate, it->object, it->index, &element));
    if (Value_is_the_hole(element)) {
      pass_holes(isolate, it, 1);
      continue;
    }
    Value mapped = TRY(call_back_js(isolate, it, it->index, element));
    if (output.target == NULL)
      put_mapped(isolate, output.elements, it->index, mapped);
    else
      TRY_BOOL(Array_create_js(isolate, output.target, it->index, mapped));
  }
  if (output.target != NULL) return Value_from_object(output.target);
  return Value_from_object(JSArray_new_from_elements(
      isolate, output.elements, (int32_t)it->length));
}

// ECMA-262 #sec-array.prototype.map
Value Builtin_ArrayPrototypeMap(Isolate *isolate, int64_t argc, Value *argv) {
  Iteration it;
  TRY_BOOL(Iteration_begin_js(isolate, &it, argv));
  Value constructor = TRY(Array_species_js(isolate, it.object));
  MapOutput output = {NULL, NULL};
  if (Value_is_undefined(constructor) && it.length <= kMaxListLength) {
    output.elements =
        FixedArray_new_filled(isolate, (int32_t)it.length, ROOT(the_hole));
  } else {
    Value created =
        TRY(Value_is_undefined(constructor)
                ? Array_create_with_length(isolate, it.length)
                : Array_construct_js(isolate, constructor, it.length));
    output.target = Value_as_JSReceiver(isolate, created);
  }
  return map_js(isolate, &it, output);
}

// ---- filter ----

// The list, or the target if there is one.
static Value filter_js(Isolate *isolate, Iteration *it, ValueList *list,
                       JSReceiver *target) {
  double to = 0;
  for (; it->index < it->length; it->index++) {
    Value element;
    TRY_BOOL(Array_get_present_js(isolate, it->object, it->index, &element));
    if (Value_is_the_hole(element)) {
      pass_holes(isolate, it, 1);
      continue;
    }
    Value selected = TRY(call_back_js(isolate, it, it->index, element));
    if (!Object_to_boolean(isolate, selected)) continue;
    if (target == NULL)
      ValueList_add(list, element);
    else
      TRY_BOOL(Array_create_js(isolate, target, to++, element));
  }
  return target != NULL ? Value_from_object(target)
                        : Value_from_object(ValueList_to_array(list));
}

// ECMA-262 #sec-array.prototype.filter
Value Builtin_ArrayPrototypeFilter(Isolate *isolate, int64_t argc,
                                   Value *argv) {
  Iteration it;
  TRY_BOOL(Iteration_begin_js(isolate, &it, argv));
  Value constructor = TRY(Array_species_js(isolate, it.object));
  JSReceiver *target = NULL;
  ValueList list;
  if (Value_is_undefined(constructor)) {
    ValueList_init(&list, isolate, kArrayCallbackFirstCapacity);
  } else {
    Value created = TRY(Array_construct_js(isolate, constructor, 0));
    target = Value_as_JSReceiver(isolate, created);
  }
  return filter_js(isolate, &it, &list, target);
}

// ---- reduce, reduceRight ----

// Upward to length, or downward to 0. accumulator: the_hole if the first
// element present is to be it.
static Value reduce_js(Isolate *isolate, Iteration *it, int step,
                       Value accumulator) {
  for (; step > 0 ? it->index < it->length : it->index >= 0;
       it->index += step) {
    Value element;
    TRY_BOOL(Array_get_present_js(isolate, it->object, it->index, &element));
    if (Value_is_the_hole(element)) {
      pass_holes(isolate, it, step);
      continue;
    }
    if (Value_is_the_hole(accumulator)) {
      accumulator = element;
      continue;
    }
    Value arguments[4] = {accumulator, element, Value_from_number(it->index),
                          Value_from_object(it->object)};
    accumulator = TRY(Execution_call_js(isolate, it->callback,
                                        ROOT(undefined_value), 4, arguments));
  }
  if (Value_is_the_hole(accumulator))
    return Throw_type_error(isolate, kMessageReduceNoInitial,
                            ROOT(undefined_value), ROOT(undefined_value));
  return accumulator;
}

// ECMA-262 #sec-array.prototype.reduce
Value Builtin_ArrayPrototypeReduce(Isolate *isolate, int64_t argc,
                                   Value *argv) {
  Iteration it;
  TRY_BOOL(Iteration_begin_js(isolate, &it, argv));
  return reduce_js(isolate, &it, 1, argc >= 2 ? argv[2] : ROOT(the_hole));
}
// ECMA-262 #sec-array.prototype.reduceright
Value Builtin_ArrayPrototypeReduceRight(Isolate *isolate, int64_t argc,
                                        Value *argv) {
  Iteration it;
  TRY_BOOL(Iteration_begin_js(isolate, &it, argv));
  it.index = it.length - 1;
  return reduce_js(isolate, &it, -1, argc >= 2 ? argv[2] : ROOT(the_hole));
}

// ---- some, every ----

// The first element whose test is `wanted` decides.
static Value test_elements_js(Isolate *isolate, Iteration *it, bool wanted) {
  for (; it->index < it->length; it->index++) {
    Value element;
    TRY_BOOL(Array_get_present_js(isolate, it->object, it->index, &element));
    if (Value_is_the_hole(element)) {
      pass_holes(isolate, it, 1);
      continue;
    }
    Value result = TRY(call_back_js(isolate, it, it->index, element));
    if (Object_to_boolean(isolate, result) == wanted)
      return Value_from_bool(wanted);
  }
  return Value_from_bool(!wanted);
}

// ECMA-262 #sec-array.prototype.some
Value Builtin_ArrayPrototypeSome(Isolate *isolate, int64_t argc, Value *argv) {
  Iteration it;
  TRY_BOOL(Iteration_begin_js(isolate, &it, argv));
  return test_elements_js(isolate, &it, true);
}
// ECMA-262 #sec-array.prototype.every
Value Builtin_ArrayPrototypeEvery(Isolate *isolate, int64_t argc, Value *argv) {
  Iteration it;
  TRY_BOOL(Iteration_begin_js(isolate, &it, argv));
  return test_elements_js(isolate, &it, false);
}

// ---- find, findIndex, findLast, findLastIndex ----

typedef enum FindResult { kFindValue, kFindIndex } FindResult;
typedef enum FindDirection { kAscending = 1, kDescending = -1 } FindDirection;

// ECMA-262 #sec-findviapredicate: holes count.
static Value find_js(Isolate *isolate, Iteration *it, FindDirection order,
                     FindResult kind) {
  for (; it->index >= 0 && it->index < it->length; it->index += order) {
    Value element = TRY(Array_get_js(isolate, it->object, it->index));
    Value result = TRY(call_back_js(isolate, it, it->index, element));
    if (Object_to_boolean(isolate, result))
      return kind == kFindValue ? element : Value_from_number(it->index);
  }
  return kind == kFindValue ? ROOT(undefined_value) : Value_from_smi(-1);
}

static Value begin_find_js(Isolate *isolate, const Value *argv,
                           FindDirection order, FindResult kind) {
  Iteration it;
  TRY_BOOL(Iteration_begin_js(isolate, &it, argv));
  if (order == kDescending) it.index = it.length - 1;
  return find_js(isolate, &it, order, kind);
}

// ECMA-262 #sec-array.prototype.find
Value Builtin_ArrayPrototypeFind(Isolate *isolate, int64_t argc, Value *argv) {
  return begin_find_js(isolate, argv, kAscending, kFindValue);
}
// ECMA-262 #sec-array.prototype.findindex
Value Builtin_ArrayPrototypeFindIndex(Isolate *isolate, int64_t argc,
                                      Value *argv) {
  return begin_find_js(isolate, argv, kAscending, kFindIndex);
}
// ECMA-262 #sec-array.prototype.findlast
Value Builtin_ArrayPrototypeFindLast(Isolate *isolate, int64_t argc,
                                     Value *argv) {
  return begin_find_js(isolate, argv, kDescending, kFindValue);
}
// ECMA-262 #sec-array.prototype.findlastindex
Value Builtin_ArrayPrototypeFindLastIndex(Isolate *isolate, int64_t argc,
                                          Value *argv) {
  return begin_find_js(isolate, argv, kDescending, kFindIndex);
}

// ---- The rest of a method that began in generated code ----

static Value rest_of_map_js(Isolate *isolate, const Value *fp, Iteration *it,
                            Value result) {
  MapOutput output = {
      Value_as_FixedArray(isolate, fp[kArrayCallbackOutput]), NULL};
  if (it->index > 0)
    put_mapped(isolate, output.elements, it->index - 1, result);
  return map_js(isolate, it, output);
}

static Value rest_of_filter_js(Isolate *isolate, const Value *fp, Iteration *it,
                               Value result) {
  ValueList list = {
      isolate, Value_as_FixedArray(isolate, fp[kArrayCallbackOutput]),
      Value_smi(fp[kArrayCallbackCount])};
  if (Object_to_boolean(isolate, result))
    ValueList_add(&list, fp[kArrayCallbackElement]);
  return filter_js(isolate, it, &list, NULL);
}

// result: what the callback returned for the element before it.index, or, before
// the first call, what decides nothing.
Value Runtime_ArrayCallbackRest(Isolate *isolate, Value result) {
  const Value *fp = isolate->fp;
  double index = Value_smi(fp[kArrayCallbackIndex]);
  Iteration it = {
      .object = Value_as_JSReceiver(isolate, fp[kArrayCallbackObject]),
      .length = Value_smi(fp[kArrayCallbackLength]),
      .index = index + 1,
      .callback = fp[kArrayCallbackFunction],
      .receiver = fp[kArrayCallbackReceiver],
  };
  bool is_true = Object_to_boolean(isolate, result);
  const BytecodeArray *step =
      Value_as_BytecodeArray(isolate, fp[kFrameBytecodeArray]);
  switch ((Bytecode)step->bytecodes[0]) {
    case kBytecodeArrayForEachStep:
      return for_each_js(isolate, &it);
    case kBytecodeArrayMapStep:
      return rest_of_map_js(isolate, fp, &it, result);
    case kBytecodeArrayFilterStep:
      return rest_of_filter_js(isolate, fp, &it, result);
    case kBytecodeArraySomeStep:
      return is_true ? ROOT(true_value) : test_elements_js(isolate, &it, true);
    case kBytecodeArrayEveryStep:
      return is_true ? test_elements_js(isolate, &it, false)
                     : ROOT(false_value);
    case kBytecodeArrayFindStep:
      return is_true ? fp[kArrayCallbackElement]
                     : find_js(isolate, &it, kAscending, kFindValue);
    case kBytecodeArrayFindIndexStep:
      return is_true ? fp[kArrayCallbackIndex]
                     : find_js(isolate, &it, kAscending, kFindIndex);
    case kBytecodeArrayReduceStep:
      return reduce_js(isolate, &it, 1, result);
    case kBytecodeArrayReduceRightStep:
      it.index = index - 1;
      return reduce_js(isolate, &it, -1, result);
    default:
      break;
  }
  CHECK(false);
  return ROOT(exception);
}

Value Runtime_NewFixedArrayOfHoles(Isolate *isolate, Value length) {
  return Value_from_object(
      FixedArray_new_filled(isolate, Value_smi(length), ROOT(the_hole)));
}

Value Runtime_GrowFixedArray(Isolate *isolate, Value array) {
  ValueList list = {isolate, Value_as_FixedArray(isolate, array), 0};
  list.length = list.elements->length;
  ValueList_grow(&list);
  return Value_from_object(list.elements);
}

Value Runtime_NewArrayFromElements(Isolate *isolate, Value elements,
                                   Value length) {
  return Value_from_object(JSArray_new_from_elements(
      isolate, Value_as_FixedArray(isolate, elements), Value_smi(length)));
}
