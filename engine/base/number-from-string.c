// SPDX-License-Identifier: MIT
//
// Text to doubles. One-byte texts of up to 19 digits are read into a word, and
// almost all of them converted with a 128-bit power of ten. Otherwise a Text
// reads one- and two-byte strings alike; decimal digits are gathered in a
// bounded buffer (what lies beyond 800 digits can only break a tie, so one
// sticky digit stands for it) and converted exactly: in double arithmetic where
// that is exact, by the C library's strtod otherwise, which rounds correctly.
#define _GNU_SOURCE 1
#include <locale.h>
#include <math.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "engine/base/number-conversions.h"
#include "engine/base/number-powers.h"
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

static const double kExactPowers[] = {
    1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,  1e10, 1e11,
    1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
enum { kMaxExactPower = ARRAY_LENGTH(kExactPowers) - 1 };

static double Decimal_to_double(Decimal *decimal) {
  int64_t magnitude = decimal->exponent + decimal->count;
  if (decimal->count == 0 || magnitude < -330) return 0;
  if (magnitude > 310) return INFINITY;
  return convert_exactly(decimal);
}

// ---- Short texts ----

// The double nearest to digits * 10^exponent, by one multiplication of 64 by
// 128 bits; the power is at most one too large in its last place. False where
// that leaves it open how to round, and for doubles that are not normal.
static bool multiply_by_power(uint64_t digits, int exponent, double *value) {
  if (exponent < kMinPowerOfTen || exponent > kMaxPowerOfTen) return false;
  const uint64_t *power = kPowersOfTen[exponent - kMinPowerOfTen];
  bool is_exact = exponent >= 0 && exponent <= kMaxExactPowerOfTen;
  int zeros = __builtin_clzll(digits);
  uint64_t factor = digits << zeros;
  unsigned __int128 low = (unsigned __int128)factor * power[1];
  unsigned __int128 high =
      (unsigned __int128)factor * power[0] + (uint64_t)(low >> 64);
  // The product has 191 or 192 bits: those above 2^128, which are the 53 of the
  // significand and `extra` more, and the rest.
  uint64_t upper = (uint64_t)(high >> 64);
  bool has_rest = (uint64_t)high != 0 || (uint64_t)low != 0;
  // What the power is too large changes the rest by less than the factor.
  bool is_rest_certain = (uint64_t)high != 0 || (uint64_t)low >= factor;
  int extra = 10 + (int)(upper >> 63);
  uint64_t significand = upper >> extra;
  uint64_t half = (uint64_t)1 << (extra - 1);
  uint64_t dropped = upper & (2 * half - 1);
  bool is_up = dropped > half;
  if (dropped == half) {
    if (!is_exact && !is_rest_certain) return false;
    is_up = has_rest || (significand & 1);
  }
  significand += is_up;
  int biased = extra + 1 + floor_log2_pow10(exponent) - zeros + 1075;
  biased += (int)(significand >> 53);  // rounded up to a power of two
  if (biased < 1 || biased > 2046) return false;
  uint64_t bits =
      (uint64_t)biased << 52 | (significand & (((uint64_t)1 << 52) - 1));
  memcpy(value, &bits, sizeof *value);
  return true;
}

static bool convert_short(uint64_t digits, int exponent, double *value) {
  *value = 0;
  if (digits == 0) return true;
  if (digits >> 53 == 0 && exponent >= -kMaxExactPower &&
      exponent <= kMaxExactPower) {
    // Both factors are exact doubles, so there is one rounding.
    *value = exponent < 0 ? (double)digits / kExactPowers[-exponent]
                          : (double)digits * kExactPowers[exponent];
    return true;
  }
  return multiply_by_power(digits, exponent, value);
}

static size_t take_digits(const uint8_t *text, size_t length, size_t at,
                          uint64_t *value) {
  for (; at < length && is_digit(text[at]); at++)
    *value = *value * 10 + (text[at] - '0');
  return at;
}

// What scan_number does, for a text of at most 19 digits without separators.
// False, with *index as it was, if it is not that or is not easily converted.
static bool scan_short(const uint8_t *text, size_t length, size_t *index,
                       double *value) {
  uint64_t digits = 0;
  size_t start = *index, at = take_digits(text, length, start, &digits);
  size_t count = at - start, places = 0;
  if (at < length && text[at] == '.') {
    size_t point = ++at;
    at = take_digits(text, length, at, &digits);
    places = at - point;
  }
  count += places;
  if (count == 0 || count > 19 || (at < length && text[at] == '_'))
    return false;
  int exponent = -(int)places;
  if (at < length && (text[at] | 0x20) == 'e') {
    size_t digit = at + 1;
    bool is_negative = digit < length && text[digit] == '-';
    if (is_negative || (digit < length && text[digit] == '+')) digit++;
    uint64_t given = 0;
    size_t end = take_digits(text, length, digit, &given);
    if (end - digit > 4 || (end < length && text[end] == '_')) return false;
    if (end > digit) at = end;
    exponent += is_negative ? -(int)given : (int)given;
  }
  if (!convert_short(digits, exponent, value)) return false;
  *index = at;
  return true;
}

// ---- Any text ----

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

// The same, as a double.
static bool scan_number(const Text *text, size_t *index, bool with_separators,
                        double *value) {
  if (text->one_byte &&
      scan_short(text->one_byte, text->length, index, value))
    return true;
  Decimal decimal;
  if (!scan_decimal(text, index, with_separators, &decimal)) return false;
  *value = Decimal_to_double(&decimal);
  return true;
}

double Number_parse_decimal(const char *text, size_t length) {
  Text view = {.one_byte = (const uint8_t *)text, .length = length};
  size_t index = 0;
  double value;
  return scan_number(&view, &index, true, &value) ? value : NAN;
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
    Text part = *text;
    part.length = end;
    double value;
    return scan_number(&part, &start, true, &value) ? value : NAN;
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

static inline bool is_blank(uint32_t c) {
  return (c <= ' ' || c >= 0x80) &&
         Unicode_is_white_space_or_line_terminator(c);
}

static size_t skip_white_space(const Text *text, size_t index) {
  while (index < text->length && is_blank(Text_at(text, index))) index++;
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
  while (is_blank(Text_at(&text, text.length - 1))) text.length--;
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
  if (Text_has(&text, index, "Infinity")) {
    index += 8;
    value = INFINITY;
  } else if (!scan_number(&text, &index, false, &value)) {
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
  if (Text_has(&text, index, "Infinity"))
    value = INFINITY;
  else if (!scan_number(&text, &index, false, &value))
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
