// SPDX-License-Identifier: MIT
//
// Integers of any size as sign and magnitude, on GMP's mpn layer. Knows
// nothing of heap objects: operands are views of digit arrays, results go to
// buffers of the caller, who learns from a *_size function how many digits
// they need. Results may be shorter; they are normalized: no leading zero
// digits, and zero is not negative. Operands must be normalized too. A result
// must not overlap an operand.
#ifndef ENGINE_BASE_BIGINT_DIGITS_H_
#define ENGINE_BASE_BIGINT_DIGITS_H_

#include "engine/base/check.h"

typedef struct Digits {
  uint64_t *digits;  // least significant first
  size_t length;
  bool is_negative;
} Digits;

static inline bool Digits_is_zero(const Digits *a) { return a->length == 0; }
// Bits of the magnitude; 0 for zero.
uint64_t Digits_bit_length(const Digits *a);
// < 0, 0, > 0.
int Digits_compare(const Digits *a, const Digits *b);
// < 0, 0, > 0, or 2 if b is NaN.
int Digits_compare_to_double(const Digits *a, double b);

// ---- Arithmetic ----

size_t Digits_sum_size(const Digits *a, const Digits *b);
void Digits_add(Digits *out, const Digits *a, const Digits *b);
void Digits_subtract(Digits *out, const Digits *a, const Digits *b);

size_t Digits_product_size(const Digits *a, const Digits *b);
void Digits_multiply(Digits *out, const Digits *a, const Digits *b);

// Truncating division by b, which is not zero; both results are made.
size_t Digits_quotient_size(const Digits *a, const Digits *b);
size_t Digits_remainder_size(const Digits *a, const Digits *b);
void Digits_divide(Digits *quotient, Digits *remainder, const Digits *a,
                   const Digits *b);

// a to the power of exponent. SIZE_MAX if that has more than max_size digits.
// scratch has the result's size too.
size_t Digits_power_size(const Digits *a, uint64_t exponent, size_t max_size);
void Digits_power(Digits *out, const Digits *a, uint64_t exponent,
                  uint64_t *scratch);

// ---- Bits, of the infinite two's complement ----

size_t Digits_shift_left_size(const Digits *a, uint64_t bits);
void Digits_shift_left(Digits *out, const Digits *a, uint64_t bits);
// Rounds toward minus infinity.
size_t Digits_shift_right_size(const Digits *a, uint64_t bits);
void Digits_shift_right(Digits *out, const Digits *a, uint64_t bits);

typedef enum DigitsOperation {
  kDigitsAnd,
  kDigitsOr,
  kDigitsXor,
} DigitsOperation;

size_t Digits_bitwise_size(const Digits *a, const Digits *b);
void Digits_bitwise(Digits *out, DigitsOperation operation, const Digits *a,
                    const Digits *b);
size_t Digits_not_size(const Digits *a);
void Digits_not(Digits *out, const Digits *a);

// BigInt.asUintN and asIntN. asUintN of a negative number may need as many
// digits as bits tell: check the size against the limit on BigInts.
size_t Digits_as_n_size(const Digits *a, uint64_t bits);
void Digits_as_uint_n(Digits *out, const Digits *a, uint64_t bits);
void Digits_as_int_n(Digits *out, const Digits *a, uint64_t bits);
// Modulo 2^64.
uint64_t Digits_to_uint64(const Digits *a);

// ---- Conversions ----

// Rounded to nearest, ties to even; infinite if too large.
double Digits_to_double(const Digits *a);
// An integral, finite value needs at most this many digits.
enum { kDigitsDoubleSize = 17 };
void Digits_from_double(Digits *out, double value);

// Upper bound on the characters of a in a radix of 2 to 36, with sign.
size_t Digits_string_size(const Digits *a, int radix);
// Writes ASCII without terminator and returns its length. scratch has
// a->length + 1 digits.
size_t Digits_to_string(const Digits *a, int radix, char *out,
                        uint64_t *scratch);

// Digits needed for text of that many characters.
size_t Digits_parse_size(size_t length, int radix);
// Parses digits in a radix of 2 to 36, without sign or prefix; '_' is skipped.
// scratch has length bytes. False if some character is no digit of the radix.
bool Digits_parse(Digits *out, const char *text, size_t length, int radix,
                  uint8_t *scratch);

#endif  // ENGINE_BASE_BIGINT_DIGITS_H_
