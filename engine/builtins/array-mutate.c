// SPDX-License-Identifier: MIT
//
// Array.prototype methods that change their receiver: push, pop, shift,
// unshift, splice, reverse, fill, copyWithin. Each has the specification's loop
// and, where it pays, a path for plain arrays (Array_is_plain), on which no
// step of the loop can run user code.
#include "engine/builtins/array-operations.h"
#include "engine/builtins/array-plain.h"

static bool throw_length_exceeded(Isolate *isolate, const char *what) {
  Value sentinel =
      Throw_text(isolate, kErrorTypeTypeError,
                 "%s exceeding the maximum array length", what);
  (void)sentinel;
  return false;
}

// ECMA-262 #sec-array.prototype.push
Value Builtin_ArrayPrototypePush(Isolate *isolate, int64_t argc, Value *argv) {
  if (Value_is_JSArray(isolate, argv[0])) {
    JSArray *array = Value_as_JSArray(isolate, argv[0]);
    if (Array_is_plain(isolate, (JSReceiver *)array) &&
        JSArray_length_number(array) + (double)argc <= kMaxListLength) {
      for (int64_t i = 1; i <= argc; i++)
        JSArray_push(isolate, array, argv[i]);
      return JSArray_length(array);
    }
  }
  JSReceiver *object;
  double length;
  TRY_BOOL(Array_receiver_js(isolate, argv[0], &object, &length));
  // 4. If len + argCount > 2^53 - 1, throw a TypeError exception.
  if (length + (double)argc > kMaxSafeInteger)
    TRY_BOOL(throw_length_exceeded(isolate, "Pushing elements"));
  for (int64_t i = 1; i <= argc; i++)
    TRY_BOOL(Object_set_js(isolate, Value_from_object(object),
                           PropertyKey_from_number(isolate, length++), argv[i],
                           kThrowOnError));
  TRY_BOOL(Array_set_length_js(isolate, object, length));
  return Value_from_number(length);
}

// ECMA-262 #sec-array.prototype.pop
Value Builtin_ArrayPrototypePop(Isolate *isolate, int64_t argc, Value *argv) {
  if (Value_is_JSArray(isolate, argv[0])) {
    JSArray *array = Value_as_JSArray(isolate, argv[0]);
    Value value;
    if (Array_is_plain(isolate, (JSReceiver *)array)) {
      double length = JSArray_length_number(array);
      if (length == 0) return ROOT(undefined_value);
      if (!Array_fast_element(isolate, (JSReceiver *)array, length - 1, &value))
        value = ROOT(undefined_value);
      bool success;
      TRY_BOOL(JSArray_set_length_js(isolate, array, length - 1, kThrowOnError,
                                     &success));
      return value;
    }
  }
  JSReceiver *object;
  double length;
  TRY_BOOL(Array_receiver_js(isolate, argv[0], &object, &length));
  if (length == 0) {
    TRY_BOOL(Array_set_length_js(isolate, object, 0));
    return ROOT(undefined_value);
  }
  Value element = TRY(Array_get_js(isolate, object, length - 1));
  TRY_BOOL(Array_delete_js(isolate, object, length - 1));
  TRY_BOOL(Array_set_length_js(isolate, object, length - 1));
  return element;
}

// Moves `count` elements as the loops of shift, unshift, splice and copyWithin
// do: those that are at `from` go to `to`, with their holes. step: 1, or -1 to
// begin with the last one.
static bool move_range_js(Isolate *isolate, JSReceiver *object, double from,
                          double to, double count, int step) {
  double end = step > 0 ? from + count : from - 1;
  double shift = to - from;
  ArrayHoles holes = {0}, target_holes = {0};
  for (double k = step > 0 ? from : from + count - 1; k != end; k += step) {
    Value value;
    if (!Array_get_present_js(isolate, object, k, &value)) return false;
    if (!Value_is_the_hole(value)) {
      if (!Array_set_js(isolate, object, k + shift, value)) return false;
      continue;
    }
    if (!Array_delete_js(isolate, object, k + shift)) return false;
    // Where both are absent, nothing happens.
    double run = Array_absent_run(&holes, isolate, object, k, end);
    if (run == 1) continue;
    double target_run = Array_absent_run(&target_holes, isolate, object,
                                         k + shift, k + shift + step * run);
    k += step * (target_run - 1);
  }
  return true;
}

// ECMA-262 #sec-array.prototype.shift
Value Builtin_ArrayPrototypeShift(Isolate *isolate, int64_t argc, Value *argv) {
  int32_t plain_length;
  JSArray *array = Array_writable_plain(isolate, argv[0], &plain_length);
  if (array != NULL) {
    if (plain_length == 0) return ROOT(undefined_value);
    Value value;
    if (!Array_fast_element(isolate, (JSReceiver *)array, 0, &value))
      value = ROOT(undefined_value);
    Array_splice_plain(isolate, array, plain_length, 0, 1, 0, NULL);
    return value;
  }
  JSReceiver *object;
  double length;
  TRY_BOOL(Array_receiver_js(isolate, argv[0], &object, &length));
  if (length == 0) {
    TRY_BOOL(Array_set_length_js(isolate, object, 0));
    return ROOT(undefined_value);
  }
  Value first = TRY(Array_get_js(isolate, object, 0));
  TRY_BOOL(move_range_js(isolate, object, 1, 0, length - 1, 1));
  TRY_BOOL(Array_delete_js(isolate, object, length - 1));
  TRY_BOOL(Array_set_length_js(isolate, object, length - 1));
  return first;
}

// ECMA-262 #sec-array.prototype.unshift
Value Builtin_ArrayPrototypeUnshift(Isolate *isolate, int64_t argc,
                                    Value *argv) {
  int32_t plain_length;
  JSArray *array = Array_writable_plain(isolate, argv[0], &plain_length);
  if (array != NULL && plain_length + argc <= kMaxListLength) {
    Array_splice_plain(isolate, array, plain_length, 0, 0, (int32_t)argc,
                       argv + 1);
    return JSArray_length(array);
  }
  JSReceiver *object;
  double length;
  TRY_BOOL(Array_receiver_js(isolate, argv[0], &object, &length));
  if (argc > 0) {
    // 4.a. If len + argCount > 2^53 - 1, throw a TypeError exception.
    if (length + (double)argc > kMaxSafeInteger)
      TRY_BOOL(throw_length_exceeded(isolate, "Unshifting elements"));
    TRY_BOOL(move_range_js(isolate, object, 0, (double)argc, length, -1));
    for (int64_t i = 0; i < argc; i++)
      TRY_BOOL(Array_set_js(isolate, object, (double)i, argv[i + 1]));
  }
  TRY_BOOL(Array_set_length_js(isolate, object, length + (double)argc));
  return Value_from_number(length + (double)argc);
}

// Steps 9-14 of splice: the removed elements, in a new array.
static Value remove_spliced_js(Isolate *isolate, JSReceiver *object,
                               double start, double count) {
  Value created = TRY(Array_species_create_js(isolate, object, count));
  JSReceiver *removed = Value_as_JSReceiver(isolate, created);
  ArrayHoles holes = {0};
  for (double k = 0; k < count; k++) {
    Value value;
    TRY_BOOL(Array_get_present_js(isolate, object, start + k, &value));
    if (!Value_is_the_hole(value))
      TRY_BOOL(Array_create_js(isolate, removed, k, value));
    else
      k += Array_absent_run(&holes, isolate, object, start + k,
                            start + count) - 1;
  }
  TRY_BOOL(Array_set_length_js(isolate, removed, count));
  return created;
}

// Deletes the elements of [end, length), the last one first.
static bool delete_from_end_js(Isolate *isolate, JSReceiver *object,
                               double length, double end) {
  ArrayHoles holes = {0};
  for (double k = length - 1; k >= end; k--) {
    if (!Execution_serve_interrupts_js(isolate) ||
        !Array_delete_js(isolate, object, k))
      return false;
    // It was deleted, or is absent: a run has it at least.
    k -= Array_absent_run(&holes, isolate, object, k, end - 1) - 1;
  }
  return true;
}

// All of splice where nothing has to be converted. NULL: not done.
static JSArray *splice_by_smis(Isolate *isolate, int64_t argc,
                               const Value *argv) {
  int32_t length, start;
  JSArray *array = Array_writable_plain(isolate, argv[0], &length);
  if (array == NULL || argc < 2 || argc > kMaxListLength ||
      !Array_species_is_plain(isolate, (JSReceiver *)array) ||
      !Array_relative_smi(argv[1], length, 0, &start) ||
      !Value_is_smi(argv[2]))
    return NULL;
  int32_t removed = Value_smi(argv[2]), added = (int32_t)argc - 2;
  if (removed < 0) removed = 0;
  if (removed > length - start) removed = length - start;
  if (length > kMaxListLength - added) return NULL;
  JSArray *result = Array_copy_plain(isolate, array, start, removed);
  Array_splice_plain(isolate, array, length, start, removed, added, argv + 3);
  return result;
}

// Steps 9-18 of splice for an array that is plain, and whose species is, since
// the arguments were converted. NULL: not done.
static JSArray *splice_plain(Isolate *isolate, JSReceiver *object,
                             double length, double start, double removed,
                             int64_t added, const Value *items) {
  int32_t plain_length;
  JSArray *array = Array_writable_plain(isolate, Value_from_object(object),
                                        &plain_length);
  if (array == NULL || plain_length != length ||
      !Array_species_is_plain(isolate, object) ||
      length - removed + (double)added > kMaxListLength)
    return NULL;
  JSArray *result =
      Array_copy_plain(isolate, array, (int32_t)start, (int32_t)removed);
  Array_splice_plain(isolate, array, plain_length, (int32_t)start,
                     (int32_t)removed, (int32_t)added, items);
  return result;
}

// ECMA-262 #sec-array.prototype.splice
Value Builtin_ArrayPrototypeSplice(Isolate *isolate, int64_t argc,
                                   Value *argv) {
  JSArray *removed_elements = splice_by_smis(isolate, argc, argv);
  if (removed_elements != NULL) return Value_from_object(removed_elements);
  JSReceiver *object;
  double length, start;
  TRY_BOOL(Array_receiver_js(isolate, argv[0], &object, &length));
  TRY_BOOL(Array_relative_index_js(isolate, argv[1], length, 0, &start));
  // 6-10. itemCount and actualDeleteCount.
  int64_t added = argc > 2 ? argc - 2 : 0;
  const Value *items = argv + 3;
  double removed = 0;
  if (argc == 1) {
    removed = length - start;
  } else if (argc > 1) {
    TRY_BOOL(Object_to_integer_or_infinity_js(isolate, argv[2], &removed));
    if (removed < 0) removed = 0;
    if (removed > length - start) removed = length - start;
  }
  if (length + (double)added - removed > kMaxSafeInteger)
    TRY_BOOL(throw_length_exceeded(isolate, "Splicing elements"));
  JSArray *plain = splice_plain(isolate, object, length, start, removed, added,
                                items);
  if (plain != NULL) return Value_from_object(plain);
  Value result = TRY(remove_spliced_js(isolate, object, start, removed));
  if ((double)added != removed) {
    TRY_BOOL(move_range_js(isolate, object, start + removed,
                           start + (double)added, length - start - removed,
                           (double)added < removed ? 1 : -1));
    TRY_BOOL(delete_from_end_js(isolate, object, length,
                                length - removed + (double)added));
  }
  for (int64_t i = 0; i < added; i++)
    TRY_BOOL(Array_set_js(isolate, object, start + (double)i, items[i]));
  TRY_BOOL(Array_set_length_js(isolate, object,
                               length - removed + (double)added));
  return result;
}

// ECMA-262 #sec-array.prototype.reverse
Value Builtin_ArrayPrototypeReverse(Isolate *isolate, int64_t argc,
                                    Value *argv) {
  int32_t plain_length;
  JSArray *array = Array_writable_plain(isolate, argv[0], &plain_length);
  if (array != NULL) {
    Array_reverse_plain(array, plain_length);
    return argv[0];
  }
  JSReceiver *object;
  double length;
  TRY_BOOL(Array_receiver_js(isolate, argv[0], &object, &length));
  double middle = __builtin_floor(length / 2);
  ArrayHoles low_holes = {0}, high_holes = {0};
  for (double lower = 0; lower < middle; lower++) {
    double upper = length - lower - 1;
    Value low, high;
    TRY_BOOL(Array_get_present_js(isolate, object, lower, &low));
    TRY_BOOL(Array_get_present_js(isolate, object, upper, &high));
    bool low_exists = !Value_is_the_hole(low);
    bool high_exists = !Value_is_the_hole(high);
    if (!low_exists && !high_exists) {
      double run =
          Array_absent_run(&low_holes, isolate, object, lower, middle);
      if (run > 1)
        lower += Array_absent_run(&high_holes, isolate, object, upper,
                                  upper - run) - 1;
      continue;
    }
    if (high_exists) {
      TRY_BOOL(Array_set_js(isolate, object, lower, high));
    } else if (low_exists) {
      TRY_BOOL(Array_delete_js(isolate, object, lower));
    }
    if (low_exists) {
      TRY_BOOL(Array_set_js(isolate, object, upper, low));
    } else if (high_exists) {
      TRY_BOOL(Array_delete_js(isolate, object, upper));
    }
  }
  return Value_from_object(object);
}

// Fills a plain array's store if its kind can hold the value. False: not done.
static bool fill_plain(Isolate *isolate, Value receiver, Value value,
                       double start, double end) {
  int32_t length;
  JSArray *array = Array_writable_plain(isolate, receiver, &length);
  if (array == NULL || !(start <= end && end <= length)) return false;
  HeapObject *elements = JSObject_elements((JSObject *)array);
  ElementsKind kind = JSObject_kind((JSObject *)array);
  if (ElementsKind_is_double(kind)) {
    if (!Value_is_number(isolate, value)) return false;
    double number = Value_number(isolate, value);
    if (number != number) number = __builtin_nan("");
    double *values = ((FixedDoubleArray *)elements)->values;
    for (int32_t i = (int32_t)start; i < end; i++) values[i] = number;
    return true;
  }
  if (ElementsKind_is_smi(kind) && !Value_is_smi(value)) return false;
  Tagged slot = Value_tagged(Isolate_box(isolate, value));
  for (int32_t i = (int32_t)start; i < end; i++)
    ((FixedArray *)elements)->slots[i] = slot;
  WriteBarrier(elements);
  return true;
}

// ECMA-262 #sec-array.prototype.fill
Value Builtin_ArrayPrototypeFill(Isolate *isolate, int64_t argc, Value *argv) {
  JSReceiver *object;
  double length, k, final;
  TRY_BOOL(Array_receiver_js(isolate, argv[0], &object, &length));
  TRY_BOOL(Array_relative_index_js(isolate, argv[2], length, 0, &k));
  TRY_BOOL(Array_relative_index_js(isolate, argv[3], length, length, &final));
  if (k < final && fill_plain(isolate, argv[0], argv[1], k, final))
    return argv[0];
  // Boxed once, so that a double does not make a number for each element.
  Value value = argv[1];
  bool keep_unboxed =
      InstanceType_is_js_object(HeapObject_type((HeapObject *)object)) &&
      ElementsKind_is_double(JSObject_kind((JSObject *)object));
  if (!keep_unboxed) value = Isolate_box(isolate, value);
  for (; k < final; k++) {
    TRY_BOOL(Array_set_js(isolate, object, k, value));
  }
  return Value_from_object(object);
}

// ECMA-262 #sec-array.prototype.copywithin
Value Builtin_ArrayPrototypeCopyWithin(Isolate *isolate, int64_t argc,
                                       Value *argv) {
  JSReceiver *object;
  double length, to, from, final;
  TRY_BOOL(Array_receiver_js(isolate, argv[0], &object, &length));
  TRY_BOOL(Array_relative_index_js(isolate, argv[1], length, 0, &to));
  TRY_BOOL(Array_relative_index_js(isolate, argv[2], length, 0, &from));
  TRY_BOOL(Array_relative_index_js(isolate, argv[3], length, length, &final));
  double count = final - from < length - to ? final - from : length - to;
  if (count > 0)
    TRY_BOOL(move_range_js(isolate, object, from, to, count,
                           from < to && to < from + count ? -1 : 1));
  return Value_from_object(object);
}
