// SPDX-License-Identifier: MIT
//
// Bit patterns of numbers.
#ifndef ENGINE_BASE_BITS_H_
#define ENGINE_BASE_BITS_H_

#include <string.h>

#include "engine/base/check.h"

static inline uint64_t Bits_of_double(double value) {
  uint64_t bits;
  memcpy(&bits, &value, sizeof bits);
  return bits;
}
static inline double Bits_to_double(uint64_t bits) {
  double value;
  memcpy(&value, &bits, sizeof value);
  return value;
}

// IEEE 754 binary16, rounded once from the double (ties to even).
uint16_t Bits_double_to_half(double value);
double Bits_half_to_double(uint16_t half);

#endif  // ENGINE_BASE_BITS_H_
