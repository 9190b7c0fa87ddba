// SPDX-License-Identifier: MIT
//
// Iterator helpers that make arrays: Iterator.zip and zipKeyed (joint
// iteration), Iterator.prototype.chunks and windows.
#include "engine/builtins/array-operations.h"
#include "engine/builtins/iterator-helper.h"
#include "engine/objects/string.h"

// ---- chunks and windows ----

// Checks a chunk or window size; what fails closes the iterator.
static bool check_size_js(Isolate *isolate, Value size,
                          const IteratorRecord *record) {
  bool is_number = Value_is_number(isolate, size);
  double number = is_number ? Value_number(isolate, size) : 0;
  if (!is_number || __builtin_trunc(number) != number ||
      __builtin_isinf(number)) {
    (void)Throw_text(isolate, kErrorTypeTypeError,
                     "size must be an integral number");
  } else if (number < 1 || number > kMaxArrayLength) {
    (void)Throw_text(isolate, kErrorTypeRangeError,
                     "size must be between 1 and 4294967295");
  } else {
    return true;
  }
  Iterator_close_on_throw_js(isolate, record);
  return false;
}

// ECMA-262 #sec-iterator.prototype.chunks
Value Builtin_IteratorPrototypeChunks(Isolate *isolate, int64_t argc,
                                      Value *argv) {
  TRY_BOOL(IteratorHelper_check_receiver(isolate, argv[0],
                                         "Iterator.prototype.chunks"));
  IteratorRecord record = {argv[0], ROOT(undefined_value), false};
  TRY_BOOL(check_size_js(isolate, argv[1], &record));
  TRY_BOOL(Iterator_get_direct_js(
      isolate, Value_as_JSReceiver(isolate, argv[0]), &record));
  return Value_from_object(IteratorHelper_new(
      isolate, kHelperChunks, &record, ROOT(undefined_value), argv[1]));
}

Value IteratorHelper_step_chunks_js(Isolate *isolate,
                                    JSIteratorHelper *helper) {
  IteratorRecord record = IteratorHelper_record(helper);
  double size = Value_number(isolate, JSIteratorHelper_counter(helper));
  ValueList list;
  ValueList_init(&list, isolate, size < 64 ? (int32_t)size : 64);
  while (list.length < size) {
    Value value;
    TRY_BOOL(Iterator_step_value_js(isolate, &record, &value));
    if (Value_is_the_hole(value)) {
      if (list.length == 0) return value;
      // The next step finds the iterator exhausted: it is not asked again.
      JSIteratorHelper_set_counter(helper, Value_from_smi(0));
      break;
    }
    ValueList_add(&list, value);
  }
  if (size == 0) return ROOT(the_hole);
  return Value_from_object(ValueList_to_array(&list));
}

// ECMA-262 #sec-iterator.prototype.windows
Value Builtin_IteratorPrototypeWindows(Isolate *isolate, int64_t argc,
                                       Value *argv) {
  TRY_BOOL(IteratorHelper_check_receiver(isolate, argv[0],
                                         "Iterator.prototype.windows"));
  IteratorRecord record = {argv[0], ROOT(undefined_value), false};
  TRY_BOOL(check_size_js(isolate, argv[1], &record));
  bool partial = false;
  if (!Value_is_undefined(argv[2])) {
    bool is_string = Value_is_String(isolate, argv[2]);
    partial = is_string &&
              String_equals_ascii(isolate, Value_as_String(isolate, argv[2]),
                                  "allow-partial");
    if (!partial &&
        !(is_string &&
          String_equals_ascii(isolate, Value_as_String(isolate, argv[2]),
                              "only-full"))) {
      (void)Throw_text(isolate, kErrorTypeTypeError,
                       "undersized must be 'only-full' or 'allow-partial'");
      return Iterator_close_on_throw_js(isolate, &record);
    }
  }
  TRY_BOOL(Iterator_get_direct_js(
      isolate, Value_as_JSReceiver(isolate, argv[0]), &record));
  JSIteratorHelper *helper =
      IteratorHelper_new(isolate, kHelperWindows, &record,
                         ROOT(empty_fixed_array), argv[1]);
  JSIteratorHelper_set_inner(helper, Value_from_smi(partial));
  return Value_from_object(helper);
}

// A copy of the window without its first `skip` values, and with one more.
static FixedArray *slide(Isolate *isolate, FixedArray *window, int32_t skip,
                         Value value) {
  value = Isolate_box(isolate, value);
  int32_t kept = window->length - skip;
  FixedArray *next = FixedArray_new(isolate, kept + 1);
  for (int32_t i = 0; i < kept; i++)
    FixedArray_set_slots(next, i, FixedArray_get_slots(window, skip + i));
  FixedArray_set_slots(next, kept, value);
  return next;
}

static Value window_array(Isolate *isolate, FixedArray *window) {
  FixedArray *copy = FixedArray_new(isolate, window->length);
  for (int32_t i = 0; i < window->length; i++)
    FixedArray_set_slots(copy, i, FixedArray_get_slots(window, i));
  return Value_from_object(
      JSArray_new_from_elements(isolate, copy, copy->length));
}

Value IteratorHelper_step_windows_js(Isolate *isolate,
                                     JSIteratorHelper *helper) {
  IteratorRecord record = IteratorHelper_record(helper);
  double size = Value_number(isolate, JSIteratorHelper_counter(helper));
  if (size == 0) return ROOT(the_hole);
  for (;;) {
    FixedArray *window =
        Value_as_FixedArray(isolate, JSIteratorHelper_callback(helper));
    Value value;
    TRY_BOOL(Iterator_step_value_js(isolate, &record, &value));
    if (Value_is_the_hole(value)) {
      bool partial = Value_smi(JSIteratorHelper_inner(helper)) != 0;
      if (!partial || window->length == 0 || window->length >= size)
        return value;
      JSIteratorHelper_set_counter(helper, Value_from_smi(0));
      return window_array(isolate, window);
    }
    window = slide(isolate, window, window->length >= size ? 1 : 0, value);
    JSIteratorHelper_set_callback(helper, Value_from_object(window));
    if (window->length >= size) return window_array(isolate, window);
  }
}

// ---- zip ----

typedef enum ZipMode { kZipShortest, kZipLongest, kZipStrict } ZipMode;
enum { kZipIterator, kZipNext, kZipState, kZipSlots };
enum { kZipOpen, kZipDone };  // kZipState

static int32_t zip_count(const FixedArray *iterators) {
  return iterators->length / kZipSlots;
}
static IteratorRecord zip_record(FixedArray *iterators, int32_t i) {
  return (IteratorRecord){
      FixedArray_get_slots(iterators, i * kZipSlots + kZipIterator),
      FixedArray_get_slots(iterators, i * kZipSlots + kZipNext), false};
}
static bool zip_is_open(FixedArray *iterators, int32_t i) {
  return Value_smi(FixedArray_get_slots(
             iterators, i * kZipSlots + kZipState)) == kZipOpen;
}
static void zip_mark_done(FixedArray *iterators, int32_t i) {
  FixedArray_set_slots(iterators, i * kZipSlots + kZipState,
                       Value_from_smi(kZipDone));
}

// ECMA-262 #sec-iteratorcloseall: what is pending stays pending, and so does
// what closing throws first. False if an exception is pending at the end.
static bool close_all_js(Isolate *isolate, FixedArray *iterators,
                         int32_t count) {
  bool ok = !Isolate_has_pending_exception(isolate);
  for (int32_t i = count - 1; i >= 0; i--) {
    if (!zip_is_open(iterators, i)) continue;
    zip_mark_done(iterators, i);
    IteratorRecord record = zip_record(iterators, i);
    if (ok) {
      ok = Iterator_close_js(isolate, &record);
    } else {
      Iterator_close_on_throw_js(isolate, &record);
    }
  }
  return ok;
}

bool IteratorHelper_close_zip_js(Isolate *isolate, JSIteratorHelper *helper) {
  FixedArray *iterators =
      Value_as_FixedArray(isolate, JSIteratorHelper_underlying(helper));
  return close_all_js(isolate, iterators, zip_count(iterators));
}

static Value throw_uneven(Isolate *isolate) {
  return Throw_text(isolate, kErrorTypeTypeError,
                    "Iterators have different lengths in strict mode");
}

// Iterator i is exhausted. In mode longest the padding goes on; otherwise this
// is the end (the_hole), perhaps with an error.
static Value zip_exhausted_js(Isolate *isolate, JSIteratorHelper *helper,
                              FixedArray *iterators, int32_t i, ZipMode mode) {
  int32_t count = zip_count(iterators);
  if (mode == kZipShortest) {
    TRY_BOOL(close_all_js(isolate, iterators, count));
    return ROOT(the_hole);
  }
  if (mode == kZipStrict) {
    if (i != 0) {
      (void)throw_uneven(isolate);
      TRY_BOOL(close_all_js(isolate, iterators, count));
    }
    for (int32_t k = 1; k < count; k++) {
      IteratorRecord record = zip_record(iterators, k);
      Value result;
      if (!Iterator_step_js(isolate, &record, &result)) {
        zip_mark_done(iterators, k);
        TRY_BOOL(close_all_js(isolate, iterators, count));
      }
      if (Value_is_the_hole(result)) {
        zip_mark_done(iterators, k);
      } else {
        (void)throw_uneven(isolate);
        TRY_BOOL(close_all_js(isolate, iterators, count));
      }
    }
    return ROOT(the_hole);
  }
  bool any_open = false;
  for (int32_t k = 0; k < count && !any_open; k++)
    any_open = zip_is_open(iterators, k);
  if (!any_open) return ROOT(the_hole);
  FixedArray *padding =
      Value_as_FixedArray(isolate, JSIteratorHelper_callback(helper));
  return FixedArray_get_slots(padding, i);
}

// An array of the results, or with keys an object without prototype.
static Value zip_results(Isolate *isolate, FixedArray *results, Value keys) {
  if (!Value_is_FixedArray(isolate, keys))
    return Value_from_object(
        JSArray_new_from_elements(isolate, results, results->length));
  JSObject *object = JSObject_new_with_prototype(isolate, ROOT(null_value));
  FixedArray *names = Value_as_FixedArray(isolate, keys);
  for (int32_t i = 0; i < results->length; i++) {
    PropertyKey key = PropertyKey_from_any_name(
        isolate, Value_as_Name(isolate, FixedArray_get_slots(names, i)));
    bool success;
    TRY_BOOL(Object_create_data_property_js(
        isolate, (JSReceiver *)object, key, FixedArray_get_slots(results, i),
        kThrowOnError, &success));
  }
  return Value_from_object(object);
}

// ECMA-262 #sec-iteratorzip, one round of step 3.b
Value IteratorHelper_step_zip_js(Isolate *isolate, JSIteratorHelper *helper) {
  FixedArray *iterators =
      Value_as_FixedArray(isolate, JSIteratorHelper_underlying(helper));
  int32_t count = zip_count(iterators);
  if (count == 0) return ROOT(the_hole);
  ZipMode mode = (ZipMode)Value_smi(JSIteratorHelper_counter(helper));
  FixedArray *results = FixedArray_new(isolate, count);
  for (int32_t i = 0; i < count; i++) {
    Value result;
    if (!zip_is_open(iterators, i)) {
      result = FixedArray_get_slots(
          Value_as_FixedArray(isolate, JSIteratorHelper_callback(helper)), i);
    } else {
      IteratorRecord record = zip_record(iterators, i);
      if (!Iterator_step_value_js(isolate, &record, &result)) {
        zip_mark_done(iterators, i);
        TRY_BOOL(close_all_js(isolate, iterators, count));
      }
      if (Value_is_the_hole(result)) {
        zip_mark_done(iterators, i);
        result = TRY(zip_exhausted_js(isolate, helper, iterators, i, mode));
        if (Value_is_the_hole(result)) return result;
      }
    }
    FixedArray_set_slots(results, i, Isolate_box(isolate, result));
  }
  return zip_results(isolate, results, JSIteratorHelper_inner(helper));
}

typedef struct ZipOptions {
  ZipMode mode;
  Value padding;  // undefined if none
} ZipOptions;

static bool throw_type_text(Isolate *isolate, const char *text) {
  (void)Throw_text(isolate, kErrorTypeTypeError, "%s", text);
  return false;
}

static bool read_options_js(Isolate *isolate, Value options, ZipOptions *zip) {
  zip->mode = kZipShortest;
  zip->padding = ROOT(undefined_value);
  if (Value_is_undefined(options)) return true;
  if (!Value_is_JSReceiver(isolate, options))
    return throw_type_text(isolate, "options must be an object");
  Value mode = Object_get_name_js(isolate, options,
                                  String_internalize_ascii(isolate, "mode"));
  if (Value_is_exception(mode)) return false;
  static const char *const kModes[] = {"shortest", "longest", "strict"};
  if (!Value_is_undefined(mode)) {
    int found = -1;
    for (int i = 0; i < 3 && Value_is_String(isolate, mode); i++)
      if (String_equals_ascii(isolate, Value_as_String(isolate, mode),
                              kModes[i]))
        found = i;
    if (found < 0)
      return throw_type_text(
          isolate, "mode must be 'shortest', 'longest' or 'strict'");
    zip->mode = (ZipMode)found;
  }
  if (zip->mode != kZipLongest) return true;
  zip->padding = Object_get_name_js(
      isolate, options, String_internalize_ascii(isolate, "padding"));
  if (Value_is_exception(zip->padding)) return false;
  return Value_is_undefined(zip->padding) ||
         Value_is_JSReceiver(isolate, zip->padding) ||
         throw_type_text(isolate, "padding must be an object");
}

// The iterators collected so far, as a list of kZipSlots each.
static void add_iterator(ValueList *list, const IteratorRecord *record) {
  ValueList_add(list, record->iterator);
  ValueList_add(list, record->next_method);
  ValueList_add(list, Value_from_smi(kZipOpen));
}

// #sec-ifabruptcloseiterators: always the sentinel.
static Value close_collected_js(Isolate *isolate, ValueList *list) {
  TRY_BOOL(close_all_js(isolate, list->elements, list->length / kZipSlots));
  return ROOT(exception);
}

static FixedArray *trimmed(Isolate *isolate, const ValueList *list) {
  FixedArray *array = FixedArray_new(isolate, list->length);
  for (int32_t i = 0; i < list->length; i++)
    FixedArray_set_slots(array, i, FixedArray_get_slots(list->elements, i));
  return array;
}

// The padding of zip: as many values of an iterable as there are iterators.
static bool read_padding_js(Isolate *isolate, Value iterable,
                            FixedArray *padding) {
  if (Value_is_undefined(iterable)) return true;
  IteratorRecord record;
  if (!Iterator_get_js(isolate, iterable, &record)) return false;
  for (int32_t i = 0; i < padding->length && !record.done; i++) {
    Value value;
    if (!Iterator_step_value_js(isolate, &record, &value)) return false;
    if (!Value_is_the_hole(value))
      FixedArray_set_slots(padding, i, Isolate_box(isolate, value));
  }
  return record.done || Iterator_close_js(isolate, &record);
}

static Value new_zip(Isolate *isolate, ValueList *list, ZipMode mode,
                     FixedArray *padding, Value keys) {
  IteratorRecord record = {Value_from_object(trimmed(isolate, list)),
                           ROOT(undefined_value), false};
  JSIteratorHelper *helper = IteratorHelper_new(
      isolate, kHelperZip, &record, Value_from_object(padding),
      Value_from_smi((int32_t)mode));
  JSIteratorHelper_set_inner(helper, keys);
  return Value_from_object(helper);
}

// ECMA-262 #sec-iterator.zip
Value Builtin_IteratorZip(Isolate *isolate, int64_t argc, Value *argv) {
  TRY_BOOL(
      IteratorHelper_check_receiver(isolate, argv[1], "Iterator.zip"));
  ZipOptions options;
  TRY_BOOL(read_options_js(isolate, argv[2], &options));
  IteratorRecord input;
  TRY_BOOL(Iterator_get_js(isolate, argv[1], &input));
  ValueList list;
  ValueList_init(&list, isolate, 4 * kZipSlots);
  for (;;) {
    Value next;
    if (!Iterator_step_value_js(isolate, &input, &next))
      return close_collected_js(isolate, &list);
    if (Value_is_the_hole(next)) break;
    IteratorRecord record;
    if (!Iterator_get_flattenable_js(isolate, next, kRejectPrimitives,
                                     &record)) {
      // IfAbruptCloseIterators(iter, « inputIter » with iters): last first.
      (void)close_collected_js(isolate, &list);
      return Iterator_close_on_throw_js(isolate, &input);
    }
    add_iterator(&list, &record);
  }
  FixedArray *padding = FixedArray_new(isolate, list.length / kZipSlots);
  if (options.mode == kZipLongest &&
      !read_padding_js(isolate, options.padding, padding))
    return close_collected_js(isolate, &list);
  return new_zip(isolate, &list, options.mode, padding, ROOT(undefined_value));
}

// Steps 8-12 of zipKeyed: opens the iterator of each enumerable property.
static bool open_keyed_js(Isolate *isolate, JSReceiver *object,
                          FixedArray *all_keys, ValueList *keys,
                          ValueList *list) {
  for (int32_t i = 0; i < all_keys->length; i++) {
    Value name = FixedArray_get_slots(all_keys, i);
    PropertyKey key =
        PropertyKey_from_any_name(isolate, Value_as_Name(isolate, name));
    PropertyDescriptor descriptor;
    bool found;
    if (!Object_get_own_property_js(isolate, object, key, &descriptor, &found))
      return false;
    if (!found || !descriptor.enumerable) continue;
    Value value = Object_get_js(isolate, Value_from_object(object), key);
    if (Value_is_exception(value)) return false;
    if (Value_is_undefined(value)) continue;
    IteratorRecord record;
    if (!Iterator_get_flattenable_js(isolate, value, kRejectPrimitives,
                                     &record))
      return false;
    ValueList_add(keys, name);
    add_iterator(list, &record);
  }
  return true;
}

// ECMA-262 #sec-iterator.zipkeyed
Value Builtin_IteratorZipKeyed(Isolate *isolate, int64_t argc, Value *argv) {
  TRY_BOOL(
      IteratorHelper_check_receiver(isolate, argv[1], "Iterator.zipKeyed"));
  ZipOptions options;
  TRY_BOOL(read_options_js(isolate, argv[2], &options));
  JSReceiver *object = Value_as_JSReceiver(isolate, argv[1]);
  FixedArray *all_keys = Object_own_keys_js(isolate, object, kAllKeys);
  if (all_keys == NULL) return ROOT(exception);
  ValueList keys, list;
  ValueList_init(&keys, isolate, all_keys->length);
  ValueList_init(&list, isolate, all_keys->length * kZipSlots);
  if (!open_keyed_js(isolate, object, all_keys, &keys, &list))
    return close_collected_js(isolate, &list);
  FixedArray *padding = FixedArray_new(isolate, keys.length);
  for (int32_t i = 0;
       i < keys.length && !Value_is_undefined(options.padding); i++) {
    PropertyKey key = PropertyKey_from_any_name(
        isolate,
        Value_as_Name(isolate, FixedArray_get_slots(keys.elements, i)));
    Value value = Object_get_js(isolate, options.padding, key);
    if (Value_is_exception(value)) return close_collected_js(isolate, &list);
    FixedArray_set_slots(padding, i, Isolate_box(isolate, value));
  }
  return new_zip(isolate, &list, options.mode, padding,
                 Value_from_object(trimmed(isolate, &keys)));
}
