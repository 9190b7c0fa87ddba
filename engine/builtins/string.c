// SPDX-License-Identifier: MIT
//
// ECMA-262 #sec-string-objects: the constructor and the methods that look at,
// search and cut strings. What takes regular expressions is in
// string-patterns.c, what makes text (case, padding, HTML) in string-text.c.
#include <math.h>
#include <string.h>

#include "engine/base/number-conversions.h"
#include "engine/base/unicode.h"
#include "engine/builtins/bootstrapper.h"
#include "engine/builtins/string-builtins.h"
#include "engine/builtins/string-operations.h"
#include "engine/objects/conversions.h"
#include "engine/objects/js-array.h"
#include "engine/objects/js-object.h"
#include "engine/objects/messages.h"

// ---- Shared ----

bool String_this_js(Isolate *isolate, Value receiver, const char *method,
                    String **string) {
  if (Value_is_String(isolate, receiver)) {
    *string = Value_as_String(isolate, receiver);
    return true;
  }
  if (Value_is_null_or_undefined(receiver)) {
    (void)Throw_type_error(
        isolate, kMessageCalledOnNullOrUndefined,
        Value_from_object(
            String_format(isolate, "String.prototype.%s", method)),
        ROOT(undefined_value));
    return false;
  }
  return String_from_value_js(isolate, receiver, string);
}

bool String_from_value_js(Isolate *isolate, Value value, String **string) {
  if (LIKELY(Value_is_String(isolate, value))) {
    *string = Value_as_String(isolate, value);
    return true;
  }
  value = Object_to_string_js(isolate, value);
  if (Value_is_exception(value)) return false;
  *string = Value_as_String(isolate, value);
  return true;
}

// An index argument clamped to [0, length].
static bool clamped_index(Isolate *isolate, Value value, int32_t length,
                          int32_t *out) {
  if (LIKELY(Value_is_undefined(value) || Value_is_smi(value))) {
    int32_t index = Value_is_smi(value) ? Value_smi(value) : 0;
    *out = index < 0 ? 0 : index > length ? length : index;
    return true;
  }
  double index;
  if (!Object_to_integer_or_infinity_js(isolate, value, &index)) return false;
  *out = index < 0 ? 0 : index > length ? length : (int32_t)index;
  return true;
}

// A relative index argument (negative: from the end), clamped; undefined means
// `if_undefined`.
static bool relative_index(Isolate *isolate, Value value, int32_t length,
                           int32_t if_undefined, int32_t *out) {
  if (Value_is_undefined(value)) {
    *out = if_undefined;
    return true;
  }
  double index;
  if (LIKELY(Value_is_smi(value)))
    index = Value_smi(value);
  else if (!Object_to_integer_or_infinity_js(isolate, value, &index))
    return false;
  if (index < 0) index += length;
  *out = index < 0 ? 0 : index > length ? length : (int32_t)index;
  return true;
}

uint32_t String_code_point_at(const FlatString *flat, int32_t index,
                              int32_t *units) {
  uint32_t first = FlatString_at(flat, index);
  *units = 1;
  if (!Unicode_is_lead_surrogate(first) || index + 1 == flat->length)
    return first;
  uint32_t second = FlatString_at(flat, index + 1);
  if (!Unicode_is_trail_surrogate(second)) return first;
  *units = 2;
  return Unicode_join_surrogates(first, second);
}

double String_advance_index(Isolate *isolate, String *string, double index,
                            bool unicode) {
  if (!unicode || index + 1 >= string->length) return index + 1;
  FlatString flat = String_flatten(isolate, string);
  int32_t units;
  (void)String_code_point_at(&flat, (int32_t)index, &units);
  return index + units;
}

static String *code_point_to_string(Isolate *isolate, uint32_t code_point) {
  uint16_t units[2];
  size_t count = Unicode_put_utf16(code_point, units);
  return String_new_two_byte(isolate, units, (int32_t)count);
}

// ---- Constructor ----

// ECMA-262 #sec-string-constructor-string-value
Value Builtin_StringConstructor(Isolate *isolate, int64_t argc, Value *argv) {
  Value new_target = Builtin_new_target(argv);
  Value string = ROOT(empty_string);
  if (argc > 0) {
    if (Value_is_undefined(new_target) && Value_is_Symbol(isolate, argv[1])) {
      Value description =
          Symbol_description(Value_as_Symbol(isolate, argv[1]));
      StringBuilder builder;
      StringBuilder_init(&builder, isolate);
      StringBuilder_add_ascii(&builder, "Symbol(");
      if (Value_is_String(isolate, description))
        StringBuilder_add_string(&builder,
                                 Value_as_String(isolate, description));
      StringBuilder_add_char(&builder, ')');
      return StringBuilder_finish(&builder);
    }
    string = TRY(Object_to_string_js(isolate, argv[1]));
  }
  if (Value_is_undefined(new_target)) return string;
  JSObject *wrapper = JSObject_new_for_constructor_js(
      isolate, new_target, kNativeSlot_string_initial_map);
  if (wrapper == NULL) return ROOT(exception);
  JSPrimitiveWrapper_set_value((JSPrimitiveWrapper *)wrapper, string);
  return Value_from_object(wrapper);
}

// ECMA-262 #sec-string.fromcharcode
Value Builtin_StringFromCharCode(Isolate *isolate, int64_t argc, Value *argv) {
  if (argc == 1) {
    uint32_t unit;
    TRY_BOOL(Object_to_uint32_js(isolate, argv[1], &unit));
    return Value_from_object(String_from_char_code(isolate, (uint16_t)unit));
  }
  StringBuilder builder;
  StringBuilder_init(&builder, isolate);
  for (int64_t i = 1; i <= argc; i++) {
    uint32_t unit;
    if (!Object_to_uint32_js(isolate, argv[i], &unit)) {
      StringBuilder_abandon(&builder);
      return ROOT(exception);
    }
    StringBuilder_add_char(&builder, (uint16_t)unit);
  }
  return StringBuilder_finish(&builder);
}

// ECMA-262 #sec-string.fromcodepoint
Value Builtin_StringFromCodePoint(Isolate *isolate, int64_t argc,
                                  Value *argv) {
  StringBuilder builder;
  StringBuilder_init(&builder, isolate);
  for (int64_t i = 1; i <= argc; i++) {
    double number;
    if (!Object_to_double_js(isolate, argv[i], &number)) {
      StringBuilder_abandon(&builder);
      return ROOT(exception);
    }
    if (!(number >= 0 && number <= 0x10ffff) || trunc(number) != number) {
      StringBuilder_abandon(&builder);
      return Throw_range_error(isolate, kMessageInvalidCodePoint, argv[i]);
    }
    uint16_t units[2];
    size_t count = Unicode_put_utf16((uint32_t)number, units);
    for (size_t j = 0; j < count; j++)
      StringBuilder_add_char(&builder, units[j]);
  }
  return StringBuilder_finish(&builder);
}

// ECMA-262 #sec-string.raw
Value Builtin_StringRaw(Isolate *isolate, int64_t argc, Value *argv) {
  Value cooked = TRY(Object_to_object_js(isolate, argv[1]));
  Value raw = TRY(Object_get_js(isolate, cooked,
                                ROOT_KEY(isolate, raw_string)));
  raw = TRY(Object_to_object_js(isolate, raw));
  double length;
  TRY_BOOL(Object_length_js(isolate, Value_as_JSReceiver(isolate, raw),
                            &length));
  StringBuilder builder;
  StringBuilder_init(&builder, isolate);
  for (double i = 0; i < length; i++) {
    String *literal;
    Value value = Object_get_js(isolate, raw,
                                PropertyKey_from_number(isolate, i));
    if (Value_is_exception(value) ||
        !String_from_value_js(isolate, value, &literal)) {
      StringBuilder_abandon(&builder);
      return ROOT(exception);
    }
    StringBuilder_add_string(&builder, literal);
    if (i + 1 == length || i + 2 > (double)argc) continue;
    String *substitution;
    if (!String_from_value_js(isolate, argv[2 + (int64_t)i], &substitution)) {
      StringBuilder_abandon(&builder);
      return ROOT(exception);
    }
    StringBuilder_add_string(&builder, substitution);
  }
  return StringBuilder_finish(&builder);
}

// #sec-thisstringvalue: toString and valueOf.
Value Builtin_StringPrototypeToString(Isolate *isolate, int64_t argc,
                                      Value *argv) {
  Value value = argv[0];
  if (Value_is_JSPrimitiveWrapper(isolate, value))
    value = JSPrimitiveWrapper_value(
        Value_as_JSPrimitiveWrapper(isolate, value));
  if (Value_is_String(isolate, value)) return value;
  return Throw_text(isolate, kErrorTypeTypeError,
                    "String.prototype.toString requires that 'this' be a "
                    "String");
}

// ---- Characters ----

Value Builtin_StringPrototypeAt(Isolate *isolate, int64_t argc, Value *argv) {
  String *string;
  TRY_BOOL(String_this_js(isolate, argv[0], "at", &string));
  double index;
  TRY_BOOL(Object_to_integer_or_infinity_js(isolate, argv[1], &index));
  if (index < 0) index += string->length;
  if (index < 0 || index >= string->length) return ROOT(undefined_value);
  return Value_from_object(String_from_char_code(
      isolate, String_char_at(isolate, string, (int32_t)index)));
}

Value Builtin_StringPrototypeCharAt(Isolate *isolate, int64_t argc,
                                    Value *argv) {
  String *string;
  TRY_BOOL(String_this_js(isolate, argv[0], "charAt", &string));
  double index;
  TRY_BOOL(Object_to_integer_or_infinity_js(isolate, argv[1], &index));
  if (index < 0 || index >= string->length) return ROOT(empty_string);
  return Value_from_object(String_from_char_code(
      isolate, String_char_at(isolate, string, (int32_t)index)));
}

Value Builtin_StringPrototypeCharCodeAt(Isolate *isolate, int64_t argc,
                                        Value *argv) {
  String *string;
  TRY_BOOL(String_this_js(isolate, argv[0], "charCodeAt", &string));
  double index;
  TRY_BOOL(Object_to_integer_or_infinity_js(isolate, argv[1], &index));
  if (index < 0 || index >= string->length) return ROOT(nan_value);
  return Value_from_smi(String_char_at(isolate, string, (int32_t)index));
}

Value Builtin_StringPrototypeCodePointAt(Isolate *isolate, int64_t argc,
                                         Value *argv) {
  String *string;
  TRY_BOOL(String_this_js(isolate, argv[0], "codePointAt", &string));
  double index;
  TRY_BOOL(Object_to_integer_or_infinity_js(isolate, argv[1], &index));
  if (index < 0 || index >= string->length) return ROOT(undefined_value);
  FlatString flat = String_flatten(isolate, string);
  int32_t units;
  return Value_from_smi(
      (int32_t)String_code_point_at(&flat, (int32_t)index, &units));
}

Value Builtin_StringPrototypeConcat(Isolate *isolate, int64_t argc,
                                    Value *argv) {
  String *string;
  TRY_BOOL(String_this_js(isolate, argv[0], "concat", &string));
  for (int64_t i = 1; i <= argc; i++) {
    String *next;
    TRY_BOOL(String_from_value_js(isolate, argv[i], &next));
    string = Value_as_String(isolate, TRY(String_concat(isolate, string, next)));
  }
  return Value_from_object(string);
}

// ---- Searching ----

// The search string of startsWith and its kin: no regular expression.
static bool search_string(Isolate *isolate, Value value, const char *method,
                          String **search) {
  if (LIKELY(Value_is_String(isolate, value))) {
    *search = Value_as_String(isolate, value);
    return true;
  }
  bool is_regexp;
  if (!Object_is_regexp_js(isolate, value, &is_regexp)) return false;
  if (is_regexp) {
    (void)Throw_type_error(
        isolate, kMessageFirstArgumentNotRegExp,
        Value_from_object(
            String_format(isolate, "String.prototype.%s", method)),
        ROOT(undefined_value));
    return false;
  }
  return String_from_value_js(isolate, value, search);
}

static bool stands_at(Isolate *isolate, String *string, String *search,
                      int32_t at) {
  if (at < 0 || at + search->length > string->length) return false;
  FlatString text = String_flatten(isolate, string);
  FlatString needle = String_flatten(isolate, search);
  if (text.one_byte && needle.one_byte)
    return memcmp(text.one_byte + at, needle.one_byte,
                  (size_t)needle.length) == 0;
  for (int32_t i = 0; i < needle.length; i++)
    if (FlatString_at(&text, at + i) != FlatString_at(&needle, i)) return false;
  return true;
}

Value Builtin_StringPrototypeStartsWith(Isolate *isolate, int64_t argc,
                                        Value *argv) {
  String *string, *search;
  int32_t start;
  TRY_BOOL(String_this_js(isolate, argv[0], "startsWith", &string));
  TRY_BOOL(search_string(isolate, argv[1], "startsWith", &search));
  TRY_BOOL(clamped_index(isolate, argv[2], string->length, &start));
  return Value_from_bool(stands_at(isolate, string, search, start));
}

Value Builtin_StringPrototypeEndsWith(Isolate *isolate, int64_t argc,
                                      Value *argv) {
  String *string, *search;
  TRY_BOOL(String_this_js(isolate, argv[0], "endsWith", &string));
  TRY_BOOL(search_string(isolate, argv[1], "endsWith", &search));
  int32_t end = string->length;
  if (!Value_is_undefined(argv[2]))
    TRY_BOOL(clamped_index(isolate, argv[2], string->length, &end));
  return Value_from_bool(
      stands_at(isolate, string, search, end - search->length));
}

Value Builtin_StringPrototypeIncludes(Isolate *isolate, int64_t argc,
                                      Value *argv) {
  String *string, *search;
  int32_t start;
  TRY_BOOL(String_this_js(isolate, argv[0], "includes", &string));
  TRY_BOOL(search_string(isolate, argv[1], "includes", &search));
  TRY_BOOL(clamped_index(isolate, argv[2], string->length, &start));
  return Value_from_bool(String_index_of(isolate, string, search, start) >= 0);
}

Value Builtin_StringPrototypeIndexOf(Isolate *isolate, int64_t argc,
                                     Value *argv) {
  String *string, *search;
  int32_t start;
  TRY_BOOL(String_this_js(isolate, argv[0], "indexOf", &string));
  TRY_BOOL(String_from_value_js(isolate, argv[1], &search));
  TRY_BOOL(clamped_index(isolate, argv[2], string->length, &start));
  return Value_from_smi(String_index_of(isolate, string, search, start));
}

// ECMA-262 #sec-string.prototype.lastindexof: NaN means the end.
Value Builtin_StringPrototypeLastIndexOf(Isolate *isolate, int64_t argc,
                                         Value *argv) {
  String *string, *search;
  double position;
  TRY_BOOL(String_this_js(isolate, argv[0], "lastIndexOf", &string));
  TRY_BOOL(String_from_value_js(isolate, argv[1], &search));
  TRY_BOOL(Object_to_double_js(isolate, argv[2], &position));
  int32_t start = string->length;
  if (position == position)
    start = position < 0                ? 0
            : position > string->length ? string->length
                                        : (int32_t)position;
  return Value_from_smi(String_last_index_of(isolate, string, search, start));
}

// ECMA-262 #sec-string.prototype.localecompare, without ECMA-402: canonical
// equivalents are equal, else the order of code units.
Value Builtin_StringPrototypeLocaleCompare(Isolate *isolate, int64_t argc,
                                           Value *argv) {
  String *string, *other;
  TRY_BOOL(String_this_js(isolate, argv[0], "localeCompare", &string));
  TRY_BOOL(String_from_value_js(isolate, argv[1], &other));
  int order = String_compare(
      isolate, String_normalize(isolate, string, kUnicodeNFC),
      String_normalize(isolate, other, kUnicodeNFC));
  return Value_from_smi(order < 0 ? -1 : order > 0 ? 1 : 0);
}

// ---- Cutting ----

Value Builtin_StringPrototypeSlice(Isolate *isolate, int64_t argc,
                                   Value *argv) {
  String *string;
  int32_t start, end;
  TRY_BOOL(String_this_js(isolate, argv[0], "slice", &string));
  TRY_BOOL(relative_index(isolate, argv[1], string->length, 0, &start));
  TRY_BOOL(relative_index(isolate, argv[2], string->length, string->length,
                          &end));
  if (start >= end) return ROOT(empty_string);
  return Value_from_object(String_substring(isolate, string, start, end));
}

Value Builtin_StringPrototypeSubstring(Isolate *isolate, int64_t argc,
                                       Value *argv) {
  String *string;
  int32_t start, end;
  TRY_BOOL(String_this_js(isolate, argv[0], "substring", &string));
  TRY_BOOL(clamped_index(isolate, argv[1], string->length, &start));
  end = string->length;
  if (!Value_is_undefined(argv[2]))
    TRY_BOOL(clamped_index(isolate, argv[2], string->length, &end));
  return Value_from_object(String_substring(isolate, string,
                                            start < end ? start : end,
                                            start < end ? end : start));
}

// ECMA-262 #sec-string.prototype.substr
Value Builtin_StringPrototypeSubstr(Isolate *isolate, int64_t argc,
                                    Value *argv) {
  String *string;
  int32_t start;
  TRY_BOOL(String_this_js(isolate, argv[0], "substr", &string));
  TRY_BOOL(relative_index(isolate, argv[1], string->length, 0, &start));
  double length = string->length;
  if (!Value_is_undefined(argv[2]))
    TRY_BOOL(Object_to_integer_or_infinity_js(isolate, argv[2], &length));
  if (length > string->length - start) length = string->length - start;
  if (length <= 0) return ROOT(empty_string);
  return Value_from_object(
      String_substring(isolate, string, start, start + (int32_t)length));
}

String *String_trim(Isolate *isolate, String *string, int where) {
  FlatString flat = String_flatten(isolate, string);
  int32_t start = 0, end = flat.length;
  if (where & kTrimStart)
    while (start < end && Unicode_is_white_space_or_line_terminator(
                              FlatString_at(&flat, start)))
      start++;
  if (where & kTrimEnd)
    while (end > start && Unicode_is_white_space_or_line_terminator(
                              FlatString_at(&flat, end - 1)))
      end--;
  return String_substring(isolate, string, start, end);
}

#define TRIM_METHOD(Name, text, where)                                      \
  Value Builtin_StringPrototype##Name(Isolate *isolate, int64_t argc,       \
                                      Value *argv) {                        \
    String *string;                                                         \
    TRY_BOOL(String_this_js(isolate, argv[0], text, &string));              \
    return Value_from_object(String_trim(isolate, string, where));          \
  }
TRIM_METHOD(Trim, "trim", kTrimStart | kTrimEnd)
TRIM_METHOD(TrimStart, "trimStart", kTrimStart)
TRIM_METHOD(TrimEnd, "trimEnd", kTrimEnd)

// ---- Iteration ----

Value Builtin_StringPrototypeIterator(Isolate *isolate, int64_t argc,
                                      Value *argv) {
  String *string;
  TRY_BOOL(String_this_js(isolate, argv[0], "[Symbol.iterator]", &string));
  JSIndexedIterator *iterator = (JSIndexedIterator *)JSObject_new_from_map(
      isolate, INTRINSIC_OBJECT(isolate, Map, string_iterator_map));
  JSIndexedIterator_set_iterated(iterator, Value_from_object(string));
  JSIndexedIterator_set_next_index(iterator, Value_from_smi(0));
  JSIndexedIterator_set_kind(iterator, 0);
  return Value_from_object(iterator);
}

Value Builtin_StringIteratorPrototypeNext(Isolate *isolate, int64_t argc,
                                          Value *argv) {
  if (!Value_is_JSStringIterator(isolate, argv[0]))
    return Throw_type_error(isolate, kMessageIncompatibleMethodReceiver,
                            Value_from_object(String_new_ascii(
                                isolate, "String Iterator.prototype.next")),
                            argv[0]);
  JSIndexedIterator *iterator = Value_as_JSIndexedIterator(isolate, argv[0]);
  Value iterated = JSIndexedIterator_iterated(iterator);
  if (Value_is_undefined(iterated))
    return Value_from_object(
        IterResult_new(isolate, ROOT(undefined_value), true));
  String *string = Value_as_String(isolate, iterated);
  int32_t index = Value_smi(JSIndexedIterator_next_index(iterator));
  if (index >= string->length) {
    JSIndexedIterator_set_iterated(iterator, ROOT(undefined_value));
    return Value_from_object(
        IterResult_new(isolate, ROOT(undefined_value), true));
  }
  FlatString flat = String_flatten(isolate, string);
  int32_t units;
  uint32_t code_point = String_code_point_at(&flat, index, &units);
  JSIndexedIterator_set_next_index(iterator, Value_from_smi(index + units));
  return Value_from_object(IterResult_new(
      isolate, Value_from_object(code_point_to_string(isolate, code_point)),
      false));
}

// ---- Installation ----

static void install_iterator(Isolate *isolate) {
  static const FunctionSpec kNext[] = {
      METHOD("next", StringIteratorPrototypeNext, 0)};
  JSObject *prototype = JSObject_new_with_prototype(
      isolate, INTRINSIC(isolate, iterator_prototype));
  Bootstrap_install_functions(isolate, prototype, kNext, 1);
  Bootstrap_set_to_string_tag(isolate, prototype, "String Iterator");
  Bootstrap_new_instance_map(isolate, kClassJSStringIterator, prototype,
                             kNativeSlot_string_iterator_map);
}

// Wrappers show the characters as elements, and have a `length`.
static void make_wrapper_map(Isolate *isolate, JSFunction *constructor,
                             JSObject *prototype) {
  Name *length = ROOT_OBJECT(isolate, Name, length_string);
  Map *map = Map_new(isolate, kClassJSPrimitiveWrapper, STRING_WRAPPER_ELEMENTS,
                     0, Value_from_object(prototype));
  Map_set_constructor_or_back_pointer(map, Value_from_object(constructor));
  map = Map_with_native_accessor(isolate, map, length, kAccessorStringLength,
                                 kConstantAttributes);
  NativeContext_set(Isolate_native_context(isolate),
                    kNativeSlot_string_initial_map, Value_from_object(map));
  JSFunction_set_prototype_or_initial_map(constructor, Value_from_object(map));
  JSObject_map(prototype)->elements_kind = STRING_WRAPPER_ELEMENTS;
  AccessorInfo *info =
      AccessorInfo_new(isolate, length, kAccessorStringLength);
  JSObject_add_own(isolate, prototype, PropertyKey_from_name(length),
                   Value_from_object(info), kPropertyAccessor,
                   kConstantAttributes);
}

void Bootstrap_install_string(Isolate *isolate) {
  static const FunctionSpec kPrototype[] = {
      METHOD("anchor", StringPrototypeAnchor, 1),
      METHOD("at", StringPrototypeAt, 1),
      METHOD("big", StringPrototypeBig, 0),
      METHOD("blink", StringPrototypeBlink, 0),
      METHOD("bold", StringPrototypeBold, 0),
      METHOD("charAt", StringPrototypeCharAt, 1),
      METHOD("charCodeAt", StringPrototypeCharCodeAt, 1),
      METHOD("codePointAt", StringPrototypeCodePointAt, 1),
      METHOD("concat", StringPrototypeConcat, 1),
      METHOD("endsWith", StringPrototypeEndsWith, 1),
      METHOD("fontcolor", StringPrototypeFontcolor, 1),
      METHOD("fontsize", StringPrototypeFontsize, 1),
      METHOD("fixed", StringPrototypeFixed, 0),
      METHOD("includes", StringPrototypeIncludes, 1),
      METHOD("indexOf", StringPrototypeIndexOf, 1),
      METHOD("italics", StringPrototypeItalics, 0),
      METHOD("lastIndexOf", StringPrototypeLastIndexOf, 1),
      METHOD("len", StringPrototypeLen, 0),
      METHOD("link", StringPrototypeLink, 1),
      METHOD("localeCompare", StringPrototypeLocaleCompare, 1),
      METHOD("match", StringPrototypeMatch, 1),
      METHOD("matchAll", StringPrototypeMatchAll, 1),
      METHOD("normalize", StringPrototypeNormalize, 0),
      METHOD("padEnd", StringPrototypePadEnd, 1),
      METHOD("padStart", StringPrototypePadStart, 1),
      METHOD("repeat", StringPrototypeRepeat, 1),
      METHOD("replace", StringPrototypeReplace, 2),
      METHOD("replaceAll", StringPrototypeReplaceAll, 2),
      METHOD("search", StringPrototypeSearch, 1),
      METHOD("slice", StringPrototypeSlice, 2),
      METHOD("small", StringPrototypeSmall, 0),
      METHOD("split", StringPrototypeSplit, 2),
      METHOD("strike", StringPrototypeStrike, 0),
      METHOD("sub", StringPrototypeSub, 0),
      METHOD("substr", StringPrototypeSubstr, 2),
      METHOD("substring", StringPrototypeSubstring, 2),
      METHOD("sup", StringPrototypeSup, 0),
      METHOD("startsWith", StringPrototypeStartsWith, 1),
      METHOD("toString", StringPrototypeToString, 0),
      METHOD("toWellFormed", StringPrototypeToWellFormed, 0),
      METHOD("trim", StringPrototypeTrim, 0),
      METHOD("trimStart", StringPrototypeTrimStart, 0),
      METHOD("trimEnd", StringPrototypeTrimEnd, 0),
      METHOD("toLocaleLowerCase", StringPrototypeToLowerCase, 0),
      METHOD("toLocaleUpperCase", StringPrototypeToUpperCase, 0),
      METHOD("toLowerCase", StringPrototypeToLowerCase, 0),
      METHOD("toUpperCase", StringPrototypeToUpperCase, 0),
      METHOD("valueOf", StringPrototypeToString, 0),
      METHOD("isWellFormed", StringPrototypeIsWellFormed, 0),
      METHOD("@@iterator", StringPrototypeIterator, 0),
  };
  static const FunctionSpec kStatic[] = {
      METHOD("fromCharCode", StringFromCharCode, 1),
      METHOD("fromCodePoint", StringFromCodePoint, 1),
      METHOD("raw", StringRaw, 1),
  };
  install_iterator(isolate);
  JSObject *prototype = Bootstrap_new_wrapper_prototype(
      isolate, ROOT(empty_string), kNativeSlot_string_prototype);
  JSFunction *constructor = Bootstrap_new_constructor(
      isolate, "String", kBuiltinStringConstructor, 1, prototype,
      kClassJSPrimitiveWrapper, kNativeSlot_string_initial_map);
  make_wrapper_map(isolate, constructor, prototype);
  NativeContext_set(Isolate_native_context(isolate),
                    kNativeSlot_string_function,
                    Value_from_object(constructor));
  Bootstrap_install_functions(isolate, prototype, kPrototype,
                              ARRAY_LENGTH(kPrototype));
  Bootstrap_alias(isolate, prototype, "trimStart", "trimLeft");
  Bootstrap_alias(isolate, prototype, "trimEnd", "trimRight");
  Bootstrap_install_functions(isolate, (JSObject *)constructor, kStatic,
                              ARRAY_LENGTH(kStatic));
}
