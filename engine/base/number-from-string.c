// SPDX-License-Identifier: MIT
//
// Text to doubles. A Text reads one- and two-byte strings alike; decimal digits
// are gathered in a bounded buffer (what lies beyond 800 digits can only break
// a tie, so one sticky digit stands for it) and converted exactly: in double
// arithmetic where that is exact, by the C library's strtod otherwise, which
// rounds correctly.
#define _GNU_SOURCE 1
#include <locale.h>
#include <math.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "engine/base/number-conversions.h"
#include "engine/base/unicode.h"

typedef struct Text {
  const uint8_t *one_byte;  // or NULL
  const uint16_t *two_byte;
  size_t length;
} Text;

// The unit at index, or 0xFFFFFFFF past the end.
static uint32_t Text_at(const Text *text, size_t index) {
  if (index >= text->length) return ~(uint32_t)0;
  return text->one_byte ? text->one_byte[index] : text->two_byte[index];
}

static bool is_digit(uint32_t c) { return c - '0' < 10; }

static bool Text_has(const Text *text, size_t index, const char *word) {
  for (; *word != '\0'; word++, index++)
    if (Text_at(text, index) != (uint32_t)(unsigned char)*word) return false;
  return true;
}

enum { kMaxDigits = 800, kExponentLimit = 100000 };

typedef struct Decimal {
  char digits[kMaxDigits + 1];  // significant ones, no leading zeros
  int count;
  bool is_sticky;      // a nonzero digit was dropped
  int64_t exponent;    // value is digits * 10^exponent
  bool has_digits;     // the text had any digit, maybe zeros only
} Decimal;

static void Decimal_add(Decimal *decimal, char digit, bool is_fraction) {
  decimal->has_digits = true;
  if (is_fraction) decimal->exponent--;
  if (digit == '0' && decimal->count == 0) return;
  if (decimal->count < kMaxDigits) {
    decimal->digits[decimal->count++] = digit;
    return;
  }
  decimal->exponent++;
  if (digit != '0') decimal->is_sticky = true;
}

// ---- Decimal to double ----

static locale_t c_locale;
static pthread_once_t c_locale_once = PTHREAD_ONCE_INIT;
static void make_c_locale(void) {
  c_locale = newlocale(LC_ALL_MASK, "C", (locale_t)0);
}

static double convert_exactly(Decimal *decimal) {
  // glibc's strtod is correct for any input; it only needs the C locale.
  pthread_once(&c_locale_once, make_c_locale);
  char text[kMaxDigits + 32];
  int length = decimal->count;
  memcpy(text, decimal->digits, (size_t)length);
  int64_t exponent = decimal->exponent;
  if (decimal->is_sticky) {
    text[length++] = '1';
    exponent--;
  }
  text[length++] = 'e';
  if (exponent < 0) {
    text[length++] = '-';
    exponent = -exponent;
  }
  length += (int)Number_int_to_string(exponent, text + length);
  text[length] = '\0';
  return c_locale ? strtod_l(text, NULL, c_locale) : strtod(text, NULL);
}

static double Decimal_to_double(Decimal *decimal) {
  static const double kExactPowers[] = {
      1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,  1e10, 1e11,
      1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
  int count = decimal->count;
  if (count == 0) return 0;
  int64_t magnitude = decimal->exponent + count;
  if (magnitude > 310) return INFINITY;
  if (magnitude < -330) return 0;
  if (count <= 15) {
    // Both the digits and the power of ten are exact doubles, so one rounding.
    uint64_t digits = 0;
    for (int i = 0; i < count; i++)
      digits = digits * 10 + (uint64_t)(decimal->digits[i] - '0');
    int64_t exponent = decimal->exponent;
    if (exponent >= 0 && exponent <= 22)
      return (double)digits * kExactPowers[exponent];
    if (exponent < 0 && exponent >= -22)
      return (double)digits / kExactPowers[-exponent];
  }
  return convert_exactly(decimal);
}

// Reads StrUnsignedDecimalLiteral (without Infinity) from *index and advances
// it to where it ends; false if there is none.
static bool scan_decimal(const Text *text, size_t *index, bool with_separators,
                         Decimal *decimal) {
  decimal->count = 0;
  decimal->is_sticky = decimal->has_digits = false;
  decimal->exponent = 0;
  size_t i = *index;
  bool is_fraction = false;
  for (;; i++) {
    uint32_t c = Text_at(text, i);
    if (is_digit(c)) {
      Decimal_add(decimal, (char)c, is_fraction);
    } else if (c == '.' && !is_fraction) {
      is_fraction = true;
    } else if (c != '_' || !with_separators) {
      break;
    }
  }
  if (!decimal->has_digits) return false;
  *index = i;
  if ((Text_at(text, i) | 0x20) != 'e') return true;
  i++;
  bool is_negative = Text_at(text, i) == '-';
  if (is_negative || Text_at(text, i) == '+') i++;
  if (!is_digit(Text_at(text, i))) return true;
  int64_t exponent = 0;
  for (;; i++) {
    uint32_t c = Text_at(text, i);
    if (is_digit(c)) {
      if (exponent < (int64_t)1 << 40) exponent = exponent * 10 + (c - '0');
    } else if (c != '_' || !with_separators) {
      break;
    }
  }
  decimal->exponent += is_negative ? -exponent : exponent;
  *index = i;
  return true;
}

double Number_parse_decimal(const char *text, size_t length) {
  Text view = {.one_byte = (const uint8_t *)text, .length = length};
  Decimal decimal;
  size_t index = 0;
  if (!scan_decimal(&view, &index, true, &decimal)) return NAN;
  return Decimal_to_double(&decimal);
}

// ---- Other radices ----

static int digit_value(uint32_t c) {
  if (is_digit(c)) return (int)(c - '0');
  uint32_t letter = (c | 0x20) - 'a';
  return c < 0x80 && letter < 26 ? (int)letter + 10 : 36;
}

// Digits in a radix that is a power of two, from start to end: the first 64
// significant bits, a sticky bit, and an exponent.
static double convert_bits(const Text *text, size_t start, size_t end,
                           int radix) {
  int bits_per_digit = __builtin_ctz((unsigned)radix);
  uint64_t value = 0;
  int exponent = 0;
  bool is_sticky = false;
  for (size_t i = start; i < end; i++) {
    uint32_t c = Text_at(text, i);
    if (c == '_') continue;
    uint64_t digit = (uint64_t)digit_value(c);
    if (value >> 58 == 0) {
      value = value << bits_per_digit | digit;
    } else {
      if (exponent < kExponentLimit) exponent += bits_per_digit;
      if (digit != 0) is_sticky = true;
    }
  }
  // At least 59 significant bits here if any were dropped: the last one lies
  // below the rounding position.
  return ldexp((double)(value | is_sticky), exponent);
}

static double convert_digits(const Text *text, size_t start, size_t end,
                             int radix) {
  if ((radix & (radix - 1)) == 0) return convert_bits(text, start, end, radix);
  if (radix == 10) {
    Decimal decimal;
    Text part = *text;
    part.length = end;
    return scan_decimal(&part, &start, true, &decimal)
               ? Decimal_to_double(&decimal)
               : NAN;
  }
  // Implementation-approximated past 2^53: one rounding per chunk of digits.
  double value = 0;
  while (start < end) {
    uint64_t chunk = 0, scale = 1;
    for (; start < end && scale < (uint64_t)1 << 46; start++) {
      uint32_t c = Text_at(text, start);
      if (c == '_') continue;
      chunk = chunk * (uint64_t)radix + (uint64_t)digit_value(c);
      scale *= (uint64_t)radix;
    }
    value = value * (double)scale + (double)chunk;
  }
  return value;
}

double Number_parse_digits(const char *text, size_t length, int radix) {
  Text view = {.one_byte = (const uint8_t *)text, .length = length};
  return convert_digits(&view, 0, length, radix);
}

// ---- StringToNumber, parseFloat, parseInt ----

static size_t skip_white_space(const Text *text, size_t index) {
  while (index < text->length &&
         Unicode_is_white_space_or_line_terminator(Text_at(text, index)))
    index++;
  return index;
}

static double parse_prefixed(const Text *text, size_t start, size_t end,
                             int radix) {
  if (start == end) return NAN;
  for (size_t i = start; i < end; i++)
    if (digit_value(Text_at(text, i)) >= radix) return NAN;
  return convert_digits(text, start, end, radix);
}

// ECMA-262 #sec-stringtonumber
static double string_to_number(Text text) {
  size_t index = skip_white_space(&text, 0);
  if (index == text.length) return 0;
  while (Unicode_is_white_space_or_line_terminator(
      Text_at(&text, text.length - 1)))
    text.length--;
  uint32_t c = Text_at(&text, index);
  if (c == '0' && index + 1 < text.length) {
    uint32_t prefix = Text_at(&text, index + 1) | 0x20;
    int radix = prefix == 'x' ? 16 : prefix == 'o' ? 8 : prefix == 'b' ? 2 : 0;
    if (radix != 0)
      return parse_prefixed(&text, index + 2, text.length, radix);
  }
  bool is_negative = c == '-';
  if (is_negative || c == '+') index++;
  double value;
  Decimal decimal;
  if (Text_has(&text, index, "Infinity")) {
    index += 8;
    value = INFINITY;
  } else if (scan_decimal(&text, &index, false, &decimal)) {
    value = Decimal_to_double(&decimal);
  } else {
    return NAN;
  }
  if (index != text.length) return NAN;
  return is_negative ? -value : value;
}

double Number_from_latin1(const uint8_t *text, size_t length) {
  return string_to_number((Text){.one_byte = text, .length = length});
}
double Number_from_utf16(const uint16_t *text, size_t length) {
  return string_to_number((Text){.two_byte = text, .length = length});
}

// ECMA-262 #sec-parsefloat-string
static double parse_float(Text text) {
  size_t index = skip_white_space(&text, 0);
  bool is_negative = Text_at(&text, index) == '-';
  if (is_negative || Text_at(&text, index) == '+') index++;
  double value;
  Decimal decimal;
  if (Text_has(&text, index, "Infinity"))
    value = INFINITY;
  else if (scan_decimal(&text, &index, false, &decimal))
    value = Decimal_to_double(&decimal);
  else
    return NAN;
  return is_negative ? -value : value;
}

double Number_parse_float_latin1(const uint8_t *text, size_t length) {
  return parse_float((Text){.one_byte = text, .length = length});
}
double Number_parse_float_utf16(const uint16_t *text, size_t length) {
  return parse_float((Text){.two_byte = text, .length = length});
}

// ECMA-262 #sec-parseint-string-radix
static double parse_int(Text text, int32_t radix) {
  size_t index = skip_white_space(&text, 0);
  bool is_negative = Text_at(&text, index) == '-';
  if (is_negative || Text_at(&text, index) == '+') index++;
  bool may_strip_prefix = radix == 0 || radix == 16;
  if (radix == 0) radix = 10;
  if (radix < 2 || radix > 36) return NAN;
  if (may_strip_prefix && Text_at(&text, index) == '0' &&
      (Text_at(&text, index + 1) | 0x20) == 'x') {
    index += 2;
    radix = 16;
  }
  size_t end = index;
  while (end < text.length && digit_value(Text_at(&text, end)) < radix) end++;
  if (end == index) return NAN;
  double value = convert_digits(&text, index, end, radix);
  return is_negative ? -value : value;
}

double Number_parse_int_latin1(const uint8_t *text, size_t length,
                               int32_t radix) {
  return parse_int((Text){.one_byte = text, .length = length}, radix);
}
double Number_parse_int_utf16(const uint16_t *text, size_t length,
                              int32_t radix) {
  return parse_int((Text){.two_byte = text, .length = length}, radix);
}

// ---- To integers ----

uint64_t Number_to_uint64_modular(double value) {
  uint64_t bits;
  memcpy(&bits, &value, sizeof bits);
  int biased = (int)(bits >> 52 & 0x7FF);
  if (biased == 0x7FF || biased < 1023) return 0;  // NaN, infinite, below one
  uint64_t significand = (bits & 0xFFFFFFFFFFFFF) | (uint64_t)1 << 52;
  int shift = biased - 1075;
  uint64_t result;
  if (shift >= 64)
    result = 0;
  else if (shift >= 0)
    result = significand << shift;
  else
    result = significand >> -shift;
  return bits >> 63 ? 0 - result : result;
}

int32_t Number_to_int32_slow(double value) {
  return (int32_t)(uint32_t)Number_to_uint64_modular(value);
}
