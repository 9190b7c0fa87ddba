// SPDX-License-Identifier: MIT
#include "builtins-dsl/definitions/callback-frames.h"

#include "engine/objects/shared-function-info.h"

void pad_argument(Assembler *a, int index) {
  LABEL(absent, kUnlikely);
  LABEL(done, kNormal);
  csa_branch(a, csa_int64_less(a, csa_int64(a, index), a->argc), &done,
             &absent);
  csa_bind(a, &absent);
  csa_store_value(a, a->argv, (index + 1) * kValueSize, csa_undefined(a));
  csa_goto(a, &done);
  csa_bind(a, &done);
}

TRaw callback_frame(Assembler *a, int parameters, int registers, Label *slow) {
  enum { kCallSlots = kCallHeaderSlots + 5 };
  TRaw fp = csa_raw_add(
      a, a->argv,
      csa_int64(a, (parameters + kFrameHeaderSlots) * kValueSize));
  TRaw end =
      csa_raw_add(a, fp, csa_int64(a, (registers + kCallSlots) * kValueSize));
  TRaw limit = csa_isolate_load(a, raw, vm_stack_limit);
  csa_goto_if(a, csa_raw_below(a, limit, end), slow);
  return fp;
}

void push_callback_frame(Assembler *a, TRaw fp, int parameters,
                         TValue step_bytecode) {
  FrameHeader header = {
      .new_target = csa_undefined(a),
      .argc = csa_int64(a, parameters - 1),
      .feedback_vector = csa_undefined(a),
      .bytecode_array = step_bytecode,
      .context = AS(Value, csa_load_JSFunction_context(
                               a, AS(JSFunction, a->callee))),
      .function = a->callee,
  };
  write_frame_header(a, fp, a->pc, &header);
}

TInt64 visible_arguments(Assembler *a, TValue callback, int passed) {
  LABEL(interpreted, kNormal);
  LABEL(done, kNormal);
  VariableInt64 result = csa_variable_Int64(a, csa_int64(a, passed));
  TInt32 code = csa_load_JSFunction_code(a, AS(JSFunction, callback));
  csa_branch(a, csa_int32_equal(a, code, csa_int32(a, kCodeInterpreterEntry)),
             &interpreted, &done);
  csa_bind(a, &interpreted);
  TSharedFunctionInfo shared =
      csa_load_JSFunction_shared(a, AS(JSFunction, callback));
  TBytecodeArray array =
      AS(BytecodeArray, csa_load_SharedFunctionInfo_function_data(a, shared));
  TBool reads_surplus = csa_int32_test(
      a, csa_load_BytecodeArray_flags(a, array), kBytecodeReadsSurplus);
  csa_goto_if(a, reads_surplus, &done);
  TInt64 formals = csa_int64_sub(
      a,
      csa_uint32_to_int64(a, csa_load_BytecodeArray_parameter_count(a, array)),
      csa_int64(a, 1));
  csa_set_Int64(a, result,
                csa_select_Int64(
                    a, csa_int64_less(a, formals, csa_int64(a, passed)),
                    formals, csa_int64(a, passed)));
  csa_goto(a, &done);
  csa_bind(a, &done);
  return csa_get_Int64(a, result);
}

void jump_to_callback(Assembler *a, TValue callback, TRaw argv, TInt64 argc) {
  TInt32 code = csa_load_JSFunction_code(a, AS(JSFunction, callback));
  TRaw entry = csa_raw_add(a, a->isolate,
                           csa_int64_shl(a, csa_uint32_to_int64(a, code), 3));
  TRaw target = csa_load_raw(a, entry, offsetof(Isolate, code_pointers));
  csa_tail_call(a, target.node, a->pc, a->fp, csa_raw_to_int64(a, argv), argc,
                (TInt64){callback.node});
}
