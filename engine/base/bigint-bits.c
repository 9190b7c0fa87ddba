// SPDX-License-Identifier: MIT
//
// Bit operations on the infinite two's complement of sign and magnitude. The
// i-th digit of a negative number's complement is ~(|a| - 1)[i]: digits are
// converted on the fly, with a borrow, and the result converted back.
#include <string.h>

#include "engine/base/bigint-digits.h"

static void finish(Digits *out, size_t length, bool is_negative) {
  while (length > 0 && out->digits[length - 1] == 0) length--;
  out->length = length;
  out->is_negative = is_negative && length > 0;
}

// Turns length digits of two's complement into a magnitude, in place.
static void negate_in_place(uint64_t *digits, size_t length) {
  uint64_t carry = 1;
  for (size_t i = 0; i < length; i++) {
    digits[i] = ~digits[i] + carry;
    carry = carry && digits[i] == 0;
  }
}

// Yields the digits of the two's complement, from the least significant on.
typedef struct Complement {
  const Digits *number;
  size_t index;
  uint64_t carry;
} Complement;

static Complement Complement_make(const Digits *a) {
  return (Complement){a, 0, a->is_negative};
}

static uint64_t Complement_next(Complement *c) {
  uint64_t digit =
      c->index < c->number->length ? c->number->digits[c->index] : 0;
  c->index++;
  if (!c->number->is_negative) return digit;
  digit = ~digit + c->carry;
  c->carry = c->carry && digit == 0;
  return digit;
}

// ---- Shifts ----

size_t Digits_shift_left_size(const Digits *a, uint64_t bits) {
  if (a->length == 0) return 0;
  return a->length + (size_t)(bits / 64) + 1;
}

void Digits_shift_left(Digits *out, const Digits *a, uint64_t bits) {
  if (a->length == 0) {
    finish(out, 0, false);
    return;
  }
  size_t whole = (size_t)(bits / 64);
  unsigned part = bits % 64;
  memset(out->digits, 0, whole * sizeof *out->digits);
  uint64_t carry = 0;
  for (size_t i = 0; i < a->length; i++) {
    uint64_t digit = a->digits[i];
    out->digits[whole + i] = digit << part | carry;
    carry = part == 0 ? 0 : digit >> (64 - part);
  }
  out->digits[whole + a->length] = carry;
  finish(out, whole + a->length + 1, a->is_negative);
}

size_t Digits_shift_right_size(const Digits *a, uint64_t bits) {
  uint64_t whole = bits / 64;
  return whole >= a->length ? 1 : a->length - (size_t)whole + 1;
}

void Digits_shift_right(Digits *out, const Digits *a, uint64_t bits) {
  uint64_t whole = bits / 64;
  unsigned part = bits % 64;
  if (whole >= a->length) {
    out->digits[0] = 1;
    finish(out, a->is_negative, true);  // -1 or 0
    return;
  }
  bool is_inexact = false;
  for (size_t i = 0; i < whole; i++) is_inexact |= a->digits[i] != 0;
  if (part != 0) is_inexact |= a->digits[whole] << (64 - part) != 0;
  size_t length = a->length - (size_t)whole;
  for (size_t i = 0; i < length; i++) {
    uint64_t digit = a->digits[whole + i] >> part;
    if (part != 0 && i + 1 < length)
      digit |= a->digits[whole + i + 1] << (64 - part);
    out->digits[i] = digit;
  }
  // Toward minus infinity: a negative number's magnitude rounds up.
  out->digits[length] = 0;
  if (a->is_negative && is_inexact)
    for (size_t i = 0; ++out->digits[i] == 0; i++) continue;
  finish(out, length + 1, a->is_negative);
}

// ---- And, or, xor, not ----

size_t Digits_bitwise_size(const Digits *a, const Digits *b) {
  return (a->length > b->length ? a->length : b->length) + 1;
}

void Digits_bitwise(Digits *out, DigitsOperation operation, const Digits *a,
                    const Digits *b) {
  size_t length = Digits_bitwise_size(a, b);
  Complement x = Complement_make(a), y = Complement_make(b);
  for (size_t i = 0; i < length; i++) {
    uint64_t left = Complement_next(&x), right = Complement_next(&y);
    out->digits[i] = operation == kDigitsAnd  ? left & right
                     : operation == kDigitsOr ? left | right
                                              : left ^ right;
  }
  bool is_negative = out->digits[length - 1] >> 63;
  if (is_negative) negate_in_place(out->digits, length);
  finish(out, length, is_negative);
}

size_t Digits_not_size(const Digits *a) { return a->length + 1; }

// ~a = -a - 1
void Digits_not(Digits *out, const Digits *a) {
  if (a->length != 0)
    memcpy(out->digits, a->digits, a->length * sizeof *a->digits);
  out->digits[a->length] = 0;
  if (a->is_negative) {
    for (size_t i = 0; out->digits[i]-- == 0; i++) continue;
  } else {
    for (size_t i = 0; ++out->digits[i] == 0; i++) continue;
  }
  finish(out, a->length + 1, !a->is_negative);
}

// ---- Modulo powers of two ----

size_t Digits_as_n_size(const Digits *a, uint64_t bits) {
  uint64_t size = bits / 64 + 1;
  // A number with room to spare stays what it is, unless it must turn positive.
  if (!a->is_negative && size > a->length + 1) return a->length + 1;
  return (size_t)size;
}

// The low bits of the two's complement into out; returns the digits written.
static size_t take_low_bits(Digits *out, const Digits *a, uint64_t bits) {
  size_t length = Digits_as_n_size(a, bits);
  Complement x = Complement_make(a);
  for (size_t i = 0; i < length; i++) out->digits[i] = Complement_next(&x);
  if (bits / 64 < length)
    out->digits[bits / 64] &= ((uint64_t)1 << bits % 64) - 1;
  return length;
}

void Digits_as_uint_n(Digits *out, const Digits *a, uint64_t bits) {
  finish(out, take_low_bits(out, a, bits), false);
}

void Digits_as_int_n(Digits *out, const Digits *a, uint64_t bits) {
  if (bits == 0) {
    finish(out, 0, false);
    return;
  }
  if (Digits_bit_length(a) < bits) {  // fits with its sign
    if (a->length != 0)
      memcpy(out->digits, a->digits, a->length * sizeof *a->digits);
    finish(out, a->length, a->is_negative);
    return;
  }
  size_t length = take_low_bits(out, a, bits);
  size_t sign_at = (size_t)((bits - 1) / 64);
  bool is_negative =
      sign_at < length && out->digits[sign_at] >> ((bits - 1) % 64) & 1;
  if (is_negative) {
    // Extend the sign to the buffer's end, then take the magnitude.
    if (bits / 64 < length)
      out->digits[bits / 64] |= ~(((uint64_t)1 << bits % 64) - 1);
    negate_in_place(out->digits, length);
  }
  finish(out, length, is_negative);
}

uint64_t Digits_to_uint64(const Digits *a) {
  if (a->length == 0) return 0;
  return a->is_negative ? 0 - a->digits[0] : a->digits[0];
}
