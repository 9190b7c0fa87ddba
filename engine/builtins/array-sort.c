// SPDX-License-Identifier: MIT
//
// Array.prototype.sort and toSorted: collecting the values, sorting the list
// (merge-sorter.h, sort-order.h), and writing it back. User code (comparators,
// toString) sees neither the list nor its order of work beyond what the
// comparator is given. Calls with a comparator on arrays run in generated code
// (builtins-dsl/definitions/array-sort.c), which comes here for the first step,
// the last, and those between that are more than taking a value in a merge.
#include "engine/builtins/array-plain.h"
#include "engine/builtins/array-sort-frame.h"
#include "engine/builtins/merge-sorter.h"
#include "engine/builtins/sort-order.h"
#include "engine/bytecode/runtime-functions.h"
#include "engine/objects/conversions.h"

_Static_assert(kArraySortRegisterCount == 5 && kArraySortParameters == 2,
               "roots.def has these numbers of the frames");

typedef enum HolesMode { kSkipHoles, kReadThroughHoles } HolesMode;

// What #sec-sortindexedproperties sorts. Undefineds are counted, not listed:
// they come last without a comparison.
typedef struct SortList {
  RegisterArray *values;
  int32_t count;
  double undefined_count;
} SortList;

static void SortList_add(Isolate *isolate, SortList *list, Value value) {
  if (Value_is_undefined(value)) {
    list->undefined_count++;
    return;
  }
  if (list->count == list->values->length) {
    RegisterArray *larger =
        RegisterArray_new(isolate, list->count + list->count / 2 + 16);
    memcpy(larger->registers, list->values->registers,
           (size_t)list->count * sizeof(Value));
    WriteBarrier(larger);
    list->values = larger;
  }
  list->values->registers[list->count++] = value;
  WriteBarrier(list->values);
}

// Of an array whose length lies within its fast elements, with no elements on
// its prototype chain: reading it runs nothing.
static void collect_plain(Isolate *isolate, const JSArray *array,
                          int32_t length, HolesMode mode, SortList *list) {
  *list = (SortList){RegisterArray_new(isolate, length), 0, 0};
  for (int32_t i = 0; i < length; i++) {
    Value value;
    if (Array_fast_element(isolate, (const JSReceiver *)array, i, &value))
      SortList_add(isolate, list, value);
    else if (mode == kReadThroughHoles)
      list->undefined_count++;
  }
}

static bool collect_js(Isolate *isolate, JSReceiver *object, double length,
                       HolesMode mode, SortList *list) {
  int32_t plain_length;
  const JSArray *array = Array_readable_plain(
      isolate, Value_from_object(object), &plain_length);
  if (array != NULL && plain_length == length) {
    collect_plain(isolate, array, plain_length, mode, list);
    return true;
  }
  int32_t capacity = length < 1024 ? (int32_t)length : 1024;
  *list = (SortList){RegisterArray_new(isolate, capacity), 0, 0};
  ArrayHoles holes = {0};
  for (double k = 0; k < length; k++) {
    Value value;
    if (mode == kReadThroughHoles) {
      value = Array_get_js(isolate, object, k);
      if (Value_is_exception(value)) return false;
    } else {
      if (!Array_get_present_js(isolate, object, k, &value)) return false;
      if (Value_is_the_hole(value)) {
        k += Array_absent_run(&holes, isolate, object, k, length) - 1;
        continue;
      }
    }
    SortList_add(isolate, list, value);
  }
  return true;
}

static bool sort_list_js(Isolate *isolate, SortList *list, Value comparator) {
  return Value_is_undefined(comparator)
             ? Sort_by_strings_js(isolate, list->values, list->count)
             : MergeSorter_sort_js(isolate, list->values, list->count,
                                   comparator);
}

// ---- Results ----

// Whether elements of the kind can hold all values as they are.
static bool kind_holds(const Isolate *isolate, ElementsKind kind,
                       const SortList *list) {
  if (ElementsKind_is_tagged(kind)) return true;
  if (list->undefined_count > 0) return false;
  for (int32_t i = 0; i < list->count; i++) {
    Value value = list->values->registers[i];
    if (ElementsKind_is_smi(kind) ? !Value_is_smi(value)
                                  : !Value_is_number(isolate, value))
      return false;
  }
  return true;
}

// Writes values and undefineds to the front of a plain array and makes the rest
// of its length holes. False: not done, as it changed meanwhile.
static bool write_plain(Isolate *isolate, JSReceiver *object, double length,
                        const SortList *list) {
  int32_t plain_length;
  JSArray *array = Array_writable_plain(isolate, Value_from_object(object),
                                        &plain_length);
  if (array == NULL || plain_length != length) return false;
  ElementsKind kind = JSObject_kind((JSObject *)array);
  int32_t end = list->count + (int32_t)list->undefined_count;
  if (!kind_holds(isolate, kind, list) ||
      (end < plain_length && !ElementsKind_is_holey(kind)))
    return false;
  HeapObject *elements = JSObject_elements((JSObject *)array);
  if (ElementsKind_is_double(kind)) {
    FixedDoubleArray *doubles = (FixedDoubleArray *)elements;
    const uint64_t hole = kHoleNanBits;
    for (int32_t i = 0; i < list->count; i++)
      doubles->values[i] = Value_number(isolate, list->values->registers[i]);
    for (int32_t i = end; i < plain_length; i++)
      memcpy(&doubles->values[i], &hole, sizeof hole);
    return true;
  }
  FixedArray *slots = (FixedArray *)elements;
  for (int32_t i = 0; i < list->count; i++) {
    Value boxed = Isolate_box(isolate, list->values->registers[i]);
    FixedArray_set_slots(slots, i, boxed);
  }
  for (int32_t i = list->count; i < plain_length; i++)
    slots->slots[i] =
        i < end ? ROOT_TAGGED(undefined_value) : ROOT_TAGGED(the_hole);
  return true;
}

// Steps 6-10 of sort.
static Value write_back_js(Isolate *isolate, JSReceiver *object, double length,
                           const SortList *list) {
  if (write_plain(isolate, object, length, list))
    return Value_from_object(object);
  double k = 0;
  for (; k < list->count; k++)
    TRY_BOOL(Array_set_js(isolate, object, k,
                          list->values->registers[(int32_t)k]));
  for (double i = 0; i < list->undefined_count; i++)
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

// The new array of toSorted.
static Value new_sorted(Isolate *isolate, const SortList *list) {
  ValueList elements;
  ValueList_init(&elements, isolate,
                 list->count + (int32_t)list->undefined_count);
  for (int32_t i = 0; i < list->count; i++)
    ValueList_add(&elements, list->values->registers[i]);
  for (double i = 0; i < list->undefined_count; i++)
    ValueList_add(&elements, ROOT(undefined_value));
  return Value_from_object(ValueList_to_array(&elements));
}

// ---- The methods ----

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
  SortList list;
  TRY_BOOL(collect_js(isolate, object, length, kSkipHoles, &list));
  TRY_BOOL(sort_list_js(isolate, &list, comparator));
  return write_back_js(isolate, object, length, &list);
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
  SortList list;
  TRY_BOOL(collect_js(isolate, object, length, kReadThroughHoles, &list));
  TRY_BOOL(sort_list_js(isolate, &list, comparator));
  return new_sorted(isolate, &list);
}

// ---- In generated code ----

// Collects what is sorted. The receiver is a JSArray.
static bool begin_js(Isolate *isolate, Value *fp) {
  JSArray *array = Value_as_JSArray(isolate, fp[kArraySortReceiver]);
  double length = JSArray_length_number(array);
  SortList list;
  if (!collect_js(isolate, (JSReceiver *)array, length,
                  Value_is_true(fp[kArraySortIsCopy]) ? kReadThroughHoles
                                                      : kSkipHoles,
                  &list))
    return false;
  fp[kArraySortSorter] =
      Value_from_object(MergeSorter_new(isolate, list.values, list.count));
  fp[kArraySortLength] = Value_from_number(length);
  fp[kArraySortUndefinedCount] = Value_from_number(list.undefined_count);
  return true;
}

static Value finish_js(Isolate *isolate, const Value *fp,
                       const FixedArray *sorter) {
  const SortList list = {
      Value_as_RegisterArray(isolate,
                             FixedArray_get_slots(sorter, kSorterValues)),
      Value_smi(FixedArray_get_slots(sorter, kSorterCount)),
      Value_number(isolate, fp[kArraySortUndefinedCount])};
  if (Value_is_true(fp[kArraySortIsCopy])) return new_sorted(isolate, &list);
  return write_back_js(isolate,
                       Value_as_JSReceiver(isolate, fp[kArraySortReceiver]),
                       Value_number(isolate, fp[kArraySortLength]), &list);
}

// result: the comparator's; any number before the first call. the_hole: another
// comparison; else the method's result.
Value Runtime_ArraySortStep(Isolate *isolate, Value result) {
  Value *fp = isolate->fp;
  double number;
  TRY_BOOL(Object_to_double_js(isolate, result, &number));
  if (Value_is_undefined(fp[kArraySortSorter]))
    TRY_BOOL(begin_js(isolate, fp));
  FixedArray *sorter = Value_as_FixedArray(isolate, fp[kArraySortSorter]);
  return MergeSorter_advance(sorter, number > 0)
             ? ROOT(the_hole)
             : finish_js(isolate, fp, sorter);
}
