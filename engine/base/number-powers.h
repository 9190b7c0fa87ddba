// SPDX-License-Identifier: MIT
//
// Powers of ten to 128 bits, for printing doubles (Schubfach) and for parsing
// them. Generated at build time: tools/numbers/generate-powers.c.
#ifndef ENGINE_BASE_NUMBER_POWERS_H_
#define ENGINE_BASE_NUMBER_POWERS_H_

#include "engine/base/check.h"

enum {
  kMinPowerOfTen = -292,
  kMaxPowerOfTen = 324,
  // 10^k is exact for k from 0 to this.
  kMaxExactPowerOfTen = 55,
};

// {high, low} of 10^k / 2^(floor(log2(10^k)) - 127), rounded up, for k from
// kMinPowerOfTen on: from 2^127 to below 2^128.
extern const uint64_t
    kPowersOfTen[kMaxPowerOfTen - kMinPowerOfTen + 1][2];

// For |e| below 1233.
static inline int floor_log2_pow10(int e) { return (e * 1741647) >> 19; }

#endif  // ENGINE_BASE_NUMBER_POWERS_H_
