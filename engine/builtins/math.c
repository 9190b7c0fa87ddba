// SPDX-License-Identifier: MIT
//
// ECMA-262 #sec-math-object.
#include <math.h>
#include <string.h>

#include "engine/base/bits.h"
#include "engine/builtins/bootstrapper.h"
#include "engine/builtins/iterator-operations.h"
#include "engine/objects/conversions.h"
#include "engine/objects/messages.h"

// Math functions of one number that the C library has as ECMA-262 wants them.
#define UNARY_MATH(Name, expression)                                         \
  Value Builtin_Math##Name(Isolate *isolate, int64_t argc, Value *argv) {    \
    double x;                                                                \
    TRY_BOOL(Object_to_double_js(isolate, argv[1], &x));                     \
    return Value_from_number(expression);                                    \
  }

UNARY_MATH(Acos, acos(x))
UNARY_MATH(Acosh, acosh(x))
UNARY_MATH(Asin, asin(x))
UNARY_MATH(Asinh, asinh(x))
UNARY_MATH(Atan, atan(x))
UNARY_MATH(Atanh, atanh(x))
UNARY_MATH(Cbrt, cbrt(x))
UNARY_MATH(Ceil, ceil(x))
UNARY_MATH(Cos, cos(x))
UNARY_MATH(Cosh, cosh(x))
UNARY_MATH(Exp, exp(x))
UNARY_MATH(Expm1, expm1(x))
UNARY_MATH(Floor, floor(x))
UNARY_MATH(Fround, (double)(float)x)
UNARY_MATH(Log, log(x))
UNARY_MATH(Log1p, log1p(x))
UNARY_MATH(Log10, log10(x))
UNARY_MATH(Log2, log2(x))
UNARY_MATH(Sin, sin(x))
UNARY_MATH(Sinh, sinh(x))
UNARY_MATH(Sqrt, sqrt(x))
UNARY_MATH(Tan, tan(x))
UNARY_MATH(Tanh, tanh(x))
UNARY_MATH(Trunc, trunc(x))
UNARY_MATH(Abs, fabs(x))
UNARY_MATH(F16round, Bits_half_to_double(Bits_double_to_half(x)))
UNARY_MATH(Sign, x > 0 ? 1 : x < 0 ? -1 : x)

// #sec-math.round: halves go up, and -0 stays.
Value Builtin_MathRound(Isolate *isolate, int64_t argc, Value *argv) {
  double x;
  TRY_BOOL(Object_to_double_js(isolate, argv[1], &x));
  double rounded = floor(x);
  if (x - rounded >= 0.5) rounded += 1;
  return Value_from_number(copysign(rounded, x));
}

Value Builtin_MathClz32(Isolate *isolate, int64_t argc, Value *argv) {
  uint32_t x;
  TRY_BOOL(Object_to_uint32_js(isolate, argv[1], &x));
  return Value_from_smi(x == 0 ? 32 : __builtin_clz(x));
}

Value Builtin_MathImul(Isolate *isolate, int64_t argc, Value *argv) {
  uint32_t x, y;
  TRY_BOOL(Object_to_uint32_js(isolate, argv[1], &x));
  TRY_BOOL(Object_to_uint32_js(isolate, argv[2], &y));
  return Value_from_int64((int32_t)(x * y));
}

// #sec-math.atan2
Value Builtin_MathAtan2(Isolate *isolate, int64_t argc, Value *argv) {
  double y, x;
  TRY_BOOL(Object_to_double_js(isolate, argv[1], &y));
  TRY_BOOL(Object_to_double_js(isolate, argv[2], &x));
  return Value_from_number(atan2(y, x));
}

// #sec-numeric-types-number-exponentiate: unlike C, 1 ** NaN and
// (-1) ** Infinity are NaN.
static double number_exponentiate(double base, double exponent) {
  if (exponent != exponent) return exponent;
  if (fabs(base) == 1 && isinf(exponent)) return NAN;
  return pow(base, exponent);
}

Value Builtin_MathPow(Isolate *isolate, int64_t argc, Value *argv) {
  double x, y;
  TRY_BOOL(Object_to_double_js(isolate, argv[1], &x));
  TRY_BOOL(Object_to_double_js(isolate, argv[2], &y));
  return Value_from_number(number_exponentiate(x, y));
}

// #sec-math.hypot: all arguments are converted before any is looked at.
Value Builtin_MathHypot(Isolate *isolate, int64_t argc, Value *argv) {
  double largest = 0;
  bool has_nan = false;
  for (int64_t i = 1; i <= argc; i++) {
    double x;
    TRY_BOOL(Object_to_double_js(isolate, argv[i], &x));
    argv[i] = Value_from_double(x);
    if (x != x) has_nan = true;
    if (fabs(x) > largest) largest = fabs(x);
  }
  if (isinf(largest)) return Value_from_double(INFINITY);
  if (has_nan) return Value_from_double(NAN);
  if (largest == 0) return Value_from_smi(0);
  // Scaled, with Kahan's compensation.
  double sum = 0, compensation = 0;
  for (int64_t i = 1; i <= argc; i++) {
    double scaled = Value_unboxed_double(argv[i]) / largest;
    double term = scaled * scaled - compensation;
    double next = sum + term;
    compensation = (next - sum) - term;
    sum = next;
  }
  return Value_from_number(sqrt(sum) * largest);
}

// #sec-math.max and #sec-math.min; sign is 1 for max, -1 for min. Every
// argument is converted even once the result is NaN; +0 is above -0.
static Value extremum(Isolate *isolate, int64_t argc, Value *argv, int sign) {
  double best = -sign * INFINITY;
  for (int64_t i = 1; i <= argc; i++) {
    double x;
    TRY_BOOL(Object_to_double_js(isolate, argv[i], &x));
    if (x != x || best != best)
      best = NAN;
    else if (sign * x > sign * best || (x == best && x == 0 && !signbit(x) == (sign > 0)))
      best = x;
  }
  return Value_from_number(best);
}

Value Builtin_MathMax(Isolate *isolate, int64_t argc, Value *argv) {
  return extremum(isolate, argc, argv, 1);
}

Value Builtin_MathMin(Isolate *isolate, int64_t argc, Value *argv) {
  return extremum(isolate, argc, argv, -1);
}

// 52 random bits make a double in [0, 1).
Value Builtin_MathRandom(Isolate *isolate, int64_t argc, Value *argv) {
  return Value_from_double((double)(Isolate_random(isolate) >> 12) * 0x1p-52);
}

// ---- Math.sumPrecise ----
//
// The exact sum is kept as a fixed-point number of 32-bit limbs in 64-bit
// words, wide enough for every finite double; carries are spread before a word
// can overflow. Rounding happens once, at the end.

enum {
  kLimbs = 70,           // 2^-1074 .. 2^1024 and room for carries
  kLimbBits = 32,
  kAddsBetweenCarries = 1 << 29,
};

typedef struct ExactSum {
  int64_t limbs[kLimbs];
  int pending;
} ExactSum;

static void exact_sum_carry(ExactSum *sum) {
  int64_t carry = 0;
  for (int i = 0; i < kLimbs; i++) {
    int64_t limb = sum->limbs[i] + carry;
    carry = i == kLimbs - 1 ? 0 : limb >> kLimbBits;
    sum->limbs[i] = limb - carry * (INT64_C(1) << kLimbBits);
  }
  sum->pending = 0;
}

static void exact_sum_add(ExactSum *sum, double value) {
  int exponent;
  double fraction = frexp(fabs(value), &exponent);
  // value = mantissa * 2^(exponent - 53); bit 0 of the sum is 2^-1074.
  uint64_t mantissa = (uint64_t)ldexp(fraction, 53);
  int shift = exponent - 53 + 1074;
  if (shift < 0) {
    mantissa >>= -shift;
    shift = 0;
  }
  int limb = shift / kLimbBits;
  unsigned __int128 bits = (unsigned __int128)mantissa << (shift % kLimbBits);
  int64_t sign = value < 0 ? -1 : 1;
  for (int i = 0; bits != 0; i++, bits >>= kLimbBits)
    sum->limbs[limb + i] += sign * (int64_t)(uint32_t)bits;
  if (++sum->pending == kAddsBetweenCarries) exact_sum_carry(sum);
}

static double exact_sum_round(ExactSum *sum) {
  exact_sum_carry(sum);
  bool negative = sum->limbs[kLimbs - 1] < 0;
  if (negative) {
    for (int i = 0; i < kLimbs; i++) sum->limbs[i] = -sum->limbs[i];
    exact_sum_carry(sum);
  }
  int top = kLimbs - 1;
  while (top >= 0 && sum->limbs[top] == 0) top--;
  if (top < 0) return 0;
  // The 64 highest bits, with everything below in a sticky bit, rounded once.
  unsigned __int128 high = (unsigned __int128)sum->limbs[top] << 64;
  if (top >= 1) high |= (unsigned __int128)sum->limbs[top - 1] << 32;
  if (top >= 2) high |= (unsigned __int128)sum->limbs[top - 2];
  bool sticky = false;
  for (int i = 0; i < top - 2; i++) sticky |= sum->limbs[i] != 0;
  int exponent = (top - 2) * kLimbBits - 1074;
  // Bits that a double can keep: 53, or fewer where it is subnormal.
  int length = 128;
  while (!(high >> (length - 1) & 1)) length--;
  int drop = length - 53;
  if (exponent + drop < -1074) drop = -1074 - exponent;
  double result;
  if (drop <= 0) {
    result = ldexp((double)(uint64_t)high, exponent);
  } else {
    unsigned __int128 kept = high >> drop;
    unsigned __int128 rest = high & (((unsigned __int128)1 << drop) - 1);
    unsigned __int128 half = (unsigned __int128)1 << (drop - 1);
    if (rest > half || (rest == half && (sticky || (kept & 1)))) kept++;
    result = ldexp((double)(uint64_t)kept, exponent + drop);
  }
  return negative ? -result : result;
}

// ECMA-262 #sec-math.sumprecise
Value Builtin_MathSumPrecise(Isolate *isolate, int64_t argc, Value *argv) {
  IteratorRecord record;
  if (Value_is_null_or_undefined(argv[1]))
    return Throw_not_iterable(isolate, argv[1]);
  TRY_BOOL(Iterator_get_js(isolate, argv[1], &record));
  ExactSum sum = {0};
  bool any_nonzero_sign = false;  // something other than -0 was added
  bool has_nan = false, has_plus = false, has_minus = false;
  for (;;) {
    Value value;
    TRY_BOOL(Iterator_step_value_js(isolate, &record, &value));
    if (Value_is_the_hole(value)) break;
    if (!Value_is_number(isolate, value)) {
      (void)Throw_text(isolate, kErrorTypeTypeError,
                       "Math.sumPrecise requires numbers");
      return Iterator_close_on_throw_js(isolate, &record);
    }
    double x = Value_number(isolate, value);
    if (x != 0 || !signbit(x)) any_nonzero_sign = true;
    if (x != x)
      has_nan = true;
    else if (isinf(x))
      *(x > 0 ? &has_plus : &has_minus) = true;
    else
      exact_sum_add(&sum, x);
  }
  if (has_nan || (has_plus && has_minus)) return Value_from_double(NAN);
  if (has_plus) return Value_from_double(INFINITY);
  if (has_minus) return Value_from_double(-INFINITY);
  if (!any_nonzero_sign) return Value_from_double(-0.0);
  return Value_from_number(exact_sum_round(&sum));
}

void Bootstrap_install_math(Isolate *isolate) {
  static const FunctionSpec kFunctions[] = {
      METHOD("abs", MathAbs, 1),       METHOD("acos", MathAcos, 1),
      METHOD("acosh", MathAcosh, 1),   METHOD("asin", MathAsin, 1),
      METHOD("asinh", MathAsinh, 1),   METHOD("atan", MathAtan, 1),
      METHOD("atanh", MathAtanh, 1),   METHOD("atan2", MathAtan2, 2),
      METHOD("ceil", MathCeil, 1),     METHOD("cbrt", MathCbrt, 1),
      METHOD("expm1", MathExpm1, 1),   METHOD("clz32", MathClz32, 1),
      METHOD("cos", MathCos, 1),       METHOD("cosh", MathCosh, 1),
      METHOD("exp", MathExp, 1),       METHOD("floor", MathFloor, 1),
      METHOD("fround", MathFround, 1), METHOD("hypot", MathHypot, 2),
      METHOD("imul", MathImul, 2),     METHOD("log", MathLog, 1),
      METHOD("log1p", MathLog1p, 1),   METHOD("log2", MathLog2, 1),
      METHOD("log10", MathLog10, 1),   METHOD("max", MathMax, 2),
      METHOD("min", MathMin, 2),       METHOD("pow", MathPow, 2),
      METHOD("random", MathRandom, 0), METHOD("round", MathRound, 1),
      METHOD("sign", MathSign, 1),     METHOD("sin", MathSin, 1),
      METHOD("sinh", MathSinh, 1),     METHOD("sqrt", MathSqrt, 1),
      METHOD("tan", MathTan, 1),       METHOD("tanh", MathTanh, 1),
      METHOD("trunc", MathTrunc, 1),   METHOD("f16round", MathF16round, 1),
      METHOD("sumPrecise", MathSumPrecise, 1),
  };
  static const struct {
    const char *name;
    double value;
  } kConstants[] = {
      {"E", M_E},           {"LN10", M_LN10},       {"LN2", M_LN2},
      {"LOG10E", M_LOG10E}, {"LOG2E", M_LOG2E},     {"PI", M_PI},
      {"SQRT1_2", M_SQRT1_2}, {"SQRT2", M_SQRT2},
  };
  JSObject *math = JSObject_new_plain(isolate);
  Bootstrap_install_functions(isolate, math, kFunctions,
                              ARRAY_LENGTH(kFunctions));
  for (size_t i = 0; i < ARRAY_LENGTH(kConstants); i++)
    Bootstrap_define_constant(isolate, math, kConstants[i].name,
                              Value_from_double(kConstants[i].value));
  Bootstrap_set_to_string_tag(isolate, math, "Math");
  Bootstrap_define_global(isolate, "Math", Value_from_object(math));
}
