// SPDX-License-Identifier: MIT
//
// Against GMP's mpz layer on random numbers with many equal bits, where carries
// and borrows run far.
#include "engine/base/bigint-digits.h"

#include <gmp.h>
#include <math.h>
#include <setjmp.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

enum { kRounds = 20000, kCapacity = 64, kGuard = 0x5A };

static gmp_randstate_t randomness;

static void make_random(mpz_t z) {
  mpz_rrandomb(z, randomness, 1 + gmp_urandomm_ui(randomness, 400));
  if (gmp_urandomm_ui(randomness, 10) == 0) mpz_set_ui(z, 0);
  if (gmp_urandomm_ui(randomness, 2)) mpz_neg(z, z);
}

static Digits view(mpz_t z) {
  return (Digits){(uint64_t *)(void *)z->_mp_d, mpz_size(z), mpz_sgn(z) < 0};
}

// A result of exactly the promised size: valgrind and ASan see what is beyond.
static Digits make_result(size_t size) {
  return (Digits){.digits = malloc(size * 8 + (size == 0))};
}

static void check(Digits *got, mpz_t want, const char *what) {
  bool is_equal = got->length == mpz_size(want) &&
                  got->is_negative == (mpz_sgn(want) < 0) &&
                  (got->length == 0 || memcmp(got->digits, want->_mp_d,
                                              got->length * 8) == 0);
  if (!is_equal) fail_msg("%s is wrong", what);
  free(got->digits);
}

static void check_binary(mpz_t x, mpz_t y) {
  Digits a = view(x), b = view(y), r, s;
  mpz_t z, w;
  mpz_inits(z, w, NULL);
  r = make_result(Digits_sum_size(&a, &b));
  Digits_add(&r, &a, &b);
  mpz_add(z, x, y);
  check(&r, z, "add");
  r = make_result(Digits_sum_size(&a, &b));
  Digits_subtract(&r, &a, &b);
  mpz_sub(z, x, y);
  check(&r, z, "subtract");
  r = make_result(Digits_product_size(&a, &b));
  Digits_multiply(&r, &a, &b);
  mpz_mul(z, x, y);
  check(&r, z, "multiply");
  if (b.length != 0) {
    r = make_result(Digits_quotient_size(&a, &b));
    s = make_result(b.length);
    Digits_divide(&r, &s, &a, &b);
    mpz_tdiv_qr(z, w, x, y);
    check(&r, z, "quotient");
    check(&s, w, "remainder");
  }
  static void (*const kOperations[])(mpz_ptr, mpz_srcptr, mpz_srcptr) = {
      mpz_and, mpz_ior, mpz_xor};
  for (int i = 0; i < 3; i++) {
    r = make_result(Digits_bitwise_size(&a, &b));
    Digits_bitwise(&r, (DigitsOperation)i, &a, &b);
    kOperations[i](z, x, y);
    check(&r, z, "bitwise");
  }
  int order = mpz_cmp(x, y), got = Digits_compare(&a, &b);
  assert_true((order < 0) == (got < 0) && (order > 0) == (got > 0));
  mpz_clears(z, w, NULL);
}

static void check_with_bits(mpz_t x, uint64_t bits) {
  Digits a = view(x), r;
  mpz_t z, half;
  mpz_inits(z, half, NULL);
  r = make_result(Digits_shift_left_size(&a, bits));
  Digits_shift_left(&r, &a, bits);
  mpz_mul_2exp(z, x, bits);
  check(&r, z, "shift left");
  r = make_result(Digits_shift_right_size(&a, bits));
  Digits_shift_right(&r, &a, bits);
  mpz_fdiv_q_2exp(z, x, bits);
  check(&r, z, "shift right");
  r = make_result(Digits_not_size(&a));
  Digits_not(&r, &a);
  mpz_com(z, x);
  check(&r, z, "not");
  r = make_result(Digits_as_n_size(&a, bits));
  Digits_as_uint_n(&r, &a, bits);
  mpz_fdiv_r_2exp(z, x, bits);
  check(&r, z, "as uint");
  r = make_result(Digits_as_n_size(&a, bits));
  Digits_as_int_n(&r, &a, bits);
  if (bits > 0 && mpz_tstbit(z, bits - 1)) {
    mpz_set_ui(half, 1);
    mpz_mul_2exp(half, half, bits);
    mpz_sub(z, z, half);
  }
  check(&r, z, "as int");
  mpz_clears(z, half, NULL);
}

static void results_are_those_of_mpz(void **state) {
  mpz_t x, y;
  mpz_inits(x, y, NULL);
  for (int i = 0; i < kRounds; i++) {
    make_random(x);
    make_random(y);
    check_binary(x, y);
    check_binary(x, x);
    check_with_bits(x, gmp_urandomm_ui(randomness, 300));
    check_with_bits(x, 64 * gmp_urandomm_ui(randomness, 6));
  }
  mpz_clears(x, y, NULL);
}

// Where GMP changes algorithms (from one limb to Toom-Cook and transforms), the
// sizes of operands in limbs.
static void long_numbers_keep_their_identities(void **state) {
  static const size_t kSizes[] = {1,  2,  3,   7,   15,  23,  31,   64,
                                  65, 80, 100, 127, 200, 255, 1000, 5000};
  mpz_t x, y;
  mpz_inits(x, y, NULL);
  for (size_t i = 0; i < ARRAY_LENGTH(kSizes); i++) {
    for (size_t k = 0; k <= i; k++) {
      mpz_rrandomb(x, randomness, 64 * kSizes[i]);
      mpz_rrandomb(y, randomness, 64 * kSizes[k] - 1);
      check_binary(x, y);
      check_binary(y, x);
      Digits a = view(x), b = view(y);
      Digits product = make_result(Digits_product_size(&a, &b));
      Digits_multiply(&product, &a, &b);
      Digits quotient = make_result(Digits_quotient_size(&product, &b));
      Digits rest = make_result(b.length);
      Digits_divide(&quotient, &rest, &product, &b);
      check(&quotient, x, "product over factor");
      mpz_set_ui(y, 0);
      check(&rest, y, "its remainder");
      free(product.digits);
    }
  }
  mpz_clears(x, y, NULL);
}

static void check_text_of_size(mpz_t x, int radix) {
  Digits a = view(x);
  char *text = malloc(Digits_string_size(&a, radix));
  uint64_t *scratch = malloc((a.length + 1) * 8);
  size_t length = Digits_to_string(&a, radix, text, scratch);
  char *want = mpz_get_str(NULL, radix, x);
  assert_int_equal(length, strlen(want));
  assert_memory_equal(text, want, length);
  Digits r = make_result(Digits_parse_size(length, radix));
  uint8_t *bytes = malloc(length);
  assert_true(Digits_parse(&r, text, length, radix, bytes));
  check(&r, x, "parse");
  free(bytes);
  free(want);
  free(scratch);
  free(text);
}

static void long_texts_round_trip(void **state) {
  static const size_t kSizes[] = {1, 2, 20, 30, 31, 100, 500, 2000};
  mpz_t x;
  mpz_init(x);
  for (size_t i = 0; i < ARRAY_LENGTH(kSizes); i++)
    for (int radix = 2; radix <= 36; radix += 1 + (radix > 10) * 6) {
      mpz_rrandomb(x, randomness, 64 * kSizes[i]);
      check_text_of_size(x, radix);
    }
  mpz_clear(x);
}

static void powers_fit_their_size(void **state) {
  mpz_t x, z;
  mpz_inits(x, z, NULL);
  for (int i = 0; i < 2000; i++) {
    make_random(x);
    uint64_t exponent = gmp_urandomm_ui(randomness, 40);
    Digits a = view(x);
    size_t size = Digits_power_size(&a, exponent, 1 << 20);
    Digits r = make_result(size);
    uint64_t *scratch = malloc(size * 8);
    Digits_power(&r, &a, exponent, scratch);
    mpz_pow_ui(z, x, exponent);
    check(&r, z, "power");
    free(scratch);
  }
  mpz_set_ui(x, 2);
  Digits two = view(x);
  assert_true(Digits_power_size(&two, UINT64_MAX, 1 << 24) == SIZE_MAX);
  assert_true(Digits_power_size(&two, 1u << 31, 1 << 24) == SIZE_MAX);
  assert_true(Digits_power_size(&two, 1 << 20, 1 << 24) != SIZE_MAX);
  mpz_clears(x, z, NULL);
}

static void text_round_trips(void **state) {
  mpz_t x;
  mpz_init(x);
  for (int i = 0; i < 5000; i++) {
    make_random(x);
    int radix = 2 + (int)gmp_urandomm_ui(randomness, 35);
    Digits a = view(x);
    char *text = malloc(Digits_string_size(&a, radix));
    uint64_t *scratch = malloc((a.length + 1) * 8);
    size_t length = Digits_to_string(&a, radix, text, scratch);
    char *want = mpz_get_str(NULL, radix, x);
    assert_int_equal(length, strlen(want));
    assert_memory_equal(text, want, length);
    size_t skip = text[0] == '-';
    Digits r = make_result(Digits_parse_size(length - skip, radix));
    uint8_t *bytes = malloc(length);
    assert_true(
        Digits_parse(&r, text + skip, length - skip, radix, bytes));
    mpz_abs(x, x);
    check(&r, x, "parse");
    free(bytes);
    free(want);
    free(scratch);
    free(text);
  }
  uint64_t digits[8];
  Digits r = {.digits = digits};
  uint8_t bytes[8];
  assert_true(Digits_parse(&r, "0_001", 5, 10, bytes) && r.length == 1);
  assert_true(Digits_parse(&r, "000", 3, 2, bytes) && r.length == 0);
  assert_false(Digits_parse(&r, "12", 2, 2, bytes));
  assert_false(Digits_parse(&r, "1 ", 2, 10, bytes));
  mpz_clear(x);
}

static void doubles_are_rounded_to_nearest_even(void **state) {
  uint64_t digits[20] = {(1ull << 53) + 1};
  Digits a = {digits, 1, false};
  assert_true(Digits_to_double(&a) == 9007199254740992.0);
  digits[0] = (1ull << 53) + 3;
  assert_true(Digits_to_double(&a) == 9007199254740996.0);
  // A tie that a far away bit breaks.
  memset(digits, 0, sizeof digits);
  digits[0] = 1;
  digits[3] = (1ull << 53) + 1;
  a.length = 4;
  assert_true(Digits_to_double(&a) == ldexp(9007199254740994.0, 192));
  digits[0] = 0;
  assert_true(Digits_to_double(&a) == ldexp(9007199254740992.0, 192));
  for (int i = 0; i < 16; i++) digits[i] = ~0ull;
  a.length = 16;
  a.is_negative = true;
  assert_true(Digits_to_double(&a) == -INFINITY);
  digits[15] = ~0ull << 11;
  for (int i = 0; i < 15; i++) digits[i] = 0;
  assert_true(Digits_to_double(&a) == -1.7976931348623157e308);
  for (int exponent = 0; exponent < 1024; exponent++) {
    double value = -trunc(ldexp(1.7976931348623157, exponent));
    Digits b = {.digits = digits};
    Digits_from_double(&b, value);
    assert_true(Digits_to_double(&b) == value);
    assert_int_equal(Digits_compare_to_double(&b, value), 0);
    if (exponent < 51) {
      assert_int_equal(Digits_compare_to_double(&b, value - 0.5), 1);
      assert_int_equal(Digits_compare_to_double(&b, value + 0.5), -1);
    }
  }
  Digits zero = {.digits = digits};
  assert_int_equal(Digits_compare_to_double(&zero, NAN), 2);
  assert_int_equal(Digits_compare_to_double(&zero, -INFINITY), 1);
  assert_int_equal(Digits_compare_to_double(&zero, 1e-300), -1);
  assert_int_equal(Digits_compare_to_double(&zero, -0.0), 0);
}

int main(void) {
  gmp_randinit_default(randomness);
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(results_are_those_of_mpz),
      cmocka_unit_test(long_numbers_keep_their_identities),
      cmocka_unit_test(long_texts_round_trip),
      cmocka_unit_test(powers_fit_their_size),
      cmocka_unit_test(text_round_trips),
      cmocka_unit_test(doubles_are_rounded_to_nearest_even),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
