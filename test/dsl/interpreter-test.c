// SPDX-License-Identifier: MIT
//
// Hand-assembled BytecodeArrays through the generated interpreter.
// With the argument --time: how long the integer loop takes.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "engine/bytecode/bytecodes.h"
#include "engine/heap/factory.h"
#include "engine/interpreter/entry.h"
#include "engine/isolate/flags.h"

#define OP(Name) kBytecode##Name

static Isolate *isolate;

static BytecodeArray *make_array(const uint8_t *bytes, int length,
                                 int register_count) {
  BytecodeArray *array = (BytecodeArray *)Heap_new_array(
      isolate, ROOT_OBJECT(isolate, Map, bytecode_array_map), length);
  memcpy(array->bytecodes, bytes, (size_t)length);
  array->constant_pool = ROOT_TAGGED(empty_fixed_array);
  array->handler_table = ROOT_TAGGED(empty_byte_array);
  array->register_count = register_count;
  array->parameter_count = 1;
  array->new_target_register = kNoRegister;
  return array;
}

// Runs the array in a frame without function and feedback; it must end with
// InterpreterExit.
static Value run(const uint8_t *bytes, int length, const Value *registers,
                 int register_count) {
  BytecodeArray *array = make_array(bytes, length, register_count);
  Value *fp = isolate->vm_stack_base + kFrameHeaderSlots + 1;
  for (Value *slot = isolate->vm_stack_base; slot < fp; slot++)
    *slot = ROOT(undefined_value);
  fp[kFrameArgc] = Value_from_smi(0);
  fp[kFrameBytecodeArray] = Value_from_object(array);
  // Not undefined: nothing counts down to a feedback vector.
  fp[kFrameFeedbackVector] = Value_from_smi(0);
  fp[kFrameCallerPc] = Value_from_smi(0);
  fp[kFrameCallerFp] = Value_from_smi(0);
  for (int i = 0; i < register_count; i++) fp[i] = registers[i];
  isolate->fp = fp;
  isolate->pc = array->bytecodes;
  Value result =
      Entry_dispatch(isolate, array->bytecodes, fp, ROOT(undefined_value));
  isolate->fp = NULL;
  return result;
}
#define RUN(bytes, registers) \
  run(bytes, sizeof bytes, registers, ARRAY_LENGTH(registers))

static int set_up(void **state) {
  (void)state;
  isolate = Isolate_new_empty(Flags_process());
  if (isolate == NULL) return 1;
  Isolate_fill_native_tables(isolate);
  return 0;
}
static int tear_down(void **state) {
  (void)state;
  Isolate_dispose(isolate);
  return 0;
}

// s = 0; for (i = 0; i < n; i++) s = (s + i) & 127
// r0 = i, r1 = s, r2 = n
static const uint8_t kLoop[] = {
    OP(LdaZero),            OP(Star0), OP(LdaZero), OP(Star1),
    OP(Ldar),               2,             // offset 4
    OP(TestLessThan),       0, 0,          // r0 < accumulator
    OP(JumpIfFalse),        19,            // offset 9, to 28
    OP(Ldar),               0,             // 11
    OP(Add),                1, 0,          // 13
    OP(BitwiseAndSmi),      127, 0,        // 16
    OP(Star1),                             // 19
    OP(Ldar),               0,             // 20
    OP(Inc),                0,             // 22
    OP(Star0),                             // 24
    OP(JumpLoop),           21, 0, 0,      // 25, to 4
    OP(Ldar),               1,             // 29
    OP(InterpreterExit),
};

static Value run_loop(int32_t count) {
  uint8_t bytes[sizeof kLoop];
  memcpy(bytes, kLoop, sizeof kLoop);
  bytes[10] = 29 - 9;
  Value registers[] = {Value_from_smi(0), Value_from_smi(0),
                       Value_from_smi(count)};
  return RUN(bytes, registers);
}

static void integer_loop_computes_its_sum(void **state) {
  (void)state;
  int32_t expected = 0;
  for (int32_t i = 0; i < 100000; i++) expected = (expected + i) & 127;
  Value result = run_loop(100000);
  assert_true(Value_is_smi(result));
  assert_int_equal(Value_smi(result), expected);
}

static Value apply(Bytecode operation, Value left, Value right) {
  const uint8_t bytes[] = {OP(Ldar), 1, (uint8_t)operation, 0, 0,
                           OP(InterpreterExit)};
  Value registers[] = {left, right};
  return RUN(bytes, registers);
}
static double number(Value value) { return Value_number(isolate, value); }

static void sums_that_overflow_a_smi_are_doubles(void **state) {
  (void)state;
  Value sum = apply(OP(Add), Value_from_smi(kSmiMax), Value_from_smi(1));
  assert_true(Value_is_unboxed_double(sum));
  assert_true(number(sum) == 1073741824.0);
  sum = apply(OP(Sub), Value_from_smi(kSmiMin), Value_from_smi(1));
  assert_true(number(sum) == -1073741825.0);
}

static void arithmetic_takes_numbers_of_all_three_forms(void **state) {
  (void)state;
  Value half = Value_from_double(0.5);
  Value boxed = Value_from_object(HeapNumber_new(isolate, 2.25));
  assert_true(number(apply(OP(Add), half, Value_from_smi(3))) == 3.5);
  assert_true(number(apply(OP(Add), boxed, half)) == 2.75);
  assert_true(number(apply(OP(Mul), boxed, Value_from_smi(-2))) == -4.5);
  assert_true(number(apply(OP(Div), Value_from_smi(1), boxed)) == 1 / 2.25);
  assert_true(number(apply(OP(Sub), half, boxed)) == -1.75);
}

static void products_and_quotients_keep_the_sign_of_zero(void **state) {
  (void)state;
  Value zero = Value_from_smi(0), minus = Value_from_smi(-5);
  Value product = apply(OP(Mul), zero, minus);
  assert_true(Value_is_unboxed_double(product));
  assert_true(1 / number(product) < 0);
  assert_true(1 / number(apply(OP(Div), zero, minus)) < 0);
  assert_true(Value_equals(apply(OP(Mul), zero, Value_from_smi(5)), zero));
  assert_true(Value_equals(apply(OP(Div), zero, Value_from_smi(5)), zero));
  assert_true(Value_equals(
      apply(OP(Div), Value_from_smi(6), Value_from_smi(3)), Value_from_smi(2)));
  assert_true(Value_equals(
      apply(OP(Mod), Value_from_smi(7), Value_from_smi(4)), Value_from_smi(3)));
}

static void bitwise_operators_wrap_to_32_bits(void **state) {
  (void)state;
  Value big = Value_from_double(4294967297.0);
  assert_true(Value_equals(apply(OP(BitwiseOr), big, Value_from_smi(0)),
                           Value_from_smi(1)));
  Value shifted =
      apply(OP(ShiftRightLogical), Value_from_smi(-1), Value_from_smi(0));
  assert_true(number(shifted) == 4294967295.0);
  shifted = apply(OP(ShiftLeft), Value_from_smi(1), Value_from_smi(31));
  assert_true(number(shifted) == -2147483648.0);
  assert_true(Value_equals(
      apply(OP(ShiftRight), Value_from_smi(-8), Value_from_smi(33)),
      Value_from_smi(-4)));
}

static bool test(Bytecode operation, Value left, Value right) {
  Value result = apply(operation, left, right);
  assert_true(Value_is_boolean(result));
  return Value_is_true(result);
}

static void comparisons_follow_numbers_and_nan(void **state) {
  (void)state;
  Value nan = Value_from_double(__builtin_nan(""));
  Value boxed_nan = ROOT(nan_value);
  Value one = Value_from_smi(1), real_one = Value_from_double(1);
  assert_true(test(OP(TestLessThan), one, Value_from_double(1.5)));
  assert_false(test(OP(TestLessThan), nan, one));
  assert_false(test(OP(TestGreaterThanOrEqual), nan, one));
  assert_true(test(OP(TestGreaterThan), Value_from_smi(2), one));
  assert_true(test(OP(TestEqualStrict), one, real_one));
  assert_false(test(OP(TestEqualStrict), nan, nan));
  assert_false(test(OP(TestEqualStrict), boxed_nan, boxed_nan));
  assert_true(test(OP(TestEqualStrict), ROOT(length_string),
                   ROOT(length_string)));
  assert_false(
      test(OP(TestEqualStrict), ROOT(length_string), ROOT(name_string)));
  assert_false(test(OP(TestEqualStrict), ROOT(null_value),
                    ROOT(undefined_value)));
  assert_false(test(OP(TestEqualStrict), one, ROOT(true_value)));
}

static void truth_is_as_in_the_standard(void **state) {
  (void)state;
  const uint8_t bytes[] = {OP(Ldar), 0, OP(ToBoolean), OP(InterpreterExit)};
  const struct {
    Value value;
    bool truth;
  } cases[] = {
      {Value_from_smi(0), false},
      {Value_from_smi(-1), true},
      {Value_from_double(0.0), false},
      {Value_from_double(-0.0), false},
      {Value_from_double(__builtin_nan("")), false},
      {Value_from_double(0.1), true},
      {ROOT(undefined_value), false},
      {ROOT(null_value), false},
      {ROOT(true_value), true},
      {ROOT(false_value), false},
      {ROOT(empty_string), false},
      {ROOT(length_string), true},
  };
  for (size_t i = 0; i < ARRAY_LENGTH(cases); i++) {
    Value registers[] = {cases[i].value};
    Value result = RUN(bytes, registers);
    assert_int_equal(Value_is_true(result), cases[i].truth);
  }
}

static void wide_operands_reach_far_registers(void **state) {
  (void)state;
  const uint8_t bytes[] = {
      OP(Wide),      OP(LdaSmi), 0x39, 0x30,              // 12345
      OP(Wide),      OP(Star),   0x2c, 0x01,              // r300
      OP(LdaZero),   OP(Wide),   OP(Ldar), 0x2c, 0x01,
      OP(ExtraWide), OP(AddSmi), 0x00, 0x00, 0x10, 0x00, 0, 0, 0, 0,
      OP(InterpreterExit)};
  Value registers[301];
  for (int i = 0; i < 301; i++) registers[i] = ROOT(undefined_value);
  Value result = RUN(bytes, registers);
  assert_int_equal(Value_smi(result), 12345 + 0x100000);
}

static void time_loop(void) {
  set_up(NULL);
  struct timespec begin, end;
  for (int i = 0; i < 3; i++) {
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &begin);
    run_loop(100000000);
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &end);
    printf("100 M iterations: %.3f s\n",
           (double)(end.tv_sec - begin.tv_sec) +
               (double)(end.tv_nsec - begin.tv_nsec) * 1e-9);
  }
}

int main(int argc, char **argv) {
  if (argc > 1 && strcmp(argv[1], "--time") == 0) {
    time_loop();
    return 0;
  }
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(integer_loop_computes_its_sum),
      cmocka_unit_test(sums_that_overflow_a_smi_are_doubles),
      cmocka_unit_test(arithmetic_takes_numbers_of_all_three_forms),
      cmocka_unit_test(products_and_quotients_keep_the_sign_of_zero),
      cmocka_unit_test(bitwise_operators_wrap_to_32_bits),
      cmocka_unit_test(comparisons_follow_numbers_and_nan),
      cmocka_unit_test(truth_is_as_in_the_standard),
      cmocka_unit_test(wide_operands_reach_far_registers),
  };
  return cmocka_run_group_tests(tests, set_up, tear_down);
}
