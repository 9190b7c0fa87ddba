// SPDX-License-Identifier: MIT
//
// Jumps, switches, loops, and leaving a function.
#include "builtins-dsl/definitions/frames.h"
#include "builtins-dsl/definitions/truth.h"

BYTECODE_HANDLER(Jump) { csa_jump(a, a->accumulator); }
BYTECODE_HANDLER(JumpIfTrue) {
  csa_jump_if(a, csa_is_root(a, a->accumulator, true_value), a->accumulator);
}
BYTECODE_HANDLER(JumpIfFalse) {
  csa_jump_if(a, csa_is_root(a, a->accumulator, false_value), a->accumulator);
}
BYTECODE_HANDLER(JumpIfNull) {
  csa_jump_if(a, csa_is_root(a, a->accumulator, null_value), a->accumulator);
}
BYTECODE_HANDLER(JumpIfNotNull) {
  TBool is_null = csa_is_root(a, a->accumulator, null_value);
  csa_jump_if(a, csa_bool_not(a, is_null), a->accumulator);
}
BYTECODE_HANDLER(JumpIfUndefined) {
  csa_jump_if(a, csa_is_undefined(a, a->accumulator), a->accumulator);
}
BYTECODE_HANDLER(JumpIfNotUndefined) {
  TBool is_undefined = csa_is_undefined(a, a->accumulator);
  csa_jump_if(a, csa_bool_not(a, is_undefined), a->accumulator);
}
BYTECODE_HANDLER(JumpIfUndefinedOrNull) {
  TBool is_undefined = csa_is_undefined(a, a->accumulator);
  TBool is_null = csa_is_root(a, a->accumulator, null_value);
  csa_jump_if(a, csa_bool_or(a, is_undefined, is_null), a->accumulator);
}

static void define_jump_on_truth(Assembler *a, bool jump_if) {
  LABEL(jump, kNormal);
  LABEL(stay, kNormal);
  branch_on_truth(a, a->accumulator, jump_if ? &jump : &stay,
                  jump_if ? &stay : &jump);
  csa_bind(a, &stay);
  csa_dispatch(a, a->accumulator);
  csa_bind(a, &jump);
  csa_jump(a, a->accumulator);
}
BYTECODE_HANDLER(JumpIfToBooleanTrue) { define_jump_on_truth(a, true); }
BYTECODE_HANDLER(JumpIfToBooleanFalse) { define_jump_on_truth(a, false); }

BYTECODE_HANDLER(JumpIfJSReceiver) {
  LABEL(stay, kNormal);
  csa_goto_unless(a, csa_is_heap_object(a, a->accumulator), &stay);
  TInt32 type = csa_load_instance_type(a, a->accumulator);
  csa_goto_if(
      a, csa_uint32_less(a, type, csa_int32(a, FIRST_JS_RECEIVER_TYPE)),
      &stay);
  csa_jump(a, a->accumulator);
  csa_bind(a, &stay);
  csa_dispatch(a, a->accumulator);
}

BYTECODE_HANDLER(JumpIfForInDone) {
  csa_jump_if(
      a, csa_value_equal(a, csa_load_register(a, 1), csa_load_register(a, 2)),
      a->accumulator);
}

// One compare serves interrupts: whoever wants one sets vm_stack_limit to 0.
// A function that loops before it was called often gets its feedback vector
// here. Both in a stub, so that the handler has no stack frame.
BYTECODE_HANDLER(JumpLoop) {
  LABEL(slow, kDeferred);
  TRaw limit = csa_isolate_load(a, raw, vm_stack_limit);
  csa_goto_if(a, csa_raw_below(a, limit, a->fp), &slow);
  TValue vector = csa_load_frame(a, kFrameFeedbackVector);
  csa_goto_if(a, csa_is_undefined(a, vector), &slow);
  csa_jump(a, a->accumulator);
  csa_bind(a, &slow);
  TInt64 target = csa_raw_to_int64(a, csa_jump_target(a));
  csa_tail_call(a, csa_code(a, "Stub_LoopSlow"), a->pc, a->fp,
                (TInt64){a->accumulator.node}, target, (TInt64){NULL});
}

// accumulator, target pc.
STUB(LoopSlow) {
  LABEL(interrupt, kNormal);
  LABEL(checked, kNormal);
  LABEL(no_feedback, kNormal);
  LABEL(threw, kDeferred);
  LABEL(done, kNormal);
  csa_save_frame(a);
  TRaw limit = csa_isolate_load(a, raw, vm_stack_limit);
  csa_goto_if(a, csa_raw_below(a, limit, a->fp), &interrupt);
  csa_bind(a, &checked);
  TValue vector = csa_load_frame(a, kFrameFeedbackVector);
  csa_goto_if(a, csa_is_undefined(a, vector), &no_feedback);
  csa_bind(a, &done);
  TRaw target = csa_int64_to_raw(a, a->argc);
  csa_dispatch_to(a, target, a->fp, a->accumulator);
  csa_bind(a, &interrupt);
  TValue result = csa_call_runtime_nothrow_n(a, kRuntimeStackGuard, 0, NULL);
  csa_branch(a, csa_is_root(a, result, exception), &threw, &checked);
  csa_bind(a, &no_feedback);
  TValue function = csa_load_frame(a, kFrameFunction);
  count_down_to_feedback(a, AS(JSFunction, function), a->fp);
  csa_goto(a, &done);
  csa_bind(a, &threw);
  csa_throw_pending(a);
}

BYTECODE_HANDLER(SwitchOnSmiNoFeedback) {
  LABEL(otherwise, kNormal);
  CSA_DCHECK(csa_is_smi(a, a->accumulator));
  TInt32 value = csa_smi_untag(a, csa_value_as_smi(a, a->accumulator));
  TInt32 index = csa_int32_sub(a, value, csa_operand_int32(a, 2));
  csa_goto_unless(a, csa_uint32_less(a, index, csa_operand_int32(a, 1)),
                  &otherwise);
  TInt64 entry =
      csa_int64_add(a, csa_operand(a, 0), csa_uint32_to_int64(a, index));
  TSmi distance = csa_value_as_smi(a, csa_load_constant(a, entry));
  TInt64 bytes = csa_int32_to_int64(a, csa_smi_untag(a, distance));
  csa_dispatch_to(a, csa_raw_add(a, a->pc, bytes), a->fp, a->accumulator);
  csa_bind(a, &otherwise);
  csa_dispatch(a, a->accumulator);
}

// ---- Leaving ----

BYTECODE_HANDLER(Return) { return_to_caller(a, a->accumulator); }

BYTECODE_HANDLER(InterpreterExit) { csa_return(a, a->accumulator); }

BYTECODE_HANDLER(ConstructReturn) {
  LABEL(use_receiver, kNormal);
  csa_goto_unless(a, csa_is_heap_object(a, a->accumulator), &use_receiver);
  TInt32 type = csa_load_instance_type(a, a->accumulator);
  csa_goto_if(
      a, csa_uint32_less(a, type, csa_int32(a, FIRST_JS_RECEIVER_TYPE)),
      &use_receiver);
  return_to_caller(a, a->accumulator);
  csa_bind(a, &use_receiver);
  return_to_caller(a, csa_load_frame(a, 0));
}

BYTECODE_HANDLER(RestoreAccumulator) {
  return_to_caller(a, csa_load_frame(a, 0));
}

BYTECODE_HANDLER(RestoreRealm) {
  csa_store_tagged(a, a->isolate,
                   offsetof(Isolate, roots) +
                       kIsolateRoot_current_native_context * kTaggedSize,
                   csa_value_to_tagged(a, csa_load_frame(a, 0)));
  return_to_caller(a, a->accumulator);
}

BYTECODE_HANDLER(Debugger) {
  csa_call_runtime(a, Debugger);
  csa_dispatch(a, a->accumulator);
}

BYTECODE_HANDLER(Illegal) {
  csa_save_frame(a);
  csa_trap(a);
}
