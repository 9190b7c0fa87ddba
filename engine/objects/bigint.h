// SPDX-License-Identifier: MIT
//
// BigInt: arithmetic of ECMA-262 #sec-ecmascript-language-types-bigint-type on
// engine/base/bigint-digits.h. Functions returning Value give a BigInt, or the
// sentinel with a RangeError where the result would be too large.
#ifndef ENGINE_OBJECTS_BIGINT_H_
#define ENGINE_OBJECTS_BIGINT_H_

#include "engine/heap/factory.h"

// Digits (64-bit) that a BigInt may have.
enum { kMaxBigIntLength = 1 << 24 };

BigInt *BigInt_from_int64(Isolate *isolate, int64_t value);
BigInt *BigInt_from_uint64(Isolate *isolate, uint64_t value);
// An integral, finite double.
BigInt *BigInt_from_double(Isolate *isolate, double value);
// #sec-stringtobigint; undefined if the text is no BigInt.
Value BigInt_from_string(Isolate *isolate, String *string);
// The digits of a literal: decimal, or with 0x, 0o, 0b; no sign, no `n`.
NODISCARD Value BigInt_from_literal(Isolate *isolate, const char *text,
                                    size_t length);
double BigInt_to_double(const BigInt *value);
// Modulo 2^64.
int64_t BigInt_to_int64(const BigInt *value);
uint64_t BigInt_to_uint64(const BigInt *value);
NODISCARD Value BigInt_to_string(Isolate *isolate, const BigInt *value,
                                 int radix);
bool BigInt_equals(const BigInt *a, const BigInt *b);
// < 0, 0, > 0.
int BigInt_compare(const BigInt *a, const BigInt *b);
// 2 if the double is NaN.
int BigInt_compare_to_double(const BigInt *a, double b);

NODISCARD Value BigInt_add(Isolate *isolate, BigInt *a, BigInt *b);
// a + step, step being 1 or -1.
NODISCARD Value BigInt_add_one(Isolate *isolate, BigInt *a, int step);
NODISCARD Value BigInt_subtract(Isolate *isolate, BigInt *a, BigInt *b);
NODISCARD Value BigInt_multiply(Isolate *isolate, BigInt *a, BigInt *b);
NODISCARD Value BigInt_divide(Isolate *isolate, BigInt *a, BigInt *b);
NODISCARD Value BigInt_remainder(Isolate *isolate, BigInt *a, BigInt *b);
NODISCARD Value BigInt_exponentiate(Isolate *isolate, BigInt *a, BigInt *b);
NODISCARD Value BigInt_shift_left(Isolate *isolate, BigInt *a, BigInt *b);
NODISCARD Value BigInt_shift_right(Isolate *isolate, BigInt *a, BigInt *b);
NODISCARD Value BigInt_and(Isolate *isolate, BigInt *a, BigInt *b);
NODISCARD Value BigInt_or(Isolate *isolate, BigInt *a, BigInt *b);
NODISCARD Value BigInt_xor(Isolate *isolate, BigInt *a, BigInt *b);
NODISCARD Value BigInt_not(Isolate *isolate, BigInt *a);
BigInt *BigInt_negate(Isolate *isolate, BigInt *a);
NODISCARD Value BigInt_as_int_n(Isolate *isolate, double bits, BigInt *a);
NODISCARD Value BigInt_as_uint_n(Isolate *isolate, double bits, BigInt *a);

#endif  // ENGINE_OBJECTS_BIGINT_H_
