// SPDX-License-Identifier: MIT
//
// Array.prototype.flat and flatMap.
#include "engine/builtins/array-plain.h"

typedef struct Flattener {
  // Where results go: a list while the result is a plain array that nobody has
  // seen (target is NULL), else properties of the target.
  JSReceiver *target;
  double target_index;
  ValueList list;
  // flatMap's callback and receiver, or the_hole.
  Value mapper;
  Value mapper_receiver;
} Flattener;

static bool add_js(Isolate *isolate, Flattener *flattener, Value value) {
  if (flattener->target == NULL) {
    if (flattener->list.length < kMaxListLength) {
      ValueList_add(&flattener->list, value);
      return true;
    }
    flattener->target_index = flattener->list.length;
    flattener->target = (JSReceiver *)ValueList_to_array(&flattener->list);
  }
  if (flattener->target_index >= kMaxSafeInteger) {
    Value sentinel = Throw_text(isolate, kErrorTypeTypeError,
                                "Flattened array is too long");
    (void)sentinel;
    return false;
  }
  return Array_create_js(isolate, flattener->target, flattener->target_index++,
                         value);
}

// The elements of an array that is not flattened any deeper, without its holes.
// False: not done, as reading them may run user code, or there is no list.
static bool add_plain_elements(Isolate *isolate, Flattener *flattener,
                               Value array) {
  int32_t length;
  const JSArray *plain = Array_readable_plain(isolate, array, &length);
  if (plain == NULL || flattener->target != NULL ||
      flattener->list.length + (double)length > kMaxListLength)
    return false;
  for (int32_t i = 0; i < length; i++) {
    Value element;
    if (Array_fast_element(isolate, (const JSReceiver *)plain, i, &element))
      ValueList_add(&flattener->list, element);
  }
  return true;
}

// ECMA-262 #sec-flattenintoarray
static bool flatten_js(Isolate *isolate, Flattener *flattener,
                       JSReceiver *source, double length, double depth) {
  if (Isolate_native_stack_exhausted(isolate)) {
    Isolate_throw_stack_overflow(isolate);
    return false;
  }
  if (!Execution_serve_interrupts_js(isolate)) return false;
  ArrayHoles holes = {0};
  for (double k = 0; k < length; k++) {
    Value element;
    if (!Array_get_present_js(isolate, source, k, &element)) return false;
    if (Value_is_the_hole(element)) {
      k += Array_absent_run(&holes, isolate, source, k, length) - 1;
      continue;
    }
    if (!Value_is_the_hole(flattener->mapper)) {
      Value arguments[3] = {element, Value_from_number(k),
                            Value_from_object(source)};
      element = Execution_call_js(isolate, flattener->mapper,
                                  flattener->mapper_receiver, 3, arguments);
      if (Value_is_exception(element)) return false;
    }
    bool flatten = false;
    if (depth > 0 && !Object_is_array(isolate, element, &flatten)) return false;
    if (!flatten) {
      if (!add_js(isolate, flattener, element)) return false;
      continue;
    }
    if (depth == 1 && add_plain_elements(isolate, flattener, element)) continue;
    JSReceiver *inner = Value_as_JSReceiver(isolate, element);
    double inner_length;
    if (!Object_length_js(isolate, inner, &inner_length)) return false;
    Value mapper = flattener->mapper;
    flattener->mapper = ROOT(the_hole);
    bool done = flatten_js(isolate, flattener, inner, inner_length, depth - 1);
    flattener->mapper = mapper;
    if (!done) return false;
  }
  return true;
}

static Value flatten_to_new_array_js(Isolate *isolate, JSReceiver *object,
                                     double length, double depth, Value mapper,
                                     Value mapper_receiver) {
  Flattener flattener = {.mapper = mapper, .mapper_receiver = mapper_receiver};
  Value constructor = TRY(Array_species_js(isolate, object));
  if (Value_is_undefined(constructor)) {
    ValueList_init(&flattener.list, isolate,
                   length < 1024 ? (int32_t)length : 1024);
  } else {
    Value created = TRY(Array_construct_js(isolate, constructor, 0));
    flattener.target = Value_as_JSReceiver(isolate, created);
  }
  TRY_BOOL(flatten_js(isolate, &flattener, object, length, depth));
  return Value_from_object(flattener.target != NULL
                               ? flattener.target
                               : (JSReceiver *)ValueList_to_array(
                                     &flattener.list));
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
    return Throw_not_callable(isolate, argv[1]);
  return flatten_to_new_array_js(isolate, object, length, 1, argv[1], argv[2]);
}
