// SPDX-License-Identifier: MIT
//
// Numbers to text and back, exactly as ECMA-262 asks: shortest digits that read
// back as the same double, correctly rounded parsing, exact toFixed and its
// kin. Works on plain buffers; nothing here touches the heap, the locale or the
// rounding mode. Output is ASCII, not terminated; functions return its length.
#ifndef ENGINE_BASE_NUMBER_CONVERSIONS_H_
#define ENGINE_BASE_NUMBER_CONVERSIONS_H_

#include "engine/base/check.h"

enum {
  // Room that each function needs at out, in bytes.
  kNumberToStringSize = 32,
  kNumberToRadixStringSize = 2208,
  kNumberToFixedSize = 128,
  kNumberToExponentialSize = 128,
  kNumberToPrecisionSize = 128,
};

// ---- Number to text ----

// Number::toString(value, 10).
size_t Number_to_string(double value, char *out);
// The same for an integer.
size_t Number_int_to_string(int64_t value, char *out);
// Number::toString(value, radix), radix 2 to 36. The digits after the point are
// the fewest that tell the value from its neighbours.
size_t Number_to_radix_string(double value, int radix, char *out);
// Number.prototype.toFixed: digits 0 to 100.
size_t Number_to_fixed(double value, int digits, char *out);
// Number.prototype.toExponential: digits 0 to 100, or -1 for as many as needed.
size_t Number_to_exponential(double value, int digits, char *out);
// Number.prototype.toPrecision: precision 1 to 100.
size_t Number_to_precision(double value, int precision, char *out);

// The shortest decimal digits that identify a finite value > 0: value is
// 0.d1d2d3... * 10^point. Writes at most 17 digits without trailing zeros.
size_t Number_shortest_digits(double value, char *digits, int *point);

// ---- Text to number ----

// A DecimalLiteral that the caller has validated: digits, at most one '.', an
// optional exponent. '_' between digits is skipped. Correctly rounded.
double Number_parse_decimal(const char *text, size_t length);
// Digits of a literal in radix 2 to 36, without prefix; '_' is skipped. Exact
// rounding for radix 2, 4, 8, 10, 16 and 32.
double Number_parse_digits(const char *text, size_t length, int radix);

// StringToNumber: NaN where the text is no StringNumericLiteral.
double Number_from_latin1(const uint8_t *text, size_t length);
double Number_from_utf16(const uint16_t *text, size_t length);
// The functions parseFloat and parseInt, after ToString of their argument;
// radix is ToInt32 of the second argument.
double Number_parse_float_latin1(const uint8_t *text, size_t length);
double Number_parse_float_utf16(const uint16_t *text, size_t length);
double Number_parse_int_latin1(const uint8_t *text, size_t length,
                               int32_t radix);
double Number_parse_int_utf16(const uint16_t *text, size_t length,
                              int32_t radix);

// ---- Number to integer ----

// ECMA ToInt32 of a number: modulo 2^32; NaN and infinities become 0.
int32_t Number_to_int32_slow(double value);
static inline int32_t Number_to_int32(double value) {
  // The conversion of a value out of range gives the "integer indefinite"
  // value on x86-64, but is undefined in C: so check first.
  if (LIKELY(value >= -2147483648.0 && value <= 2147483647.0))
    return (int32_t)value;
  return Number_to_int32_slow(value);
}
static inline uint32_t Number_to_uint32(double value) {
  return (uint32_t)Number_to_int32(value);
}
// Modulo 2^64, as BigInt and typed arrays of 64 bits want it.
uint64_t Number_to_uint64_modular(double value);
// True, and *out set, if value is an int32 and not -0.
static inline bool Number_is_int32(double value, int32_t *out) {
  if (!(value >= -2147483648.0 && value <= 2147483647.0)) return false;
  int32_t integer = (int32_t)value;
  if ((double)integer != value) return false;
  if (integer == 0 && __builtin_signbit(value)) return false;
  *out = integer;
  return true;
}

#endif  // ENGINE_BASE_NUMBER_CONVERSIONS_H_
