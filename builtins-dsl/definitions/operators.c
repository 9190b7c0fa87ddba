// SPDX-License-Identifier: MIT
//
// Arithmetic and bitwise operators. Numbers are tried in the order Smi, then
// doubles in any form; everything else, and every corner, is the runtime's.
#include "builtins-dsl/definitions/strings.h"

typedef void (*SmiOperation)(Assembler *a, TSmi left, TSmi right,
                             Label *doubles, Label *slow);
typedef TFloat64 (*DoubleOperation)(Assembler *a, TFloat64 x, TFloat64 y);

static TInt32 bits(TSmi smi) { return (TInt32){smi.node}; }
static TSmi smi_of(TInt32 shifted) { return (TSmi){shifted.node}; }
static void dispatch_smi(Assembler *a, TSmi smi) {
  csa_dispatch(a, csa_smi_to_value(a, smi));
}

typedef struct Arithmetic {
  RuntimeFunctionId runtime;
  SmiOperation on_smis;     // dispatches, or goes to one of the labels
  DoubleOperation on_doubles;  // NULL: the runtime's
} Arithmetic;

static void define_arithmetic(Assembler *a, const Arithmetic *operation,
                              TValue left, TValue right, TBool both_smis) {
  LABEL(doubles, kUnlikely);
  LABEL(slow, kDeferred);
  Label *not_smis = operation->on_doubles ? &doubles : &slow;
  csa_goto_unless(a, both_smis, not_smis);
  operation->on_smis(a, csa_value_as_smi(a, left), csa_value_as_smi(a, right),
                     not_smis, &slow);
  if (operation->on_doubles) {
    csa_bind(a, &doubles);
    TFloat64 x = csa_number_to_float64(a, left, &slow);
    TFloat64 y = csa_number_to_float64(a, right, &slow);
    csa_dispatch(a,
                 csa_float64_to_value(a, operation->on_doubles(a, x, y)));
  }
  csa_bind(a, &slow);
  // Where the stub can have the accumulator in its register: Add.
  if (operation->runtime == kRuntimeAdd &&
      right.node == a->accumulator.node && !a->is_stencil) {
    csa_continue_in_stub(a, Add, right, left);
    return;
  }
  TValue arguments[] = {left, right};
  csa_dispatch(a, csa_call_runtime_n(a, operation->runtime, 2, arguments));
}

static void define_binary(Assembler *a, const Arithmetic *operation) {
  TValue left = csa_load_register(a, 0);
  TValue right = a->accumulator;
  define_arithmetic(a, operation, left, right,
                    csa_are_both_smis(a, left, right));
}

static void define_binary_smi(Assembler *a, const Arithmetic *operation) {
  TValue right = csa_smi_to_value(a, csa_operand_smi(a, 0));
  define_arithmetic(a, operation, a->accumulator, right,
                    csa_is_smi(a, a->accumulator));
}

// ---- + - * / % ** ----

static void add_smis(Assembler *a, TSmi x, TSmi y, Label *doubles,
                     Label *slow) {
  dispatch_smi(
      a, smi_of(csa_int32_add_checked(a, bits(x), bits(y), doubles)));
}
static void sub_smis(Assembler *a, TSmi x, TSmi y, Label *doubles,
                     Label *slow) {
  dispatch_smi(
      a, smi_of(csa_int32_sub_checked(a, bits(x), bits(y), doubles)));
}
// A zero product of a negative factor is -0: left to the double path.
static void mul_smis(Assembler *a, TSmi x, TSmi y, Label *doubles,
                     Label *slow) {
  LABEL(zero, kUnlikely);
  LABEL(done, kNormal);
  TInt32 product =
      csa_int32_mul_checked(a, csa_smi_untag(a, x), bits(y), doubles);
  csa_goto_if(a, csa_int32_equal(a, product, csa_int32(a, 0)), &zero);
  csa_bind(a, &done);
  dispatch_smi(a, smi_of(product));
  csa_bind(a, &zero);
  TInt32 either = csa_int32_or(a, bits(x), bits(y));
  csa_branch(a, csa_int32_less(a, either, csa_int32(a, 0)), doubles, &done);
}
// Quotients that are integers stay Smis: they often become indices.
static void div_smis(Assembler *a, TSmi x, TSmi y, Label *doubles,
                     Label *slow) {
  TFloat64 quotient = csa_float64_div(
      a, csa_int32_to_float64(a, csa_smi_untag(a, x)),
      csa_int32_to_float64(a, csa_smi_untag(a, y)));
  csa_dispatch(a, csa_number_to_value(a, quotient));
}
static void mod_smis(Assembler *a, TSmi x, TSmi y, Label *doubles,
                     Label *slow) {
  TInt32 zero = csa_int32(a, 0);
  csa_goto_if(a, csa_int32_less(a, bits(x), zero), slow);
  csa_goto_unless(a, csa_int32_less(a, zero, bits(y)), slow);
  // Both are even: the remainder of the shifted numbers is the shifted one.
  dispatch_smi(a, smi_of(csa_uint32_mod(a, bits(x), bits(y))));
}
static void exp_smis(Assembler *a, TSmi x, TSmi y, Label *doubles,
                     Label *slow) {
  csa_goto(a, slow);
}

static const Arithmetic kAdd = {kRuntimeAdd, add_smis, csa_float64_add};
static const Arithmetic kSub = {kRuntimeSubtract, sub_smis, csa_float64_sub};
static const Arithmetic kMul = {kRuntimeMultiply, mul_smis, csa_float64_mul};
static const Arithmetic kDiv = {kRuntimeDivide, div_smis, csa_float64_div};
static const Arithmetic kMod = {kRuntimeModulus, mod_smis, NULL};
static const Arithmetic kExp = {kRuntimeExponentiate, exp_smis, NULL};

// ---- Bitwise ----

typedef TValue (*BitwiseOperation)(Assembler *a, TInt32 x, TInt32 y);
typedef struct Bitwise {
  RuntimeFunctionId runtime;
  BitwiseOperation apply;
} Bitwise;

static TValue bit_or(Assembler *a, TInt32 x, TInt32 y) {
  return csa_int32_to_value(a, csa_int32_or(a, x, y));
}
static TValue bit_xor(Assembler *a, TInt32 x, TInt32 y) {
  return csa_int32_to_value(a, csa_int32_xor(a, x, y));
}
static TValue bit_and(Assembler *a, TInt32 x, TInt32 y) {
  return csa_int32_to_value(a, csa_int32_and(a, x, y));
}
static TValue shift_left(Assembler *a, TInt32 x, TInt32 y) {
  return csa_int32_to_value(a, csa_int32_shl(a, x, y));
}
static TValue shift_right(Assembler *a, TInt32 x, TInt32 y) {
  return csa_int32_to_value(a, csa_int32_sar(a, x, y));
}
static TValue shift_right_logical(Assembler *a, TInt32 x, TInt32 y) {
  return csa_uint32_to_value(a, csa_int32_shr(a, x, y));
}

static void define_bitwise(Assembler *a, const Bitwise *operation, TValue left,
                           TValue right, TBool both_smis) {
  LABEL(numbers, kUnlikely);
  LABEL(slow, kDeferred);
  csa_goto_unless(a, both_smis, &numbers);
  csa_dispatch(
      a, operation->apply(a, csa_smi_untag(a, csa_value_as_smi(a, left)),
                          csa_smi_untag(a, csa_value_as_smi(a, right))));
  csa_bind(a, &numbers);
  TInt32 x = csa_number_to_int32(a, left, &slow);
  TInt32 y = csa_number_to_int32(a, right, &slow);
  csa_dispatch(a, operation->apply(a, x, y));
  csa_bind(a, &slow);
  TValue arguments[] = {left, right};
  csa_dispatch(a, csa_call_runtime_n(a, operation->runtime, 2, arguments));
}

static void define_bitwise_binary(Assembler *a, const Bitwise *operation) {
  TValue left = csa_load_register(a, 0);
  define_bitwise(a, operation, left, a->accumulator,
                 csa_are_both_smis(a, left, a->accumulator));
}
static void define_bitwise_smi(Assembler *a, const Bitwise *operation) {
  TValue right = csa_smi_to_value(a, csa_operand_smi(a, 0));
  define_bitwise(a, operation, a->accumulator, right,
                 csa_is_smi(a, a->accumulator));
}

static const Bitwise kOr = {kRuntimeBitwiseOr, bit_or};
static const Bitwise kXor = {kRuntimeBitwiseXor, bit_xor};
static const Bitwise kAnd = {kRuntimeBitwiseAnd, bit_and};
static const Bitwise kShl = {kRuntimeShiftLeft, shift_left};
static const Bitwise kSar = {kRuntimeShiftRight, shift_right};
static const Bitwise kShr = {kRuntimeShiftRightLogical, shift_right_logical};

BYTECODE_HANDLER(Add) { define_binary(a, &kAdd); }
// right, left: not both numbers. Strings, one with a Smi whose text is known,
// and short BigInts: no user code runs, so that C may start over.
static TString string_operand(Assembler *a, TValue value, Label *otherwise) {
  LABEL(object, kNormal);
  LABEL(done, kNormal);
  VariableValue result = csa_variable_Value(a, value);
  csa_goto_unless(a, csa_is_smi(a, value), &object);
  csa_set_Value(a, result,
                load_cached_number_string(a, csa_value_as_smi(a, value),
                                          otherwise));
  csa_goto(a, &done);
  csa_bind(a, &object);
  (void)csa_cast_String(a, value, otherwise);
  csa_bind(a, &done);
  return AS(String, csa_get_Value(a, result));
}
// The sum of two BigInts of one digit each, if it has one digit, too.
static TValue add_short_bigints(Assembler *a, TValue left, TValue right,
                                Label *otherwise) {
  LABEL(differ, kUnlikely);
  LABEL(summed, kNormal);
  csa_goto_unless(a, csa_is_heap_object(a, left), otherwise);
  csa_goto_unless(a, csa_is_heap_object(a, right), otherwise);
  TMap map = csa_root_as(a, Map, bigint_map);
  csa_goto_unless(a, csa_has_map(a, left, map), otherwise);
  csa_goto_unless(a, csa_has_map(a, right, map), otherwise);
  TBigInt x = AS(BigInt, left), y = AS(BigInt, right);
  TInt32 one = csa_int32(a, 1);
  TInt32 lengths = csa_int32_or(
      a, csa_int32_xor(a, csa_load_BigInt_length(a, x), one),
      csa_int32_xor(a, csa_load_BigInt_length(a, y), one));
  csa_goto_if(a, csa_int32_test(a, lengths, -1), otherwise);
  const int64_t digits = offsetof(BigInt, digits);
  TInt64 first = csa_load_int64(a, csa_object_address(a, left, digits), 0);
  TInt64 second = csa_load_int64(a, csa_object_address(a, right, digits), 0);
  TInt32 sign = csa_load_BigInt_sign(a, x);
  TInt32 other_sign = csa_load_BigInt_sign(a, y);
  VariableInt64 digit =
      csa_variable_Int64(a, csa_int64_add(a, first, second));
  VariableInt32 result_sign = csa_variable_Int32(a, sign);
  csa_goto_unless(a, csa_int32_equal(a, sign, other_sign), &differ);
  csa_goto_if(a, csa_uint64_less(a, csa_get_Int64(a, digit), first),
              otherwise);
  csa_goto(a, &summed);
  csa_bind(a, &differ);
  csa_goto_if(a, csa_int64_equal(a, first, second), otherwise);
  TBool is_less = csa_uint64_less(a, first, second);
  csa_set_Int64(a, digit,
                csa_select_Int64(a, is_less, csa_int64_sub(a, second, first),
                                 csa_int64_sub(a, first, second)));
  csa_set_Int32(a, result_sign,
                csa_select_Int32(a, is_less, other_sign, sign));
  csa_bind(a, &summed);
  enum { kBytes = offsetof(BigInt, digits) + sizeof(uint64_t) };
  TBigInt sum = AS(
      BigInt, csa_allocate_inline(a, csa_int64(a, kBytes), map, otherwise));
  csa_store_BigInt_length(a, sum, one);
  csa_store_BigInt_sign(a, sum, csa_get_Int32(a, result_sign));
  csa_store_BigInt_padding(a, sum, csa_int32(a, 0));
  csa_store_int64(a, csa_object_address(a, AS(Value, sum), digits), 0,
                  csa_get_Int64(a, digit));
  return AS(Value, sum);
}

STUB(Add) {
  LABEL(no_strings, kUnlikely);
  LABEL(slow, kDeferred);
  TValue right = csa_stub_parameter(a, 0), left = csa_stub_parameter(a, 1);
  csa_goto_if(a, csa_are_both_smis(a, left, right), &slow);
  TString first = string_operand(a, left, &no_strings);
  TString second = string_operand(a, right, &no_strings);
  csa_dispatch_to(a, a->pc, a->fp, concat_strings(a, first, second, &slow));
  csa_bind(a, &no_strings);
  csa_dispatch_to(a, a->pc, a->fp, add_short_bigints(a, left, right, &slow));
  csa_bind(a, &slow);
  csa_save_stub_frame(a);
  TValue arguments[] = {left, right};
  TValue sum = csa_call_runtime_nothrow_n(a, kRuntimeAdd, 2, arguments);
  csa_finish_stub(a, sum, sum);
}
BYTECODE_HANDLER(Sub) { define_binary(a, &kSub); }
BYTECODE_HANDLER(Mul) { define_binary(a, &kMul); }
BYTECODE_HANDLER(Div) { define_binary(a, &kDiv); }
BYTECODE_HANDLER(Mod) { define_binary(a, &kMod); }
BYTECODE_HANDLER(Exp) { define_binary(a, &kExp); }
BYTECODE_HANDLER(BitwiseOr) { define_bitwise_binary(a, &kOr); }
BYTECODE_HANDLER(BitwiseXor) { define_bitwise_binary(a, &kXor); }
BYTECODE_HANDLER(BitwiseAnd) { define_bitwise_binary(a, &kAnd); }
BYTECODE_HANDLER(ShiftLeft) { define_bitwise_binary(a, &kShl); }
BYTECODE_HANDLER(ShiftRight) { define_bitwise_binary(a, &kSar); }
BYTECODE_HANDLER(ShiftRightLogical) { define_bitwise_binary(a, &kShr); }
BYTECODE_HANDLER(AddSmi) { define_binary_smi(a, &kAdd); }
BYTECODE_HANDLER(SubSmi) { define_binary_smi(a, &kSub); }
BYTECODE_HANDLER(MulSmi) { define_binary_smi(a, &kMul); }
BYTECODE_HANDLER(DivSmi) { define_binary_smi(a, &kDiv); }
BYTECODE_HANDLER(ModSmi) { define_binary_smi(a, &kMod); }
BYTECODE_HANDLER(ExpSmi) { define_binary_smi(a, &kExp); }
BYTECODE_HANDLER(BitwiseOrSmi) { define_bitwise_smi(a, &kOr); }
BYTECODE_HANDLER(BitwiseXorSmi) { define_bitwise_smi(a, &kXor); }
BYTECODE_HANDLER(BitwiseAndSmi) { define_bitwise_smi(a, &kAnd); }
BYTECODE_HANDLER(ShiftLeftSmi) { define_bitwise_smi(a, &kShl); }
BYTECODE_HANDLER(ShiftRightSmi) { define_bitwise_smi(a, &kSar); }
BYTECODE_HANDLER(ShiftRightLogicalSmi) { define_bitwise_smi(a, &kShr); }

// ---- Unary ----

// acc + step for Smis and doubles.
static void define_step(Assembler *a, int step, RuntimeFunctionId runtime) {
  LABEL(doubles, kUnlikely);
  LABEL(slow, kDeferred);
  TValue value = a->accumulator;
  csa_goto_unless(a, csa_is_smi(a, value), &doubles);
  TInt32 sum =
      csa_int32_add_checked(a, bits(csa_value_as_smi(a, value)),
                            bits(csa_smi_constant(a, step)), &doubles);
  dispatch_smi(a, smi_of(sum));
  csa_bind(a, &doubles);
  TFloat64 x = csa_number_to_float64(a, value, &slow);
  csa_dispatch(a, csa_float64_to_value(
                      a, csa_float64_add(a, x, csa_float64(a, step))));
  csa_bind(a, &slow);
  csa_dispatch(a, csa_call_runtime_n(a, runtime, 1, &value));
}
BYTECODE_HANDLER(Inc) { define_step(a, 1, kRuntimeIncrement); }
BYTECODE_HANDLER(Dec) { define_step(a, -1, kRuntimeDecrement); }

BYTECODE_HANDLER(Negate) {
  LABEL(doubles, kUnlikely);
  LABEL(slow, kDeferred);
  TValue value = a->accumulator;
  csa_goto_unless(a, csa_is_smi(a, value), &doubles);
  TInt32 smi = bits(csa_value_as_smi(a, value));
  // -0 and -kSmiMin are doubles.
  csa_goto_if(a, csa_int32_equal(a, smi, csa_int32(a, 0)), &doubles);
  dispatch_smi(
      a, smi_of(csa_int32_sub_checked(a, csa_int32(a, 0), smi, &doubles)));
  csa_bind(a, &doubles);
  TFloat64 x = csa_number_to_float64(a, value, &slow);
  // A canonical NaN stays so.
  TFloat64 negative = csa_float64_sub(a, csa_float64(a, -0.0), x);
  csa_dispatch(a, csa_float64_to_value(a, negative));
  csa_bind(a, &slow);
  csa_dispatch(a, csa_call_runtime(a, Negate, value));
}

BYTECODE_HANDLER(BitwiseNot) {
  LABEL(slow, kDeferred);
  TInt32 x = csa_number_to_int32(a, a->accumulator, &slow);
  csa_dispatch(
      a, csa_int32_to_value(a, csa_int32_xor(a, x, csa_int32(a, -1))));
  csa_bind(a, &slow);
  csa_dispatch(a, csa_call_runtime(a, BitwiseNot, a->accumulator));
}

// ---- Conversions ----

BYTECODE_HANDLER(ToName) {
  LABEL(slow, kDeferred);
  TValue value = a->accumulator;
  csa_goto_unless(a, csa_is_heap_object(a, value), &slow);
  TInt32 type = csa_load_instance_type(a, value);
  csa_goto_unless(
      a, csa_uint32_less_equal(a, type, csa_int32(a, LAST_NAME_TYPE)), &slow);
  csa_dispatch(a, value);
  csa_bind(a, &slow);
  csa_dispatch(a, csa_call_runtime(a, ToName, value));
}

static void define_to_number(Assembler *a, RuntimeFunctionId runtime) {
  LABEL(not_smi, kUnlikely);
  LABEL(tagged, kNormal);
  LABEL(slow, kDeferred);
  TValue value = a->accumulator;
  csa_goto_unless(a, csa_is_smi(a, value), &not_smi);
  csa_dispatch(a, value);
  csa_bind(a, &not_smi);
  csa_goto_unless(a, csa_is_unboxed_double(a, value), &tagged);
  csa_dispatch(a, value);
  csa_bind(a, &tagged);
  csa_goto_unless(
      a, csa_has_map(a, value, csa_root_as(a, Map, heap_number_map)), &slow);
  TFloat64 x = csa_load_HeapNumber_value(a, AS(HeapNumber, value));
  csa_dispatch(a, csa_float64_to_value(a, x));
  csa_bind(a, &slow);
  csa_dispatch(a, csa_call_runtime_n(a, runtime, 1, &value));
}
BYTECODE_HANDLER(ToNumber) { define_to_number(a, kRuntimeToNumber); }
BYTECODE_HANDLER(ToNumeric) { define_to_number(a, kRuntimeToNumeric); }

BYTECODE_HANDLER(ToObject) {
  LABEL(slow, kDeferred);
  TValue value = a->accumulator;
  csa_goto_unless(a, csa_is_heap_object(a, value), &slow);
  TInt32 type = csa_load_instance_type(a, value);
  csa_goto_if(
      a, csa_uint32_less(a, type, csa_int32(a, FIRST_JS_RECEIVER_TYPE)),
      &slow);
  csa_dispatch(a, value);
  csa_bind(a, &slow);
  csa_dispatch(a, csa_call_runtime(a, ToObject, value));
}

BYTECODE_HANDLER(ToString) {
  LABEL(not_object, kUnlikely);
  LABEL(slow, kDeferred);
  TValue value = a->accumulator;
  csa_goto_unless(a, csa_is_heap_object(a, value), &not_object);
  TInt32 type = csa_load_instance_type(a, value);
  csa_goto_unless(
      a, csa_uint32_less(a, type, csa_int32(a, FIRST_NONSTRING_TYPE)), &slow);
  csa_dispatch(a, value);
  csa_bind(a, &not_object);
  csa_dispatch(a, load_cached_number_string(
                      a, csa_cast_Smi(a, value, &slow), &slow));
  csa_bind(a, &slow);
  csa_dispatch(a, csa_call_runtime(a, ToString, value));
}
