// SPDX-License-Identifier: MIT
//
// The verifier accepts sound bytecode, and says of each kind of corruption what
// it is and where.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "engine/bytecode/verifier.h"

// r0 to r3, one parameter beside the receiver, constants of several kinds.
enum { kRegisters = 4, kParameters = 2 };
enum { kString, kNumber, kScope, kTable, kConstants = 6 };
enum { kLoadSlot, kCallSlot, kBinarySlot, kLoopSlot, kSlots };

static const uint8_t kSlotKinds[kSlots] = {
    kFeedbackSlotLoadProperty, kFeedbackSlotCall, kFeedbackSlotBinaryOp,
    kFeedbackSlotJumpLoop};

typedef struct Sample {
  ConstantEntry constants[kConstants];
  BytecodeOutput output;
} Sample;

static void make_sample(Sample *sample, const uint8_t *bytes, int length) {
  *sample = (Sample){.constants = {{.kind = kConstantString},
                                   {.kind = kConstantNumber, .number = 1.5},
                                   {.kind = kConstantScope},
                                   {.kind = kConstantSmi, .smi = 4},
                                   {.kind = kConstantSmi, .smi = 5},
                                   {.kind = kConstantSmi, .smi = 100}}};
  sample->output = (BytecodeOutput){.bytes = bytes,
                                    .length = length,
                                    .constants = sample->constants,
                                    .constant_count = kConstants,
                                    .feedback_kinds = kSlotKinds,
                                    .feedback_slot_count = kSlots,
                                    .closure_count = 1,
                                    .parameter_count = kParameters,
                                    .register_count = kRegisters};
}

static void expect(const BytecodeOutput *output, const char *error, int at) {
  int offset = -1;
  const char *found = BytecodeVerifier_find_error(output, &offset);
  if (error == NULL) {
    assert_null(found);
    return;
  }
  assert_non_null(found);
  assert_string_equal(found, error);
  assert_int_equal(offset, at);
}

#define OP(Name) kBytecode##Name
#define EXPECT(error, at, ...)                      \
  do {                                              \
    const uint8_t bytes[] = {__VA_ARGS__};          \
    Sample sample;                                  \
    make_sample(&sample, bytes, (int)sizeof bytes); \
    expect(&sample.output, error, at);              \
  } while (0)
#define R(i) ((uint8_t)(i))

static void bytecodes_are_whole(void **state) {
  (void)state;
  EXPECT(NULL, 0, OP(LdaZero), OP(Return));
  EXPECT("unknown or truncated bytecode", 1, OP(LdaZero), OP(LdaSmi));
  EXPECT("unknown or truncated bytecode", 0, kBytecodeCount, OP(Return));
  EXPECT("unknown or truncated bytecode", 0, OP(Wide), OP(Wide), OP(Return));
  EXPECT("unknown or truncated bytecode", 0, OP(Wide), OP(LdaSmi), 1);
  EXPECT("control runs off the end", 1, OP(LdaZero));
}

static void registers_are_those_of_the_frame(void **state) {
  (void)state;
  const char *error = "register out of range";
  EXPECT(NULL, 0, OP(Ldar), R(kRegisters - 1), OP(Return));
  EXPECT(error, 0, OP(Ldar), R(kRegisters), OP(Return));
  // Parameters lie below the header, of which only two slots are for reading.
  EXPECT(NULL, 0, OP(Ldar), R(-kFrameHeaderSlots - kParameters), OP(Return));
  EXPECT(error, 0, OP(Ldar), R(-kFrameHeaderSlots - kParameters - 1),
         OP(Return));
  EXPECT(NULL, 0, OP(Ldar), R(kFrameContext), OP(Return));
  EXPECT(error, 0, OP(Ldar), R(kFrameCallerPc), OP(Return));
  EXPECT(error, 1, OP(LdaZero), OP(Star), R(kFrameContext), OP(Return));
  EXPECT(error, 0, OP(Mov), R(0), R(kRegisters), OP(LdaZero), OP(Return));
  EXPECT(NULL, 0, OP(LdaZero), OP(Star), R(-kFrameHeaderSlots - 1),
         OP(Return));
  // Lists.
  EXPECT(NULL, 0, OP(CallProperty), R(0), R(1), 3, kCallSlot, OP(Return));
  EXPECT(error, 0, OP(CallProperty), R(0), R(2), 3, kCallSlot, OP(Return));
  EXPECT(error, 0, OP(CallProperty), R(0), R(-1), 2, kCallSlot, OP(Return));
  EXPECT(NULL, 0, OP(CallProperty), R(0), R(100), 0, kCallSlot, OP(Return));
  EXPECT(error, 0, OP(CallProperty), R(0), R(-kFrameHeaderSlots - 1), 2,
         kCallSlot, OP(Return));
}

static void constants_are_of_the_right_kind(void **state) {
  (void)state;
  EXPECT(NULL, 0, OP(LdaConstant), kNumber, OP(Return));
  EXPECT("constant pool index out of range", 0, OP(LdaConstant), kConstants,
         OP(Return));
  EXPECT("constant of another kind", 0, OP(LdaConstant), kTable, OP(Return));
  EXPECT(NULL, 0, OP(GetNamedProperty), R(0), kString, kLoadSlot, OP(Return));
  EXPECT("constant of another kind", 0, OP(GetNamedProperty), R(0), kNumber,
         kLoadSlot, OP(Return));
  EXPECT(NULL, 0, OP(CreateBlockContext), kScope, OP(Return));
  EXPECT("constant of another kind", 0, OP(CreateBlockContext), kString,
         OP(Return));
  EXPECT("constant of another kind", 0, OP(CreateClosure), kScope, 0, 0,
         OP(Return));
}

static void feedback_slots_are_of_the_right_kind(void **state) {
  (void)state;
  EXPECT("feedback slot out of range", 0, OP(GetNamedProperty), R(0), kString,
         kSlots, OP(Return));
  EXPECT("feedback slot of another kind", 0, OP(GetNamedProperty), R(0),
         kString, kCallSlot, OP(Return));
  EXPECT(NULL, 0, OP(LdaZero), OP(Add), R(0), kBinarySlot, OP(Return));
  EXPECT("feedback slot of another kind", 1, OP(LdaZero), OP(TestLessThan),
         R(0), kBinarySlot, OP(Return));
  EXPECT(NULL, 0, OP(GetIterator), R(0), kLoadSlot, kCallSlot, OP(Return));
  EXPECT("feedback slot of another kind", 0, OP(GetIterator), R(0), kCallSlot,
         kLoadSlot, OP(Return));
}

static void runtime_functions_exist(void **state) {
  (void)state;
  EXPECT(NULL, 0, OP(CallRuntime), 0, 0, R(0), 1, OP(Return));
  EXPECT("no such runtime function", 0, OP(CallRuntime), 0xFF, 0xFF, R(0), 1,
         OP(Return));
}

static void jumps_lead_to_bytecodes(void **state) {
  (void)state;
  const char *error = "jump target is no bytecode's start";
  EXPECT(NULL, 0, OP(LdaZero), OP(Jump), 4, OP(LdaSmi), 1, OP(Return));
  EXPECT(error, 1, OP(LdaZero), OP(Jump), 3, OP(LdaSmi), 1, OP(Return));
  EXPECT(error, 0, OP(Jump), 200, OP(LdaZero), OP(Return));
  EXPECT("jump to itself", 0, OP(Jump), 0, OP(LdaZero), OP(Return));
  // Backwards.
  EXPECT(NULL, 0, OP(LdaZero), OP(JumpLoop), 1, 0, kLoopSlot);
  EXPECT(error, 2, OP(LdaSmi), 7, OP(JumpLoop), 1, 0, kLoopSlot);
  EXPECT(error, 1, OP(LdaZero), OP(JumpLoop), 2, 0, kLoopSlot);
}

static void jump_tables_lead_to_bytecodes(void **state) {
  (void)state;
  // Entries: 4 and 5 from the switch.
  EXPECT(NULL, 0, OP(LdaZero), OP(SwitchOnSmiNoFeedback), kTable, 2, 0,
         OP(LdaZero), OP(Return));
  EXPECT("jump table entry leads into a bytecode", 1, OP(LdaZero),
         OP(SwitchOnSmiNoFeedback), kTable, 2, 0, OP(LdaSmi), 1, OP(Return));
  EXPECT("jump table entry leads into a bytecode", 1, OP(LdaZero),
         OP(SwitchOnSmiNoFeedback), kTable, 3, 0, OP(LdaZero), OP(Return));
  EXPECT("jump table out of range", 1, OP(LdaZero), OP(SwitchOnSmiNoFeedback),
         kTable, 4, 0, OP(LdaZero), OP(Return));
  EXPECT("jump table entry is no Smi", 1, OP(LdaZero),
         OP(SwitchOnSmiNoFeedback), kScope, 2, 0, OP(LdaZero), OP(Return));
}

static void the_accumulator_is_written_first(void **state) {
  (void)state;
  const char *error = "accumulator is read before it is written";
  EXPECT(error, 0, OP(Return));
  EXPECT(error, 0, OP(Star0), OP(LdaZero), OP(Return));
  EXPECT(error, 0, OP(JumpIfTrue), 2, OP(LdaZero), OP(Return));
  // On one path only.
  EXPECT(error, 4, OP(JumpIfForInDone), 4, R(0), R(1), OP(Return));
  EXPECT(error, 5, OP(JumpIfForInDone), 5, R(0), R(1), OP(LdaZero),
         OP(Return));
  EXPECT(NULL, 0, OP(LdaZero), OP(JumpIfForInDone), 5, R(0), R(1), OP(LdaZero),
         OP(Return));
}

static void handlers_guard_ranges(void **state) {
  (void)state;
  // 0 LdaZero, 1 LdaSmi, 3 Return, 4 Star1 (the handler), 5 Return
  static const uint8_t bytes[] = {OP(LdaZero), OP(LdaSmi), 1,
                                  OP(Return),  OP(Star1),  OP(Return)};
  static const struct {
    HandlerTableEntry entry;
    const char *error;
  } cases[] = {
      {{0, 3, 4, 0, kCaught}, NULL},
      {{0, 6, 4, 0, kCaught}, "handler guards itself"},
      {{0, 2, 4, 0, kCaught}, "handler range is none"},
      {{2, 3, 4, 0, kCaught}, "handler range is none"},
      {{3, 3, 4, 0, kCaught}, "handler range is none"},
      {{0, 70, 4, 0, kCaught}, "handler range is none"},
      {{0, 3, 2, 0, kCaught}, "handler is no bytecode's start"},
      {{0, 3, 6, 0, kCaught}, "handler is no bytecode's start"},
      {{0, 3, 4, kRegisters, kCaught},
       "handler's context register out of range"},
      {{0, 3, 4, kFrameContext, kCaught},
       "handler's context register out of range"},
      {{0, 3, 4, 0, 9}, "handler's prediction is none"},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    Sample sample;
    make_sample(&sample, bytes, sizeof bytes);
    sample.output.handlers = &cases[i].entry;
    sample.output.handler_count = 1;
    expect(&sample.output, cases[i].error, cases[i].entry.start);
  }
  static const HandlerTableEntry overlapping[] = {{0, 3, 4, 0, kCaught},
                                                  {1, 4, 4, 0, kCaught}};
  static const HandlerTableEntry outer_first[] = {{0, 4, 4, 0, kCaught},
                                                  {1, 3, 4, 0, kCaught}};
  const HandlerTableEntry *const pairs[] = {overlapping, outer_first};
  for (int i = 0; i < 2; i++) {
    Sample sample;
    make_sample(&sample, bytes, sizeof bytes);
    sample.output.handlers = pairs[i];
    sample.output.handler_count = 2;
    expect(&sample.output, "handler ranges overlap", 1);
  }
}

static void suspensions_resume_behind_themselves(void **state) {
  (void)state;
  // 0 switch, 4 LdaZero, 5 SuspendGenerator r0 (r0-r1) #0, 10 ResumeGenerator
  uint8_t bytes[] = {OP(SwitchOnGeneratorState), R(0), kTable, 1, OP(LdaZero),
                     OP(SuspendGenerator), R(0), R(0), 2, 0,
                     OP(ResumeGenerator), R(0), R(0), 2, OP(Return)};
  Sample sample;
  make_sample(&sample, bytes, sizeof bytes);
  sample.constants[kTable].smi = 10;
  expect(&sample.output, NULL, 0);
  bytes[9] = 1;
  expect(&sample.output, "suspension id out of range", 5);
  bytes[9] = 0;
  bytes[13] = 1;
  expect(&sample.output, "suspension restores other registers", 5);
  bytes[13] = 2;
  sample.constants[kTable].smi = 14;
  expect(&sample.output, "suspension does not resume behind itself", 5);
  EXPECT("suspension without a table to resume by", 1, OP(LdaZero),
         OP(SuspendGenerator), R(0), R(0), 2, 0, OP(ResumeGenerator), R(0),
         R(0), 2, OP(Return));
}

static void positions_are_of_bytecodes_in_order(void **state) {
  (void)state;
  static const uint8_t bytes[] = {OP(LdaSmi), 1, OP(Return)};
  static const struct {
    int offset;
    int position;
    const char *error;
  } cases[] = {{0, 5, NULL},
               {2, 5, NULL},
               {1, 5, "source position of no bytecode"},
               {3, 5, "source position of no bytecode"},
               {0, -2, "source position is negative"}};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    Zone zone;
    Zone_init(&zone, "test");
    SourcePositionEncoder encoder = {.zone = &zone};
    SourcePositionEncoder_add(&encoder, cases[i].offset, cases[i].position,
                              true);
    Sample sample;
    make_sample(&sample, bytes, sizeof bytes);
    sample.output.positions = encoder.bytes.items;
    sample.output.positions_length = encoder.bytes.length;
    expect(&sample.output, cases[i].error, cases[i].offset);
    Zone_destroy(&zone);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(bytecodes_are_whole),
      cmocka_unit_test(registers_are_those_of_the_frame),
      cmocka_unit_test(constants_are_of_the_right_kind),
      cmocka_unit_test(feedback_slots_are_of_the_right_kind),
      cmocka_unit_test(runtime_functions_exist),
      cmocka_unit_test(jumps_lead_to_bytecodes),
      cmocka_unit_test(jump_tables_lead_to_bytecodes),
      cmocka_unit_test(the_accumulator_is_written_first),
      cmocka_unit_test(handlers_guard_ranges),
      cmocka_unit_test(suspensions_resume_behind_themselves),
      cmocka_unit_test(positions_are_of_bytecodes_in_order),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
