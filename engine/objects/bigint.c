// SPDX-License-Identifier: MIT
//
// BigInt objects over engine/base/bigint-digits.h: every operation works on
// views of the operands' digits and writes into a fresh object, which is cut
// down to the digits that it needs.
#include "engine/objects/bigint.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "engine/base/bigint-digits.h"
#include "engine/base/unicode.h"
#include "engine/objects/messages.h"
#include "engine/objects/string.h"

static Digits view(const BigInt *value) {
  return (Digits){(uint64_t *)value->digits, (size_t)value->length,
                  value->sign != 0};
}

static Value throw_too_big(Isolate *isolate) {
  return Throw_range_error(isolate, kMessageBigIntTooBig,
                           ROOT(undefined_value));
}

// An object with room for `size` digits and the view to write them to; NULL
// with a RangeError when that is too many.
static BigInt *new_result(Isolate *isolate, size_t size, Digits *out) {
  if (size > kMaxBigIntLength) {
    (void)throw_too_big(isolate);
    return NULL;
  }
  BigInt *result = BigInt_new_raw(isolate, (int32_t)size);
  *out = (Digits){result->digits, 0, false};
  return result;
}

// Gives the object the length and sign of what was written. The collector goes
// by the length, so the digits behind it must not count: they are copied off
// unless they fit the same size.
static Value finish(Isolate *isolate, BigInt *result, const Digits *out) {
  if (out->length != (size_t)result->length) {
    BigInt *exact = BigInt_new_raw(isolate, (int32_t)out->length);
    memcpy(exact->digits, out->digits, out->length * sizeof(uint64_t));
    result = exact;
  }
  result->sign = out->is_negative;
  return Value_from_object(result);
}

// ---- Making ----

BigInt *BigInt_from_uint64(Isolate *isolate, uint64_t value) {
  BigInt *result = BigInt_new_raw(isolate, value != 0);
  if (value != 0) result->digits[0] = value;
  result->sign = 0;
  return result;
}

BigInt *BigInt_from_int64(Isolate *isolate, int64_t value) {
  uint64_t magnitude = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
  BigInt *result = BigInt_from_uint64(isolate, magnitude);
  result->sign = value < 0;
  return result;
}

BigInt *BigInt_from_double(Isolate *isolate, double value) {
  uint64_t buffer[kDigitsDoubleSize];
  Digits out = {buffer, 0, false};
  Digits_from_double(&out, value);
  BigInt *result = BigInt_new_raw(isolate, (int32_t)out.length);
  memcpy(result->digits, out.digits, out.length * sizeof(uint64_t));
  result->sign = out.is_negative;
  return result;
}

// Digits of the radix only; undefined if some character is none.
static Value parse_digits(Isolate *isolate, const char *text, size_t length,
                          int radix) {
  Digits out;
  BigInt *result = new_result(isolate, Digits_parse_size(length, radix), &out);
  if (result == NULL) return ROOT(exception);
  uint8_t *scratch = malloc(length + 1);
  CHECK(scratch != NULL);
  bool valid = Digits_parse(&out, text, length, radix, scratch);
  free(scratch);
  return valid ? finish(isolate, result, &out) : ROOT(undefined_value);
}

// Skips 0x, 0o or 0b; returns the radix.
static int skip_prefix(const char **text, size_t *length) {
  if (*length < 2 || (*text)[0] != '0') return 10;
  int radix;
  switch ((*text)[1] | 0x20) {
    case 'x':
      radix = 16;
      break;
    case 'o':
      radix = 8;
      break;
    case 'b':
      radix = 2;
      break;
    default:
      return 10;
  }
  *text += 2;
  *length -= 2;
  return radix;
}

Value BigInt_from_literal(Isolate *isolate, const char *text, size_t length) {
  int radix = skip_prefix(&text, &length);
  return parse_digits(isolate, text, length, radix);
}

// The trimmed text as ASCII; NULL if it has any other character.
static char *trimmed_ascii(Isolate *isolate, String *string, size_t *length) {
  FlatString flat = String_flatten(isolate, string);
  int32_t start = 0, end = flat.length;
  while (start < end && Unicode_is_white_space_or_line_terminator(
                            FlatString_at(&flat, start)))
    start++;
  while (end > start && Unicode_is_white_space_or_line_terminator(
                            FlatString_at(&flat, end - 1)))
    end--;
  char *text = malloc((size_t)(end - start) + 1);
  CHECK(text != NULL);
  *length = (size_t)(end - start);
  for (int32_t i = start; i < end; i++) {
    uint16_t unit = FlatString_at(&flat, i);
    if (unit > 0x7f || unit == '_') {
      free(text);
      return NULL;
    }
    text[i - start] = (char)unit;
  }
  return text;
}

Value BigInt_from_string(Isolate *isolate, String *string) {
  size_t length;
  char *text = trimmed_ascii(isolate, string, &length);
  if (text == NULL) return ROOT(undefined_value);
  Value result;
  const char *digits = text;
  int radix = skip_prefix(&digits, &length);
  bool negative = false;
  if (radix == 10 && length > 0 && (*digits == '-' || *digits == '+')) {
    negative = *digits == '-';
    digits++;
    length--;
    if (length == 0) {
      free(text);
      return ROOT(undefined_value);
    }
  }
  if (length == 0)
    result = radix == 10 ? Value_from_object(BigInt_from_int64(isolate, 0))
                         : ROOT(undefined_value);
  else
    result = parse_digits(isolate, digits, length, radix);
  free(text);
  if (negative && Value_is_BigInt(isolate, result)) {
    BigInt *value = Value_as_BigInt(isolate, result);
    value->sign = value->length != 0;
  }
  return result;
}

// ---- Arithmetic on one digit ----

typedef __int128 int128_t;
typedef unsigned __int128 uint128_t;

static inline bool are_small(const BigInt *a, const BigInt *b) {
  return a->length <= 1 && b->length <= 1;
}

static inline int128_t small_value(const BigInt *value) {
  if (value->length == 0) return 0;
  int128_t digit = (int128_t)value->digits[0];
  return value->sign ? -digit : digit;
}

static Value from_magnitude(Isolate *isolate, uint128_t magnitude,
                            bool is_negative) {
  uint64_t low = (uint64_t)magnitude, high = (uint64_t)(magnitude >> 64);
  int32_t length = high != 0 ? 2 : low != 0;
  BigInt *result = BigInt_new_raw(isolate, length);
  if (length > 0) result->digits[0] = low;
  if (length > 1) result->digits[1] = high;
  result->sign = is_negative && length > 0;
  return Value_from_object(result);
}

static inline Value from_int128(Isolate *isolate, int128_t value) {
  return from_magnitude(
      isolate, value < 0 ? 0 - (uint128_t)value : (uint128_t)value, value < 0);
}

static Value multiply_small(Isolate *isolate, const BigInt *a,
                            const BigInt *b) {
  uint128_t product =
      a->length == 0 || b->length == 0
          ? 0
          : (uint128_t)a->digits[0] * (uint128_t)b->digits[0];
  return from_magnitude(isolate, product, a->sign != b->sign);
}

// b is not 0. Both truncate; the remainder has the sign of the dividend.
static Value divide_small(Isolate *isolate, const BigInt *a, const BigInt *b,
                          bool want_remainder) {
  uint64_t dividend = a->length == 0 ? 0 : a->digits[0];
  return want_remainder
             ? from_magnitude(isolate, dividend % b->digits[0], a->sign)
             : from_magnitude(isolate, dividend / b->digits[0],
                              a->sign != b->sign);
}

// ---- Reading ----

double BigInt_to_double(const BigInt *value) {
  Digits digits = view(value);
  return Digits_to_double(&digits);
}

uint64_t BigInt_to_uint64(const BigInt *value) {
  Digits digits = view(value);
  return Digits_to_uint64(&digits);
}

int64_t BigInt_to_int64(const BigInt *value) {
  return (int64_t)BigInt_to_uint64(value);
}

Value BigInt_to_string(Isolate *isolate, const BigInt *value, int radix) {
  Digits digits = view(value);
  size_t size = Digits_string_size(&digits, radix);
  if (size > kMaxStringLength)
    return Throw_range_error(isolate, kMessageInvalidStringLength,
                             ROOT(undefined_value));
  char *text = malloc(size);
  uint64_t *scratch = malloc((digits.length + 1) * sizeof *scratch);
  CHECK(text != NULL && scratch != NULL);
  size_t length = Digits_to_string(&digits, radix, text, scratch);
  String *string =
      String_new_one_byte(isolate, (const uint8_t *)text, (int32_t)length);
  free(text);
  free(scratch);
  return Value_from_object(string);
}

bool BigInt_equals(const BigInt *a, const BigInt *b) {
  return BigInt_compare(a, b) == 0;
}

int BigInt_compare(const BigInt *a, const BigInt *b) {
  if (LIKELY(are_small(a, b))) {
    int128_t x = small_value(a), y = small_value(b);
    return (x > y) - (x < y);
  }
  Digits left = view(a), right = view(b);
  return Digits_compare(&left, &right);
}

int BigInt_compare_to_double(const BigInt *a, double b) {
  Digits left = view(a);
  return Digits_compare_to_double(&left, b);
}

// ---- Arithmetic ----

// The expression `small` is for operands of one digit at most.
#define BINARY(name, small, size_function, operation)                     \
  Value name(Isolate *isolate, BigInt *a, BigInt *b) {                    \
    if (LIKELY(are_small(a, b))) return small;                            \
    Digits left = view(a), right = view(b), out;                          \
    BigInt *result =                                                      \
        new_result(isolate, size_function(&left, &right), &out);          \
    if (result == NULL) return ROOT(exception);                           \
    operation;                                                            \
    return finish(isolate, result, &out);                                 \
  }
#define ON_INT128(operator) \
  from_int128(isolate, small_value(a) operator small_value(b))
BINARY(BigInt_add, ON_INT128(+), Digits_sum_size,
       Digits_add(&out, &left, &right))
BINARY(BigInt_subtract, ON_INT128(-), Digits_sum_size,
       Digits_subtract(&out, &left, &right))
BINARY(BigInt_multiply, multiply_small(isolate, a, b), Digits_product_size,
       Digits_multiply(&out, &left, &right))
BINARY(BigInt_and, ON_INT128(&), Digits_bitwise_size,
       Digits_bitwise(&out, kDigitsAnd, &left, &right))
BINARY(BigInt_or, ON_INT128(|), Digits_bitwise_size,
       Digits_bitwise(&out, kDigitsOr, &left, &right))
BINARY(BigInt_xor, ON_INT128(^), Digits_bitwise_size,
       Digits_bitwise(&out, kDigitsXor, &left, &right))
#undef ON_INT128
#undef BINARY

Value BigInt_add_one(Isolate *isolate, BigInt *a, int step) {
  if (LIKELY(a->length <= 1))
    return from_int128(isolate, small_value(a) + step);
  return BigInt_add(isolate, a, BigInt_from_int64(isolate, step));
}

static Value divide(Isolate *isolate, BigInt *a, BigInt *b,
                    bool want_remainder) {
  if (b->length == 0)
    return Throw_range_error(isolate, kMessageBigIntDivZero,
                             ROOT(undefined_value));
  if (LIKELY(are_small(a, b)))
    return divide_small(isolate, a, b, want_remainder);
  Digits left = view(a), right = view(b), quotient, remainder;
  BigInt *q =
      new_result(isolate, Digits_quotient_size(&left, &right), &quotient);
  if (q == NULL) return ROOT(exception);
  BigInt *r =
      new_result(isolate, Digits_remainder_size(&left, &right), &remainder);
  if (r == NULL) return ROOT(exception);
  Digits_divide(&quotient, &remainder, &left, &right);
  return want_remainder ? finish(isolate, r, &remainder)
                        : finish(isolate, q, &quotient);
}

Value BigInt_divide(Isolate *isolate, BigInt *a, BigInt *b) {
  return divide(isolate, a, b, false);
}

Value BigInt_remainder(Isolate *isolate, BigInt *a, BigInt *b) {
  return divide(isolate, a, b, true);
}

Value BigInt_exponentiate(Isolate *isolate, BigInt *a, BigInt *b) {
  if (b->sign)
    return Throw_range_error(isolate, kMessageBigIntNegativeExponent,
                             ROOT(undefined_value));
  Digits base = view(a);
  bool is_unit = a->length == 1 && a->digits[0] == 1;
  uint64_t exponent = b->length == 0 ? 0 : b->digits[0];
  if (b->length > 1) {
    // Only 0, 1 and -1 have such powers; parity decides.
    if (a->length != 0 && !is_unit) return throw_too_big(isolate);
    exponent = 2 + (b->digits[0] & 1);
  }
  size_t size = Digits_power_size(&base, exponent, kMaxBigIntLength);
  Digits out;
  BigInt *result = new_result(isolate, size, &out);
  if (result == NULL) return ROOT(exception);
  uint64_t *scratch = malloc((size + 1) * sizeof *scratch);
  CHECK(scratch != NULL);
  Digits_power(&out, &base, exponent, scratch);
  free(scratch);
  return finish(isolate, result, &out);
}

static Value shift(Isolate *isolate, BigInt *a, BigInt *b, bool left) {
  if (a->length == 0 || b->length == 0) return Value_from_object(a);
  Digits value = view(a), out;
  bool too_far = b->length > 1;
  uint64_t bits = b->digits[0];
  // Shifting an int128 right is the floor that ECMA-262 asks for.
  if (a->length == 1 && !too_far && bits < 64)
    return left ? from_magnitude(isolate, (uint128_t)a->digits[0] << bits,
                                 a->sign)
                : from_int128(isolate, small_value(a) >> bits);
  if (left) {
    if (too_far || bits / 64 > kMaxBigIntLength) return throw_too_big(isolate);
    BigInt *result =
        new_result(isolate, Digits_shift_left_size(&value, bits), &out);
    if (result == NULL) return ROOT(exception);
    Digits_shift_left(&out, &value, bits);
    return finish(isolate, result, &out);
  }
  if (too_far || bits / 64 > kMaxBigIntLength)
    return Value_from_object(BigInt_from_int64(isolate, a->sign ? -1 : 0));
  BigInt *result =
      new_result(isolate, Digits_shift_right_size(&value, bits), &out);
  if (result == NULL) return ROOT(exception);
  Digits_shift_right(&out, &value, bits);
  return finish(isolate, result, &out);
}

Value BigInt_shift_left(Isolate *isolate, BigInt *a, BigInt *b) {
  return shift(isolate, a, b, !b->sign);
}

Value BigInt_shift_right(Isolate *isolate, BigInt *a, BigInt *b) {
  return shift(isolate, a, b, b->sign);
}

Value BigInt_not(Isolate *isolate, BigInt *a) {
  Digits value = view(a), out;
  BigInt *result = new_result(isolate, Digits_not_size(&value), &out);
  if (result == NULL) return ROOT(exception);
  Digits_not(&out, &value);
  return finish(isolate, result, &out);
}

BigInt *BigInt_negate(Isolate *isolate, BigInt *a) {
  BigInt *result = BigInt_new_raw(isolate, a->length);
  memcpy(result->digits, a->digits, (size_t)a->length * sizeof a->digits[0]);
  result->sign = a->length != 0 && !a->sign;
  return result;
}

// ---- Wrapping ----

static Value as_n(Isolate *isolate, double bits, BigInt *a,
                  void (*operation)(Digits *, const Digits *, uint64_t)) {
  Digits value = view(a), out;
  uint64_t width = (uint64_t)bits;
  // Wider than the value: it stays, unless its sign must wrap around.
  if (width > (uint64_t)a->length * 64 &&
      (operation == Digits_as_int_n || !a->sign))
    return Value_from_object(a);
  BigInt *result = new_result(isolate, Digits_as_n_size(&value, width), &out);
  if (result == NULL) return ROOT(exception);
  operation(&out, &value, width);
  return finish(isolate, result, &out);
}

Value BigInt_as_int_n(Isolate *isolate, double bits, BigInt *a) {
  return as_n(isolate, bits, a, Digits_as_int_n);
}

Value BigInt_as_uint_n(Isolate *isolate, double bits, BigInt *a) {
  return as_n(isolate, bits, a, Digits_as_uint_n);
}
