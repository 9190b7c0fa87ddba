// SPDX-License-Identifier: MIT
//
// Suspending and resuming: the frame's parameters and registers are copied to
// the generator's RegisterArray and back. `next` pushes a frame of its own below
// the generator's, to which that returns; the unwinder knows it, too.
#include "builtins-dsl/definitions/arrays.h"
#include "builtins-dsl/definitions/callback-frames.h"

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

BYTECODE_HANDLER(GetResumeMode) {
  TInt32 mode =
      csa_load_JSGeneratorObject_resume_mode(a, generator_operand(a));
  csa_dispatch(a, csa_smi_to_value(a, csa_smi_tag(a, mode)));
}

BYTECODE_HANDLER(CreateIterResult) {
  LABEL(slow, kDeferred);
  TTagged value = csa_box_inline(a, a->accumulator, &slow);
  csa_dispatch(a, new_iter_result(a, value, &slow));
  csa_bind(a, &slow);
  csa_continue_in_stub(a, CreateIterResult, a->accumulator);
}
STUB(CreateIterResult) {
  csa_save_stub_frame(a);
  TValue arguments[] = {csa_stub_parameter(a, 0), csa_root(a, false_value)};
  TValue result = csa_call_runtime_nothrow_n(
      a, kRuntimeCreateIterResultObject, 2, arguments);
  csa_finish_stub(a, result, result);
}

// ---- next ----

static void fill_undefined(Assembler *a, TRaw from, TInt64 count) {
  LABEL(loop, kNormal);
  LABEL(done, kNormal);
  VariableInt64 index = csa_variable_Int64(a, csa_int64(a, 0));
  csa_bind(a, &loop);
  TInt64 i = csa_get_Int64(a, index);
  csa_goto_unless(a, csa_int64_less(a, i, count), &done);
  csa_store_value(a, csa_raw_add(a, from, csa_int64_shl(a, i, 3)), 0,
                  csa_undefined(a));
  csa_set_Int64(a, index, csa_int64_add(a, i, csa_int64(a, 1)));
  csa_goto(a, &loop);
  csa_bind(a, &done);
}

// Writes the frame of the generator's function at fp, above that of `next`, and
// goes on where it was suspended.
static void resume_above(Assembler *a, TJSGeneratorObject generator,
                         TBytecodeArray bytecode, TRaw next_fp, TRaw fp,
                         TInt64 parameters, TInt64 registers, TValue value) {
  TRegisterArray saved =
      AS(RegisterArray,
         csa_load_JSGeneratorObject_parameters_and_registers(a, generator));
  copy_values(a, csa_raw_add(a, next_fp, csa_int64(a, kValueSize)),
              csa_RegisterArray_registers_address(a, saved, csa_int64(a, 0)),
              parameters);
  TJSFunction function = csa_load_JSGeneratorObject_function(a, generator);
  FrameHeader header = {
      .new_target = csa_undefined(a),
      .argc = csa_int64_sub(a, parameters, csa_int64(a, 1)),
      .feedback_vector = csa_load_FeedbackCell_value(
          a, csa_load_JSFunction_feedback_cell(a, function)),
      .bytecode_array = AS(Value, bytecode),
      .context = csa_load_JSGeneratorObject_context(a, generator),
      .function = AS(Value, function),
  };
  a->fp = next_fp;
  write_frame_header(
      a, fp, first_bytecode(a, csa_root(a, generator_next_bytecode)), &header);
  fill_undefined(a, fp, registers);
  TInt64 at = csa_int32_to_int64(
      a, csa_load_BytecodeArray_new_target_register(a, bytecode));
  csa_store_value(a, csa_raw_add(a, fp, csa_int64_shl(a, at, 3)), 0,
                  AS(Value, generator));
  csa_dispatch_to(a, first_bytecode(a, AS(Value, bytecode)), fp, value);
}

// ECMA-262 #sec-generator.prototype.next
//
// Of a generator that is suspended. Nothing is changed before all that may fail
// was tried; generators that run or ended are the C builtin's.
ENTRY_STUB(GeneratorPrototypeNext) {
  LABEL(slow, kDeferred);
  // BuiltinEntry changes to another realm.
  TInt32 realms = csa_isolate_load(a, int32, realm_count);
  csa_goto_if(a, csa_uint32_less(a, csa_int32(a, 1), realms), &slow);
  TValue receiver = csa_receiver(a);
  csa_goto_unless(a, csa_is_heap_object(a, receiver), &slow);
  csa_goto_unless(a, csa_is_type(a, receiver, JS_GENERATOR_OBJECT_TYPE), &slow);
  TJSGeneratorObject generator = AS(JSGeneratorObject, receiver);
  TInt32 state = csa_load_JSGeneratorObject_continuation(a, generator);
  csa_goto_if(a, csa_int32_less(a, state, csa_int32(a, 0)), &slow);
  pad_argument(a, 0);
  TTagged input = csa_box_inline(a, csa_argument(a, 0), &slow);
  TJSFunction function = csa_load_JSGeneratorObject_function(a, generator);
  TBytecodeArray bytecode =
      AS(BytecodeArray, csa_load_SharedFunctionInfo_function_data(
                            a, csa_load_JSFunction_shared(a, function)));
  TInt64 parameters = csa_uint32_to_int64(
      a, csa_load_BytecodeArray_parameter_count(a, bytecode));
  TInt64 registers = csa_uint32_to_int64(
      a, csa_load_BytecodeArray_register_count(a, bytecode));
  enum { kParameters = 1, kRegisters = 1 };
  TRaw next_fp = callback_frame(a, kParameters, kRegisters, &slow);
  TInt64 below = csa_int64_add(a, parameters,
                               csa_int64(a, kRegisters + kFrameHeaderSlots));
  TRaw fp = csa_raw_add(a, next_fp, csa_int64_shl(a, below, 3));
  TRaw end = csa_raw_add(a, fp, csa_int64_shl(a, registers, 3));
  csa_goto_if(
      a, csa_raw_below(a, csa_isolate_load(a, raw, vm_stack_limit), end),
      &slow);
  TValue value = csa_tagged_to_value(a, input);
  csa_store_JSGeneratorObject_input_or_debug_position(a, generator, value);
  csa_store_JSGeneratorObject_resume_mode(
      a, generator, csa_int32(a, kGeneratorResumeNext));
  push_callback_frame(a, next_fp, kParameters,
                      csa_root(a, generator_next_bytecode));
  csa_store_value(a, next_fp, 0, receiver);
  TRaw caller_fp = a->fp;
  resume_above(a, generator, bytecode, next_fp, fp, parameters, registers,
               value);
  a->fp = caller_fp;
  csa_bind(a, &slow);
  go_to_c_builtin(a);
}

// Yields come as finished result objects; what was returned does not.
BYTECODE_HANDLER(GeneratorNextStep) {
  LABEL(returned, kUnlikely);
  TJSGeneratorObject generator = AS(JSGeneratorObject, csa_load_frame(a, 0));
  TInt32 state = csa_load_JSGeneratorObject_continuation(a, generator);
  csa_goto_if(a, csa_int32_less(a, state, csa_int32(a, 0)), &returned);
  return_to_caller(a, a->accumulator);
  csa_bind(a, &returned);
  csa_store_JSGeneratorObject_continuation(
      a, generator, csa_int32(a, kGeneratorClosed));
  return_to_caller(a, csa_call_runtime(a, CreateIterResultObject,
                                       a->accumulator, csa_root(a, true_value)));
}
