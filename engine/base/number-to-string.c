// SPDX-License-Identifier: MIT
//
// Doubles to text. Shortest digits come from Raffaello Giulietti's Schubfach
// ("The Schubfach way to render doubles", 2020): one 128-bit power of ten and
// three multiplications, exact for every double. The functions with a wanted
// number of digits round exactly, ties away from zero, on 128-bit integers
// where they suffice and on GMP integers where not.
#include <gmp.h>
#include <math.h>
#include <string.h>

#include "engine/base/number-conversions.h"

#include "number-powers.inc"

typedef unsigned __int128 uint128_t;

enum {
  kSignificandBits = 52,
  kExponentBias = 1075,  // of the integer significand
  kMaxDecimalDigits = 17,
};
static const char kDigits[] = "0123456789abcdefghijklmnopqrstuvwxyz";

// A positive double is significand * 2^exponent, exactly.
static uint64_t decompose(double value, int *exponent) {
  uint64_t bits;
  memcpy(&bits, &value, sizeof bits);
  int biased = (int)(bits >> kSignificandBits & 0x7FF);
  uint64_t fraction = bits & (((uint64_t)1 << kSignificandBits) - 1);
  *exponent = (biased == 0 ? 1 : biased) - kExponentBias;
  return biased == 0 ? fraction : fraction | (uint64_t)1 << kSignificandBits;
}

static int floor_log2_pow10(int e) { return (e * 1741647) >> 19; }

// The upper 64 bits of power * factor / 2^64, with every lost bit kept alive in
// the last one ("round to odd").
static uint64_t multiply_round_to_odd(const uint64_t power[2],
                                      uint64_t factor) {
  uint64_t low = (uint64_t)((uint128_t)power[1] * factor >> 64);
  uint128_t sum = (uint128_t)power[0] * factor + low;
  return (uint64_t)(sum >> 64) | ((uint64_t)sum > 1);
}

// The shortest decimal in the rounding interval of value, and the closest to
// it among the shortest: returns d where d * 10^*power is it.
static uint64_t shortest_decimal(double value, int *power) {
  int q;
  uint64_t c = decompose(value, &q);
  // Below a power of two the neighbour is half as far away.
  bool is_closer_below =
      c == (uint64_t)1 << kSignificandBits && q > 1 - kExponentBias;
  uint64_t open = c & 1;  // an even significand owns its interval's ends
  int k = (q * 1262611 - (is_closer_below ? 524031 : 0)) >> 22;
  int h = q + floor_log2_pow10(-k) + 1;
  const uint64_t *ten = kPowers[-k - kMinPower];
  uint64_t middle = multiply_round_to_odd(ten, (4 * c) << h);
  uint64_t lower =
      multiply_round_to_odd(ten, (4 * c - 2 + is_closer_below) << h) + open;
  uint64_t upper = multiply_round_to_odd(ten, (4 * c + 2) << h) - open;
  uint64_t s = middle / 4;
  if (s >= 10) {
    uint64_t tens = s / 10;
    bool is_down_inside = lower <= 40 * tens;
    bool is_up_inside = 40 * tens + 40 <= upper;
    if (is_down_inside != is_up_inside) {
      *power = k + 1;
      return tens + is_up_inside;
    }
  }
  *power = k;
  bool is_down_inside = lower <= 4 * s;
  bool is_up_inside = 4 * s + 4 <= upper;
  if (is_down_inside != is_up_inside) return s + is_up_inside;
  uint64_t half = 4 * s + 2;
  return s + (middle > half || (middle == half && (s & 1)));
}

// "00", "01", ... "99".
#define PAIRS(tens)                                                       \
  #tens "0" #tens "1" #tens "2" #tens "3" #tens "4" #tens "5" #tens "6" \
  #tens "7" #tens "8" #tens "9"
static const char kPairs[] =
    PAIRS(0) PAIRS(1) PAIRS(2) PAIRS(3) PAIRS(4) PAIRS(5) PAIRS(6) PAIRS(7)
    PAIRS(8) PAIRS(9);
#undef PAIRS

// Exactly eight digits. The divisions do not wait for each other.
static void put_eight_digits(uint32_t value, char *out) {
  uint32_t high = value / 10000, low = value % 10000;
  memcpy(out, kPairs + 2 * (high / 100), 2);
  memcpy(out + 2, kPairs + 2 * (high % 100), 2);
  memcpy(out + 4, kPairs + 2 * (low / 100), 2);
  memcpy(out + 6, kPairs + 2 * (low % 100), 2);
}

static size_t put_uint64(uint64_t value, char *out) {
  char buffer[24];
  size_t at = sizeof buffer;
  while (value >= 100000000) {
    at -= 8;
    put_eight_digits((uint32_t)(value % 100000000), buffer + at);
    value /= 100000000;
  }
  uint32_t rest = (uint32_t)value;
  while (rest >= 100) {
    at -= 2;
    memcpy(buffer + at, kPairs + 2 * (rest % 100), 2);
    rest /= 100;
  }
  if (rest >= 10) {
    at -= 2;
    memcpy(buffer + at, kPairs + 2 * rest, 2);
  } else {
    buffer[--at] = (char)('0' + rest);
  }
  memcpy(out, buffer + at, sizeof buffer - at);
  return sizeof buffer - at;
}

size_t Number_shortest_digits(double value, char *digits, int *point) {
  int power;
  uint64_t decimal = shortest_decimal(value, &power);
  size_t length = put_uint64(decimal, digits);
  *point = power + (int)length;
  while (length > 1 && digits[length - 1] == '0') length--;
  return length;
}

size_t Number_int_to_string(int64_t value, char *out) {
  if (value >= 0) return put_uint64((uint64_t)value, out);
  *out = '-';
  return 1 + put_uint64(0 - (uint64_t)value, out + 1);
}

// NaN and the infinities; 0 for anything else.
static size_t put_special(double value, char *out) {
  if (value != value) {
    memcpy(out, "NaN", 3);
    return 3;
  }
  if (value > 1.7976931348623157e308) {
    memcpy(out, "Infinity", 8);
    return 8;
  }
  if (value < -1.7976931348623157e308) {
    memcpy(out, "-Infinity", 9);
    return 9;
  }
  return 0;
}

// "e+21", "e-7": point is the position of the decimal point.
static size_t put_exponent(int exponent, char *out) {
  out[0] = 'e';
  out[1] = exponent < 0 ? '-' : '+';
  return 2 + put_uint64((uint64_t)(exponent < 0 ? -exponent : exponent),
                        out + 2);
}

// d.ddde+x
static size_t put_scientific(const char *digits, size_t count, int exponent,
                             char *out) {
  size_t length = 0;
  out[length++] = digits[0];
  if (count > 1) {
    out[length++] = '.';
    memcpy(out + length, digits + 1, count - 1);
    length += count - 1;
  }
  return length + put_exponent(exponent, out + length);
}

// Digits with the point after position `point`, zeros filled in on both sides.
static size_t put_positional(const char *digits, size_t count, int point,
                             char *out) {
  size_t length = 0;
  if (point <= 0) {
    out[length++] = '0';
    out[length++] = '.';
    memset(out + length, '0', (size_t)-point);
    length += (size_t)-point;
    memcpy(out + length, digits, count);
    return length + count;
  }
  size_t before = (size_t)point < count ? (size_t)point : count;
  memcpy(out, digits, before);
  length = before;
  while (length < (size_t)point) out[length++] = '0';
  if (count > before) {
    out[length++] = '.';
    memcpy(out + length, digits + before, count - before);
    length += count - before;
  }
  return length;
}

// ECMA-262 #sec-numeric-types-number-tostring, radix 10.
size_t Number_to_string(double value, char *out) {
  int32_t integer;
  if (Number_is_int32(value, &integer))
    return Number_int_to_string(integer, out);
  size_t length = put_special(value, out);
  if (length != 0) return length;
  if (value == 0) {
    *out = '0';
    return 1;
  }
  if (value < 0) {
    *out++ = '-';
    length = 1;
    value = -value;
  }
  char digits[kMaxDecimalDigits + 3];
  int point;
  size_t count = Number_shortest_digits(value, digits, &point);
  if (point > -6 && point <= 21)
    return length + put_positional(digits, count, point, out);
  return length + put_scientific(digits, count, point - 1, out);
}

// ---- Other radices ----

// Rounds the fraction digits up by one unit in the last place; returns how many
// remain. *carry tells that the integer part grows instead.
static size_t round_up_digits(char *digits, size_t count, int radix,
                              bool *carry) {
  while (count > 0) {
    int digit = (int)(strchr(kDigits, digits[count - 1]) - kDigits);
    if (digit + 1 < radix) {
      digits[count - 1] = kDigits[digit + 1];
      return count;
    }
    count--;
  }
  *carry = true;
  return 0;
}

// Fraction digits until what remains is below half the distance to the next
// double: then the digits identify the value.
static size_t put_radix_fraction(double fraction, double delta, int radix,
                                 char *out, bool *carry) {
  size_t count = 0;
  while (fraction >= delta) {
    fraction *= radix;
    delta *= radix;
    int digit = (int)fraction;
    out[count++] = kDigits[digit];
    fraction -= digit;
    bool is_above_half = fraction > 0.5 || (fraction == 0.5 && (digit & 1));
    if (is_above_half && fraction + delta > 1)
      return round_up_digits(out, count, radix, carry);
  }
  return count;
}

size_t Number_to_radix_string(double value, int radix, char *out) {
  if (radix == 10) return Number_to_string(value, out);
  size_t length = put_special(value, out);
  if (length != 0) return length;
  if (value < 0) {
    out[length++] = '-';
    value = -value;
  }
  double integer = floor(value);
  double fraction = value - integer;
  double delta = 0.5 * (nextafter(value, INFINITY) - value);
  if (delta < 4.9406564584124654e-324) delta = 4.9406564584124654e-324;
  char digits[1100];
  bool carry = false;
  size_t count = put_radix_fraction(fraction, delta, radix, digits, &carry);
  if (carry) integer += 1;

  // Digits below the precision of the double are zeros.
  char reversed[1100];
  size_t integer_count = 0;
  while (integer / radix >= 9007199254740992.0) {
    integer /= radix;
    reversed[integer_count++] = '0';
  }
  do {
    double remainder = fmod(integer, radix);
    reversed[integer_count++] = kDigits[(int)remainder];
    integer = (integer - remainder) / radix;
  } while (integer > 0);
  while (integer_count > 0) out[length++] = reversed[--integer_count];
  if (count > 0) {
    out[length++] = '.';
    memcpy(out + length, digits, count);
    length += count;
  }
  return length;
}

// ---- Wanted numbers of digits ----

// round(value * 10^digits) in decimal, half away from zero; value is finite
// and not negative, and the result has fewer than 512 digits.
static size_t put_scaled(double value, int digits, char *out) {
  int exponent;
  uint64_t significand = decompose(value, &exponent);
  mpz_t number, divisor;
  mpz_init_set_ui(number, significand);
  mpz_init_set_ui(divisor, 1);
  mpz_t power;
  mpz_init(power);
  mpz_ui_pow_ui(power, 10, (unsigned long)(digits < 0 ? -digits : digits));
  mpz_mul(digits < 0 ? divisor : number, digits < 0 ? divisor : number, power);
  if (exponent >= 0)
    mpz_mul_2exp(number, number, (unsigned long)exponent);
  else
    mpz_mul_2exp(divisor, divisor, (unsigned long)-exponent);
  // floor(n / d + 1/2) = floor((2n + d) / 2d)
  mpz_mul_2exp(number, number, 1);
  mpz_add(number, number, divisor);
  mpz_mul_2exp(divisor, divisor, 1);
  mpz_fdiv_q(number, number, divisor);
  char text[512];
  CHECK(mpz_sizeinbase(number, 10) + 2 <= sizeof text);
  mpz_get_str(text, 10, number);
  mpz_clears(number, divisor, power, NULL);
  size_t length = strlen(text);
  memcpy(out, text, length);
  return length;
}

// The same in 128 bits; false if that does not fit.
static bool put_scaled_fast(double value, int digits, char *out,
                            size_t *length) {
  int exponent;
  uint64_t significand = decompose(value, &exponent);
  if (digits < 0 || digits > 19 || exponent >= 0 || exponent < -126)
    return false;
  uint128_t number = significand;  // 53 bits, and 10^19 has 64
  for (int i = 0; i < digits; i++) number *= 10;
  number = (number + ((uint128_t)1 << (-exponent - 1))) >> -exponent;
  char buffer[40];
  size_t at = sizeof buffer;
  do {
    buffer[--at] = (char)('0' + (int)(number % 10));
    number /= 10;
  } while (number != 0);
  *length = sizeof buffer - at;
  memcpy(out, buffer + at, *length);
  return true;
}

// ECMA-262 #sec-number.prototype.tofixed, from step 6 on.
size_t Number_to_fixed(double value, int digits, char *out) {
  if (!(fabs(value) < 1e21)) return Number_to_string(value, out);
  size_t length = 0;
  if (value < 0) {
    out[length++] = '-';
    value = -value;
  }
  value = fabs(value);
  char scaled[512];
  size_t count;
  if (!put_scaled_fast(value, digits, scaled, &count))
    count = put_scaled(value, digits, scaled);
  size_t wanted = (size_t)digits;
  if (count <= wanted) {
    // At least one digit stands before the point.
    size_t missing = wanted + 1 - count;
    memmove(scaled + missing, scaled, count);
    memset(scaled, '0', missing);
    count += missing;
  }
  memcpy(out + length, scaled, count - wanted);
  length += count - wanted;
  if (wanted > 0) {
    out[length++] = '.';
    memcpy(out + length, scaled + count - wanted, wanted);
    length += wanted;
  }
  return length;
}

// Exactly `count` significant digits of value > 0; *exponent is that of the
// first one. Rounding up makes one digit too many, and a power of ten.
static void put_significant(double value, int count, char *out,
                            int *exponent) {
  char scaled[512];
  int point;
  char shortest[kMaxDecimalDigits + 3];
  size_t shortest_count = Number_shortest_digits(value, shortest, &point);
  *exponent = point - 1;
  // Where the shortest digits are a power of ten, value may lie below it. No
  // other digits hide one: the power would be shorter.
  if (shortest_count == 1 && shortest[0] == '1') --*exponent;
  size_t length = put_scaled(value, count - 1 - *exponent, scaled);
  if (length > (size_t)count) {
    ++*exponent;
    length = put_scaled(value, count - 1 - *exponent, scaled);
  }
  CHECK(length == (size_t)count);
  memcpy(out, scaled, length);
}

size_t Number_to_exponential(double value, int digits, char *out) {
  size_t length = put_special(value, out);
  if (length != 0) return length;
  if (value < 0) {
    out[length++] = '-';
    value = -value;
  }
  char buffer[128];
  size_t count;
  int exponent = 0;
  if (value == 0) {
    count = digits < 0 ? 1 : (size_t)digits + 1;
    memset(buffer, '0', count);
  } else if (digits < 0) {
    count = Number_shortest_digits(value, buffer, &exponent);
    exponent--;
  } else {
    count = (size_t)digits + 1;
    put_significant(value, (int)count, buffer, &exponent);
  }
  return length + put_scientific(buffer, count, exponent, out + length);
}

size_t Number_to_precision(double value, int precision, char *out) {
  size_t length = put_special(value, out);
  if (length != 0) return length;
  if (value < 0) {
    out[length++] = '-';
    value = -value;
  }
  char digits[128];
  int exponent = 0;
  if (value == 0)
    memset(digits, '0', (size_t)precision);
  else
    put_significant(value, precision, digits, &exponent);
  size_t count = (size_t)precision;
  if (exponent < -6 || exponent >= precision)
    return length + put_scientific(digits, count, exponent, out + length);
  return length + put_positional(digits, count, exponent + 1, out + length);
}
