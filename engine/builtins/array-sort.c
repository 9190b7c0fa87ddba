// SPDX-License-Identifier: MIT
//
// Array.prototype.sort and toSorted: a merge sort of a list of values, with
// binary insertion for short runs. User code (comparators, toString) can see
// neither the list nor its order of work beyond what the comparator is given.
#include "engine/builtins/array-operations.h"
#include "engine/objects/string.h"

enum { kInsertionSortLength = 12 };

typedef struct Sorter {
  Isolate *isolate;
  Value comparator;
  // Sorting by strings: keys[i] is the string of values[i], moved along.
  FixedArray *values, *keys;
  FixedArray *spare_values, *spare_keys;
} Sorter;

// ECMA-262 #sec-comparearrayelements, step 4: whether `b` must precede `a`.
static bool must_swap(Sorter *sorter, Value a, Value b, bool *swap) {
  Isolate *isolate = sorter->isolate;
  Value arguments[2] = {a, b};
  Value result = Execution_call_js(isolate, sorter->comparator,
                                   ROOT(undefined_value), 2, arguments);
  if (Value_is_exception(result)) return false;
  if (Value_is_smi(result)) {
    *swap = Value_smi(result) > 0;
    return true;
  }
  double number;
  if (!Object_to_double_js(isolate, result, &number)) return false;
  *swap = number > 0;
  return true;
}

// Whether entry `later` must come before entry `earlier`.
static bool entry_precedes(Sorter *sorter, FixedArray *values, FixedArray *keys,
                           int32_t earlier, int32_t later, bool *result) {
  if (keys != NULL) {
    *result = String_compare(
                  sorter->isolate,
                  Value_as_String(sorter->isolate,
                                  FixedArray_get_slots(keys, earlier)),
                  Value_as_String(sorter->isolate,
                                  FixedArray_get_slots(keys, later))) > 0;
    return true;
  }
  return must_swap(sorter, FixedArray_get_slots(values, earlier),
                   FixedArray_get_slots(values, later), result);
}

static void move_entry(Sorter *sorter, FixedArray *to_values,
                       FixedArray *to_keys, int32_t to, FixedArray *from_values,
                       FixedArray *from_keys, int32_t from) {
  FixedArray_set_slots(to_values, to, FixedArray_get_slots(from_values, from));
  if (to_keys != NULL)
    FixedArray_set_slots(to_keys, to, FixedArray_get_slots(from_keys, from));
}

static bool insertion_sort(Sorter *sorter, int32_t begin, int32_t end) {
  for (int32_t i = begin + 1; i < end; i++) {
    int32_t low = begin, high = i;
    // Most input is partly in order: look at the neighbour first.
    bool precedes;
    if (!entry_precedes(sorter, sorter->values, sorter->keys, i - 1, i,
                        &precedes))
      return false;
    if (!precedes) continue;
    high = i - 1;
    while (low < high) {
      int32_t middle = low + (high - low) / 2;
      if (!entry_precedes(sorter, sorter->values, sorter->keys, middle, i,
                          &precedes))
        return false;
      if (precedes) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    Value value = FixedArray_get_slots(sorter->values, i);
    memmove(&sorter->values->slots[low + 1], &sorter->values->slots[low],
            (size_t)(i - low) * sizeof(Tagged));
    FixedArray_set_slots(sorter->values, low, value);
    if (sorter->keys == NULL) continue;
    Value key = FixedArray_get_slots(sorter->keys, i);
    memmove(&sorter->keys->slots[low + 1], &sorter->keys->slots[low],
            (size_t)(i - low) * sizeof(Tagged));
    FixedArray_set_slots(sorter->keys, low, key);
  }
  return true;
}

static bool merge(Sorter *sorter, int32_t begin, int32_t middle, int32_t end) {
  bool precedes;
  if (!entry_precedes(sorter, sorter->values, sorter->keys, middle - 1, middle,
                      &precedes))
    return false;
  if (!precedes) return true;
  // The left run moves aside; spare entries [0, left_count).
  int32_t left_count = middle - begin;
  for (int32_t i = 0; i < left_count; i++)
    move_entry(sorter, sorter->spare_values, sorter->spare_keys, i,
               sorter->values, sorter->keys, begin + i);
  int32_t left = 0, right = middle, to = begin;
  while (left < left_count && right < end) {
    // Both runs in one numbering would need a copy; compare by value.
    if (sorter->keys != NULL) {
      precedes = String_compare(
                     sorter->isolate,
                     Value_as_String(sorter->isolate,
                                     FixedArray_get_slots(sorter->spare_keys,
                                                          left)),
                     Value_as_String(sorter->isolate,
                                     FixedArray_get_slots(sorter->keys,
                                                          right))) > 0;
    } else if (!must_swap(sorter,
                          FixedArray_get_slots(sorter->spare_values, left),
                          FixedArray_get_slots(sorter->values, right),
                          &precedes)) {
      return false;
    }
    if (precedes) {
      move_entry(sorter, sorter->values, sorter->keys, to++, sorter->values,
                 sorter->keys, right++);
    } else {
      move_entry(sorter, sorter->values, sorter->keys, to++,
                 sorter->spare_values, sorter->spare_keys, left++);
    }
  }
  while (left < left_count)
    move_entry(sorter, sorter->values, sorter->keys, to++,
               sorter->spare_values, sorter->spare_keys, left++);
  return true;
}

static bool merge_sort(Sorter *sorter, int32_t begin, int32_t end) {
  if (!Execution_serve_interrupts_js(sorter->isolate)) return false;
  if (end - begin <= kInsertionSortLength)
    return insertion_sort(sorter, begin, end);
  int32_t middle = begin + (end - begin) / 2;
  return merge_sort(sorter, begin, middle) && merge_sort(sorter, middle, end) &&
         merge(sorter, begin, middle, end);
}

// How many entries from `begin` on are in order (or, *descending, each strictly
// before the one ahead of it).
static bool count_run(Sorter *sorter, int32_t count, int32_t *length,
                      bool *descending) {
  *length = 1;
  for (int32_t i = 1; i < count; i++) {
    bool precedes;
    if (!entry_precedes(sorter, sorter->values, sorter->keys, i - 1, i,
                        &precedes))
      return false;
    if (i == 1) *descending = precedes;
    if (precedes != *descending) return true;
    *length = i + 1;
  }
  return true;
}

static void reverse(FixedArray *array, int32_t count) {
  if (array == NULL) return;
  for (int32_t i = 0, k = count - 1; i < k; i++, k--) {
    Tagged slot = array->slots[i];
    array->slots[i] = array->slots[k];
    array->slots[k] = slot;
  }
  WriteBarrier(array);
}

bool Array_sort_values_js(Isolate *isolate, FixedArray *values, int32_t count,
                          Value comparator) {
  Sorter sorter = {.isolate = isolate, .comparator = comparator,
                   .values = values};
  if (count < 2) return true;
  if (Value_is_undefined(comparator)) {
    // 6. Let xString be ? ToString(x). Once for each value: the specification
    // repeats it at each comparison, in an order that it leaves open.
    sorter.keys = FixedArray_new(isolate, count);
    for (int32_t i = 0; i < count; i++) {
      Value string =
          Object_to_string_js(isolate, FixedArray_get_slots(values, i));
      if (Value_is_exception(string)) return false;
      FixedArray_set_slots(sorter.keys, i, string);
    }
    sorter.spare_keys = FixedArray_new(isolate, count);
  }
  // Input that is in order, or in reverse, is common.
  int32_t run;
  bool descending = false;
  if (!count_run(&sorter, count, &run, &descending)) return false;
  if (descending && run == count) {
    reverse(values, count);
    return true;
  }
  if (run == count) return true;
  sorter.spare_values = FixedArray_new(isolate, count);
  return merge_sort(&sorter, 0, count);
}

typedef enum HolesMode { kSkipHoles, kReadThroughHoles } HolesMode;

// ECMA-262 #sec-sortindexedproperties. Undefineds are counted, not listed: they
// sort last without a comparison. NULL when it threw.
static FixedArray *sort_indexed_properties_js(Isolate *isolate,
                                              JSReceiver *object, double length,
                                              Value comparator, HolesMode mode,
                                              int32_t *count,
                                              double *undefined_count) {
  ValueList list;
  ValueList_init(&list, isolate,
                 length < 1024 ? (int32_t)length : 1024);
  *undefined_count = 0;
  ArrayHoles holes = {0};
  for (double k = 0; k < length; k++) {
    Value value;
    if (mode == kReadThroughHoles) {
      value = Array_get_js(isolate, object, k);
      if (Value_is_exception(value)) return NULL;
    } else {
      if (!Array_get_present_js(isolate, object, k, &value)) return NULL;
      if (Value_is_the_hole(value)) {
        k += Array_absent_run(&holes, isolate, object, k, length) - 1;
        continue;
      }
    }
    if (Value_is_undefined(value)) {
      ++*undefined_count;
    } else {
      ValueList_add(&list, value);
    }
  }
  *count = list.length;
  if (!Array_sort_values_js(isolate, list.elements, list.length, comparator))
    return NULL;
  return list.elements;
}

static bool check_comparator(Isolate *isolate, Value comparator) {
  if (Value_is_undefined(comparator) ||
      Object_is_callable(isolate, comparator))
    return true;
  Value sentinel =
      Throw_type_error(isolate, kMessageBadSortComparisonFunction, comparator,
                       ROOT(undefined_value));
  (void)sentinel;
  return false;
}

// ECMA-262 #sec-array.prototype.sort
Value Builtin_ArrayPrototypeSort(Isolate *isolate, int64_t argc, Value *argv) {
  Value comparator = argv[1];
  TRY_BOOL(check_comparator(isolate, comparator));
  JSReceiver *object;
  double length;
  TRY_BOOL(Array_receiver_js(isolate, argv[0], &object, &length));
  int32_t count;
  double undefined_count;
  FixedArray *sorted =
      sort_indexed_properties_js(isolate, object, length, comparator,
                                 kSkipHoles, &count, &undefined_count);
  if (sorted == NULL) return ROOT(exception);
  double k = 0;
  for (; k < count; k++)
    TRY_BOOL(Array_set_js(isolate, object, k,
                          FixedArray_get_slots(sorted, (int32_t)k)));
  for (double i = 0; i < undefined_count; i++)
    TRY_BOOL(Array_set_js(isolate, object, k++, ROOT(undefined_value)));
  // 9. NOTE: holes are deleted at the end, there or not.
  ArrayHoles holes = {0};
  for (; k < length; k++) {
    TRY_BOOL(Execution_serve_interrupts_js(isolate));
    TRY_BOOL(Array_delete_js(isolate, object, k));
    k += Array_absent_run(&holes, isolate, object, k, length) - 1;
  }
  return Value_from_object(object);
}

// ECMA-262 #sec-array.prototype.tosorted
Value Builtin_ArrayPrototypeToSorted(Isolate *isolate, int64_t argc,
                                     Value *argv) {
  Value comparator = argv[1];
  TRY_BOOL(check_comparator(isolate, comparator));
  JSReceiver *object;
  double length;
  TRY_BOOL(Array_receiver_js(isolate, argv[0], &object, &length));
  if (length > kMaxArrayLength)
    return Throw_range_error(isolate, kMessageInvalidArrayLength,
                             Value_from_double(length));
  int32_t count;
  double undefined_count;
  FixedArray *sorted =
      sort_indexed_properties_js(isolate, object, length, comparator,
                                 kReadThroughHoles, &count, &undefined_count);
  if (sorted == NULL) return ROOT(exception);
  ValueList list = {isolate, sorted, count};
  for (double i = 0; i < undefined_count; i++)
    ValueList_add(&list, ROOT(undefined_value));
  return Value_from_object(ValueList_to_array(&list));
}
