// SPDX-License-Identifier: MIT
//
// Entering and leaving code: what a call jumps to, by the kind of the callee
// (JSFunction.code); unwinding; and the doors from C.
//
// A call arrives with pc = the caller's next bytecode, fp = the caller's frame,
// argv = the receiver's slot, argc, and the callee, which also lies at argv[-1]
// below new.target at argv[-2]. argv[argc + 1] is the first free slot.
#include "builtins-dsl/definitions/frames.h"
#include "engine/objects/native-context.h"
#include "engine/objects/shared-function-info.h"

static TRaw argument_address(Assembler *a, TInt64 index) {
  return csa_raw_add(a, a->argv, csa_int64_shl(a, index, 3));
}
static TSharedFunctionInfo shared_of_callee(Assembler *a) {
  return csa_load_JSFunction_shared(a, AS(JSFunction, a->callee));
}

void save_call(Assembler *a) {
  csa_isolate_store(a, raw, fp, a->fp);
  csa_isolate_store(a, raw, pc, csa_raw_add(a, a->pc, csa_int64(a, -1)));
  csa_isolate_store(a, raw, builtin_argv, a->argv);
  csa_isolate_store(a, int64, builtin_argc, a->argc);
}
void end_call(Assembler *a) {
  csa_isolate_store(a, raw, builtin_argv, csa_null(a));
}
static void continue_with(Assembler *a, TValue result) {
  LABEL(threw, kDeferred);
  end_call(a);
  csa_goto_if(a, csa_is_root(a, result, exception), &threw);
  csa_dispatch_to(a, a->pc, a->fp, result);
  csa_bind(a, &threw);
  csa_throw_pending(a);
}

// argv[argc + 1 .. formals] = undefined.
static void pad_arguments(Assembler *a, TInt64 formals) {
  LABEL(loop, kNormal);
  LABEL(done, kNormal);
  VariableInt64 index =
      csa_variable_Int64(a, csa_int64_add(a, a->argc, csa_int64(a, 1)));
  csa_bind(a, &loop);
  TInt64 i = csa_get_Int64(a, index);
  csa_goto_if(a, csa_int64_less(a, formals, i), &done);
  csa_store_value(a, argument_address(a, i), 0, csa_undefined(a));
  csa_set_Int64(a, index, csa_int64_add(a, i, csa_int64(a, 1)));
  csa_goto(a, &loop);
  csa_bind(a, &done);
}

// ---- Realms ----

// The native context at the end of the callee's context chain.
static TValue realm_of_callee(Assembler *a, Label *none) {
  LABEL(loop, kNormal);
  LABEL(found, kNormal);
  VariableValue context = csa_variable_Value(
      a, AS(Value, csa_load_JSFunction_context(a, AS(JSFunction, a->callee))));
  csa_bind(a, &loop);
  TValue current = csa_get_Value(a, context);
  csa_goto_unless(a, csa_is_heap_object(a, current), none);
  csa_goto_if(a,
              csa_has_map(a, current, csa_root_as(a, Map, native_context_map)),
              &found);
  csa_goto_unless(a, csa_is_type(a, current, CONTEXT_TYPE), none);
  csa_set_Value(a, context,
                csa_load_Context_slots(a, AS(Context, current),
                                       csa_int64(a, kContextPrevious)));
  csa_goto(a, &loop);
  csa_bind(a, &found);
  return current;
}

// With more than one realm about, a call may change the current one.
static void check_realm(Assembler *a) {
  LABEL(several, kDeferred);
  LABEL(same, kNormal);
  TInt32 count = csa_isolate_load(a, int32, realm_count);
  csa_goto_if(a, csa_uint32_less(a, csa_int32(a, 1), count), &several);
  csa_goto(a, &same);
  csa_bind(a, &several);
  TValue realm = realm_of_callee(a, &same);
  TValue current = csa_isolate_root(a, kIsolateRoot_current_native_context);
  csa_goto_if(a, csa_value_equal(a, realm, current), &same);
  csa_tail_call_stub(a, "Stub_EnterRealm", a->argv, a->argc, a->callee);
  csa_bind(a, &same);
}

// Pushes a frame whose return brings the old realm back, then the call again
// above it, and starts over.
STUB(EnterRealm) {
  LABEL(loop, kNormal);
  LABEL(pushed, kNormal);
  LABEL(fits, kNormal);
  LABEL(overflow, kDeferred);
  LABEL(unknown, kDeferred);
  TInt64 slots = csa_int64_add(a, a->argc, csa_int64(a, 1 + kCallHeaderSlots));
  TRaw from =
      csa_raw_add(a, a->argv, csa_int64(a, -kCallHeaderSlots * kValueSize));
  TRaw top = argument_address(a, csa_int64_add(a, a->argc, csa_int64(a, 1)));
  TRaw fp = csa_raw_add(a, top, csa_int64(a, kFrameHeaderSlots * kValueSize));
  TRaw to = csa_raw_add(a, fp, csa_int64(a, kValueSize));
  TRaw end = csa_raw_add(a, to, csa_int64_shl(a, slots, 3));
  csa_branch(a, csa_raw_below(a, end, csa_isolate_load(a, raw, vm_stack_end)),
             &fits, &overflow);
  csa_bind(a, &overflow);
  save_call(a);
  csa_call_runtime_nothrow_n(a, kRuntimeThrowStackOverflow, 0, NULL);
  end_call(a);
  csa_throw_pending(a);

  csa_bind(a, &fits);
  TValue realm = realm_of_callee(a, &unknown);
  TValue array = csa_root(a, restore_realm_bytecode);
  write_own_frame_header(a, fp, a->pc, array);
  csa_store_value(a, fp, 0,
                  csa_isolate_root(a, kIsolateRoot_current_native_context));
  csa_store_tagged(a, a->isolate,
                   offsetof(Isolate, roots) +
                       kIsolateRoot_current_native_context * kTaggedSize,
                   csa_value_to_tagged(a, realm));
  VariableInt64 index = csa_variable_Int64(a, csa_int64(a, 0));
  csa_bind(a, &loop);
  TInt64 i = csa_get_Int64(a, index);
  csa_goto_unless(a, csa_int64_less(a, i, slots), &pushed);
  TInt64 offset = csa_int64_shl(a, i, 3);
  csa_store_value(a, csa_raw_add(a, to, offset), 0,
                  csa_load_value(a, csa_raw_add(a, from, offset), 0));
  csa_set_Int64(a, index, csa_int64_add(a, i, csa_int64(a, 1)));
  csa_goto(a, &loop);
  csa_bind(a, &pushed);
  CallSlots call = {
      csa_raw_add(a, to, csa_int64(a, kCallHeaderSlots * kValueSize)),
      a->callee};
  finish_call(a, &call, a->argc, first_bytecode(a, array), fp);
  csa_bind(a, &unknown);
  csa_trap(a);
}

// ---- C and DSL builtins ----

ASM_STUB(BuiltinEntry) {
  check_realm(a);
  TSharedFunctionInfo shared = shared_of_callee(a);
  save_call(a);
  pad_arguments(
      a, csa_uint32_to_int64(
             a, csa_load_SharedFunctionInfo_formal_parameter_count(a, shared)));
  TValue data = csa_load_SharedFunctionInfo_function_data(a, shared);
  // A Smi is the id times two; an entry takes eight bytes.
  TInt64 offset = csa_int64_shl(a, csa_value_to_bits(a, data), 2);
  TRaw target = csa_load_raw(a, csa_raw_add(a, a->isolate, offset),
                             offsetof(Isolate, builtins));
  LLVMValueRef arguments[] = {a->isolate.node, a->argc.node, a->argv.node};
  TValue result = {
      LLVMBuildCall2(a->builder, a->js_type, target.node, arguments, 3, "")};
  continue_with(a, result);
}

// ---- Everything else ----

static TValue argv_as_value(Assembler *a) {
  return (TValue){csa_raw_to_int64(a, a->argv).node};
}
ASM_STUB(CallSlow) {
  LABEL(no_bound_function, kDeferred);
  csa_goto_unless(a, csa_is_heap_object(a, a->callee), &no_bound_function);
  call_bound_function(a, &no_bound_function);
  csa_bind(a, &no_bound_function);
  save_call(a);
  continue_with(a,
                csa_call_runtime_nothrow_n(
                    a, kRuntimeCallSlow, 3,
                    (TValue[]){argv_as_value(a), {a->argc.node}, a->callee}));
}
ASM_STUB(ConstructSlow) {
  save_call(a);
  continue_with(a,
                csa_call_runtime_nothrow_n(
                    a, kRuntimeConstructSlow, 3,
                    (TValue[]){argv_as_value(a), {a->argc.node}, a->callee}));
}

ASM_STUB(CompileLazy) {
  LABEL(threw, kDeferred);
  save_call(a);
  TValue result =
      csa_call_runtime_nothrow_n(a, kRuntimeCompileLazy, 1, &a->callee);
  end_call(a);
  csa_goto_if(a, csa_is_root(a, result, exception), &threw);
  TInt32 code = csa_load_JSFunction_code(a, AS(JSFunction, a->callee));
  TRaw entry = csa_raw_add(a, a->isolate,
                           csa_int64_shl(a, csa_uint32_to_int64(a, code), 3));
  TRaw target = csa_load_raw(a, entry, offsetof(Isolate, code_pointers));
  csa_tail_call(a, target.node, a->pc, a->fp, csa_raw_to_int64(a, a->argv),
                a->argc, (TInt64){a->callee.node});
  csa_bind(a, &threw);
  csa_throw_pending(a);
}

// ---- Interpreted functions ----

// ECMA-262 #sec-ordinarycallbindthis for sloppy functions that read `this`.
static void convert_receiver(Assembler *a) {
  LABEL(convert, kDeferred);
  LABEL(threw, kDeferred);
  LABEL(done, kNormal);
  TValue receiver = csa_load_value(a, a->argv, 0);
  csa_goto_unless(a, csa_is_heap_object(a, receiver), &convert);
  TInt32 type = csa_load_instance_type(a, receiver);
  csa_goto_if(a, csa_uint32_less(a, type, csa_int32(a, FIRST_JS_RECEIVER_TYPE)),
              &convert);
  csa_goto(a, &done);
  csa_bind(a, &convert);
  save_call(a);
  TValue converted =
      csa_call_runtime_nothrow_n(a, kRuntimeConvertReceiver, 1, &receiver);
  end_call(a);
  csa_goto_if(a, csa_is_root(a, converted, exception), &threw);
  csa_store_value(a, a->argv, 0, converted);
  csa_goto(a, &done);
  csa_bind(a, &threw);
  csa_throw_pending(a);
  csa_bind(a, &done);
}

static void check_callable_and_receiver(Assembler *a,
                                        TSharedFunctionInfo shared) {
  LABEL(class_constructor, kDeferred);
  LABEL(no_new, kDeferred);
  LABEL(maybe_convert, kNormal);
  LABEL(convert, kNormal);
  LABEL(done, kNormal);
  TInt32 flags = csa_load_SharedFunctionInfo_flags(a, shared);
  csa_goto_if(a, csa_int32_test(a, flags, kSharedClassConstructor),
              &class_constructor);
  csa_bind(a, &maybe_convert);
  TInt32 relevant = csa_int32_and(
      a, flags, csa_int32(a, kSharedKeepsReceiverMask | kSharedUsesThis));
  csa_branch(a, csa_int32_equal(a, relevant, csa_int32(a, kSharedUsesThis)),
             &convert, &done);
  csa_bind(a, &convert);
  convert_receiver(a);
  csa_goto(a, &done);

  csa_bind(a, &class_constructor);
  TValue new_target = csa_load_value(a, a->argv, kArgvNewTarget * kValueSize);
  csa_goto_if(a, csa_is_undefined(a, new_target), &no_new);
  csa_goto(a, &done);
  csa_bind(a, &no_new);
  csa_tail_call_stub(a, "Stub_CallSlow", a->argv, a->argc, a->callee);
  csa_bind(a, &done);
}

// The frame would end at `end`. An interrupt also lands here (the limit is 0
// then), with room left.
static void check_stack(Assembler *a, TRaw end) {
  LABEL(beyond, kDeferred);
  LABEL(overflow, kDeferred);
  LABEL(threw, kDeferred);
  LABEL(done, kNormal);
  TRaw limit = csa_isolate_load(a, raw, vm_stack_limit);
  csa_goto_if(a, csa_raw_below(a, limit, end), &beyond);
  csa_goto(a, &done);
  csa_bind(a, &beyond);
  save_call(a);
  TValue result = csa_call_runtime_nothrow_n(a, kRuntimeStackGuard, 0, NULL);
  csa_goto_if(a, csa_is_root(a, result, exception), &threw);
  TRaw real_limit = csa_isolate_load(a, raw, vm_stack_limit);
  csa_goto_if(a, csa_raw_below(a, real_limit, end), &overflow);
  end_call(a);
  csa_goto(a, &done);
  csa_bind(a, &overflow);
  csa_call_runtime_nothrow_n(a, kRuntimeThrowStackOverflow, 0, NULL);
  csa_goto(a, &threw);
  csa_bind(a, &threw);
  end_call(a);
  csa_throw_pending(a);
  csa_bind(a, &done);
}

// More arguments than parameters: receiver and formals are copied behind them.
static void copy_surplus(Assembler *a, TRaw to, TInt64 parameter_count) {
  LABEL(loop, kNormal);
  LABEL(done, kNormal);
  VariableInt64 index = csa_variable_Int64(a, csa_int64(a, 0));
  csa_bind(a, &loop);
  TInt64 i = csa_get_Int64(a, index);
  csa_goto_unless(a, csa_int64_less(a, i, parameter_count), &done);
  TRaw slot = csa_raw_add(a, to, csa_int64_shl(a, i, 3));
  csa_store_value(a, slot, 0, csa_load_value(a, argument_address(a, i), 0));
  csa_set_Int64(a, index, csa_int64_add(a, i, csa_int64(a, 1)));
  csa_goto(a, &loop);
  csa_bind(a, &done);
}

// Two registers at a time: the slot behind the last one is free anyway.
static void fill_registers(Assembler *a, TRaw from, TRaw end) {
  LABEL(loop, kNormal);
  LABEL(done, kNormal);
  VariableRaw at = csa_variable_Raw(a, from);
  LLVMValueRef pair[] = {csa_undefined(a).node, csa_undefined(a).node};
  csa_bind(a, &loop);
  TRaw slot = csa_get_Raw(a, at);
  csa_goto_unless(a, csa_raw_below(a, slot, end), &done);
  LLVMSetAlignment(
      LLVMBuildStore(a->builder, LLVMConstVector(pair, 2), slot.node), 8);
  csa_set_Raw(a, at, csa_raw_add(a, slot, csa_int64(a, 2 * kValueSize)));
  csa_goto(a, &loop);
  csa_bind(a, &done);
}

// Receives new.target; for generators the generator object.
static void set_new_target_register(Assembler *a, TRaw fp, TBytecodeArray array,
                                    TValue new_target) {
  LABEL(present, kDeferred);
  LABEL(done, kNormal);
  TInt32 index = csa_load_BytecodeArray_new_target_register(a, array);
  csa_goto_unless(a, csa_int32_equal(a, index, csa_int32(a, kNoRegister)),
                  &present);
  csa_goto(a, &done);
  csa_bind(a, &present);
  TInt64 offset = csa_int64_shl(a, csa_int32_to_int64(a, index), 3);
  csa_store_value(a, csa_raw_add(a, fp, offset), 0, new_target);
  csa_bind(a, &done);
}

static FrameHeader frame_of_callee(Assembler *a, TBytecodeArray array,
                                   TInt64 argc, TValue feedback_vector) {
  TJSFunction function = AS(JSFunction, a->callee);
  return (FrameHeader){
      .new_target = csa_load_value(a, a->argv, kArgvNewTarget * kValueSize),
      .argc = argc,
      .feedback_vector = feedback_vector,
      .bytecode_array = AS(Value, array),
      .context = AS(Value, csa_load_JSFunction_context(a, function)),
      .function = a->callee,
  };
}

static void start_function(Assembler *a, TBytecodeArray array, TInt64 argc,
                           TRaw fp, TRaw end) {
  LABEL(no_feedback, kDeferred);
  LABEL(start, kNormal);
  TJSFunction function = AS(JSFunction, a->callee);
  TFeedbackCell cell = csa_load_JSFunction_feedback_cell(a, function);
  FrameHeader header =
      frame_of_callee(a, array, argc, csa_load_FeedbackCell_value(a, cell));
  write_frame_header(a, fp, a->pc, &header);
  fill_registers(a, fp, end);
  set_new_target_register(a, fp, array, header.new_target);
  TRaw pc = first_bytecode(a, AS(Value, array));
  csa_goto_if(a, csa_is_undefined(a, header.feedback_vector), &no_feedback);
  csa_bind(a, &start);
  csa_dispatch_to(a, pc, fp, csa_undefined(a));

  csa_bind(a, &no_feedback);
  csa_isolate_store(a, raw, fp, fp);
  csa_isolate_store(a, raw, pc, pc);
  count_down_to_feedback(a, function, fp);
  csa_goto(a, &start);
}

static TBool reads_surplus(Assembler *a, TBytecodeArray array) {
  return csa_int32_test(a, csa_load_BytecodeArray_flags(a, array),
                        kBytecodeReadsSurplus);
}

// Every case. The entry that calls go to first is below.
STUB(InterpreterEntrySlow) {
  LABEL(surplus, kDeferred);
  LABEL(dropped, kNormal);
  LABEL(missing, kDeferred);
  LABEL(sized, kNormal);
  LABEL(build, kNormal);
  check_realm(a);
  TSharedFunctionInfo shared = shared_of_callee(a);
  check_callable_and_receiver(a, shared);
  TBytecodeArray array =
      AS(BytecodeArray, csa_load_SharedFunctionInfo_function_data(a, shared));
  TInt64 parameters =
      csa_uint32_to_int64(a, csa_load_BytecodeArray_parameter_count(a, array));
  TInt64 given = csa_int64_add(a, a->argc, csa_int64(a, 1));
  VariableRaw base = csa_variable_Raw(a, a->argv);
  VariableInt64 argc = csa_variable_Int64(a, a->argc);
  TBool too_many = csa_int64_less(a, parameters, given);
  csa_goto_if(a, too_many, &surplus);
  csa_bind(a, &sized);
  TRaw parameters_at = csa_get_Raw(a, base);
  TRaw fp = csa_raw_add(
      a, csa_raw_add(a, parameters_at, csa_int64_shl(a, parameters, 3)),
      csa_int64(a, kFrameHeaderSlots * kValueSize));
  TInt64 registers =
      csa_uint32_to_int64(a, csa_load_BytecodeArray_register_count(a, array));
  TRaw end = csa_raw_add(a, fp, csa_int64_shl(a, registers, 3));
  check_stack(a, end);
  csa_goto_if(a, csa_int64_less(a, given, parameters), &missing);
  csa_goto_if(a, csa_raw_equal(a, parameters_at, a->argv), &build);
  copy_surplus(a, parameters_at, parameters);
  csa_goto(a, &build);

  csa_bind(a, &surplus);
  csa_goto_unless(a, reads_surplus(a, array), &dropped);
  csa_set_Raw(a, base, argument_address(a, given));
  csa_goto(a, &sized);
  csa_bind(a, &dropped);
  csa_set_Int64(a, argc, csa_int64_sub(a, parameters, csa_int64(a, 1)));
  csa_goto(a, &sized);
  csa_bind(a, &missing);
  pad_arguments(a, csa_int64_sub(a, parameters, csa_int64(a, 1)));
  csa_goto(a, &build);
  csa_bind(a, &build);
  start_function(a, array, csa_get_Int64(a, argc), fp, end);
}

// The receiver is as the function wants it, or it goes to slow.
static void check_usual_receiver(Assembler *a, TSharedFunctionInfo shared,
                                 Label *slow) {
  LABEL(class_constructor, kUnlikely);
  LABEL(not_class, kNormal);
  LABEL(sloppy, kUnlikely);
  LABEL(done, kNormal);
  TInt32 flags = csa_load_SharedFunctionInfo_flags(a, shared);
  csa_branch(a, csa_int32_test(a, flags, kSharedClassConstructor),
             &class_constructor, &not_class);
  csa_bind(a, &not_class);
  TInt32 relevant = csa_int32_and(
      a, flags, csa_int32(a, kSharedKeepsReceiverMask | kSharedUsesThis));
  csa_branch(a, csa_int32_equal(a, relevant, csa_int32(a, kSharedUsesThis)),
             &sloppy, &done);
  csa_bind(a, &class_constructor);
  TValue new_target = csa_load_value(a, a->argv, kArgvNewTarget * kValueSize);
  csa_goto_if(a, csa_is_undefined(a, new_target), slow);
  csa_goto(a, &done);
  csa_bind(a, &sloppy);
  TValue receiver = csa_load_value(a, a->argv, 0);
  csa_goto_unless(a, csa_is_heap_object(a, receiver), slow);
  TInt32 type = csa_load_instance_type(a, receiver);
  csa_goto_if(a, csa_uint32_less(a, type, csa_int32(a, FIRST_JS_RECEIVER_TYPE)),
              slow);
  csa_bind(a, &done);
}

// The usual call: one realm, a feedback vector, room on the stack, no surplus
// of arguments that is read. No stack frame, hence nothing that calls C: that is
// the slow entry's, which starts over. Even: as many arguments as parameters.
static void define_usual_entry(Assembler *a, bool is_even) {
  LABEL(slow, kDeferred);
  LABEL(not_even, kUnlikely);
  LABEL(surplus, kUnlikely);
  LABEL(sized, kNormal);
  TInt32 realms = csa_isolate_load(a, int32, realm_count);
  csa_goto_if(a, csa_uint32_less(a, csa_int32(a, 1), realms), &slow);
  TSharedFunctionInfo shared = shared_of_callee(a);
  check_usual_receiver(a, shared, &slow);
  TBytecodeArray array =
      AS(BytecodeArray, csa_load_SharedFunctionInfo_function_data(a, shared));
  TInt64 parameters =
      csa_uint32_to_int64(a, csa_load_BytecodeArray_parameter_count(a, array));
  TInt64 given = csa_int64_add(a, a->argc, csa_int64(a, 1));
  VariableInt64 argc = csa_variable_Int64(a, a->argc);
  if (is_even) {
    csa_goto_unless(a, csa_int64_equal(a, parameters, given), &not_even);
  } else {
    csa_goto_if(a, csa_int64_less(a, parameters, given), &surplus);
    csa_bind(a, &sized);
  }
  TRaw fp =
      csa_raw_add(a, csa_raw_add(a, a->argv, csa_int64_shl(a, parameters, 3)),
                  csa_int64(a, kFrameHeaderSlots * kValueSize));
  TInt64 registers =
      csa_uint32_to_int64(a, csa_load_BytecodeArray_register_count(a, array));
  TRaw end = csa_raw_add(a, fp, csa_int64_shl(a, registers, 3));
  TRaw limit = csa_isolate_load(a, raw, vm_stack_limit);
  csa_goto_if(a, csa_raw_below(a, limit, end), &slow);
  TJSFunction function = AS(JSFunction, a->callee);
  TFeedbackCell cell = csa_load_JSFunction_feedback_cell(a, function);
  TValue vector = csa_load_FeedbackCell_value(a, cell);
  csa_goto_if(a, csa_is_undefined(a, vector), &slow);
  if (!is_even)
    pad_arguments(a, csa_int64_sub(a, parameters, csa_int64(a, 1)));
  FrameHeader header =
      frame_of_callee(a, array, csa_get_Int64(a, argc), vector);
  write_frame_header(a, fp, a->pc, &header);
  fill_registers(a, fp, end);
  set_new_target_register(a, fp, array, header.new_target);
  csa_dispatch_to(a, first_bytecode(a, AS(Value, array)), fp, csa_undefined(a));

  if (is_even) {
    csa_bind(a, &not_even);
    csa_tail_call_stub(a, "Stub_InterpreterEntryUneven", a->argv, a->argc,
                       a->callee);
  } else {
    csa_bind(a, &surplus);
    csa_goto_if(a, reads_surplus(a, array), &slow);
    csa_set_Int64(a, argc, csa_int64_sub(a, parameters, csa_int64(a, 1)));
    csa_goto(a, &sized);
  }
  csa_bind(a, &slow);
  csa_tail_call_stub(a, "Stub_InterpreterEntrySlow", a->argv, a->argc,
                     a->callee);
}
ASM_STUB(InterpreterEntry) {
  define_usual_entry(a, true);
}
STUB(InterpreterEntryUneven) {
  define_usual_entry(a, false);
}

// ---- Exceptions ----

// isolate->fp and pc say where the exception was thrown.
STUB(Unwind) {
  LABEL(to_c, kDeferred);
  csa_call_runtime_nothrow_n(a, kRuntimeUnwind, 0, NULL);
  TRaw fp = csa_isolate_load(a, raw, unwind_fp);
  csa_goto_if(a, csa_raw_is_null(a, fp), &to_c);
  csa_dispatch_to(a, csa_isolate_load(a, raw, unwind_pc), fp,
                  csa_isolate_load(a, value, unwind_accumulator));
  csa_bind(a, &to_c);
  csa_return(a, csa_root(a, exception));
}

// ---- Doors from C (engine/interpreter/entry.h) ----

C_ENTRY(Entry_invoke) {
  Assembler_begin_c_entry(a, "Entry_invoke", 5);
  TRaw argv = csa_c_parameter_raw(a, 3);
  TValue callee = csa_load_value(a, argv, kArgvFunction * kValueSize);
  TInt32 code = csa_load_JSFunction_code(a, AS(JSFunction, callee));
  TRaw entry = csa_raw_add(a, a->isolate,
                           csa_int64_shl(a, csa_uint32_to_int64(a, code), 3));
  TRaw target = csa_load_raw(a, entry, offsetof(Isolate, code_pointers));
  csa_tail_call(a, target.node, csa_c_parameter_raw(a, 1),
                csa_c_parameter_raw(a, 2), csa_raw_to_int64(a, argv),
                csa_c_parameter_int64(a, 4), (TInt64){callee.node});
}

C_ENTRY(Entry_dispatch) {
  Assembler_begin_c_entry(a, "Entry_dispatch", 4);
  csa_dispatch_to(a, csa_c_parameter_raw(a, 1), csa_c_parameter_raw(a, 2),
                  (TValue){csa_c_parameter_int64(a, 3).node});
}
