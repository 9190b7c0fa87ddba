// SPDX-License-Identifier: MIT
//
// Comparisons and tests.
#include "builtins-dsl/definitions/strings.h"
#include "builtins-dsl/definitions/truth.h"
#include "engine/objects/map.h"

static void dispatch_bool(Assembler *a, TBool condition) {
  csa_dispatch(a, csa_boolean(a, condition));
}

// ---- Relations ----

typedef LengthComparison SmiComparison;
typedef TBool (*DoubleComparison)(Assembler *a, TFloat64 x, TFloat64 y);

// `swapped`: greater is less with its operands exchanged.
static void define_relation(Assembler *a, RuntimeFunctionId runtime,
                            SmiComparison on_smis, DoubleComparison on_doubles,
                            bool swapped) {
  LABEL(doubles, kUnlikely);
  LABEL(not_numbers, kUnlikely);
  LABEL(slow, kDeferred);
  TValue left = csa_load_register(a, 0);
  TValue right = a->accumulator;
  TValue first = swapped ? right : left;
  TValue second = swapped ? left : right;
  csa_goto_unless(a, csa_are_both_smis(a, left, right), &doubles);
  TInt32 x = {csa_value_as_smi(a, first).node};
  TInt32 y = {csa_value_as_smi(a, second).node};
  dispatch_bool(a, on_smis(a, x, y));
  csa_bind(a, &doubles);
  TFloat64 dx = csa_number_to_float64(a, first, &not_numbers);
  TFloat64 dy = csa_number_to_float64(a, second, &not_numbers);
  dispatch_bool(a, on_doubles(a, dx, dy));
  csa_bind(a, &not_numbers);
  dispatch_bool(a, compare_strings(a, first, second, on_smis, &slow));
  csa_bind(a, &slow);
  TValue arguments[] = {left, right};
  csa_dispatch(a, csa_call_runtime_n(a, runtime, 2, arguments));
}
BYTECODE_HANDLER(TestLessThan) {
  define_relation(a, kRuntimeLessThan, csa_int32_less, csa_float64_less, false);
}
BYTECODE_HANDLER(TestGreaterThan) {
  define_relation(a, kRuntimeGreaterThan, csa_int32_less, csa_float64_less,
                  true);
}
BYTECODE_HANDLER(TestLessThanOrEqual) {
  define_relation(a, kRuntimeLessThanOrEqual, csa_int32_less_equal,
                  csa_float64_less_equal, false);
}
BYTECODE_HANDLER(TestGreaterThanOrEqual) {
  define_relation(a, kRuntimeGreaterThanOrEqual, csa_int32_less_equal,
                  csa_float64_less_equal, true);
}

// ---- Equality ----

// Types of two heap objects, not strings both. Goes to `different` when they
// cannot be equal whatever they hold; falls through when only the runtime knows.
static void exclude_by_type(Assembler *a, TInt32 x, TInt32 y, bool strict,
                            Label *different) {
  LABEL(unknown, kDeferred);
  TInt32 first_receiver = csa_int32(a, FIRST_JS_RECEIVER_TYPE);
  if (strict) {
    // A receiver or an oddball is equal to itself only.
    csa_goto_unless(a, csa_uint32_less(a, x, first_receiver), different);
    csa_goto_unless(a, csa_uint32_less(a, y, first_receiver), different);
    csa_goto_if(a, csa_int32_equal(a, x, csa_int32(a, ODDBALL_TYPE)),
                different);
    csa_goto_if(a, csa_int32_equal(a, y, csa_int32(a, ODDBALL_TYPE)),
                different);
    return;
  }
  csa_goto_if(a, csa_uint32_less(a, x, first_receiver), &unknown);
  csa_goto_unless(a, csa_uint32_less(a, y, first_receiver), different);
  csa_bind(a, &unknown);
}

static void define_equality(Assembler *a, RuntimeFunctionId runtime,
                            bool strict) {
  LABEL(numbers, kUnlikely);
  LABEL(not_numbers, kNormal);
  LABEL(distinct, kNormal);
  LABEL(equal, kNormal);
  LABEL(different, kNormal);
  LABEL(slow, kDeferred);
  TValue left = csa_load_register(a, 0);
  TValue right = a->accumulator;
  TBool same = csa_value_equal(a, left, right);
  csa_goto_unless(a, csa_are_both_smis(a, left, right), &numbers);
  dispatch_bool(a, same);

  csa_bind(a, &numbers);
  TFloat64 x = csa_number_to_float64(a, left, &not_numbers);
  TFloat64 y = csa_number_to_float64(a, right, &not_numbers);
  dispatch_bool(a, csa_float64_equal(a, x, y));

  // The same and not a number: equal.
  csa_bind(a, &not_numbers);
  csa_goto_unless(a, same, &distinct);
  csa_dispatch(a, csa_root(a, true_value));

  csa_bind(a, &distinct);
  if (!strict) {
    // null and undefined equal each other, and undetectable objects.
    csa_goto_if(a, csa_is_undefined(a, right), &slow);
    csa_goto_if(a, csa_is_root(a, right, null_value), &slow);
  }
  csa_goto_unless(a, csa_is_heap_object(a, left), &slow);
  csa_goto_unless(a, csa_is_heap_object(a, right), &slow);
  TInt32 left_type = csa_load_instance_type(a, left);
  TInt32 right_type = csa_load_instance_type(a, right);
  branch_on_equal_strings(a, left, right, left_type, right_type, &equal,
                          &different, &slow);
  exclude_by_type(a, left_type, right_type, strict, &different);
  csa_goto(a, &slow);
  csa_bind(a, &equal);
  csa_dispatch(a, csa_root(a, true_value));
  csa_bind(a, &different);
  csa_dispatch(a, csa_root(a, false_value));
  csa_bind(a, &slow);
  TValue arguments[] = {left, right};
  csa_dispatch(a, csa_call_runtime_n(a, runtime, 2, arguments));
}
BYTECODE_HANDLER(TestEqual) { define_equality(a, kRuntimeEqual, false); }
BYTECODE_HANDLER(TestEqualStrict) {
  define_equality(a, kRuntimeStrictEqual, true);
}
BYTECODE_HANDLER(TestReferenceEqual) {
  dispatch_bool(a, csa_value_equal(a, csa_load_register(a, 0),
                                   a->accumulator));
}

// ---- Tests ----

BYTECODE_HANDLER(TestInstanceOf) {
  csa_dispatch(a, csa_call_runtime(a, InstanceOf, csa_load_register(a, 0),
                                   a->accumulator));
}
BYTECODE_HANDLER(TestIn) {
  csa_dispatch(a, csa_call_runtime(a, HasProperty, csa_load_register(a, 0),
                                   a->accumulator));
}
BYTECODE_HANDLER(TestNull) {
  dispatch_bool(a, csa_is_root(a, a->accumulator, null_value));
}
BYTECODE_HANDLER(TestUndefined) {
  dispatch_bool(a, csa_is_undefined(a, a->accumulator));
}

// x == null: null, undefined, and objects with the undetectable bit.
BYTECODE_HANDLER(TestUndetectable) {
  LABEL(yes, kNormal);
  LABEL(no, kNormal);
  TValue value = a->accumulator;
  csa_goto_if(a, csa_is_undefined(a, value), &yes);
  csa_goto_if(a, csa_is_root(a, value, null_value), &yes);
  csa_goto_unless(a, csa_is_heap_object(a, value), &no);
  TMap map = csa_load_map(a, value);
  csa_branch(
      a, csa_int32_test(a, csa_load_Map_bit_field(a, map), kMapUndetectable),
      &yes, &no);
  csa_bind(a, &yes);
  csa_dispatch(a, csa_root(a, true_value));
  csa_bind(a, &no);
  csa_dispatch(a, csa_root(a, false_value));
}

BYTECODE_HANDLER(TestTypeOf) {
  TValue actual = type_of(a, a->accumulator);
  TInt32 flag = csa_operand_int32(a, 0);
  static const struct {
    TypeOfFlag flag;
    uint32_t name;
  } kNames[] = {
      {kTypeOfNumber, ROOT_BITS(number_string)},
      {kTypeOfString, ROOT_BITS(string_string)},
      {kTypeOfSymbol, ROOT_BITS(symbol_string)},
      {kTypeOfBoolean, ROOT_BITS(boolean_string)},
      {kTypeOfBigInt, ROOT_BITS(bigint_string)},
      {kTypeOfUndefined, ROOT_BITS(undefined_string)},
      {kTypeOfFunction, ROOT_BITS(function_string)},
      {kTypeOfObject, ROOT_BITS(object_string)},
  };
  TValue expected = csa_value_bits(a, 0);
  for (size_t i = 0; i < ARRAY_LENGTH(kNames); i++)
    expected = csa_select_Value(
        a, csa_int32_equal(a, flag, csa_int32(a, (int32_t)kNames[i].flag)),
        csa_value_bits(a, kNames[i].name), expected);
  dispatch_bool(a, csa_value_equal(a, actual, expected));
}

BYTECODE_HANDLER(TypeOf) { csa_dispatch(a, type_of(a, a->accumulator)); }

static void define_truth(Assembler *a, bool negate) {
  LABEL(yes, kNormal);
  LABEL(no, kNormal);
  branch_on_truth(a, a->accumulator, &yes, &no);
  csa_bind(a, &yes);
  csa_dispatch(a, csa_boolean(a, csa_bool_constant(a, !negate)));
  csa_bind(a, &no);
  csa_dispatch(a, csa_boolean(a, csa_bool_constant(a, negate)));
}
BYTECODE_HANDLER(ToBoolean) { define_truth(a, false); }
BYTECODE_HANDLER(ToBooleanLogicalNot) { define_truth(a, true); }
BYTECODE_HANDLER(LogicalNot) {
  TBool is_false = csa_is_root(a, a->accumulator, false_value);
  dispatch_bool(a, is_false);
}
