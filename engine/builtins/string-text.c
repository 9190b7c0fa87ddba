// SPDX-License-Identifier: MIT
//
// String.prototype methods that make new text: case, normal forms, padding,
// repetition, well-formedness, and the HTML methods of Annex B.
#include <stdlib.h>
#include <string.h>

#include "engine/builtins/builtin-ids.h"
#include "engine/builtins/string-builtins.h"
#include "engine/objects/conversions.h"
#include "engine/objects/messages.h"

// A two-byte copy of a string's units, malloc'ed.
static uint16_t *copy_units(Isolate *isolate, String *string) {
  FlatString flat = String_flatten(isolate, string);
  uint16_t *units = malloc(sizeof *units * ((size_t)flat.length + 1));
  CHECK(units != NULL);
  for (int32_t i = 0; i < flat.length; i++) units[i] = FlatString_at(&flat, i);
  return units;
}

// A string of the first `count` units; frees them.
static Value adopt_units(Isolate *isolate, uint16_t *units, size_t count) {
  Value result;
  if (count > kMaxStringLength)
    result = Throw_range_error(isolate, kMessageInvalidStringLength,
                               ROOT(undefined_value));
  else
    result = Value_from_object(
        String_new_two_byte(isolate, units, (int32_t)count));
  free(units);
  return result;
}

// ---- Case ----

typedef size_t (*CaseConversion)(const uint16_t *text, size_t length,
                                 uint16_t *out);

static Value convert_case(Isolate *isolate, const FlatString *flat,
                          CaseConversion convert) {
  size_t length = (size_t)flat->length;
  uint16_t *out =
      malloc(sizeof *out * (length * kUnicodeMaxCaseExpansion + 1));
  CHECK(out != NULL);
  size_t count = convert(flat->two_byte, length, out);
  return adopt_units(isolate, out, count);
}

Value Builtin_StringPrototypeToLowerCase(Isolate *isolate, int64_t argc,
                                         Value *argv) {
  String *string;
  TRY_BOOL(String_this_js(isolate, argv[0], "toLowerCase", &string));
  FlatString flat = String_flatten(isolate, string);
  if (flat.two_byte) return convert_case(isolate, &flat, Unicode_to_lower);
  size_t length = (size_t)flat.length;
  if (!Unicode_has_upper_latin1(flat.one_byte, length))
    return Value_from_object(string);
  SeqOneByteString *result = SeqOneByteString_new_raw(isolate, flat.length);
  Unicode_to_lower_latin1(flat.one_byte, length, result->chars);
  return Value_from_object(result);
}

// "ß", "µ" or "ÿ" among the text.
static Value convert_latin1_to_upper(Isolate *isolate,
                                     const FlatString *flat) {
  size_t length = (size_t)flat->length;
  uint16_t *out =
      malloc(sizeof *out * (length * kUnicodeMaxCaseExpansion + 1));
  CHECK(out != NULL);
  size_t count = Unicode_to_upper_latin1(flat->one_byte, length, out);
  return adopt_units(isolate, out, count);
}

Value Builtin_StringPrototypeToUpperCase(Isolate *isolate, int64_t argc,
                                         Value *argv) {
  String *string;
  TRY_BOOL(String_this_js(isolate, argv[0], "toUpperCase", &string));
  FlatString flat = String_flatten(isolate, string);
  if (flat.two_byte) return convert_case(isolate, &flat, Unicode_to_upper);
  size_t length = (size_t)flat.length;
  if (Unicode_upper_leaves_latin1(flat.one_byte, length))
    return convert_latin1_to_upper(isolate, &flat);
  if (!Unicode_has_lower_latin1(flat.one_byte, length))
    return Value_from_object(string);
  SeqOneByteString *result = SeqOneByteString_new_raw(isolate, flat.length);
  Unicode_to_upper_within_latin1(flat.one_byte, length, result->chars);
  return Value_from_object(result);
}

// ---- Normal forms ----

String *String_normalize(Isolate *isolate, String *string, UnicodeForm form) {
  FlatString flat = String_flatten(isolate, string);
  size_t length = (size_t)flat.length;
  if (flat.one_byte != NULL &&
      Unicode_is_normal_latin1(form, flat.one_byte, length))
    return string;
  if (flat.two_byte != NULL &&
      Unicode_normal_prefix(form, flat.two_byte, length) == length)
    return string;
  enum { kShort = 32 };
  uint16_t local[kShort * kUnicodeMaxNormalizationExpansion];
  uint16_t *copy = flat.one_byte ? copy_units(isolate, string) : NULL;
  uint16_t *out = local;
  if (length > kShort)
    out = malloc(sizeof *out * length * kUnicodeMaxNormalizationExpansion);
  CHECK(out != NULL);
  size_t count =
      Unicode_normalize(form, copy ? copy : flat.two_byte, length, out);
  if (count > kMaxStringLength) count = kMaxStringLength;
  String *result = String_new_two_byte(isolate, out, (int32_t)count);
  free(copy);
  if (out != local) free(out);
  return result;
}

// ECMA-262 #sec-string.prototype.normalize
Value Builtin_StringPrototypeNormalize(Isolate *isolate, int64_t argc,
                                       Value *argv) {
  static const char *const kForms[] = {"NFC", "NFD", "NFKC", "NFKD"};
  String *string, *form;
  TRY_BOOL(String_this_js(isolate, argv[0], "normalize", &string));
  if (Value_is_undefined(argv[1]))
    return Value_from_object(String_normalize(isolate, string, kUnicodeNFC));
  TRY_BOOL(String_from_value_js(isolate, argv[1], &form));
  for (int i = 0; i < 4; i++)
    if (String_equals_ascii(isolate, form, kForms[i]))
      return Value_from_object(
          String_normalize(isolate, string, (UnicodeForm)i));
  return Throw_range_error(
      isolate, kMessageNormalizationForm,
      Value_from_object(String_new_ascii(isolate, "NFC, NFD, NFKC, NFKD")));
}

// ---- Padding and repetition ----

// A sequential string to be written to.
typedef struct NewText {
  String *string;
  uint8_t *one_byte;   // or NULL
  uint16_t *two_byte;  // or NULL
} NewText;

static NewText new_text(Isolate *isolate, int32_t length, bool one_byte) {
  if (one_byte) {
    SeqOneByteString *string = SeqOneByteString_new_raw(isolate, length);
    return (NewText){(String *)string, string->chars, NULL};
  }
  SeqTwoByteString *string = SeqTwoByteString_new_raw(isolate, length);
  return (NewText){(String *)string, NULL, string->chars};
}

static bool is_one_byte(const String *string) {
  return (HeapObject_type((const HeapObject *)string) & kOneByteStringBit) != 0;
}

static void put_string(const NewText *text, int32_t at, const String *string) {
  int type = HeapObject_type((const HeapObject *)string);
  if (text->one_byte && (type & kStringRepresentationMask) == kSeqStringTag) {
    memcpy(text->one_byte + at, ((const SeqOneByteString *)string)->chars,
           (size_t)string->length);
    return;
  }
  String_write(string, text->one_byte ? text->one_byte + at : NULL,
               text->two_byte ? text->two_byte + at : NULL);
}

// Repeats the first `period` units behind `at` until there are `length`.
static void extend_periodically(const NewText *text, int32_t at,
                                int32_t period, int32_t length) {
  if (period == 1 && text->one_byte) {
    memset(text->one_byte + at, text->one_byte[at], (size_t)length);
    return;
  }
  const size_t unit = text->one_byte ? 1 : 2;
  char *start = text->one_byte ? (char *)(text->one_byte + at)
                               : (char *)(text->two_byte + at);
  for (int64_t done = period; done < length; done *= 2) {
    int64_t count = done < length - done ? done : length - done;
    memcpy(start + (size_t)done * unit, start, (size_t)count * unit);
  }
}

// Fills `length` > 0 units behind `at` with the filler's.
static void fill(Isolate *isolate, const NewText *text, int32_t at,
                 String *filler, int32_t length) {
  int32_t period = filler->length < length ? filler->length : length;
  put_string(text, at, String_substring(isolate, filler, 0, period));
  extend_periodically(text, at, period, length);
}

// ECMA-262 #sec-stringpaddingbuiltinsimpl
static Value pad(Isolate *isolate, Value *argv, const char *method,
                 bool at_start) {
  String *string, *filler = String_from_char_code(isolate, ' ');
  double max_length;
  TRY_BOOL(String_this_js(isolate, argv[0], method, &string));
  TRY_BOOL(Object_to_length_js(isolate, argv[1], &max_length));
  if (max_length <= string->length) return Value_from_object(string);
  if (!Value_is_undefined(argv[2]))
    TRY_BOOL(String_from_value_js(isolate, argv[2], &filler));
  if (filler->length == 0) return Value_from_object(string);
  if (max_length > kMaxStringLength)
    return Throw_range_error(isolate, kMessageInvalidStringLength,
                             ROOT(undefined_value));
  int32_t length = (int32_t)max_length;
  int32_t missing = length - string->length;
  NewText text = new_text(isolate, length,
                          is_one_byte(string) && is_one_byte(filler));
  fill(isolate, &text, at_start ? 0 : string->length, filler, missing);
  put_string(&text, at_start ? missing : 0, string);
  return Value_from_object(text.string);
}

Value Builtin_StringPrototypePadEnd(Isolate *isolate, int64_t argc,
                                    Value *argv) {
  return pad(isolate, argv, "padEnd", false);
}

Value Builtin_StringPrototypePadStart(Isolate *isolate, int64_t argc,
                                      Value *argv) {
  return pad(isolate, argv, "padStart", true);
}

// ECMA-262 #sec-string.prototype.repeat
Value Builtin_StringPrototypeRepeat(Isolate *isolate, int64_t argc,
                                    Value *argv) {
  String *string;
  double count;
  TRY_BOOL(String_this_js(isolate, argv[0], "repeat", &string));
  TRY_BOOL(Object_to_integer_or_infinity_js(isolate, argv[1], &count));
  if (count < 0 || count == __builtin_inf())
    return Throw_range_error(isolate, kMessageInvalidCountValue, argv[1]);
  if (string->length == 0 || count == 0) return ROOT(empty_string);
  if (count * string->length > kMaxStringLength)
    return Throw_range_error(isolate, kMessageInvalidStringLength,
                             ROOT(undefined_value));
  int32_t length = (int32_t)count * string->length;
  if (length == 1) return Value_from_object(string);
  NewText text = new_text(isolate, length, is_one_byte(string));
  fill(isolate, &text, 0, string, length);
  return Value_from_object(text.string);
}

// ---- Surrogates ----

// Index of the first lone surrogate at or after start, or -1.
static int32_t find_lone_surrogate(const FlatString *flat, int32_t start) {
  if (flat->one_byte) return -1;
  for (int32_t i = start; i < flat->length; i++) {
    uint16_t unit = flat->two_byte[i];
    if (unit < 0xd800 || unit > 0xdfff) continue;
    bool paired = Unicode_is_lead_surrogate(unit) && i + 1 < flat->length &&
                  Unicode_is_trail_surrogate(flat->two_byte[i + 1]);
    if (!paired) return i;
    i++;
  }
  return -1;
}

Value Builtin_StringPrototypeIsWellFormed(Isolate *isolate, int64_t argc,
                                          Value *argv) {
  String *string;
  TRY_BOOL(String_this_js(isolate, argv[0], "isWellFormed", &string));
  FlatString flat = String_flatten(isolate, string);
  return Value_from_bool(find_lone_surrogate(&flat, 0) < 0);
}

Value Builtin_StringPrototypeToWellFormed(Isolate *isolate, int64_t argc,
                                          Value *argv) {
  String *string;
  TRY_BOOL(String_this_js(isolate, argv[0], "toWellFormed", &string));
  FlatString flat = String_flatten(isolate, string);
  int32_t at = find_lone_surrogate(&flat, 0);
  if (at < 0) return Value_from_object(string);
  uint16_t *units = copy_units(isolate, string);
  FlatString copy = {NULL, units, flat.length};
  for (; at >= 0; at = find_lone_surrogate(&copy, at + 1)) units[at] = 0xfffd;
  return adopt_units(isolate, units, (size_t)flat.length);
}

// ---- HTML ----

// ECMA-262 #sec-createhtml
static Value create_html(Isolate *isolate, Value receiver, const char *method,
                         const char *tag, const char *attribute, Value value) {
  String *string;
  TRY_BOOL(String_this_js(isolate, receiver, method, &string));
  String *attribute_value = NULL;
  if (attribute)
    TRY_BOOL(String_from_value_js(isolate, value, &attribute_value));
  StringBuilder builder;
  StringBuilder_init(&builder, isolate);
  StringBuilder_add_char(&builder, '<');
  StringBuilder_add_ascii(&builder, tag);
  if (attribute) {
    StringBuilder_add_char(&builder, ' ');
    StringBuilder_add_ascii(&builder, attribute);
    StringBuilder_add_ascii(&builder, "=\"");
    FlatString flat = String_flatten(isolate, attribute_value);
    for (int32_t i = 0; i < flat.length; i++) {
      uint16_t unit = FlatString_at(&flat, i);
      if (unit == '"')
        StringBuilder_add_ascii(&builder, "&quot;");
      else
        StringBuilder_add_char(&builder, unit);
    }
    StringBuilder_add_char(&builder, '"');
  }
  StringBuilder_add_char(&builder, '>');
  StringBuilder_add_string(&builder, string);
  StringBuilder_add_ascii(&builder, "</");
  StringBuilder_add_ascii(&builder, tag);
  StringBuilder_add_char(&builder, '>');
  return StringBuilder_finish(&builder);
}

#define HTML_METHOD(Name, method, tag, attribute)                             \
  Value Builtin_StringPrototype##Name(Isolate *isolate, int64_t argc,         \
                                      Value *argv) {                          \
    return create_html(isolate, argv[0], method, tag, attribute,              \
                       (attribute) ? argv[1] : ROOT(undefined_value));        \
  }
HTML_METHOD(Anchor, "anchor", "a", (const char *)"name")
HTML_METHOD(Big, "big", "big", (const char *)NULL)
HTML_METHOD(Blink, "blink", "blink", (const char *)NULL)
HTML_METHOD(Bold, "bold", "b", (const char *)NULL)
HTML_METHOD(Fixed, "fixed", "tt", (const char *)NULL)
HTML_METHOD(Fontcolor, "fontcolor", "font", (const char *)"color")
HTML_METHOD(Fontsize, "fontsize", "font", (const char *)"size")
HTML_METHOD(Italics, "italics", "i", (const char *)NULL)
HTML_METHOD(Link, "link", "a", (const char *)"href")
HTML_METHOD(Small, "small", "small", (const char *)NULL)
HTML_METHOD(Strike, "strike", "strike", (const char *)NULL)
HTML_METHOD(Sub, "sub", "sub", (const char *)NULL)
HTML_METHOD(Sup, "sup", "sup", (const char *)NULL)
