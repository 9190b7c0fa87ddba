// SPDX-License-Identifier: MIT
//
// Array.prototype methods that make a new array or string of the receiver's
// elements: concat, slice, join, toString, toLocaleString, toReversed,
// toSpliced, with.
#include "engine/base/number-conversions.h"
#include "engine/builtins/array-operations.h"
#include "engine/builtins/array-plain.h"
#include "engine/objects/protectors.h"
#include "engine/objects/string.h"

// ECMA-262 #sec-isconcatspreadable
static bool is_concat_spreadable_js(Isolate *isolate, Value value,
                                    bool *result) {
  *result = false;
  if (!Value_is_JSReceiver(isolate, value)) return true;
  Value spreadable = Object_get_name_js(
      isolate, value, ROOT_OBJECT(isolate, Name, is_concat_spreadable_symbol));
  if (Value_is_exception(spreadable)) return false;
  if (!Value_is_undefined(spreadable)) {
    *result = Object_to_boolean(isolate, spreadable);
    return true;
  }
  return Object_is_array(isolate, value, result);
}

// Where results go: a list when the result is a plain array that nobody has
// seen yet (`target` is NULL), else properties of `target`.
typedef struct Destination {
  JSReceiver *target;
  ValueList list;
  double index;
} Destination;

static bool Destination_init_js(Isolate *isolate, Destination *destination,
                                Value constructor, double length) {
  destination->index = 0;
  destination->target = NULL;
  Value created;
  if (!Value_is_undefined(constructor)) {
    created = Array_construct_js(isolate, constructor, length);
  } else if (length <= kMaxListLength) {
    ValueList_init(&destination->list, isolate,
                   length < 4096 ? (int32_t)length : 4096);
    return true;
  } else {
    created = Array_create_with_length(isolate, length);
  }
  if (Value_is_exception(created)) return false;
  destination->target = Value_as_JSReceiver(isolate, created);
  return true;
}

// value may be the_hole.
static bool Destination_add_js(Isolate *isolate, Destination *destination,
                               Value value) {
  double index = destination->index++;
  if (destination->target == NULL) {
    if (index < kMaxListLength) {
      ValueList_add(&destination->list, value);
      return true;
    }
    destination->target =
        (JSReceiver *)ValueList_to_array(&destination->list);
  }
  if (Value_is_the_hole(value)) return true;
  return Array_create_js(isolate, destination->target, index, value);
}

static Value Destination_finish_js(Isolate *isolate, Destination *destination) {
  if (destination->target == NULL)
    return Value_from_object(ValueList_to_array(&destination->list));
  TRY_BOOL(Array_set_length_js(isolate, destination->target,
                               destination->index));
  return Value_from_object(destination->target);
}

// The elements of one spreadable argument of concat.
static bool concat_elements_js(Isolate *isolate, Destination *destination,
                               JSReceiver *object) {
  double length;
  if (!Object_length_js(isolate, object, &length)) return false;
  if (destination->index + length > kMaxSafeInteger) {
    Value sentinel = Throw_text(isolate, kErrorTypeTypeError,
                                "Concatenation exceeds the maximum length");
    (void)sentinel;
    return false;
  }
  if (destination->target == NULL &&
      destination->index + length > kMaxListLength)
    destination->target =
        (JSReceiver *)ValueList_to_array(&destination->list);
  ArrayHoles holes = {0};
  for (double k = 0; k < length; k++) {
    Value value;
    if (!Array_get_present_js(isolate, object, k, &value) ||
        !Destination_add_js(isolate, destination, value))
      return false;
    if (Value_is_the_hole(value) && destination->target != NULL) {
      double more = Array_absent_run(&holes, isolate, object, k, length) - 1;
      destination->index += more;
      k += more;
    }
  }
  return true;
}

// ECMA-262 #sec-array.prototype.concat
Value Builtin_ArrayPrototypeConcat(Isolate *isolate, int64_t argc,
                                   Value *argv) {
  Value plain;
  // With the protectors intact, neither looking for a constructor nor asking
  // whether arrays are spreadable runs anything.
  if (Protector_is_intact(isolate, kProtectorArraySpecies) &&
      Protector_is_intact(isolate, kProtectorIsConcatSpreadable) &&
      Array_concat_plain(isolate, argv, argc + 1, &plain))
    return plain;
  Value object = TRY(Object_to_object_js(isolate, argv[0]));
  Value constructor =
      TRY(Array_species_js(isolate, Value_as_JSReceiver(isolate, object)));
  Destination destination;
  TRY_BOOL(Destination_init_js(isolate, &destination, constructor, 0));
  for (int64_t i = 0; i <= argc; i++) {
    Value item = i == 0 ? object : argv[i];
    bool spreadable;
    TRY_BOOL(is_concat_spreadable_js(isolate, item, &spreadable));
    if (spreadable) {
      TRY_BOOL(concat_elements_js(isolate, &destination,
                                  Value_as_JSReceiver(isolate, item)));
    } else {
      if (destination.index >= kMaxSafeInteger)
        return Throw_text(isolate, kErrorTypeTypeError,
                          "Concatenation exceeds the maximum length");
      TRY_BOOL(Destination_add_js(isolate, &destination, item));
    }
  }
  return Destination_finish_js(isolate, &destination);
}

// ECMA-262 #sec-array.prototype.slice
Value Builtin_ArrayPrototypeSlice(Isolate *isolate, int64_t argc, Value *argv) {
  int32_t plain_length, start, end;
  const JSArray *array =
      Array_readable_plain(isolate, argv[0], &plain_length);
  if (array != NULL && Array_species_is_plain(isolate, (JSReceiver *)array) &&
      Array_relative_smi(argv[1], plain_length, 0, &start) &&
      Array_relative_smi(argv[2], plain_length, plain_length, &end))
    return Value_from_object(Array_copy_plain(isolate, array, start,
                                              end > start ? end - start : 0));
  JSReceiver *object;
  double length, k, final;
  TRY_BOOL(Array_receiver_js(isolate, argv[0], &object, &length));
  TRY_BOOL(Array_relative_index_js(isolate, argv[1], length, 0, &k));
  TRY_BOOL(Array_relative_index_js(isolate, argv[2], length, length, &final));
  double count = final > k ? final - k : 0;
  Value constructor = TRY(Array_species_js(isolate, object));
  if (Value_is_undefined(constructor) && Array_is_plain(isolate, object) &&
      k + count <= JSArray_length_number((JSArray *)object) &&
      count <= kMaxListLength)
    return Value_from_object(Array_copy_plain(
        isolate, (JSArray *)object, (int32_t)k, (int32_t)count));
  Destination destination;
  TRY_BOOL(Destination_init_js(isolate, &destination, constructor, count));
  ArrayHoles holes = {0};
  for (; k < final; k++) {
    Value value;
    TRY_BOOL(Array_get_present_js(isolate, object, k, &value));
    TRY_BOOL(Destination_add_js(isolate, &destination, value));
    if (Value_is_the_hole(value) && destination.target != NULL) {
      double more = Array_absent_run(&holes, isolate, object, k, final) - 1;
      destination.index += more;
      k += more;
    }
  }
  return Destination_finish_js(isolate, &destination);
}

typedef enum ElementText { kToString, kToLocaleString } ElementText;

// The text of a join: short pieces are collected before the builder gets them.
typedef struct JoinText {
  StringBuilder builder;
  int32_t used;
  uint8_t bytes[512];
} JoinText;
enum { kShortPiece = 64 };

static void JoinText_flush(JoinText *text) {
  StringBuilder_add_latin1(&text->builder, text->bytes, text->used);
  text->used = 0;
}
static void JoinText_add_string(JoinText *text, String *string) {
  FlatString flat = String_flatten(text->builder.isolate, string);
  if (flat.one_byte == NULL || flat.length > kShortPiece) {
    JoinText_flush(text);
    StringBuilder_add_string(&text->builder, string);
    return;
  }
  if (text->used + flat.length > (int32_t)sizeof text->bytes)
    JoinText_flush(text);
  for (int32_t i = 0; i < flat.length; i++)
    text->bytes[text->used + i] = flat.one_byte[i];
  text->used += flat.length;
}
static void JoinText_add_integer(JoinText *text, int32_t value) {
  if (text->used + kNumberToStringSize > (int32_t)sizeof text->bytes)
    JoinText_flush(text);
  char *at = (char *)text->bytes + text->used;
  text->used += (int32_t)Number_int_to_string(value, at);
}

// Adds the text of one element; false when it threw.
static bool add_element_text_js(Isolate *isolate, JoinText *joined,
                                Value element, ElementText text) {
  if (Value_is_null_or_undefined(element)) return true;
  if (text == kToString && Value_is_smi(element)) {
    JoinText_add_integer(joined, Value_smi(element));
    return true;
  }
  if (text == kToLocaleString) {
    Value method = Object_get_name_js(
        isolate, element, ROOT_OBJECT(isolate, Name, toLocaleString_string));
    if (Value_is_exception(method)) return false;
    element = Execution_call0_js(isolate, method, element);
    if (Value_is_exception(element)) return false;
  }
  Value string = Object_to_string_js(isolate, element);
  if (Value_is_exception(string)) return false;
  JoinText_add_string(joined, Value_as_String(isolate, string));
  return true;
}

// True if the object is being joined already: its text is then empty, as in
// other engines. Else notes that it is.
static bool enter_join(Isolate *isolate, JSReceiver *object) {
  Value root = Isolate_root(isolate, kIsolateRoot_join_stack);
  ArrayList *list = Value_is_ArrayList(isolate, root)
                        ? Value_as_ArrayList(isolate, root)
                        : ArrayList_new(isolate, 8);
  Tagged tagged = Tagged_from_object(object);
  for (int32_t i = 0; i < list->used; i++)
    if (Tagged_equals(list->slots[i], tagged)) return false;
  list = ArrayList_add(isolate, list, tagged);
  Isolate_set_root(isolate, kIsolateRoot_join_stack, Value_from_object(list));
  return true;
}

static void leave_join(Isolate *isolate) {
  ArrayList *list = ISOLATE_ROOT_OBJECT(isolate, ArrayList, join_stack);
  list->used--;
  list->slots[list->used] = Tagged_from_smi(0);
}

static Value join_elements_js(Isolate *isolate, JSReceiver *object,
                              double length, String *separator,
                              ElementText text) {
  JoinText joined;
  joined.used = 0;
  StringBuilder_init(&joined.builder, isolate);
  ArrayHoles holes = {0};
  for (double k = 0; k < length; k++) {
    if (k > 0 && separator->length > 0) JoinText_add_string(&joined, separator);
    // Ends hopeless work: the builder holds what can be no string.
    if (joined.builder.length > kMaxStringLength) break;
    Value element = Array_get_js(isolate, object, k);
    if (Value_is_exception(element) ||
        !Execution_serve_interrupts_js(isolate) ||
        !add_element_text_js(isolate, &joined, element, text)) {
      StringBuilder_abandon(&joined.builder);
      return ROOT(exception);
    }
    if (Value_is_undefined(element) && separator->length == 0)
      k += Array_absent_run(&holes, isolate, object, k, length) - 1;
  }
  JoinText_flush(&joined);
  return StringBuilder_finish(&joined.builder);
}

static Value join_js(Isolate *isolate, JSReceiver *object, double length,
                     String *separator, ElementText text) {
  if (Isolate_native_stack_exhausted(isolate))
    return Isolate_throw_stack_overflow(isolate);
  // Of an array whose separators alone are too long (new Array(2**32 - 1)), no
  // element is looked at: that would take minutes.
  if (HeapObject_type((HeapObject *)object) == JS_ARRAY_TYPE &&
      (length - 1) * (double)separator->length > kMaxStringLength)
    return Throw_range_error(isolate, kMessageInvalidStringLength,
                             ROOT(undefined_value));
  if (!enter_join(isolate, object)) return ROOT(empty_string);
  Value result = join_elements_js(isolate, object, length, separator, text);
  leave_join(isolate);
  return result;
}

// ECMA-262 #sec-array.prototype.join
Value Builtin_ArrayPrototypeJoin(Isolate *isolate, int64_t argc, Value *argv) {
  JSReceiver *object;
  double length;
  TRY_BOOL(Array_receiver_js(isolate, argv[0], &object, &length));
  String *separator = ROOT_OBJECT(isolate, String, comma_string);
  if (!Value_is_undefined(argv[1])) {
    Value string = TRY(Object_to_string_js(isolate, argv[1]));
    separator = Value_as_String(isolate, string);
  }
  return join_js(isolate, object, length, separator, kToString);
}

// ECMA-262 #sec-array.prototype.tolocalestring
Value Builtin_ArrayPrototypeToLocaleString(Isolate *isolate, int64_t argc,
                                           Value *argv) {
  JSReceiver *object;
  double length;
  TRY_BOOL(Array_receiver_js(isolate, argv[0], &object, &length));
  return join_js(isolate, object, length,
                 ROOT_OBJECT(isolate, String, comma_string), kToLocaleString);
}

// ECMA-262 #sec-array.prototype.tostring
Value Builtin_ArrayPrototypeToString(Isolate *isolate, int64_t argc,
                                     Value *argv) {
  Value array = TRY(Object_to_object_js(isolate, argv[0]));
  Value join = TRY(Object_get_name_js(isolate, array,
                                      ROOT_OBJECT(isolate, Name, join_string)));
  if (!Object_is_callable(isolate, join)) join = INTRINSIC(isolate,
                                                           object_to_string);
  return Execution_call0_js(isolate, join, array);
}

// Copying methods make arrays of at most 2^32 - 1 elements.
static bool check_new_length(Isolate *isolate, double length) {
  if (length <= kMaxArrayLength) return true;
  Value sentinel = Throw_range_error(isolate, kMessageInvalidArrayLength,
                                     Value_from_double(length));
  (void)sentinel;
  return false;
}

// ECMA-262 #sec-array.prototype.toreversed
Value Builtin_ArrayPrototypeToReversed(Isolate *isolate, int64_t argc,
                                       Value *argv) {
  int32_t plain_length;
  const JSArray *plain = Array_readable_plain(isolate, argv[0], &plain_length);
  if (plain != NULL) {
    JSArray *copy = Array_copy_dense(isolate, plain);
    Array_reverse_plain(copy, plain_length);
    return Value_from_object(copy);
  }
  JSReceiver *object;
  double length;
  TRY_BOOL(Array_receiver_js(isolate, argv[0], &object, &length));
  TRY_BOOL(check_new_length(isolate, length));
  Destination destination;
  TRY_BOOL(Destination_init_js(isolate, &destination, ROOT(undefined_value),
                               length));
  for (double k = length - 1; k >= 0; k--) {
    Value value = TRY(Array_get_js(isolate, object, k));
    TRY_BOOL(Destination_add_js(isolate, &destination, value));
  }
  return Destination_finish_js(isolate, &destination);
}

// ECMA-262 #sec-array.prototype.tospliced
Value Builtin_ArrayPrototypeToSpliced(Isolate *isolate, int64_t argc,
                                      Value *argv) {
  JSReceiver *object;
  double length, start;
  TRY_BOOL(Array_receiver_js(isolate, argv[0], &object, &length));
  TRY_BOOL(Array_relative_index_js(isolate, argv[1], length, 0, &start));
  int64_t added = argc > 2 ? argc - 2 : 0;
  double skipped = 0;
  if (argc == 1) {
    skipped = length - start;
  } else if (argc > 1) {
    TRY_BOOL(Object_to_integer_or_infinity_js(isolate, argv[2], &skipped));
    if (skipped < 0) skipped = 0;
    if (skipped > length - start) skipped = length - start;
  }
  double new_length = length + (double)added - skipped;
  if (new_length > kMaxSafeInteger)
    return Throw_text(isolate, kErrorTypeTypeError, "Invalid array length");
  TRY_BOOL(check_new_length(isolate, new_length));
  // The arguments were converted: what is plain now stays so.
  int32_t plain_length;
  const JSArray *plain = Array_readable_plain(
      isolate, Value_from_object(object), &plain_length);
  if (plain != NULL && plain_length == length && new_length <= kMaxListLength) {
    JSArray *copy = Array_copy_dense(isolate, plain);
    Array_splice_plain(isolate, copy, plain_length, (int32_t)start,
                       (int32_t)skipped, (int32_t)added, argv + 3);
    return Value_from_object(copy);
  }
  Destination destination;
  TRY_BOOL(Destination_init_js(isolate, &destination, ROOT(undefined_value),
                               new_length));
  for (double k = 0; k < start; k++) {
    Value value = TRY(Array_get_js(isolate, object, k));
    TRY_BOOL(Destination_add_js(isolate, &destination, value));
  }
  for (int64_t i = 0; i < added; i++)
    TRY_BOOL(Destination_add_js(isolate, &destination, argv[3 + i]));
  for (double k = start + skipped; k < length; k++) {
    Value value = TRY(Array_get_js(isolate, object, k));
    TRY_BOOL(Destination_add_js(isolate, &destination, value));
  }
  return Destination_finish_js(isolate, &destination);
}

// ECMA-262 #sec-array.prototype.with
Value Builtin_ArrayPrototypeWith(Isolate *isolate, int64_t argc, Value *argv) {
  JSReceiver *object;
  double length, index;
  TRY_BOOL(Array_receiver_js(isolate, argv[0], &object, &length));
  TRY_BOOL(Object_to_integer_or_infinity_js(isolate, argv[1], &index));
  double actual = index < 0 ? length + index : index;
  if (actual >= length || actual < 0)
    return Throw_range_error(isolate, kMessageInvalidIndex, argv[1]);
  TRY_BOOL(check_new_length(isolate, length));
  int32_t plain_length;
  const JSArray *plain = Array_readable_plain(
      isolate, Value_from_object(object), &plain_length);
  if (plain != NULL && plain_length == length) {
    JSArray *copy = Array_copy_dense(isolate, plain);
    Array_splice_plain(isolate, copy, plain_length, (int32_t)actual, 1, 1,
                       &argv[2]);
    return Value_from_object(copy);
  }
  Destination destination;
  TRY_BOOL(Destination_init_js(isolate, &destination, ROOT(undefined_value),
                               length));
  for (double k = 0; k < length; k++) {
    Value value = k == actual ? argv[2]
                              : TRY(Array_get_js(isolate, object, k));
    TRY_BOOL(Destination_add_js(isolate, &destination, value));
  }
  return Destination_finish_js(isolate, &destination);
}
