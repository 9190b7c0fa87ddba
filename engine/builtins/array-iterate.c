// SPDX-License-Identifier: MIT
//
// Array.prototype methods that call back for each element and make something of
// it: forEach, map, filter, reduce, reduceRight, flat, flatMap.
#include "engine/builtins/array-operations.h"

// Calls argv[1] with argv[2] as receiver for one element.
static Value call_back_js(Isolate *isolate, const Value *argv, Value element,
                          double k, JSReceiver *object) {
  Value arguments[3] = {element, Value_from_number(k),
                        Value_from_object(object)};
  return Execution_call_js(isolate, argv[1], argv[2], 3, arguments);
}

// ECMA-262 #sec-array.prototype.foreach
Value Builtin_ArrayPrototypeForEach(Isolate *isolate, int64_t argc,
                                    Value *argv) {
  JSReceiver *object;
  double length;
  TRY_BOOL(Array_receiver_js(isolate, argv[0], &object, &length));
  TRY_BOOL(Builtin_check_callable(isolate, argv[1]));
  for (double k = 0; k < length; k++) {
    Value element;
    TRY_BOOL(Array_get_present_js(isolate, object, k, &element));
    if (!Value_is_the_hole(element))
      TRY(call_back_js(isolate, argv, element, k, object));
  }
  return ROOT(undefined_value);
}

// ECMA-262 #sec-array.prototype.map
//
// Where species makes a plain array, no user code can see it before it is
// returned, so that its elements are collected in a list.
Value Builtin_ArrayPrototypeMap(Isolate *isolate, int64_t argc, Value *argv) {
  JSReceiver *object;
  double length;
  TRY_BOOL(Array_receiver_js(isolate, argv[0], &object, &length));
  TRY_BOOL(Builtin_check_callable(isolate, argv[1]));
  Value constructor = TRY(Array_species_js(isolate, object));
  bool plain =
      Value_is_undefined(constructor) && length <= kMaxListLength;
  JSReceiver *target = NULL;
  FixedArray *elements = NULL;
  if (plain) {
    elements = FixedArray_new_filled(isolate, (int32_t)length, ROOT(the_hole));
  } else {
    Value created =
        TRY(Value_is_undefined(constructor)
                ? Array_create_with_length(isolate, length)
                : Array_construct_js(isolate, constructor, length));
    target = Value_as_JSReceiver(isolate, created);
  }
  for (double k = 0; k < length; k++) {
    Value element;
    TRY_BOOL(Array_get_present_js(isolate, object, k, &element));
    if (Value_is_the_hole(element)) continue;
    Value mapped = TRY(call_back_js(isolate, argv, element, k, object));
    if (plain) {
      Value boxed = Isolate_box(isolate, mapped);
      FixedArray_set_slots(elements, (int32_t)k, boxed);
    } else {
      TRY_BOOL(Array_create_js(isolate, target, k, mapped));
    }
  }
  if (!plain) return Value_from_object(target);
  return Value_from_object(
      JSArray_new_from_elements(isolate, elements, (int32_t)length));
}

// ECMA-262 #sec-array.prototype.filter
Value Builtin_ArrayPrototypeFilter(Isolate *isolate, int64_t argc,
                                   Value *argv) {
  JSReceiver *object;
  double length, to = 0;
  TRY_BOOL(Array_receiver_js(isolate, argv[0], &object, &length));
  TRY_BOOL(Builtin_check_callable(isolate, argv[1]));
  Value constructor = TRY(Array_species_js(isolate, object));
  JSReceiver *target = NULL;
  ValueList list;
  if (Value_is_undefined(constructor)) {
    ValueList_init(&list, isolate, 16);
  } else {
    Value created = TRY(Array_construct_js(isolate, constructor, 0));
    target = Value_as_JSReceiver(isolate, created);
  }
  for (double k = 0; k < length; k++) {
    Value element;
    TRY_BOOL(Array_get_present_js(isolate, object, k, &element));
    if (Value_is_the_hole(element)) continue;
    Value selected = TRY(call_back_js(isolate, argv, element, k, object));
    if (!Object_to_boolean(isolate, selected)) continue;
    if (target == NULL) {
      ValueList_add(&list, element);
    } else {
      TRY_BOOL(Array_create_js(isolate, target, to++, element));
    }
  }
  return target != NULL ? Value_from_object(target)
                        : Value_from_object(ValueList_to_array(&list));
}

// reduce with step 1, reduceRight with step -1.
static Value reduce_js(Isolate *isolate, int64_t argc, const Value *argv,
                       int step) {
  JSReceiver *object;
  double length;
  TRY_BOOL(Array_receiver_js(isolate, argv[0], &object, &length));
  TRY_BOOL(Builtin_check_callable(isolate, argv[1]));
  double k = step > 0 ? 0 : length - 1;
  Value accumulator = argc >= 2 ? argv[2] : ROOT(the_hole);
  for (double i = 0; i < length; i++, k += step) {
    Value element;
    TRY_BOOL(Array_get_present_js(isolate, object, k, &element));
    if (Value_is_the_hole(element)) continue;
    if (Value_is_the_hole(accumulator)) {
      accumulator = element;
      continue;
    }
    Value arguments[4] = {accumulator, element, Value_from_number(k),
                          Value_from_object(object)};
    accumulator = TRY(Execution_call_js(isolate, argv[1],
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
  return reduce_js(isolate, argc, argv, 1);
}
// ECMA-262 #sec-array.prototype.reduceright
Value Builtin_ArrayPrototypeReduceRight(Isolate *isolate, int64_t argc,
                                        Value *argv) {
  return reduce_js(isolate, argc, argv, -1);
}

typedef struct Flattener {
  JSReceiver *target;
  double target_index;
  // flatMap's callback and receiver, or the_hole.
  Value mapper;
  Value mapper_receiver;
} Flattener;

// ECMA-262 #sec-flattenintoarray
static bool flatten_js(Isolate *isolate, Flattener *flattener,
                       JSReceiver *source, double length, double depth) {
  if (Isolate_native_stack_exhausted(isolate)) {
    Isolate_throw_stack_overflow(isolate);
    return false;
  }
  for (double k = 0; k < length; k++) {
    Value element;
    if (!Array_get_present_js(isolate, source, k, &element)) return false;
    if (Value_is_the_hole(element)) continue;
    if (!Value_is_the_hole(flattener->mapper)) {
      Value arguments[3] = {element, Value_from_number(k),
                            Value_from_object(source)};
      element = Execution_call_js(isolate, flattener->mapper,
                                  flattener->mapper_receiver, 3, arguments);
      if (Value_is_exception(element)) return false;
    }
    bool flatten = false;
    if (depth > 0 && !Object_is_array(isolate, element, &flatten)) return false;
    if (flatten) {
      JSReceiver *inner = Value_as_JSReceiver(isolate, element);
      double inner_length;
      if (!Object_length_js(isolate, inner, &inner_length)) return false;
      Value mapper = flattener->mapper;
      flattener->mapper = ROOT(the_hole);
      bool done =
          flatten_js(isolate, flattener, inner, inner_length, depth - 1);
      flattener->mapper = mapper;
      if (!done) return false;
      continue;
    }
    if (flattener->target_index >= kMaxSafeInteger) {
      Value sentinel = Throw_text(isolate, kErrorTypeTypeError,
                                  "Flattened array is too long");
      (void)sentinel;
      return false;
    }
    if (!Array_create_js(isolate, flattener->target, flattener->target_index++,
                         element))
      return false;
  }
  return true;
}

static Value flatten_to_new_array_js(Isolate *isolate, JSReceiver *object,
                                     double length, double depth, Value mapper,
                                     Value mapper_receiver) {
  Value created = TRY(Array_species_create_js(isolate, object, 0));
  Flattener flattener = {Value_as_JSReceiver(isolate, created), 0, mapper,
                         mapper_receiver};
  TRY_BOOL(flatten_js(isolate, &flattener, object, length, depth));
  return created;
}

// ECMA-262 #sec-array.prototype.flat
Value Builtin_ArrayPrototypeFlat(Isolate *isolate, int64_t argc, Value *argv) {
  JSReceiver *object;
  double length, depth = 1;
  TRY_BOOL(Array_receiver_js(isolate, argv[0], &object, &length));
  if (!Value_is_undefined(argv[1]))
    TRY_BOOL(Object_to_integer_or_infinity_js(isolate, argv[1], &depth));
  return flatten_to_new_array_js(isolate, object, length, depth,
                                 ROOT(the_hole), ROOT(undefined_value));
}

// ECMA-262 #sec-array.prototype.flatmap
Value Builtin_ArrayPrototypeFlatMap(Isolate *isolate, int64_t argc,
                                    Value *argv) {
  JSReceiver *object;
  double length;
  TRY_BOOL(Array_receiver_js(isolate, argv[0], &object, &length));
  if (!Object_is_callable(isolate, argv[1]))
    return Throw_text(isolate, kErrorTypeTypeError,
                      "flatMap mapper function is not callable");
  return flatten_to_new_array_js(isolate, object, length, 1, argv[1], argv[2]);
}
