// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "engine/bytecode/bytecode-array-builder.h"
#include "engine/bytecode/verifier.h"

typedef struct Fixture {
  Zone zone;
  BytecodeBuilder builder;
} Fixture;

static int set_up(void **state) {
  static Fixture fixture;
  Zone_init(&fixture.zone, "test");
  BytecodeBuilder_init(&fixture.builder, &fixture.zone, 2, 3);
  *state = &fixture;
  return 0;
}
static int tear_down(void **state) {
  Zone_destroy(&((Fixture *)*state)->zone);
  return 0;
}
static BytecodeBuilder *builder_of(void **state) {
  return &((Fixture *)*state)->builder;
}

static void check_bytes(BytecodeBuilder *b, const uint8_t *expected,
                        int length) {
  BytecodeOutput *output = BytecodeBuilder_finish(b);
  int offset;
  assert_null(BytecodeVerifier_find_error(output, &offset));
  assert_int_equal(output->length, length);
  assert_memory_equal(output->bytes, expected, (size_t)length);
}
#define CHECK_BYTES(b, ...)                       \
  check_bytes(b, (const uint8_t[]){__VA_ARGS__},  \
              sizeof((const uint8_t[]){__VA_ARGS__}))

static void stores_to_low_registers_take_one_byte(void **state) {
  BytecodeBuilder *b = builder_of(state);
  BytecodeBuilder_load_smi(b, 0);
  BytecodeBuilder_store_register(b, 2);
  EMIT0(b, Return);
  CHECK_BYTES(b, kBytecodeLdaZero, kBytecodeStar2, kBytecodeReturn);
}

static void a_load_that_nothing_reads_is_dropped(void **state) {
  BytecodeBuilder *b = builder_of(state);
  BytecodeBuilder_load_smi(b, 7);
  EMIT0(b, LdaTrue);
  BytecodeBuilder_store_register(b, 0);
  BytecodeBuilder_load_register(b, 0);
  EMIT0(b, Return);
  CHECK_BYTES(b, kBytecodeLdaTrue, kBytecodeStar0, kBytecodeReturn);
}

static void a_load_before_a_label_stays(void **state) {
  BytecodeBuilder *b = builder_of(state);
  BytecodeLabel label = BytecodeBuilder_new_label(b);
  EMIT0(b, LdaTrue);
  JUMP(b, JumpIfTrue, label);
  EMIT0(b, LdaFalse);
  BytecodeBuilder_bind(b, label);
  EMIT0(b, LdaNull);
  EMIT0(b, Return);
  CHECK_BYTES(b, kBytecodeLdaTrue, kBytecodeJumpIfTrue, 3, kBytecodeLdaFalse,
              kBytecodeLdaNull, kBytecodeReturn);
}

static void code_behind_a_return_is_dropped(void **state) {
  BytecodeBuilder *b = builder_of(state);
  EMIT0(b, LdaUndefined);
  EMIT0(b, Return);
  EMIT0(b, LdaTrue);
  EMIT0(b, Return);
  CHECK_BYTES(b, kBytecodeLdaUndefined, kBytecodeReturn);
}

static void immediates_choose_the_operand_width(void **state) {
  BytecodeBuilder *b = builder_of(state);
  BytecodeBuilder_load_smi(b, -128);
  BytecodeBuilder_store_register(b, 0);
  BytecodeBuilder_load_smi(b, 128);
  BytecodeBuilder_store_register(b, 1);
  BytecodeBuilder_load_smi(b, 40000);
  EMIT0(b, Return);
  CHECK_BYTES(b, kBytecodeLdaSmi, 0x80, kBytecodeStar0, kBytecodeWide,
              kBytecodeLdaSmi, 0x80, 0, kBytecodeStar1, kBytecodeExtraWide,
              kBytecodeLdaSmi, 0x40, 0x9c, 0, 0, kBytecodeReturn);
}

static void jumps_grow_with_their_distance(void **state) {
  BytecodeBuilder *b = builder_of(state);
  BytecodeLabel label = BytecodeBuilder_new_label(b);
  EMIT0(b, LdaTrue);
  JUMP(b, JumpIfFalse, label);
  for (int i = 0; i < 300; i++) EMIT(b, Mov, 0, 1);
  BytecodeBuilder_bind(b, label);
  EMIT0(b, Return);
  BytecodeOutput *output = BytecodeBuilder_finish(b);
  int offset;
  assert_null(BytecodeVerifier_find_error(output, &offset));
  assert_int_equal(output->bytes[1], kBytecodeWide);
  DecodedBytecode jump;
  assert_true(Bytecode_decode(output->bytes, output->length, 1, &jump));
  assert_int_equal(jump.operands[0], 4 + 300 * 3);
}

static void equal_constants_share_an_entry(void **state) {
  BytecodeBuilder *b = builder_of(state);
  ConstantEntry a = {.kind = kConstantNumber, .number = 1.5};
  ConstantEntry c = {.kind = kConstantNumber, .number = 2.5};
  assert_int_equal(BytecodeBuilder_constant(b, a), 0);
  assert_int_equal(BytecodeBuilder_constant(b, c), 1);
  assert_int_equal(BytecodeBuilder_constant(b, a), 0);
  for (int i = 0; i < 100; i++) {
    c.number = i;
    BytecodeBuilder_constant(b, c);
  }
  assert_int_equal(BytecodeBuilder_constant(b, a), 0);
  c.number = -0.0;
  assert_int_not_equal(BytecodeBuilder_constant(b, c), 2);
}

static void inner_handlers_come_first(void **state) {
  BytecodeBuilder *b = builder_of(state);
  BytecodeLabel outer = BytecodeBuilder_new_label(b);
  BytecodeLabel inner = BytecodeBuilder_new_label(b);
  EMIT0(b, LdaUndefined);
  int outer_start = BytecodeBuilder_begin_range(b);
  EMIT0(b, Debugger);
  int inner_start = BytecodeBuilder_begin_range(b);
  EMIT0(b, Debugger);
  BytecodeBuilder_end_range(b, inner_start, inner, 0, kCaught);
  BytecodeBuilder_end_range(b, outer_start, outer, 1, kUncaught);
  BytecodeBuilder_bind_handler(b, inner);
  BytecodeBuilder_bind_handler(b, outer);
  EMIT0(b, Return);
  BytecodeOutput *output = BytecodeBuilder_finish(b);
  int offset;
  assert_null(BytecodeVerifier_find_error(output, &offset));
  assert_int_equal(output->handler_count, 2);
  assert_int_equal(output->handlers[0].start, 2);
  assert_int_equal(output->handlers[0].context_register, 0);
  assert_int_equal(output->handlers[1].start, 1);
}

static void the_verifier_sees_a_register_out_of_range(void **state) {
  BytecodeBuilder *b = builder_of(state);
  EMIT(b, Ldar, 17);
  EMIT0(b, Return);
  int offset;
  assert_string_equal(
      BytecodeVerifier_find_error(BytecodeBuilder_finish(b), &offset),
      "register out of range");
}

static void the_verifier_sees_a_missing_return(void **state) {
  BytecodeBuilder *b = builder_of(state);
  EMIT0(b, LdaTrue);
  int offset;
  assert_string_equal(
      BytecodeVerifier_find_error(BytecodeBuilder_finish(b), &offset),
      "control runs off the end");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(stores_to_low_registers_take_one_byte),
      TEST(a_load_that_nothing_reads_is_dropped),
      TEST(a_load_before_a_label_stays),
      TEST(code_behind_a_return_is_dropped),
      TEST(immediates_choose_the_operand_width),
      TEST(jumps_grow_with_their_distance),
      TEST(equal_constants_share_an_entry),
      TEST(inner_handlers_come_first),
      TEST(the_verifier_sees_a_register_out_of_range),
      TEST(the_verifier_sees_a_missing_return),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
