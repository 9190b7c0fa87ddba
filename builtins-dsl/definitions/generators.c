// SPDX-License-Identifier: MIT
//
// Suspending and resuming: the frame's parameters and registers are copied to
// the generator's RegisterArray and back.
#include "builtins-dsl/definitions/frames.h"


static TJSGeneratorObject generator_operand(Assembler *a) {
  return AS(JSGeneratorObject, csa_load_register(a, 0));
}

static void copy_values(Assembler *a, TRaw to, TRaw from, TInt64 count) {
  LABEL(loop, kNormal);
  LABEL(done, kNormal);
  VariableInt64 index = csa_variable_Int64(a, csa_int64(a, 0));
  csa_bind(a, &loop);
  TInt64 i = csa_get_Int64(a, index);
  csa_goto_unless(a, csa_int64_less(a, i, count), &done);
  TInt64 offset = csa_int64_shl(a, i, 3);
  csa_store_value(a, csa_raw_add(a, to, offset), 0,
                  csa_load_value(a, csa_raw_add(a, from, offset), 0));
  csa_set_Int64(a, index, csa_int64_add(a, i, csa_int64(a, 1)));
  csa_goto(a, &loop);
  csa_bind(a, &done);
}

// On entry: a fresh call has no generator and goes on; a resumed one jumps to
// the code of its suspend id.
BYTECODE_HANDLER(SwitchOnGeneratorState) {
  LABEL(fresh, kNormal);
  TValue value = csa_load_register(a, 0);
  csa_goto_if(a, csa_is_undefined(a, value), &fresh);
  TJSGeneratorObject generator = AS(JSGeneratorObject, value);
  TInt32 state = csa_load_JSGeneratorObject_continuation(a, generator);
  csa_store_JSGeneratorObject_continuation(
      a, generator, csa_int32(a, kGeneratorExecuting));
  csa_store_frame(a, kFrameContext,
                  csa_load_JSGeneratorObject_context(a, generator));
  TInt64 entry =
      csa_int64_add(a, csa_operand(a, 1), csa_uint32_to_int64(a, state));
  TSmi distance = csa_value_as_smi(a, csa_load_constant(a, entry));
  TInt64 bytes = csa_int32_to_int64(a, csa_smi_untag(a, distance));
  csa_dispatch_to(a, csa_raw_add(a, a->pc, bytes), a->fp, a->accumulator);
  csa_bind(a, &fresh);
  csa_dispatch(a, a->accumulator);
}

typedef struct SavedValues {
  TRaw parameters, registers;      // in the RegisterArray
  TRaw frame_parameters;
  TInt64 parameter_count;
} SavedValues;

static SavedValues saved_values(Assembler *a, TJSGeneratorObject generator) {
  TRegisterArray array =
      AS(RegisterArray,
         csa_load_JSGeneratorObject_parameters_and_registers(a, generator));
  SavedValues saved;
  saved.parameter_count = csa_uint32_to_int64(
      a, csa_load_BytecodeArray_parameter_count(a, csa_bytecode_array(a)));
  saved.parameters =
      csa_RegisterArray_registers_address(a, array, csa_int64(a, 0));
  saved.registers =
      csa_RegisterArray_registers_address(a, array, saved.parameter_count);
  TInt64 down = csa_int64_sub(a, csa_int64(a, -kFrameHeaderSlots),
                              saved.parameter_count);
  saved.frame_parameters =
      csa_raw_add(a, a->fp, csa_int64_shl(a, down, 3));
  return saved;
}

BYTECODE_HANDLER(SuspendGenerator) {
  TJSGeneratorObject generator = generator_operand(a);
  SavedValues saved = saved_values(a, generator);
  copy_values(a, saved.parameters, saved.frame_parameters,
              saved.parameter_count);
  copy_values(a, saved.registers, csa_operand_address(a, 1),
              csa_operand(a, 2));
  csa_write_barrier(
      a, csa_load_JSGeneratorObject_parameters_and_registers(a, generator));
  csa_store_JSGeneratorObject_context(a, generator,
                                      csa_load_frame(a, kFrameContext));
  csa_store_JSGeneratorObject_continuation(a, generator,
                                           csa_operand_int32(a, 3));
  return_to_caller(a, a->accumulator);
}

// The resumed frame has its parameters already; the sent value becomes the
// accumulator.
BYTECODE_HANDLER(ResumeGenerator) {
  TJSGeneratorObject generator = generator_operand(a);
  SavedValues saved = saved_values(a, generator);
  copy_values(a, csa_operand_address(a, 1), saved.registers,
              csa_operand(a, 2));
  csa_dispatch(
      a, csa_load_JSGeneratorObject_input_or_debug_position(a, generator));
}
