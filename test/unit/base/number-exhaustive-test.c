// SPDX-License-Identifier: MIT
//
// Printing and parsing against the C library, on every half float, around every
// power of two and ten, on every exponent, at and next to ties, and at random.
#include "engine/base/number-conversions.h"

#include <setjmp.h>
#include <cmocka.h>

#include "test/unit/base/number-oracle.h"

static uint64_t random_state = 88172645463325252u;
static uint64_t next_random(void) {
  random_state ^= random_state << 13;
  random_state ^= random_state >> 7;
  random_state ^= random_state << 17;
  return random_state;
}
static double random_double(void) {
  for (;;) {
    double value = Oracle_double(next_random());
    if (isfinite(value)) return value;
  }
}

static double read(const char *text) {
  return Number_from_latin1((const uint8_t *)text, strlen(text));
}

static void check_text(double value, const char *got, size_t length,
                       const char *want) {
  if (length != strlen(want) || memcmp(got, want, length) != 0)
    fail_msg("%a prints as %.*s, not %s", value, (int)length, got, want);
}

// Both ways.
static void check_shortest(double value) {
  char got[kNumberToStringSize], want[kOracleSize];
  Oracle_to_string(value, want);
  check_text(value, got, Number_to_string(value, got), want);
  assert_true(read(want) == value);
}

static void check_with_neighbours(double value) {
  check_shortest(value);
  check_shortest(nextafter(value, 0));
  if (!isinf(nextafter(value, INFINITY)))
    check_shortest(nextafter(value, INFINITY));
}

static void half_floats_are_exact(void **state) {
  for (int bits = 0; bits < 1 << 16; bits++) {
    int exponent = bits >> 10 & 31, fraction = bits & 1023;
    if (exponent == 31) continue;
    double value = exponent == 0 ? ldexp(fraction, -24)
                                 : ldexp(1024 + fraction, exponent - 25);
    check_shortest(bits >> 15 ? -value : value);
  }
}

static void floats_of_every_exponent_are_exact(void **state) {
  for (uint32_t exponent = 0; exponent < 255; exponent++) {
    for (int i = 0; i < 100; i++) {
      uint32_t fraction = (uint32_t)next_random() >> (i % 24) & 0x7FFFFF;
      uint32_t bits = exponent << 23 | (i < 2 ? 0x7FFFFFu * i : fraction);
      float value;
      memcpy(&value, &bits, sizeof value);
      check_shortest(value);
    }
  }
}

static void powers_and_their_neighbours_are_exact(void **state) {
  for (int exponent = -1074; exponent < 1024; exponent++)
    check_with_neighbours(ldexp(1, exponent));
  for (int exponent = -323; exponent <= 308; exponent++) {
    char text[16];
    snprintf(text, sizeof text, "1e%d", exponent);
    double power = strtod(text, NULL);
    check_with_neighbours(power);
    assert_true(read(text) == power);
    if (exponent < 308) check_with_neighbours(power * 9);
  }
  check_shortest(1.7976931348623157e308);
}

static void random_doubles_are_exact(void **state) {
  for (int i = 0; i < 50000; i++) check_shortest(random_double());
  // Of few digits: what programs print most.
  for (int i = 0; i < 50000; i++) {
    char text[64];
    snprintf(text, sizeof text, "%d.%d", (int)(next_random() % 100000),
             (int)(next_random() % 1000));
    double value = strtod(text, NULL);
    assert_true(read(text) == value);
    check_shortest(value);
  }
}

// ---- Parsing ----

static void check_read(const char *text) {
  double want = strtod(text, NULL), got = read(text);
  if (!Oracle_same(want, got))
    fail_msg("%s reads as %a, not %a", text, got, want);
  got = Number_parse_float_latin1((const uint8_t *)text, strlen(text));
  assert_true(Oracle_same(want, got));
}

// The middle between a double and the next one, as a text; then the same a
// digit far behind more, and less.
static void check_tie(double value) {
  static char text[kOracleSize + 64], tail[kOracleSize + 64];
  value = fabs(value);
  double above = nextafter(value, INFINITY);
  if (isinf(above)) return;
  // An extended double holds it.
  snprintf(text, kOracleSize, "%.1100Le",
           ((long double)value + (long double)above) / 2);
  char *e = strchr(text, 'e');
  bool is_even = (Oracle_bits(value) & 1) == 0;
  assert_true(read(text) == (is_even ? value : above));
  check_read(text);
  char *last = e - 1;
  while (*last == '0') last--;
  for (int zeros = 0; zeros < 60; zeros += 7) {
    snprintf(tail, sizeof tail, "%.*s%0*d1%s", (int)(e - text), text,
             zeros + 1, 0, e);
    assert_true(read(tail) == above);
  }
  if (*last == '.') return;
  --*last;
  memset(last + 1, '9', (size_t)(e - last - 1));
  assert_true(read(text) == value);
  check_read(text);
}

static void ties_and_their_neighbours_round_correctly(void **state) {
  for (int i = 0; i < 3000; i++) check_tie(random_double());
  for (int exponent = -1074; exponent < 1023; exponent += 3)
    check_tie(ldexp(1, exponent));
  for (int i = 0; i < 500; i++) check_tie(ldexp(i, -1074));
  for (int i = 0; i < 2000; i++) check_tie((double)(next_random() >> 11));
  for (int i = 0; i < 2000; i++) check_tie((double)(next_random() >> 40));
}

static void random_texts_round_correctly(void **state) {
  for (int i = 0; i < 200000; i++) {
    char text[128];
    size_t length = 0, digits = 1 + next_random() % 40;
    size_t point = next_random() % (digits + 1);
    if (next_random() % 4 == 0) text[length++] = '-';
    for (size_t k = 0; k < digits; k++) {
      if (k == point) text[length++] = '.';
      text[length++] = (char)('0' + next_random() % 10);
    }
    int exponent = (int)(next_random() % 700) - 350;
    if (i % 3 == 0) exponent /= 20;
    if (i % 5 == 0)
      text[length] = '\0';
    else
      snprintf(text + length, sizeof text - length, "e%d", exponent);
    check_read(text);
  }
}

// ---- Wanted digits, and other radices ----

static void check_formats(double value, int digits) {
  char got[kNumberToFixedSize], want[kOracleSize];
  Oracle_to_exponential(value, digits, want);
  check_text(value, got, Number_to_exponential(value, digits, got), want);
  if (digits > 0) {
    Oracle_to_precision(value, digits, want);
    check_text(value, got, Number_to_precision(value, digits, got), want);
  }
  if (fabs(value) >= 1e21) return;
  Oracle_to_fixed(value, digits, want);
  check_text(value, got, Number_to_fixed(value, digits, got), want);
}

static void wanted_digits_are_exact(void **state) {
  for (int i = 0; i < 10000; i++)
    check_formats(random_double(), (int)(next_random() % 101));
  for (int i = 0; i < 60000; i++) {
    double value = ldexp((double)(next_random() >> (11 + i % 53)),
                         (int)(next_random() % 60) - 50);
    check_formats(i % 2 ? value : -value, (int)(next_random() % 21));
  }
  // Ties in decimal: multiples of 1/8.
  for (int i = 0; i < 20000; i++) check_formats(i / 8.0, i % 4);
  for (int exponent = -30; exponent <= 30; exponent++)
    for (int digits = 0; digits <= 20; digits++) {
      char text[16];
      snprintf(text, sizeof text, "1e%d", exponent);
      check_formats(strtod(text, NULL), digits);
      check_formats(nextafter(strtod(text, NULL), 0), digits);
    }
}

static void check_radices(double value) {
  static char got[kNumberToRadixStringSize];
  for (int radix = 2; radix <= 36; radix++) {
    if (radix == 10) continue;
    size_t length = Number_to_radix_string(value, radix, got);
    if (!Oracle_identifies(got, length, radix, value))
      fail_msg("%a in radix %d is not %.*s", value, radix, (int)length, got);
  }
}

static void radix_strings_identify_their_number(void **state) {
  for (int i = 0; i < 100; i++) check_radices(fabs(random_double()));
  for (int i = 0; i < 600; i++)
    check_radices(ldexp((double)(next_random() >> 11),
                        (int)(next_random() % 200) - 180));
  for (int exponent = -1074; exponent < 1024; exponent += 17)
    check_radices(ldexp(1, exponent));
  for (int exponent = -70; exponent < 70; exponent++) {
    check_radices(ldexp(1, exponent));
    check_radices(nextafter(ldexp(1, exponent), 0));
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(half_floats_are_exact),
      cmocka_unit_test(floats_of_every_exponent_are_exact),
      cmocka_unit_test(powers_and_their_neighbours_are_exact),
      cmocka_unit_test(random_doubles_are_exact),
      cmocka_unit_test(ties_and_their_neighbours_round_correctly),
      cmocka_unit_test(random_texts_round_correctly),
      cmocka_unit_test(wanted_digits_are_exact),
      cmocka_unit_test(radix_strings_identify_their_number),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
