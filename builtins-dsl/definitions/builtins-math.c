// SPDX-License-Identifier: MIT
//
// Math functions and predicates of numbers. Other arguments convert, which may run user code:
// that is the C builtins' (engine/builtins/math.c).
#include "builtins-dsl/definitions/definitions.h"

typedef TFloat64 (*Rounding)(Assembler *a, TFloat64 x);

// A Smi is its own floor, ceiling and truncation.
static void define_rounding(Assembler *a, Rounding round) {
  LABEL(not_smi, kUnlikely);
  LABEL(slow, kDeferred);
  TValue value = csa_argument(a, 0);
  csa_goto_unless(a, csa_is_smi(a, value), &not_smi);
  csa_return(a, value);
  csa_bind(a, &not_smi);
  TFloat64 x = csa_number_to_float64(a, value, &slow);
  csa_return(a, csa_number_to_value(a, round(a, x)));
  csa_bind(a, &slow);
  csa_tail_call_c_builtin(a);
}
// ECMA-262 #sec-math.floor
BUILTIN_JS(MathFloor, 1) { define_rounding(a, csa_float64_floor); }
// ECMA-262 #sec-math.ceil
BUILTIN_JS(MathCeil, 1) { define_rounding(a, csa_float64_ceil); }
// ECMA-262 #sec-math.trunc
BUILTIN_JS(MathTrunc, 1) { define_rounding(a, csa_float64_trunc); }

// ECMA-262 #sec-math.abs
BUILTIN_JS(MathAbs, 1) {
  LABEL(slow, kDeferred);
  TFloat64 x = csa_number_to_float64(a, csa_argument(a, 0), &slow);
  csa_return(a, csa_number_to_value(a, csa_float64_abs(a, x)));
  csa_bind(a, &slow);
  csa_tail_call_c_builtin(a);
}

// ECMA-262 #sec-math.sqrt
BUILTIN_JS(MathSqrt, 1) {
  LABEL(slow, kDeferred);
  TFloat64 x = csa_number_to_float64(a, csa_argument(a, 0), &slow);
  csa_return(a, csa_number_to_value(a, csa_float64_sqrt(a, x)));
  csa_bind(a, &slow);
  csa_tail_call_c_builtin(a);
}

// ECMA-262 #sec-math.round
//
// The ceiling, or one less if x is further than a half below it. Where that is
// -0, x is between -0.5 and -0.
BUILTIN_JS(MathRound, 1) {
  LABEL(not_smi, kUnlikely);
  LABEL(down, kNormal);
  LABEL(slow, kDeferred);
  TValue value = csa_argument(a, 0);
  csa_goto_unless(a, csa_is_smi(a, value), &not_smi);
  csa_return(a, value);
  csa_bind(a, &not_smi);
  TFloat64 x = csa_number_to_float64(a, value, &slow);
  TFloat64 above = csa_float64_ceil(a, x);
  TFloat64 middle = csa_float64_sub(a, above, csa_float64(a, 0.5));
  csa_goto_if(a, csa_float64_less(a, x, middle), &down);
  csa_return(a, csa_number_to_value(a, above));
  csa_bind(a, &down);
  csa_return(a, csa_number_to_value(
                    a, csa_float64_sub(a, above, csa_float64(a, 1))));
  csa_bind(a, &slow);
  csa_tail_call_c_builtin(a);
}

// ECMA-262 #sec-math.sign
//
// Zeros and NaN are their own signs.
BUILTIN_JS(MathSign, 1) {
  LABEL(positive, kNormal);
  LABEL(negative, kNormal);
  LABEL(slow, kDeferred);
  TFloat64 x = csa_number_to_float64(a, csa_argument(a, 0), &slow);
  TFloat64 zero = csa_float64(a, 0);
  csa_goto_if(a, csa_float64_less(a, zero, x), &positive);
  csa_goto_if(a, csa_float64_less(a, x, zero), &negative);
  csa_return(a, csa_argument(a, 0));
  csa_bind(a, &positive);
  csa_return(a, csa_smi_to_value(a, csa_smi_constant(a, 1)));
  csa_bind(a, &negative);
  csa_return(a, csa_smi_to_value(a, csa_smi_constant(a, -1)));
  csa_bind(a, &slow);
  csa_tail_call_c_builtin(a);
}

// ECMA-262 #sec-math.imul
BUILTIN_JS(MathImul, 2) {
  LABEL(slow, kDeferred);
  TInt32 x = csa_number_to_int32(a, csa_argument(a, 0), &slow);
  TInt32 y = csa_number_to_int32(a, csa_argument(a, 1), &slow);
  csa_return(a, csa_int32_to_value(a, csa_int32_mul(a, x, y)));
  csa_bind(a, &slow);
  csa_tail_call_c_builtin(a);
}

// The extreme one of any number of Smis, but not of none.
static void return_extreme_smi(Assembler *a, bool greatest, Label *otherwise) {
  LABEL(loop, kNormal);
  LABEL(done, kNormal);
  csa_goto_if(a, csa_int64_equal(a, a->argc, csa_int64(a, 0)), otherwise);
  VariableSmi best =
      csa_variable_Smi(a, csa_cast_Smi(a, csa_argument(a, 0), otherwise));
  VariableInt64 index = csa_variable_Int64(a, csa_int64(a, 2));
  csa_bind(a, &loop);
  TInt64 i = csa_get_Int64(a, index);
  csa_goto_if(a, csa_int64_less(a, a->argc, i), &done);
  TRaw at = csa_raw_add(a, a->argv, csa_int64_shl(a, i, 3));
  TSmi x = csa_cast_Smi(a, csa_load_value(a, at, 0), otherwise);
  TSmi y = csa_get_Smi(a, best);
  TBool x_less = csa_smi_less(a, x, y);
  csa_set_Smi(a, best,
              greatest ? csa_select_Smi(a, x_less, y, x)
                       : csa_select_Smi(a, x_less, x, y));
  csa_set_Int64(a, index, csa_int64_add(a, i, csa_int64(a, 1)));
  csa_goto(a, &loop);
  csa_bind(a, &done);
  csa_return(a, csa_smi_to_value(a, csa_get_Smi(a, best)));
}

// Two arguments, as almost always. Equal numbers may be 0 and -0, and a NaN is
// in no order: both are left to C.
static void define_extremum(Assembler *a, bool greatest) {
  LABEL(not_two, kUnlikely);
  LABEL(doubles, kUnlikely);
  LABEL(first, kNormal);
  LABEL(second, kNormal);
  LABEL(slow, kDeferred);
  csa_goto_unless(a, csa_int64_equal(a, a->argc, csa_int64(a, 2)), &not_two);
  TValue x = csa_argument(a, 0), y = csa_argument(a, 1);
  csa_goto_unless(a, csa_are_both_smis(a, x, y), &doubles);
  TBool x_less =
      csa_smi_less(a, csa_value_as_smi(a, x), csa_value_as_smi(a, y));
  csa_return(a, greatest ? csa_select_Value(a, x_less, y, x)
                         : csa_select_Value(a, x_less, x, y));
  csa_bind(a, &doubles);
  TFloat64 dx = csa_number_to_float64(a, x, &slow);
  TFloat64 dy = csa_number_to_float64(a, y, &slow);
  csa_goto_if(a, csa_float64_less(a, dx, dy), greatest ? &second : &first);
  csa_goto_if(a, csa_float64_less(a, dy, dx), greatest ? &first : &second);
  csa_goto(a, &slow);
  csa_bind(a, &first);
  csa_return(a, x);
  csa_bind(a, &second);
  csa_return(a, y);
  csa_bind(a, &not_two);
  return_extreme_smi(a, greatest, &slow);
  csa_bind(a, &slow);
  csa_tail_call_c_builtin(a);
}
// ECMA-262 #sec-math.max
BUILTIN_JS(MathMax, 0) { define_extremum(a, true); }
// ECMA-262 #sec-math.min
BUILTIN_JS(MathMin, 0) { define_extremum(a, false); }

// ---- Kinds of numbers: of anything else C tells ----

typedef TBool (*NumberPredicate)(Assembler *a, TFloat64 x);

static void define_predicate(Assembler *a, NumberPredicate holds,
                             bool of_smis) {
  LABEL(not_smi, kUnlikely);
  LABEL(slow, kDeferred);
  TValue value = csa_argument(a, 0);
  csa_goto_unless(a, csa_is_smi(a, value), &not_smi);
  csa_return(a, csa_boolean(a, csa_bool_constant(a, of_smis)));
  csa_bind(a, &not_smi);
  TFloat64 x = csa_number_to_float64(a, value, &slow);
  csa_return(a, csa_boolean(a, holds(a, x)));
  csa_bind(a, &slow);
  csa_tail_call_c_builtin(a);
}

// The difference of infinities is NaN.
static TBool is_finite(Assembler *a, TFloat64 x) {
  return csa_float64_equal(a, csa_float64_sub(a, x, x), csa_float64(a, 0));
}
static TBool is_integer(Assembler *a, TFloat64 x) {
  TFloat64 fraction = csa_float64_sub(a, x, csa_float64_trunc(a, x));
  return csa_float64_equal(a, fraction, csa_float64(a, 0));
}
static TBool is_safe_integer(Assembler *a, TFloat64 x) {
  TFloat64 largest = csa_float64(a, 9007199254740991.0);
  TBool is_safe = csa_float64_less_equal(a, csa_float64_abs(a, x), largest);
  return csa_bool_and(a, is_safe, is_integer(a, x));
}

// ECMA-262 #sec-number.isfinite
BUILTIN_JS(NumberIsFinite, 1) { define_predicate(a, is_finite, true); }
// ECMA-262 #sec-number.isinteger
BUILTIN_JS(NumberIsInteger, 1) { define_predicate(a, is_integer, true); }
// ECMA-262 #sec-number.isnan
BUILTIN_JS(NumberIsNaN, 1) { define_predicate(a, csa_float64_is_nan, false); }
// ECMA-262 #sec-number.issafeinteger
BUILTIN_JS(NumberIsSafeInteger, 1) {
  define_predicate(a, is_safe_integer, true);
}
// ECMA-262 #sec-isfinite-number
BUILTIN_JS(GlobalIsFinite, 1) { define_predicate(a, is_finite, true); }
// ECMA-262 #sec-isnan-number
BUILTIN_JS(GlobalIsNaN, 1) { define_predicate(a, csa_float64_is_nan, false); }
