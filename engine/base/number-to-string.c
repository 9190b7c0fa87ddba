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
#include "engine/base/number-powers.h"

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
  const uint64_t *ten = kPowersOfTen[-k - kMinPowerOfTen];
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

static const uint64_t kTens[] = {
    1, 10, 100, 1000, 10000, 100000, 1000000, 10000000, 100000000, 1000000000,
    10000000000, 100000000000, 1000000000000, 10000000000000, 100000000000000,
    1000000000000000, 10000000000000000, 100000000000000000,
    1000000000000000000, 10000000000000000000u};

// How many decimal digits a number has.
static size_t count_digits(uint64_t value) {
  // log10(2) is a little less than 1233 / 4096.
  size_t bits = 64 - (size_t)__builtin_clzll(value | 1);
  size_t count = bits * 1233 >> 12;
  return count + (value >= kTens[count]) + (value == 0);
}

static size_t put_uint64(uint64_t value, char *out) {
  size_t count = count_digits(value), at = count;
  while (value >= 100000000) {
    at -= 8;
    put_eight_digits((uint32_t)(value % 100000000), out + at);
    value /= 100000000;
  }
  uint32_t rest = (uint32_t)value;
  while (rest >= 100) {
    at -= 2;
    memcpy(out + at, kPairs + 2 * (rest % 100), 2);
    rest /= 100;
  }
  if (rest >= 10)
    memcpy(out, kPairs + 2 * rest, 2);
  else
    *out = (char)('0' + rest);
  return count;
}

// The shortest digits of a number, 17 with the zeros behind them: the values of
// the first one and of two groups of eight, whose lowest byte is their first.
// The number is 0.d1d2d3... * 10^point.
typedef struct ShortestDigits {
  uint64_t second_to_ninth, tenth_to_last;
  uint8_t first;
  int count;  // without the zeros
  int point;
} ShortestDigits;

static const uint64_t kAsciiZeros = UINT64_C(0x3030303030303030);

// The digits of a number below 10^8, a byte each, the first the lowest.
static uint64_t spread_eight_digits(uint32_t value) {
  uint64_t fours = value / 10000 | (uint64_t)(value % 10000) << 32;
  uint64_t hundreds = (fours * 10486 >> 20) & UINT64_C(0x7F0000007F);
  uint64_t twos = hundreds | (fours - 100 * hundreds) << 16;
  uint64_t tens = (twos * 103 >> 10) & UINT64_C(0x000F000F000F000F);
  return tens | (twos - 10 * tens) << 8;
}

static ShortestDigits find_shortest_digits(double value) {
  int power;
  uint64_t decimal = shortest_decimal(value, &power);
  size_t given = count_digits(decimal);
  decimal *= kTens[kMaxDecimalDigits - given];
  uint64_t upper = decimal / 100000000;
  ShortestDigits digits = {
      .first = (uint8_t)(upper / 100000000),
      .second_to_ninth = spread_eight_digits((uint32_t)(upper % 100000000)),
      .tenth_to_last = spread_eight_digits((uint32_t)(decimal % 100000000)),
      .point = power + (int)given};
  if (digits.tenth_to_last != 0)
    digits.count = 17 - __builtin_clzll(digits.tenth_to_last) / 8;
  else if (digits.second_to_ninth != 0)
    digits.count = 9 - __builtin_clzll(digits.second_to_ninth) / 8;
  else
    digits.count = 1;
  return digits;
}

static void put_17_digits(const ShortestDigits *digits, char *out) {
  uint64_t second = digits->second_to_ninth | kAsciiZeros;
  uint64_t third = digits->tenth_to_last | kAsciiZeros;
  out[0] = (char)('0' + digits->first);
  memcpy(out + 1, &second, 8);
  memcpy(out + 9, &third, 8);
}

size_t Number_shortest_digits(double value, char *digits, int *point) {
  ShortestDigits shortest = find_shortest_digits(value);
  put_17_digits(&shortest, digits);
  *point = shortest.point;
  return (size_t)shortest.count;
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

// With point from -5 to 21. What was stored in words is not read back in others:
// that would have to wait for the stores.
static size_t put_short_positional(const ShortestDigits *digits, char *out) {
  int point = digits->point;
  if (point <= 0) {
    memcpy(out, "0.00000", 8);
    put_17_digits(digits, out + 2 - point);
    return (size_t)(2 - point + digits->count);
  }
  if (point >= digits->count) {
    put_17_digits(digits, out);
    memcpy(out + 17, "0000", 4);
    return (size_t)point;
  }
  put_17_digits(digits, out + 1);
  for (int i = 0; i < point; i++) out[i] = out[i + 1];
  out[point] = '.';
  return (size_t)(digits->count + 1);
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
  ShortestDigits shortest = find_shortest_digits(value);
  if (shortest.point > -6 && shortest.point <= 21)
    return length + put_short_positional(&shortest, out);
  char digits[kMaxDecimalDigits];
  put_17_digits(&shortest, digits);
  return length + put_scientific(digits, (size_t)shortest.count,
                                 shortest.point - 1, out);
}

// ---- Other radices ----

// The shortest digits in a radix that identify a double, by Steele and White's
// way: what remains of the value and its distance to the ends of the rounding
// interval are multiplied by the radix in turn, exactly. In 128 bits below
// 2^53 where that suffices, on GMP integers otherwise.

// What remains of a value, r, and half the distances to the doubles above and
// below, all in units of 1 / s.
typedef struct Remainder {
  mpz_t r, s, above, below;
  bool owns_ends;  // of the interval: an even significand does
} Remainder;

static void Remainder_init(Remainder *x, double value) {
  int q;
  uint64_t c = decompose(value, &q);
  bool is_closer_below =
      c == (uint64_t)1 << kSignificandBits && q > 1 - kExponentBias;
  x->owns_ends = (c & 1) == 0;
  mpz_init_set_ui(x->r, 4 * c);
  mpz_init_set_ui(x->above, 2);
  mpz_init_set_ui(x->below, is_closer_below ? 1 : 2);
  mpz_init_set_ui(x->s, 4);
  if (q < 0) {
    mpz_mul_2exp(x->s, x->s, (unsigned long)-q);
    return;
  }
  mpz_mul_2exp(x->r, x->r, (unsigned long)q);
  mpz_mul_2exp(x->above, x->above, (unsigned long)q);
  mpz_mul_2exp(x->below, x->below, (unsigned long)q);
}

static void Remainder_multiply(Remainder *x, unsigned radix) {
  mpz_mul_ui(x->r, x->r, radix);
  mpz_mul_ui(x->above, x->above, radix);
  mpz_mul_ui(x->below, x->below, radix);
}

// The interval reaches 1.
static bool Remainder_reaches_one(Remainder *x, mpz_t scratch) {
  mpz_add(scratch, x->r, x->above);
  int order = mpz_cmp(scratch, x->s);
  return x->owns_ends ? order >= 0 : order > 0;
}

// Divides or multiplies by a power of the radix so that the first digit after
// the point is the first of the value; returns the power.
static int Remainder_scale(Remainder *x, double value, int radix,
                           mpz_t scratch) {
  int power = (int)floor(log2(value) / log2(radix));
  mpz_ui_pow_ui(scratch, (unsigned long)radix,
                (unsigned long)(power < 0 ? -power : power));
  if (power >= 0) {
    mpz_mul(x->s, x->s, scratch);
  } else {
    mpz_mul(x->r, x->r, scratch);
    mpz_mul(x->above, x->above, scratch);
    mpz_mul(x->below, x->below, scratch);
  }
  // The estimate is at most one off.
  while (Remainder_reaches_one(x, scratch)) {
    mpz_mul_ui(x->s, x->s, (unsigned long)radix);
    power++;
  }
  return power;
}

// Digits of value > 0, which is 0.d1d2d3... * radix^*point.
static size_t put_radix_digits(double value, int radix, char *out,
                               int *point) {
  Remainder x;
  mpz_t scratch;
  Remainder_init(&x, value);
  mpz_init(scratch);
  *point = Remainder_scale(&x, value, radix, scratch);
  size_t count = 0;
  for (bool is_last = false; !is_last;) {
    Remainder_multiply(&x, (unsigned)radix);
    mpz_tdiv_qr(scratch, x.r, x.r, x.s);
    unsigned long digit = mpz_get_ui(scratch);
    int order = mpz_cmp(x.r, x.below);
    bool is_low = x.owns_ends ? order <= 0 : order < 0;
    bool is_high = Remainder_reaches_one(&x, scratch);
    mpz_mul_2exp(scratch, x.r, 1);
    bool is_up = is_high && (!is_low || mpz_cmp(scratch, x.s) >= 0);
    is_last = is_low || is_high;
    // An estimate that was too high leaves zeros in front.
    if (count == 0 && digit == 0 && !is_up)
      --*point;
    else
      out[count++] = kDigits[digit + is_up];
  }
  mpz_clears(x.r, x.s, x.above, x.below, scratch, NULL);
  return count;
}

// Digits of a fraction, given as that many 2^-bits, with bits <= 120; half the
// distance to the next doubles is 2 of them, or `below`.
static size_t put_radix_fraction(uint128_t rest, int bits, uint128_t below,
                                 bool owns_ends, int radix, char *out) {
  uint128_t one = (uint128_t)1 << bits, above = 2;
  size_t count = 0;
  for (bool is_last = rest == 0; !is_last;) {
    rest *= (unsigned)radix;
    above *= (unsigned)radix;
    below *= (unsigned)radix;
    unsigned digit = (unsigned)(rest >> bits);
    rest &= one - 1;
    bool is_low = rest < below + owns_ends;
    bool is_high = rest + above + owns_ends > one;
    bool is_up = is_high && (!is_low || 2 * rest >= one);
    out[count++] = kDigits[digit + is_up];
    is_last = is_low || is_high;
  }
  return count;
}

static size_t put_radix_integer(uint64_t integer, unsigned radix, char *out) {
  char buffer[64];
  size_t at = sizeof buffer;
  do {
    buffer[--at] = kDigits[integer % radix];
    integer /= radix;
  } while (integer > 0);
  memcpy(out, buffer + at, sizeof buffer - at);
  return sizeof buffer - at;
}

// A number below 2^53; false if its fraction has too many bits.
static bool put_radix_fast(double value, int radix, char *out,
                           size_t *length) {
  int q;
  uint64_t c = decompose(value, &q);
  if (q > 0 || q < -118) return false;
  uint64_t integer = q > -64 ? c >> -q : 0;
  *length = put_radix_integer(integer, (unsigned)radix, out);
  uint128_t rest = (uint128_t)c & (((uint128_t)1 << -q) - 1);
  // No shorter text identifies an integer.
  if (rest == 0) return true;
  bool is_closer_below = c == (uint64_t)1 << kSignificandBits;
  out[(*length)++] = '.';
  *length += put_radix_fraction(4 * rest, 2 - q, is_closer_below ? 1 : 2,
                                (c & 1) == 0, radix, out + *length);
  return true;
}

size_t Number_to_radix_string(double value, int radix, char *out) {
  if (radix == 10) return Number_to_string(value, out);
  size_t sign = put_special(value, out), length;
  if (sign != 0) return sign;
  if (value < 0) {
    out[sign++] = '-';
    value = -value;
  }
  if (value == 0) {
    out[sign] = '0';
    return sign + 1;
  }
  if (put_radix_fast(value, radix, out + sign, &length)) return sign + length;
  char digits[64];
  int point;
  size_t count = put_radix_digits(value, radix, digits, &point);
  return sign + put_positional(digits, count, point, out + sign);
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
  number *= kTens[digits];
  number = (number + ((uint128_t)1 << (-exponent - 1))) >> -exponent;
  if (number >> 64 == 0) {
    *length = put_uint64((uint64_t)number, out);
    return true;
  }
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
