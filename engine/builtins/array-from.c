// SPDX-License-Identifier: MIT
//
// Array.from. Calls that map an array-like run in generated code
// (builtins-dsl/definitions/array-from.c), which comes here for all that is
// more than going from one absent element to the next.
#include "engine/builtins/array-from-frame.h"
#include "engine/builtins/array-plain.h"
#include "engine/builtins/iterator-operations.h"
#include "engine/bytecode/runtime-functions.h"

_Static_assert(kArrayFromRegisterCount == 4 && kArrayFromParameters == 4,
               "roots.def has these numbers of the frames");

Value Array_of_constructor_js(Isolate *isolate, Value constructor,
                              double length) {
  if (!Object_is_constructor(isolate, constructor))
    return Array_create_with_length(isolate, length < 0 ? 0 : length);
  if (length >= 0) return Array_construct_js(isolate, constructor, length);
  return Execution_construct_js(isolate, constructor, constructor, 0, NULL);
}

// One element of Array.from, mapped if there is a mapper.
static Value map_element_js(Isolate *isolate, const Value *argv, Value value,
                            double k) {
  if (Value_is_undefined(argv[2])) return value;
  Value arguments[2] = {value, Value_from_number(k)};
  return Execution_call_js(isolate, argv[2], argv[3], 2, arguments);
}

static Value from_iterable_js(Isolate *isolate, const Value *argv,
                              Value method) {
  // Without a mapper and into the realm's own Array, nothing can be seen
  // between two elements.
  if (Value_is_undefined(argv[2]) &&
      Value_equals(argv[0], INTRINSIC(isolate, array_function))) {
    FixedArray *list = Iterable_to_list_js(isolate, argv[1], method);
    if (list == NULL) return ROOT(exception);
    return Value_from_object(
        JSArray_new_from_elements(isolate, list, list->length));
  }
  Value array = TRY(Array_of_constructor_js(isolate, argv[0], -1));
  JSReceiver *object = Value_as_JSReceiver(isolate, array);
  IteratorRecord record;
  TRY_BOOL(Iterator_get_from_method_js(isolate, argv[1], method, &record));
  // The realm's own Array: what is made is not visible before it is returned,
  // but callbacks may change Array.prototype, which defining does not look at.
  for (double k = 0;; k++) {
    if (k >= kMaxSafeInteger) {
      Value sentinel = Throw_text(isolate, kErrorTypeTypeError,
                                  "Iterable yields too many values");
      (void)sentinel;
      return Iterator_close_on_throw_js(isolate, &record);
    }
    Value next;
    TRY_BOOL(Iterator_step_value_js(isolate, &record, &next));
    if (Value_is_the_hole(next)) {
      TRY_BOOL(Array_set_length_js(isolate, object, k));
      return array;
    }
    Value mapped = map_element_js(isolate, argv, next, k);
    if (Value_is_exception(mapped) ||
        !Array_create_js(isolate, object, k, mapped))
      return Iterator_close_on_throw_js(isolate, &record);
  }
}

// Steps 9-13, of the length that the array-like has.
static Value from_length_js(Isolate *isolate, const Value *argv,
                            JSReceiver *array_like, double length) {
  Value array = TRY(Array_of_constructor_js(isolate, argv[0], length));
  JSReceiver *object = Value_as_JSReceiver(isolate, array);
  for (double k = 0; k < length; k++) {
    Value value = TRY(Array_get_js(isolate, array_like, k));
    Value mapped = TRY(map_element_js(isolate, argv, value, k));
    TRY_BOOL(Array_create_js(isolate, object, k, mapped));
  }
  TRY_BOOL(Array_set_length_js(isolate, object, length));
  return array;
}

// Steps 7-13: items is not an Iterable, so assume it is an array-like object.
static Value from_array_like_js(Isolate *isolate, const Value *argv) {
  Value source = TRY(Object_to_object_js(isolate, argv[1]));
  JSReceiver *array_like = Value_as_JSReceiver(isolate, source);
  double length;
  TRY_BOOL(Object_length_js(isolate, array_like, &length));
  return from_length_js(isolate, argv, array_like, length);
}

// ECMA-262 #sec-array.from
Value Builtin_ArrayFrom(Isolate *isolate, int64_t argc, Value *argv) {
  if (Value_is_undefined(argv[2]) &&
      Value_equals(argv[0], INTRINSIC(isolate, array_function)) &&
      Array_is_iterated_by_index(isolate, argv[1])) {
    const JSArray *array = Value_as_JSArray(isolate, argv[1]);
    if (JSArray_length_number(array) <= kMaxListLength)
      return Value_from_object(Array_copy_dense(isolate, array));
  }
  if (!Value_is_undefined(argv[2]))
    TRY_BOOL(Builtin_check_callable(isolate, argv[2]));
  Value method = TRY(
      Object_get_method_js(isolate, argv[1], ROOT_KEY(isolate,
                                                      iterator_symbol)));
  if (!Value_is_undefined(method))
    return from_iterable_js(isolate, argv, method);
  return from_array_like_js(isolate, argv);
}

// ---- In generated code ----

// Before the first call. argv: the frame's parameters. Without output, *result
// is that of the whole call, or the sentinel.
static FixedArray *begin_js(Isolate *isolate, const Value *argv,
                            Value *result) {
  *result = ROOT(exception);
  Value method = Object_get_method_js(isolate, argv[1],
                                      ROOT_KEY(isolate, iterator_symbol));
  if (Value_is_exception(method)) return NULL;
  if (!Value_is_undefined(method)) {
    *result = from_iterable_js(isolate, argv, method);
    return NULL;
  }
  double length;
  if (!Object_length_js(isolate, Value_as_JSReceiver(isolate, argv[1]),
                        &length))
    return NULL;
  if (length == 0 || length > kMaxListLength) {
    *result = from_length_js(
        isolate, argv, Value_as_JSReceiver(isolate, argv[1]), length);
    return NULL;
  }
  return FixedArray_new_filled(isolate, (int32_t)length, ROOT(the_hole));
}

// mapped: what the mapper returned for the element at the index; nothing before
// the first call. the_hole: call for the element in the frame; else the
// method's result.
Value Runtime_ArrayFromStep(Isolate *isolate, Value mapped) {
  Value *fp = isolate->fp;
  int32_t index = 0;
  FixedArray *output;
  if (Value_is_undefined(fp[kArrayFromOutput])) {
    Value result;
    output = begin_js(isolate, &fp[kArrayFromReceiver], &result);
    if (output == NULL) return result;
    fp[kArrayFromOutput] = Value_from_object(output);
  } else {
    output = Value_as_FixedArray(isolate, fp[kArrayFromOutput]);
    index = Value_smi(fp[kArrayFromIndex]);
    FixedArray_set_slots(output, index++, Isolate_box(isolate, mapped));
    if (index == output->length)
      return Value_from_object(
          JSArray_new_from_elements(isolate, output, index));
  }
  fp[kArrayFromIndex] = Value_from_smi(index);
  fp[kArrayFromElement] =
      TRY(Array_get_js(isolate,
                       Value_as_JSReceiver(isolate, fp[kArrayFromItems]),
                       index));
  return ROOT(the_hole);
}
