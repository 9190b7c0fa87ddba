// SPDX-License-Identifier: MIT
//
// Array.prototype.flat and flatMap.
#include "engine/builtins/array-operations.h"

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
    return Throw_not_callable(isolate, argv[1]);
  return flatten_to_new_array_js(isolate, object, length, 1, argv[1], argv[2]);
}
