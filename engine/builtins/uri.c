// SPDX-License-Identifier: MIT
//
// URI encoding and decoding (ECMA-262 #sec-uri-handling-functions), escape and
// unescape (Annex B), parseInt and parseFloat.
#include "engine/base/number-conversions.h"
#include "engine/builtins/bootstrapper.h"
#include "engine/objects/conversions.h"
#include "engine/objects/messages.h"
#include "engine/objects/string.h"

// ECMA-262 #sec-parsefloat-string
Value Builtin_GlobalParseFloat(Isolate *isolate, int64_t argc, Value *argv) {
  if (Value_is_smi(argv[1])) return argv[1];
  Value string = TRY(Object_to_string_js(isolate, argv[1]));
  FlatString text =
      String_flatten(isolate, Value_as_String(isolate, string));
  return Value_from_number(
      text.one_byte
          ? Number_parse_float_latin1(text.one_byte, (size_t)text.length)
          : Number_parse_float_utf16(text.two_byte, (size_t)text.length));
}

// One to nine decimal digits, and then whatever is none; no 0x.
static bool has_few_digits(Isolate *isolate, String *string, int32_t *value) {
  FlatString flat = String_flatten(isolate, string);
  if (!flat.one_byte) return false;
  int32_t number = 0, count = 0;
  for (; count < flat.length; count++) {
    uint32_t digit = (uint32_t)flat.one_byte[count] - '0';
    if (digit > 9) break;
    if (count == 9) return false;
    number = number * 10 + (int32_t)digit;
  }
  *value = number;
  return count > 0 && (number > 0 || count == flat.length);
}

// ECMA-262 #sec-parseint-string-radix
Value Builtin_GlobalParseInt(Isolate *isolate, int64_t argc, Value *argv) {
  int32_t small;
  if (Value_is_undefined(argv[2]) ||
      Value_equals(argv[2], Value_from_smi(10))) {
    if (Value_is_smi(argv[1])) return argv[1];
    if (Value_is_String(isolate, argv[1]) &&
        has_few_digits(isolate, Value_as_String(isolate, argv[1]), &small))
      return Value_from_smi(small);
  }
  Value string = TRY(Object_to_string_js(isolate, argv[1]));
  int32_t radix;
  TRY_BOOL(Object_to_int32_js(isolate, argv[2], &radix));
  FlatString text =
      String_flatten(isolate, Value_as_String(isolate, string));
  return Value_from_number(
      text.one_byte
          ? Number_parse_int_latin1(text.one_byte, (size_t)text.length, radix)
          : Number_parse_int_utf16(text.two_byte, (size_t)text.length, radix));
}

static bool is_alphanumeric(uint32_t c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
         (c >= 'A' && c <= 'Z');
}
static bool is_one_of(uint32_t c, const char *set) {
  return c != 0 && c < 128 && strchr(set, (int)c) != NULL;
}

static const char kUnreservedMarks[] = "-_.!~*'()";
static const char kReservedAndHash[] = ";/?:@&=+$,#";

static Value throw_malformed(Isolate *isolate) {
  return Throw_error(isolate, kErrorTypeURIError, kMessageURIMalformed,
                     ROOT(undefined_value), ROOT(undefined_value),
                     ROOT(undefined_value));
}

static void add_percent(StringBuilder *builder, uint32_t byte) {
  static const char kDigits[] = "0123456789ABCDEF";
  StringBuilder_add_char(builder, '%');
  StringBuilder_add_char(builder, (uint16_t)kDigits[byte >> 4]);
  StringBuilder_add_char(builder, (uint16_t)kDigits[byte & 15]);
}

// The code point as UTF-8, each byte escaped.
static void add_utf8_escaped(StringBuilder *builder, uint32_t c) {
  if (c < 0x80) {
    add_percent(builder, c);
    return;
  }
  if (c < 0x800) {
    add_percent(builder, 0xc0 | c >> 6);
  } else {
    if (c < 0x10000) {
      add_percent(builder, 0xe0 | c >> 12);
    } else {
      add_percent(builder, 0xf0 | c >> 18);
      add_percent(builder, 0x80 | (c >> 12 & 63));
    }
    add_percent(builder, 0x80 | (c >> 6 & 63));
  }
  add_percent(builder, 0x80 | (c & 63));
}

// ECMA-262 #sec-encode
static Value encode(Isolate *isolate, Value argument, const char *extra) {
  Value string = TRY(Object_to_string_js(isolate, argument));
  FlatString text =
      String_flatten(isolate, Value_as_String(isolate, string));
  StringBuilder builder;
  StringBuilder_init(&builder, isolate);
  for (int32_t k = 0; k < text.length; k++) {
    uint32_t c = FlatString_at(&text, k);
    if (is_alphanumeric(c) || is_one_of(c, kUnreservedMarks) ||
        is_one_of(c, extra)) {
      StringBuilder_add_char(&builder, (uint16_t)c);
      continue;
    }
    if (c >= 0xd800 && c <= 0xdfff) {
      uint32_t low = k + 1 < text.length ? FlatString_at(&text, k + 1) : 0;
      if (c >= 0xdc00 || low < 0xdc00 || low > 0xdfff) {
        StringBuilder_abandon(&builder);
        return throw_malformed(isolate);
      }
      c = 0x10000 + ((c - 0xd800) << 10) + (low - 0xdc00);
      k++;
    }
    add_utf8_escaped(&builder, c);
    if (builder.length > kMaxStringLength) break;
  }
  return StringBuilder_finish(&builder);
}

static int hex_digit(uint32_t c) {
  if (c >= '0' && c <= '9') return (int)c - '0';
  if (c >= 'a' && c <= 'f') return (int)c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return (int)c - 'A' + 10;
  return -1;
}

// The byte of "%XX" at k, or -1.
static int escaped_byte(const FlatString *text, int32_t k) {
  if (k + 2 >= text->length || FlatString_at(text, k) != '%') return -1;
  int high = hex_digit(FlatString_at(text, k + 1));
  int low = hex_digit(FlatString_at(text, k + 2));
  return high < 0 || low < 0 ? -1 : high << 4 | low;
}

// The code point whose escapes begin at *k, which moves behind them; -1 if they
// are no valid UTF-8.
static int32_t decode_escapes(const FlatString *text, int32_t *k) {
  int first = escaped_byte(text, *k);
  if (first < 0) return -1;
  *k += 3;
  if (first < 0x80) return first;
  int length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
  if (first < 0xc2 || first > 0xf4) return -1;
  int32_t c = first & (0x7f >> length);
  for (int i = 1; i < length; i++, *k += 3) {
    int byte = escaped_byte(text, *k);
    if (byte < 0 || (byte & 0xc0) != 0x80) return -1;
    c = c << 6 | (byte & 63);
  }
  static const int32_t kSmallest[] = {0, 0, 0x80, 0x800, 0x10000};
  if (c < kSmallest[length] || c > 0x10ffff || (c >= 0xd800 && c <= 0xdfff))
    return -1;
  return c;
}

// ECMA-262 #sec-decode
static Value decode(Isolate *isolate, Value argument, const char *preserved) {
  Value string = TRY(Object_to_string_js(isolate, argument));
  String *source = Value_as_String(isolate, string);
  FlatString text = String_flatten(isolate, source);
  StringBuilder builder;
  StringBuilder_init(&builder, isolate);
  for (int32_t k = 0; k < text.length;) {
    uint16_t unit = FlatString_at(&text, k);
    if (unit != '%') {
      StringBuilder_add_char(&builder, unit);
      k++;
      continue;
    }
    int32_t start = k;
    int32_t c = decode_escapes(&text, &k);
    if (c < 0) {
      StringBuilder_abandon(&builder);
      return throw_malformed(isolate);
    }
    if (is_one_of((uint32_t)c, preserved)) {
      StringBuilder_add_substring(&builder, source, start, k);
    } else if (c < 0x10000) {
      StringBuilder_add_char(&builder, (uint16_t)c);
    } else {
      StringBuilder_add_char(&builder,
                             (uint16_t)(0xd800 + ((c - 0x10000) >> 10)));
      StringBuilder_add_char(&builder,
                             (uint16_t)(0xdc00 + ((c - 0x10000) & 0x3ff)));
    }
  }
  return StringBuilder_finish(&builder);
}

// ECMA-262 #sec-decodeuri-encodeduri
Value Builtin_GlobalDecodeURI(Isolate *isolate, int64_t argc, Value *argv) {
  return decode(isolate, argv[1], kReservedAndHash);
}
// ECMA-262 #sec-decodeuricomponent-encodeduricomponent
Value Builtin_GlobalDecodeURIComponent(Isolate *isolate, int64_t argc,
                                       Value *argv) {
  return decode(isolate, argv[1], "");
}
// ECMA-262 #sec-encodeuri-uri
Value Builtin_GlobalEncodeURI(Isolate *isolate, int64_t argc, Value *argv) {
  return encode(isolate, argv[1], kReservedAndHash);
}
// ECMA-262 #sec-encodeuricomponent-uricomponent
Value Builtin_GlobalEncodeURIComponent(Isolate *isolate, int64_t argc,
                                       Value *argv) {
  return encode(isolate, argv[1], "");
}

// ECMA-262 #sec-escape-string
Value Builtin_GlobalEscape(Isolate *isolate, int64_t argc, Value *argv) {
  Value string = TRY(Object_to_string_js(isolate, argv[1]));
  FlatString text =
      String_flatten(isolate, Value_as_String(isolate, string));
  StringBuilder builder;
  StringBuilder_init(&builder, isolate);
  for (int32_t k = 0; k < text.length; k++) {
    uint16_t c = FlatString_at(&text, k);
    if (is_alphanumeric(c) || is_one_of(c, "@*_+-./")) {
      StringBuilder_add_char(&builder, c);
    } else if (c < 256) {
      add_percent(&builder, c);
    } else {
      StringBuilder_add_ascii(&builder, "%u");
      static const char kDigits[] = "0123456789ABCDEF";
      for (int shift = 12; shift >= 0; shift -= 4)
        StringBuilder_add_char(&builder,
                               (uint16_t)kDigits[c >> shift & 15]);
    }
    if (builder.length > kMaxStringLength) break;
  }
  return StringBuilder_finish(&builder);
}

// ECMA-262 #sec-unescape-string
Value Builtin_GlobalUnescape(Isolate *isolate, int64_t argc, Value *argv) {
  Value string = TRY(Object_to_string_js(isolate, argv[1]));
  FlatString text =
      String_flatten(isolate, Value_as_String(isolate, string));
  StringBuilder builder;
  StringBuilder_init(&builder, isolate);
  for (int32_t k = 0; k < text.length; k++) {
    uint16_t c = FlatString_at(&text, k);
    int byte = escaped_byte(&text, k);
    if (byte >= 0) {
      c = (uint16_t)byte;
      k += 2;
    } else if (c == '%' && k + 5 < text.length &&
               FlatString_at(&text, k + 1) == 'u') {
      int value = 0;
      for (int i = 2; i < 6 && value >= 0; i++) {
        int digit = hex_digit(FlatString_at(&text, k + i));
        value = digit < 0 ? -1 : value << 4 | digit;
      }
      if (value >= 0) {
        c = (uint16_t)value;
        k += 5;
      }
    }
    StringBuilder_add_char(&builder, c);
  }
  return StringBuilder_finish(&builder);
}
