// SPDX-License-Identifier: MIT
#include "engine/base/number-conversions.h"

#include <math.h>
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <uchar.h>
#include <cmocka.h>

static void check(const char *got, size_t length, const char *want) {
  if (length != strlen(want) || memcmp(got, want, length) != 0)
    fail_msg("got '%.*s', want '%s'", (int)length, got, want);
}

static void check_string(double value, const char *want) {
  char out[kNumberToStringSize];
  check(out, Number_to_string(value, out), want);
}

static void shortest_digits_are_those_of_ecma_262(void **state) {
  check_string(0, "0");
  check_string(-0.0, "0");
  check_string(NAN, "NaN");
  check_string(-INFINITY, "-Infinity");
  check_string(-2147483648.0, "-2147483648");
  check_string(0.1, "0.1");
  check_string(0.1 + 0.2, "0.30000000000000004");
  check_string(5e-324, "5e-324");
  check_string(2.2250738585072014e-308, "2.2250738585072014e-308");
  check_string(1.7976931348623157e308, "1.7976931348623157e+308");
  check_string(1e21, "1e+21");
  check_string(123456789012345680000.0, "123456789012345680000");
  check_string(1e-6, "0.000001");
  check_string(1e-7, "1e-7");
  check_string(-1.5e-9, "-1.5e-9");
  check_string(9007199254740993.0, "9007199254740992");
  check_string(4294967296.5, "4294967296.5");
  check_string(2e-44, "2e-44");
  check_string(5e-7, "5e-7");
  check_string(1.2e21, "1.2e+21");
}

// Random bit patterns must read back as themselves, and no shorter text may.
static void shortest_digits_round_trip(void **state) {
  uint64_t seed = 88172645463325252u;
  for (int i = 0; i < 200000; i++) {
    seed ^= seed << 13;
    seed ^= seed >> 7;
    seed ^= seed << 17;
    double value;
    uint64_t bits = seed & ~((uint64_t)1 << 63);
    memcpy(&value, &bits, sizeof value);
    if (isnan(value) || isinf(value) || value == 0) continue;
    char out[kNumberToStringSize + 1], digits[24];
    size_t length = Number_to_string(value, out);
    out[length] = '\0';
    assert_true(strtod(out, NULL) == value);
    assert_true(Number_parse_decimal(out, length) == value);
    int point;
    size_t count = Number_shortest_digits(value, digits, &point);
    if (count > 1) {
      char shorter[64];
      snprintf(shorter, sizeof shorter, "%.*e", (int)count - 2, value);
      assert_false(strtod(shorter, NULL) == value);
    }
  }
}

static void check_radix(double value, int radix, const char *want) {
  char *out = malloc(kNumberToRadixStringSize);
  check(out, Number_to_radix_string(value, radix, out), want);
  free(out);
}

static void radix_strings_are_shortest(void **state) {
  check_radix(255, 16, "ff");
  check_radix(-255, 2, "-11111111");
  check_radix(0.5, 2, "0.1");
  check_radix(0.1, 3, "0.0022002200220022002200220022002201");
  check_radix(9007199254740991, 36, "2gosa7pa2gv");
  // Digits that rounding makes meaningless are zeros; the exact value ends in
  // 79m9s.
  check_radix(1e21, 36, "5v1j4f4ds7a000");
  check_radix(0, 7, "0");
  check_radix(-0.0, 2, "0");
  check_radix(NAN, 2, "NaN");
  check_radix(-INFINITY, 36, "-Infinity");
  char *out = malloc(kNumberToRadixStringSize);
  assert_int_equal(Number_to_radix_string(5e-324, 2, out), 1076);
  assert_int_equal(Number_to_radix_string(-1.7976931348623157e308, 2, out),
                   1025);
  free(out);
}

static void check_fixed(double value, int digits, const char *want) {
  char out[kNumberToFixedSize];
  check(out, Number_to_fixed(value, digits, out), want);
}

static void to_fixed_is_exact(void **state) {
  check_fixed(0, 2, "0.00");
  check_fixed(-0.0, 2, "0.00");
  check_fixed(1.005, 2, "1.00");
  check_fixed(1.45, 1, "1.4");
  check_fixed(2.5, 0, "3");
  check_fixed(-2.5, 0, "-3");
  check_fixed(0.5, 0, "1");
  check_fixed(-0.0000001, 2, "-0.00");
  check_fixed(1e21, 2, "1e+21");
  check_fixed(123.456, 0, "123");
  check_fixed(999.9999, 3, "1000.000");
  check_fixed(1000000000000000128.0, 1, "1000000000000000128.0");
  check_fixed(0.1, 25, "0.1000000000000000055511151");
  check_fixed(5e-324, 100,
              "0.000000000000000000000000000000000000000000000000000000000000"
              "0000000000000000000000000000000000000000");
  check_fixed(NAN, 2, "NaN");
}

static void check_exponential(double value, int digits, const char *want) {
  char out[kNumberToExponentialSize];
  check(out, Number_to_exponential(value, digits, out), want);
}

static void to_exponential_is_exact(void **state) {
  check_exponential(0, -1, "0e+0");
  check_exponential(0, 2, "0.00e+0");
  check_exponential(123456, 2, "1.23e+5");
  check_exponential(123456, -1, "1.23456e+5");
  check_exponential(25, 0, "3e+1");
  check_exponential(-9.5e-10, 0, "-1e-9");
  check_exponential(99.99, 2, "1.00e+2");
  check_exponential(5e-324, 3, "4.941e-324");
  check_exponential(5e-324, 0, "5e-324");
  check_exponential(INFINITY, 3, "Infinity");
}

static void check_precision(double value, int precision, const char *want) {
  char out[kNumberToPrecisionSize];
  check(out, Number_to_precision(value, precision, out), want);
}

static void to_precision_is_exact(void **state) {
  check_precision(0, 3, "0.00");
  check_precision(0, 1, "0");
  check_precision(123.456, 4, "123.5");
  check_precision(123.456, 2, "1.2e+2");
  check_precision(0.000001, 2, "0.0000010");
  check_precision(1e-7, 2, "1.0e-7");
  check_precision(99.99, 3, "100");
  check_precision(9.9e-7, 1, "0.000001");
  check_precision(1e21, 3, "1.00e+21");
  check_precision(-1.5, 1, "-2");
  check_precision(1.0 / 3, 30, "0.333333333333333314829616256247");
}

static double from(const char *text) {
  double one = Number_from_latin1((const uint8_t *)text, strlen(text));
  uint16_t wide[512];
  size_t length = strlen(text);
  for (size_t i = 0; i < length; i++) wide[i] = (uint8_t)text[i];
  double two = Number_from_utf16(wide, length);
  assert_true(one == two || (isnan(one) && isnan(two)));
  return one;
}

static void string_to_number_follows_the_grammar(void **state) {
  assert_true(from("") == 0 && from(" \n\xA0") == 0);
  assert_true(from(" 12 ") == 12 && from("-0") == 0 && signbit(from("-0")));
  assert_true(from("1.") == 1 && from(".5") == 0.5 && from("1e3") == 1000);
  assert_true(from("0x1F") == 31 && from("0O17") == 15 && from("0b11") == 3);
  assert_true(from("-Infinity") == -INFINITY && from("1e400") == INFINITY);
  assert_true(from("0x20000000000001") == 9007199254740992.0);
  assert_true(from("0x20000000000003") == 9007199254740996.0);
  assert_true(from("0x200000000000010000000001") == 0x1.0000000000001p+93);
  static const char *const kBad[] = {
      ".",    "e5",  "1e",    "1e+",  "0x",   "0xg",      "-0x1", "1_0",
      "1 2",  "inf", "0b2",   "--1",  "1..2", "infinity", "+",    "0x1.8",
      "1e5.", "1n",  "NaN ",  "\x85", "5px",  "Infinityx"};
  for (size_t i = 0; i < ARRAY_LENGTH(kBad); i++)
    if (!isnan(from(kBad[i]))) fail_msg("'%s' is no number", kBad[i]);
  static const uint16_t kWide[] = {0x2028, '1', 0x3000};
  assert_true(Number_from_utf16(kWide, 3) == 1);
  static const uint16_t kFullWidth[] = {0xFF11};
  assert_true(isnan(Number_from_utf16(kFullWidth, 1)));
}

static void parsing_rounds_correctly(void **state) {
  assert_true(Number_parse_decimal("9007199254740993", 16) ==
              9007199254740992.0);
  const char *tie = "9007199254740993.00000000000000000000000000000000001";
  assert_true(Number_parse_decimal(tie, strlen(tie)) == 9007199254740994.0);
  // A digit far beyond the buffer still breaks a tie.
  char *text = malloc(3000);
  memset(text, '0', 3000);
  memcpy(text, "9007199254740993.", 17);
  assert_true(Number_parse_decimal(text, 3000) == 9007199254740992.0);
  text[2999] = '1';
  assert_true(Number_parse_decimal(text, 3000) == 9007199254740994.0);
  memset(text, '0', 3000);
  text[1] = '.';
  memcpy(text + 2990, "1e2990", 6);
  assert_true(Number_parse_decimal(text, 2996) == 10.0);
  free(text);
  assert_true(Number_parse_decimal("1_000.5_0e1_0", 13) == 1000.5e10);
  assert_true(Number_parse_decimal("2.4703282292062327e-324", 23) == 0);
  assert_true(Number_parse_decimal("2.4703282292062328e-324", 23) == 5e-324);
  const char *huge = "1e99999999999999999999999";
  assert_true(Number_parse_decimal(huge, strlen(huge)) == INFINITY);
  const char *tiny = "1e-99999999999999999999999";
  assert_true(Number_parse_decimal(tiny, strlen(tiny)) == 0);
}

static double parse_int(const char *text, int32_t radix) {
  return Number_parse_int_latin1((const uint8_t *)text, strlen(text), radix);
}
static double parse_float(const char *text) {
  return Number_parse_float_latin1((const uint8_t *)text, strlen(text));
}

static void prefixes_parse_as_the_global_functions_do(void **state) {
  assert_true(parse_int("42px", 0) == 42 && parse_int(" -0x1f", 0) == -31);
  assert_true(parse_int("101", 2) == 5 && parse_int("zz", 36) == 1295);
  assert_true(isnan(parse_int("", 0)) && isnan(parse_int("9", 8)));
  assert_true(isnan(parse_int("1", 1)) && isnan(parse_int("1", 37)));
  assert_true(isnan(parse_int("0x", 16)) && parse_int("0x", 0) != 0);
  assert_true(parse_int("0b1", 0) == 0 && parse_int("1e3", 0) == 1);
  assert_true(parse_int("9007199254740993", 10) == 9007199254740992.0);
  assert_true(parse_int("1_0", 10) == 1);
  assert_true(parse_float("3.14abc") == 3.14 && parse_float("1e") == 1);
  assert_true(parse_float(" .5.5") == 0.5 && isnan(parse_float("abc")));
  assert_true(parse_float("-Infinityx") == -INFINITY);
  assert_true(isnan(parse_float("-")) && parse_float("0x10") == 0);
}

static void to_int32_is_modular(void **state) {
  assert_int_equal(Number_to_int32(4294967296.0 + 5), 5);
  assert_int_equal(Number_to_int32(-4294967297.0), -1);
  assert_int_equal(Number_to_int32(2147483648.0), INT32_MIN);
  assert_int_equal(Number_to_int32(2147483647.9), INT32_MAX);
  assert_int_equal(Number_to_int32(1e300), 0);
  assert_int_equal(Number_to_int32(9007199254740994.0 * 4), 8);
  assert_int_equal(Number_to_int32(NAN) | Number_to_int32(-INFINITY), 0);
  assert_int_equal(Number_to_int32(-2147483649.5), INT32_MAX);
  assert_true(Number_to_uint64_modular(-1) == ~(uint64_t)0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(shortest_digits_are_those_of_ecma_262),
      cmocka_unit_test(shortest_digits_round_trip),
      cmocka_unit_test(radix_strings_are_shortest),
      cmocka_unit_test(to_fixed_is_exact),
      cmocka_unit_test(to_exponential_is_exact),
      cmocka_unit_test(to_precision_is_exact),
      cmocka_unit_test(string_to_number_follows_the_grammar),
      cmocka_unit_test(parsing_rounds_correctly),
      cmocka_unit_test(prefixes_parse_as_the_global_functions_do),
      cmocka_unit_test(to_int32_is_modular),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
