// SPDX-License-Identifier: MIT
//
// What number conversions must give, computed in another way: by the C
// library's strtod and printf, which are exact, and by rational arithmetic.
// Slow and simple. For unit tests and the number fuzzer.
#ifndef TEST_UNIT_BASE_NUMBER_ORACLE_H_
#define TEST_UNIT_BASE_NUMBER_ORACLE_H_

#include <gmp.h>
#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { kOracleSize = 1600 };

static inline uint64_t Oracle_bits(double value) {
  uint64_t bits;
  memcpy(&bits, &value, sizeof bits);
  return bits;
}
static inline double Oracle_double(uint64_t bits) {
  double value;
  memcpy(&value, &bits, sizeof value);
  return value;
}
// The same double; all NaNs are.
static inline bool Oracle_same(double x, double y) {
  return (isnan(x) && isnan(y)) || Oracle_bits(x) == Oracle_bits(y);
}

static inline size_t Oracle_count_digits(const char *text, size_t length) {
  size_t count = 0;
  while (count < length && text[count] >= '0' && text[count] <= '9') count++;
  return count;
}

// The length of the longest StrUnsignedDecimalLiteral (without Infinity) that
// the text begins with; 0 if there is none.
static inline size_t Oracle_decimal_length(const char *text, size_t length) {
  size_t whole = Oracle_count_digits(text, length), at = whole, part = 0;
  if (at < length && text[at] == '.') {
    part = Oracle_count_digits(text + at + 1, length - at - 1);
    if (whole + part > 0) at += 1 + part;
  }
  if (whole + part == 0) return 0;
  if (at < length && (text[at] | 0x20) == 'e') {
    size_t digits = at + 1;
    if (digits < length && (text[digits] == '+' || text[digits] == '-'))
      digits++;
    size_t count = Oracle_count_digits(text + digits, length - digits);
    if (count > 0) at = digits + count;
  }
  return at;
}

static inline double Oracle_parse(const char *text, size_t length) {
  char *copy = malloc(length + 1);
  memcpy(copy, text, length);
  copy[length] = '\0';
  double value = strtod(copy, NULL);
  free(copy);
  return value;
}

// Rounds the digits from `count` on half up, in place; may put a digit more.
// text holds digits and at most one point, which count does not count.
static inline void Oracle_round(char *text, size_t count) {
  size_t end = 0;
  for (size_t seen = 0; seen < count; end++) seen += text[end] != '.';
  size_t next = end + (text[end] == '.');
  bool is_up = text[next] >= '5' && text[next] <= '9';
  text[end] = '\0';
  while (is_up && end > 0) {
    char *digit = &text[--end];
    if (*digit == '.') continue;
    is_up = *digit == '9';
    *digit = is_up ? '0' : (char)(*digit + 1);
  }
  if (!is_up) return;
  memmove(text + 1, text, strlen(text) + 1);
  text[0] = '1';
}

// Number.prototype.toFixed of a number below 10^21.
static inline void Oracle_to_fixed(double value, int digits, char *out) {
  char text[kOracleSize];
  snprintf(text, sizeof text, "%.1080f", fabs(value));
  Oracle_round(text, (size_t)(strchr(text, '.') - text) + (size_t)digits);
  if (value < 0) *out++ = '-';
  memcpy(out, text, strlen(text) + 1);
}

// The significant digits of value > 0, rounded half up, and the exponent of
// the first.
static inline int Oracle_significant(double value, int count, char *digits) {
  char text[kOracleSize];
  snprintf(text, sizeof text, "%.1080e", value);
  char *e = strchr(text, 'e');
  int exponent = atoi(e + 1);
  *e = '\0';
  memmove(text + 1, text + 2, strlen(text + 2) + 1);
  Oracle_round(text, (size_t)count);
  if ((int)strlen(text) > count) exponent++;
  memcpy(digits, text, (size_t)count);
  digits[count] = '\0';
  return exponent;
}

static inline void Oracle_put_scientific(const char *digits, int exponent,
                                         char *out) {
  snprintf(out, kOracleSize, "%c%s%se%c%d", digits[0],
           digits[1] ? "." : "", digits + 1, exponent < 0 ? '-' : '+',
           abs(exponent));
}

static inline void Oracle_put_positional(const char *digits, int exponent,
                                         char *out) {
  int count = (int)strlen(digits);
  if (exponent < 0)
    snprintf(out, kOracleSize, "0.%0*d%s", -exponent - 1, 0, digits);
  if (exponent == -1) snprintf(out, kOracleSize, "0.%s", digits);
  if (exponent < 0) return;
  if (exponent + 1 >= count) {
    memcpy(out, digits, (size_t)count);
    memset(out + count, '0', (size_t)(exponent + 1 - count));
    out[exponent + 1] = '\0';
    return;
  }
  snprintf(out, kOracleSize, "%.*s.%s", exponent + 1, digits,
           digits + exponent + 1);
}

// Number.prototype.toExponential of a finite number and a count of digits.
static inline void Oracle_to_exponential(double value, int digits, char *out) {
  char text[128];
  int exponent = 0;
  if (value == 0)
    snprintf(text, sizeof text, "%0*d", digits + 1, 0);
  else
    exponent = Oracle_significant(fabs(value), digits + 1, text);
  if (value < 0) *out++ = '-';
  Oracle_put_scientific(text, exponent, out);
}

// Number.prototype.toPrecision of a finite number.
static inline void Oracle_to_precision(double value, int precision,
                                       char *out) {
  char text[128];
  int exponent = 0;
  if (value == 0)
    snprintf(text, sizeof text, "%0*d", precision, 0);
  else
    exponent = Oracle_significant(fabs(value), precision, text);
  if (value < 0) *out++ = '-';
  if (exponent < -6 || exponent >= precision)
    Oracle_put_scientific(text, exponent, out);
  else
    Oracle_put_positional(text, exponent, out);
}

// Number::toString of a finite number: of the shortest texts that read back
// the one closest to the value.
static inline void Oracle_to_string(double value, char *out) {
  if (value == 0) {
    strcpy(out, "0");
    return;
  }
  double positive = fabs(value);
  char digits[32] = "";
  int exponent = 0;
  bool is_found = false;
  for (int count = 1; count <= 17 && !is_found; count++) {
    char text[64];
    snprintf(text, sizeof text, "%.*e", count - 1, positive);
    exponent = atoi(strchr(text, 'e') + 1);
    uint64_t nearest = 0;
    for (const char *p = text; *p != 'e'; p++)
      if (*p != '.') nearest = nearest * 10 + (uint64_t)(*p - '0');
    // Next to a power of two another one may be inside, and this one outside.
    static const int kSteps[] = {0, 1, -1};
    for (int i = 0; i < 3 && !is_found; i++) {
      snprintf(digits, sizeof digits, "%llu",
               (unsigned long long)(nearest + (uint64_t)(int64_t)kSteps[i]));
      snprintf(text, sizeof text, "%se%d", digits, exponent - count + 1);
      is_found = strtod(text, NULL) == positive;
    }
  }
  if (value < 0) *out++ = '-';
  if (exponent >= -6 && exponent < 21)
    Oracle_put_positional(digits, exponent, out);
  else
    Oracle_put_scientific(digits, exponent, out);
}

// The exact value of digits with at most one point, in a radix.
static inline bool Oracle_read_rational(mpq_t out, const char *text,
                                        size_t length, int radix) {
  char digits[2400];
  size_t count = 0, places = 0;
  bool is_fraction = false;
  for (size_t i = 0; i < length; i++) {
    if (text[i] == '.' && !is_fraction) {
      is_fraction = true;
      continue;
    }
    digits[count++] = text[i];
    places += is_fraction;
  }
  digits[count] = '\0';
  if (mpz_set_str(mpq_numref(out), digits, radix) != 0) return false;
  mpz_ui_pow_ui(mpq_denref(out), (unsigned long)radix, places);
  mpq_canonicalize(out);
  return true;
}

// Whether the text, digits in a radix, lies where value >= 0 is the double
// nearest to it.
static inline bool Oracle_identifies(const char *text, size_t length,
                                     int radix, double value) {
  mpq_t read, low, high, exact;
  mpq_inits(read, low, high, exact, NULL);
  bool is_good = Oracle_read_rational(read, text, length, radix);
  mpq_set_d(exact, value);
  mpq_set_d(low, value == 0 ? 0 : nextafter(value, 0));
  mpq_add(low, low, exact);
  double above = nextafter(value, INFINITY);
  if (isinf(above)) {  // as if there were a next one
    mpq_set_d(high, value - nextafter(value, 0));
    mpq_add(high, high, exact);
  } else {
    mpq_set_d(high, above);
  }
  mpq_add(high, high, exact);
  mpq_add(read, read, read);
  bool is_even = (Oracle_bits(value) & 1) == 0;
  int below = mpq_cmp(low, read), beyond = mpq_cmp(read, high);
  is_good = is_good && (is_even ? below <= 0 && beyond <= 0
                                : below < 0 && beyond < 0);
  mpq_clears(read, low, high, exact, NULL);
  return is_good;
}

#endif  // TEST_UNIT_BASE_NUMBER_ORACLE_H_
