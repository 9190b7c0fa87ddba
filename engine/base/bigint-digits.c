// SPDX-License-Identifier: MIT
//
// Comparison, arithmetic and conversions. Bits are in bigint-bits.c.
#include "engine/base/bigint-digits.h"

#include <gmp.h>
#include <math.h>
#include <string.h>

_Static_assert(sizeof(mp_limb_t) == 8 && GMP_NUMB_BITS == 64,
               "GMP's limbs are our digits");

// uint64_t and mp_limb_t are distinct types of the same representation.
static mp_ptr limbs(uint64_t *digits) { return (mp_ptr)(void *)digits; }
static mp_srcptr const_limbs(const uint64_t *digits) {
  return (mp_srcptr)(const void *)digits;
}

static void finish(Digits *out, size_t length, bool is_negative) {
  while (length > 0 && out->digits[length - 1] == 0) length--;
  out->length = length;
  out->is_negative = is_negative && length > 0;
}

static void copy_magnitude(Digits *out, const Digits *a) {
  if (a->length != 0)
    memcpy(out->digits, a->digits, a->length * sizeof *a->digits);
}

uint64_t Digits_bit_length(const Digits *a) {
  if (a->length == 0) return 0;
  return 64 * (uint64_t)a->length -
         (uint64_t)__builtin_clzll(a->digits[a->length - 1]);
}

static int compare_magnitudes(const Digits *a, const Digits *b) {
  if (a->length != b->length) return a->length < b->length ? -1 : 1;
  if (a->length == 0) return 0;
  return mpn_cmp(const_limbs(a->digits), const_limbs(b->digits),
                 (mp_size_t)a->length);
}

int Digits_compare(const Digits *a, const Digits *b) {
  if (a->is_negative != b->is_negative) return a->is_negative ? -1 : 1;
  int order = compare_magnitudes(a, b);
  return a->is_negative ? -order : order;
}

int Digits_compare_to_double(const Digits *a, double b) {
  if (isnan(b)) return 2;
  if (isinf(b)) return b > 0 ? -1 : 1;
  double integral = trunc(b);
  uint64_t buffer[kDigitsDoubleSize];
  Digits other = {.digits = buffer};
  Digits_from_double(&other, integral);
  int order = Digits_compare(a, &other);
  if (order != 0) return order < 0 ? -1 : 1;
  return b > integral ? -1 : b < integral;
}

// ---- Arithmetic ----

size_t Digits_sum_size(const Digits *a, const Digits *b) {
  return (a->length > b->length ? a->length : b->length) + 1;
}

static void add_magnitudes(Digits *out, const Digits *a, const Digits *b,
                           bool is_negative) {
  if (a->length < b->length) {
    const Digits *swapped = a;
    a = b;
    b = swapped;
  }
  copy_magnitude(out, a);
  mp_limb_t carry = 0;
  if (b->length != 0) {
    carry = mpn_add(limbs(out->digits), const_limbs(a->digits),
                    (mp_size_t)a->length, const_limbs(b->digits),
                    (mp_size_t)b->length);
  }
  out->digits[a->length] = carry;
  finish(out, a->length + 1, is_negative);
}

// |a| - |b| with the sign of a, or its opposite if |a| < |b|.
static void subtract_magnitudes(Digits *out, const Digits *a, const Digits *b,
                                bool is_negative) {
  if (compare_magnitudes(a, b) < 0) {
    const Digits *swapped = a;
    a = b;
    b = swapped;
    is_negative = !is_negative;
  }
  copy_magnitude(out, a);
  if (b->length != 0) {
    mpn_sub(limbs(out->digits), const_limbs(a->digits), (mp_size_t)a->length,
            const_limbs(b->digits), (mp_size_t)b->length);
  }
  finish(out, a->length, is_negative);
}

void Digits_add(Digits *out, const Digits *a, const Digits *b) {
  if (a->is_negative == b->is_negative)
    add_magnitudes(out, a, b, a->is_negative);
  else
    subtract_magnitudes(out, a, b, a->is_negative);
}

void Digits_subtract(Digits *out, const Digits *a, const Digits *b) {
  if (a->is_negative != b->is_negative)
    add_magnitudes(out, a, b, a->is_negative);
  else
    subtract_magnitudes(out, a, b, a->is_negative);
}

size_t Digits_product_size(const Digits *a, const Digits *b) {
  return a->length + b->length;
}

void Digits_multiply(Digits *out, const Digits *a, const Digits *b) {
  if (a->length == 0 || b->length == 0) {
    finish(out, 0, false);
    return;
  }
  bool is_negative = a->is_negative != b->is_negative;
  if (a->length < b->length) {
    const Digits *swapped = a;
    a = b;
    b = swapped;
  }
  mpn_mul(limbs(out->digits), const_limbs(a->digits), (mp_size_t)a->length,
          const_limbs(b->digits), (mp_size_t)b->length);
  finish(out, a->length + b->length, is_negative);
}

size_t Digits_quotient_size(const Digits *a, const Digits *b) {
  return a->length < b->length ? 0 : a->length - b->length + 1;
}

size_t Digits_remainder_size(const Digits *a, const Digits *b) {
  return a->length < b->length ? a->length : b->length;
}

void Digits_divide(Digits *quotient, Digits *remainder, const Digits *a,
                   const Digits *b) {
  DCHECK(b->length != 0);
  if (a->length < b->length) {
    finish(quotient, 0, false);
    copy_magnitude(remainder, a);
    finish(remainder, a->length, a->is_negative);
    return;
  }
  mpn_tdiv_qr(limbs(quotient->digits), limbs(remainder->digits), 0,
              const_limbs(a->digits), (mp_size_t)a->length,
              const_limbs(b->digits), (mp_size_t)b->length);
  finish(quotient, a->length - b->length + 1,
         a->is_negative != b->is_negative);
  finish(remainder, b->length, a->is_negative);
}

size_t Digits_power_size(const Digits *a, uint64_t exponent,
                         size_t max_size) {
  uint64_t bits = Digits_bit_length(a), total;
  if (bits <= 1 || exponent == 0) return 2;  // 0, 1 or -1, with room to square
  if (__builtin_mul_overflow(bits, exponent, &total)) return SIZE_MAX;
  uint64_t size = total / 64 + 2;
  // The result has more than (bits - 1) * exponent bits: only surely too large
  // ones are refused here.
  if ((total - exponent) / 64 > max_size) return SIZE_MAX;
  return (size_t)size;
}

// Left to right: squares, and multiplies by a where the exponent has a one. An
// intermediate product is never longer than the bound on the result.
void Digits_power(Digits *out, const Digits *a, uint64_t exponent,
                  uint64_t *scratch) {
  bool is_negative = a->is_negative && (exponent & 1);
  if (exponent == 0 || Digits_bit_length(a) <= 1) {
    out->digits[0] = 1;
    finish(out, exponent == 0 || a->length != 0, is_negative);
    return;
  }
  uint64_t *current = out->digits, *other = scratch;
  memcpy(current, a->digits, a->length * sizeof *current);
  size_t length = a->length;
  for (int bit = 62 - __builtin_clzll(exponent); bit >= 0; bit--) {
    for (int step = 0; step < 2; step++) {
      if (step == 0) {
        mpn_sqr(limbs(other), const_limbs(current), (mp_size_t)length);
        length *= 2;
      } else {
        if (!(exponent >> bit & 1)) break;
        mpn_mul(limbs(other), const_limbs(current), (mp_size_t)length,
                const_limbs(a->digits), (mp_size_t)a->length);
        length += a->length;
      }
      while (other[length - 1] == 0) length--;
      uint64_t *swapped = current;
      current = other;
      other = swapped;
    }
  }
  if (current != out->digits)
    memcpy(out->digits, current, length * sizeof *current);
  finish(out, length, is_negative);
}

// ---- Doubles ----

double Digits_to_double(const Digits *a) {
  if (a->length == 0) return 0;
  uint64_t bits = Digits_bit_length(a);
  double sign = a->is_negative ? -1 : 1;
  if (bits > 1024) return sign * INFINITY;
  // The 64 leading bits; what is below them only matters as "not zero".
  size_t top = a->length - 1;
  int shift = __builtin_clzll(a->digits[top]);
  uint64_t leading = a->digits[top] << shift;
  bool is_sticky = false;
  if (top > 0) {
    if (shift > 0) {
      leading |= a->digits[top - 1] >> (64 - shift);
      is_sticky = a->digits[top - 1] << shift != 0;
    } else {
      is_sticky = a->digits[top - 1] != 0;
    }
    for (size_t i = 0; i + 1 < top && !is_sticky; i++)
      is_sticky = a->digits[i] != 0;
  }
  // The last bit is below the rounding position, so it may stand for the rest;
  // the conversion rounds to nearest even.
  return sign * ldexp((double)(leading | is_sticky), (int)bits - 64);
}

void Digits_from_double(Digits *out, double value) {
  int exponent;
  double fraction = frexp(fabs(value), &exponent);
  if (value == 0) {
    finish(out, 0, false);
    return;
  }
  uint64_t significand = (uint64_t)ldexp(fraction, 53);
  exponent -= 53;
  size_t length = 0;
  if (exponent <= 0) {
    out->digits[length++] = significand >> -exponent;
  } else {
    for (int i = 0; i < exponent / 64; i++) out->digits[length++] = 0;
    int shift = exponent % 64;
    out->digits[length++] = significand << shift;
    out->digits[length++] = shift > 11 ? significand >> (64 - shift) : 0;
  }
  finish(out, length, value < 0);
}

// ---- Text ----

size_t Digits_string_size(const Digits *a, int radix) {
  // Bits in a character, rounded down: floor(log2(radix)).
  unsigned per_character = 31 - (unsigned)__builtin_clz((unsigned)radix);
  return (size_t)(Digits_bit_length(a) / per_character) + 2;
}

size_t Digits_to_string(const Digits *a, int radix, char *out,
                        uint64_t *scratch) {
  if (a->length == 0) {
    *out = '0';
    return 1;
  }
  size_t length = 0;
  if (a->is_negative) out[length++] = '-';
  memcpy(scratch, a->digits, a->length * sizeof *scratch);
  unsigned char *text = (unsigned char *)out + length;
  size_t count =
      mpn_get_str(text, radix, limbs(scratch), (mp_size_t)a->length);
  size_t zeros = 0;
  while (zeros + 1 < count && text[zeros] == 0) zeros++;
  for (size_t i = zeros; i < count; i++) {
    unsigned digit = text[i];
    text[i - zeros] =
        (unsigned char)(digit < 10 ? '0' + digit : 'a' + digit - 10);
  }
  return length + count - zeros;
}

size_t Digits_parse_size(size_t length, int radix) {
  // Bits of a character, rounded up.
  unsigned per_character = 32 - (unsigned)__builtin_clz((unsigned)radix - 1);
  return length / 64 * per_character + (length % 64 * per_character) / 64 + 2;
}

bool Digits_parse(Digits *out, const char *text, size_t length, int radix,
                  uint8_t *scratch) {
  size_t count = 0;
  for (size_t i = 0; i < length; i++) {
    unsigned c = (unsigned char)text[i];
    if (c == '_') continue;
    unsigned letter = (c | 0x20) - 'a';
    unsigned digit = c - '0' < 10 ? c - '0' : letter < 26 ? letter + 10 : 99;
    if (digit >= (unsigned)radix) return false;
    if (digit != 0 || count != 0) scratch[count++] = (uint8_t)digit;
  }
  size_t size = 0;
  if (count != 0)
    size = (size_t)mpn_set_str(limbs(out->digits), scratch, count, radix);
  finish(out, size, false);
  return true;
}
