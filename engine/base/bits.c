// SPDX-License-Identifier: MIT
#include "engine/base/bits.h"

#include <math.h>

uint16_t Bits_double_to_half(double value) {
  uint16_t sign = signbit(value) ? 0x8000 : 0;
  double magnitude = fabs(value);
  if (value != value) return sign | 0x7e00;
  // Half of the step above the largest finite value rounds to infinity.
  if (magnitude >= 65520) return sign | 0x7c00;
  if (magnitude < 0x1p-14) {
    // Subnormal: a multiple of 2^-24; nearbyint rounds ties to even. 1024 of
    // them carry into the smallest normal number, which is right.
    return sign | (uint16_t)nearbyint(magnitude * 0x1p24);
  }
  int exponent;
  double fraction = frexp(magnitude, &exponent);  // [0.5, 1)
  int mantissa = (int)nearbyint(fraction * 2048);  // 1024 .. 2048
  if (mantissa == 2048) {
    mantissa = 1024;
    exponent++;
  }
  return (uint16_t)(sign | ((exponent + 14) << 10) | (mantissa - 1024));
}

double Bits_half_to_double(uint16_t half) {
  int exponent = (half >> 10) & 31;
  int mantissa = half & 1023;
  double magnitude;
  if (exponent == 31)
    magnitude = mantissa ? NAN : INFINITY;
  else if (exponent == 0)
    magnitude = ldexp(mantissa, -24);
  else
    magnitude = ldexp(mantissa + 1024, exponent - 25);
  return half & 0x8000 ? -magnitude : magnitude;
}
