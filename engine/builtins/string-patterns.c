// SPDX-License-Identifier: MIT
//
// String.prototype methods that take a string or a pattern object: match,
// matchAll, replace, replaceAll, search. split is in string-split.c.
#include <string.h>

#include "engine/builtins/builtin-ids.h"
#include "engine/builtins/string-builtins.h"
#include "engine/builtins/string-operations.h"
#include "engine/interpreter/execution.h"
#include "engine/objects/conversions.h"
#include "engine/objects/messages.h"
#include "engine/objects/native-context.h"
#include "engine/objects/object-operations.h"

// ECMA-262 #sec-isregexp
bool Object_is_regexp_js(Isolate *isolate, Value value, bool *result) {
  *result = false;
  if (!Value_is_JSReceiver(isolate, value)) return true;
  Value matcher =
      Object_get_js(isolate, value, ROOT_KEY(isolate, match_symbol));
  if (Value_is_exception(matcher)) return false;
  *result = Value_is_undefined(matcher) ? Value_is_JSRegExp(isolate, value)
                                        : Object_to_boolean(isolate, matcher);
  return true;
}

bool String_require_coercible(Isolate *isolate, Value receiver,
                              const char *method) {
  if (!Value_is_null_or_undefined(receiver)) return true;
  (void)Throw_type_error(
      isolate, kMessageCalledOnNullOrUndefined,
      Value_from_object(String_format(isolate, "String.prototype.%s", method)),
      ROOT(undefined_value));
  return false;
}

// Primitive patterns have none that matters.
Value String_pattern_method_js(Isolate *isolate, Value pattern,
                               PropertyKey key) {
  if (!Value_is_JSReceiver(isolate, pattern)) return ROOT(undefined_value);
  return Object_get_method_js(isolate, pattern, key);
}

// Methods of global regular expressions only: throws for others.
static bool require_global(Isolate *isolate, Value pattern,
                           const char *method) {
  bool is_regexp;
  if (!Object_is_regexp_js(isolate, pattern, &is_regexp)) return false;
  if (!is_regexp) return true;
  Value flags = Object_get_js(isolate, pattern, ROOT_KEY(isolate, flags_string));
  if (Value_is_exception(flags)) return false;
  String *text;
  if (Value_is_null_or_undefined(flags)) {
    (void)Throw_type_error(isolate, kMessageCalledOnNullOrUndefined,
                           Value_from_object(String_format(
                               isolate, "String.prototype.%s", method)),
                           ROOT(undefined_value));
    return false;
  }
  if (!String_from_value_js(isolate, flags, &text)) return false;
  if (String_index_of(isolate, text, String_from_char_code(isolate, 'g'), 0) >=
      0)
    return true;
  (void)Throw_text(isolate, kErrorTypeTypeError,
                   "String.prototype.%s called with a non-global RegExp "
                   "argument",
                   method);
  return false;
}

// match, matchAll and search: the method of the pattern, or of a regular
// expression made from it.
static Value invoke_pattern(Isolate *isolate, Value *argv, PropertyKey key,
                            const char *flags) {
  Value method = TRY(String_pattern_method_js(isolate, argv[1], key));
  if (!Value_is_undefined(method))
    return Execution_call1_js(isolate, method, argv[1], argv[0]);
  Value string = TRY(Object_to_string_js(isolate, argv[0]));
  Value arguments[2] = {argv[1],
                        Value_from_object(String_new_ascii(isolate, flags))};
  Value constructor = INTRINSIC(isolate, regexp_function);
  Value regexp = TRY(Execution_construct_js(isolate, constructor, constructor,
                                            2, arguments));
  method = TRY(Object_get_js(isolate, regexp, key));
  return Execution_call1_js(isolate, method, regexp, string);
}

Value Builtin_StringPrototypeMatch(Isolate *isolate, int64_t argc,
                                   Value *argv) {
  TRY_BOOL(String_require_coercible(isolate, argv[0], "match"));
  return invoke_pattern(isolate, argv, ROOT_KEY(isolate, match_symbol), "");
}

Value Builtin_StringPrototypeMatchAll(Isolate *isolate, int64_t argc,
                                      Value *argv) {
  TRY_BOOL(String_require_coercible(isolate, argv[0], "matchAll"));
  TRY_BOOL(require_global(isolate, argv[1], "matchAll"));
  return invoke_pattern(isolate, argv, ROOT_KEY(isolate, match_all_symbol),
                        "g");
}

Value Builtin_StringPrototypeSearch(Isolate *isolate, int64_t argc,
                                    Value *argv) {
  TRY_BOOL(String_require_coercible(isolate, argv[0], "search"));
  return invoke_pattern(isolate, argv, ROOT_KEY(isolate, search_symbol), "");
}

// ---- Replacing ----

static void append_capture(StringBuilder *builder, const FixedArray *captures,
                           int number) {
  Isolate *isolate = builder->isolate;
  Value capture = FixedArray_get_slots(captures, number - 1);
  if (Value_is_String(isolate, capture))
    StringBuilder_add_string(builder, Value_as_String(isolate, capture));
}

// $1 to $99 at text[at] == '$'. Returns the units consumed, 0 if it is none.
static int32_t append_numbered(StringBuilder *builder, const FlatString *text,
                               int32_t at, const FixedArray *captures) {
  int32_t count = captures->length;
  int first = FlatString_at(text, at + 1) - '0';
  if (first < 0 || first > 9) return 0;
  if (at + 2 < text->length) {
    int second = FlatString_at(text, at + 2) - '0';
    int number = first * 10 + second;
    if (second >= 0 && second <= 9 && number >= 1 && number <= count) {
      append_capture(builder, captures, number);
      return 3;
    }
  }
  if (first < 1 || first > count) return 0;
  append_capture(builder, captures, first);
  return 2;
}

// $<name>. Returns the units consumed, 0 if it is none, -1 when it threw.
static int32_t append_named(StringBuilder *builder, String *replacement,
                            const FlatString *text, int32_t at,
                            Value named_captures) {
  Isolate *isolate = builder->isolate;
  if (Value_is_undefined(named_captures)) return 0;
  int32_t close = at + 2;
  while (close < text->length && FlatString_at(text, close) != '>') close++;
  if (close == text->length) return 0;
  String *name = String_substring(isolate, replacement, at + 2, close);
  Value capture =
      Object_get_js(isolate, named_captures,
                    PropertyKey_from_any_name(isolate, (Name *)name));
  if (Value_is_exception(capture)) return -1;
  if (!Value_is_undefined(capture)) {
    String *string;
    if (!String_from_value_js(isolate, capture, &string)) return -1;
    StringBuilder_add_string(builder, string);
  }
  return close + 1 - at;
}

bool String_append_substitution_js(Isolate *isolate, StringBuilder *builder,
                                   String *matched, String *string,
                                   int32_t position,
                                   const FixedArray *captures,
                                   Value named_captures, String *replacement) {
  FlatString text = String_flatten(isolate, replacement);
  if (text.one_byte && !memchr(text.one_byte, '$', (size_t)text.length)) {
    StringBuilder_add_latin1(builder, text.one_byte, text.length);
    return true;
  }
  int32_t tail = position + matched->length;
  if (tail > string->length) tail = string->length;
  for (int32_t at = 0; at < text.length;) {
    uint16_t unit = FlatString_at(&text, at);
    int32_t used = 0;
    if (unit == '$' && at + 1 < text.length) {
      switch (FlatString_at(&text, at + 1)) {
        case '$':
          StringBuilder_add_char(builder, '$');
          used = 2;
          break;
        case '&':
          StringBuilder_add_string(builder, matched);
          used = 2;
          break;
        case '`':
          StringBuilder_add_substring(builder, string, 0, position);
          used = 2;
          break;
        case '\'':
          StringBuilder_add_substring(builder, string, tail, string->length);
          used = 2;
          break;
        case '<':
          used = append_named(builder, replacement, &text, at, named_captures);
          if (used < 0) return false;
          break;
        default:
          used = append_numbered(builder, &text, at, captures);
      }
    }
    if (used == 0) {
      StringBuilder_add_char(builder, unit);
      used = 1;
    }
    at += used;
  }
  return true;
}

// What a match of a string is replaced by.
typedef struct Replacement {
  String *string;
  String *search;
  Value value;      // a string or a function
  FlatString text;  // of one byte if the value is such a string without '$'
} Replacement;

static void Replacement_init(Replacement *replacement, Isolate *isolate,
                             String *string, String *search, Value value) {
  *replacement = (Replacement){string, search, value, {NULL, NULL, 0}};
  if (!Value_is_String(isolate, value)) return;
  FlatString text = String_flatten(isolate, Value_as_String(isolate, value));
  if (text.one_byte && !memchr(text.one_byte, '$', (size_t)text.length))
    replacement->text = text;
}

// Appends what the match at `position` is replaced by.
static bool append_replacement(StringBuilder *builder,
                               const Replacement *replacement,
                               int32_t position) {
  Isolate *isolate = builder->isolate;
  String *string = replacement->string, *search = replacement->search;
  const FlatString *plain = &replacement->text;
  if (LIKELY(plain->one_byte != NULL)) {
    StringBuilder_add_latin1(builder, plain->one_byte, plain->length);
    return true;
  }
  if (Value_is_String(isolate, replacement->value))
    return String_append_substitution_js(
        isolate, builder, search, string, position,
        ROOT_OBJECT(isolate, FixedArray, empty_fixed_array),
        ROOT(undefined_value), Value_as_String(isolate, replacement->value));
  Value arguments[3] = {Value_from_object(search), Value_from_smi(position),
                        Value_from_object(string)};
  Value result = Execution_call_js(isolate, replacement->value,
                                   ROOT(undefined_value), 3, arguments);
  String *text;
  if (Value_is_exception(result) ||
      !String_from_value_js(isolate, result, &text))
    return false;
  StringBuilder_add_string(builder, text);
  return true;
}

// The string with the search string, which is at `position` first, replaced
// there, or everywhere.
static Value replace_from(Isolate *isolate, String *string, String *search,
                          int32_t position, Value value, bool all) {
  Replacement replacement;
  Replacement_init(&replacement, isolate, string, search, value);
  StringBuilder builder;
  StringBuilder_init(&builder, isolate);
  FlatString flat = String_flatten(isolate, string);
  int32_t copied = 0;
  int32_t advance = search->length > 0 ? search->length : 1;
  while (position >= 0) {
    if (flat.one_byte)
      StringBuilder_add_latin1(&builder, flat.one_byte + copied,
                               position - copied);
    else
      StringBuilder_add_substring(&builder, string, copied, position);
    if (!append_replacement(&builder, &replacement, position)) {
      StringBuilder_abandon(&builder);
      return ROOT(exception);
    }
    copied = position + search->length;
    if (!all || position + advance > string->length) break;
    position = String_index_of(isolate, string, search, position + advance);
  }
  if (copied < string->length)
    StringBuilder_add_substring(&builder, string, copied, string->length);
  return StringBuilder_finish(&builder);
}

// ECMA-262 #sec-string.prototype.replace and #sec-string.prototype.replaceall
static Value replace(Isolate *isolate, Value *argv, const char *method,
                     bool all) {
  TRY_BOOL(String_require_coercible(isolate, argv[0], method));
  if (Value_is_JSReceiver(isolate, argv[1])) {
    if (all) TRY_BOOL(require_global(isolate, argv[1], method));
    Value replacer = TRY(String_pattern_method_js(
        isolate, argv[1], ROOT_KEY(isolate, replace_symbol)));
    if (!Value_is_undefined(replacer)) {
      Value arguments[2] = {argv[0], argv[2]};
      return Execution_call_js(isolate, replacer, argv[1], 2, arguments);
    }
  }
  String *string, *search;
  TRY_BOOL(String_from_value_js(isolate, argv[0], &string));
  TRY_BOOL(String_from_value_js(isolate, argv[1], &search));
  Value value = argv[2];
  if (!Value_is_String(isolate, value) && !Object_is_callable(isolate, value))
    value = TRY(Object_to_string_js(isolate, value));
  int32_t position = String_index_of(isolate, string, search, 0);
  if (position < 0) return Value_from_object(string);
  return replace_from(isolate, string, search, position, value, all);
}

Value Builtin_StringPrototypeReplace(Isolate *isolate, int64_t argc,
                                     Value *argv) {
  return replace(isolate, argv, "replace", false);
}

Value Builtin_StringPrototypeReplaceAll(Isolate *isolate, int64_t argc,
                                        Value *argv) {
  return replace(isolate, argv, "replaceAll", true);
}
