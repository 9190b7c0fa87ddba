// SPDX-License-Identifier: MIT
//
// Math functions of numbers. Other arguments convert, which may run user code:
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

// Two arguments, as almost always. Equal numbers may be 0 and -0, and a NaN is
// in no order: both are left to C.
static void define_extremum(Assembler *a, bool greatest) {
  LABEL(doubles, kUnlikely);
  LABEL(first, kNormal);
  LABEL(second, kNormal);
  LABEL(slow, kDeferred);
  csa_goto_unless(a, csa_int64_equal(a, a->argc, csa_int64(a, 2)), &slow);
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
  csa_bind(a, &slow);
  csa_tail_call_c_builtin(a);
}
// ECMA-262 #sec-math.max
BUILTIN_JS(MathMax, 0) { define_extremum(a, true); }
// ECMA-262 #sec-math.min
BUILTIN_JS(MathMin, 0) { define_extremum(a, false); }
