// SPDX-License-Identifier: MIT
#include "builtins-dsl/definitions/frames.h"

static TRaw slot_address(Assembler *a, TRaw base, TInt64 slots) {
  return csa_raw_add(a, base, csa_int64_shl(a, slots, 3));
}

TRaw first_bytecode(Assembler *a, TValue bytecode_array) {
  return csa_object_address(a, bytecode_array,
                            offsetof(BytecodeArray, bytecodes));
}

TRaw frame_top(Assembler *a) {
  TInt32 count =
      csa_load_BytecodeArray_register_count(a, csa_bytecode_array(a));
  return slot_address(a, a->fp, csa_uint32_to_int64(a, count));
}

void return_from_entry(Assembler *a, TValue value) {
  csa_dispatch_to(a, a->pc, a->fp, value);
}
void go_to_c_builtin(Assembler *a) {
  csa_tail_call_stub(a, "Stub_BuiltinEntry", a->argv, a->argc, a->callee);
}

void return_to_caller(Assembler *a, TValue value) {
  TInt64 fp_offset = {csa_load_frame(a, kFrameCallerFp).node};
  TInt64 pc_smi = {csa_load_frame(a, kFrameCallerPc).node};
  TRaw caller = csa_raw_add(a, a->isolate, fp_offset);
  TValue array = csa_load_value(a, caller, kFrameBytecodeArray * kValueSize);
  TRaw start = csa_object_address(a, array, 0);
  TRaw pc = csa_raw_add(a, start, csa_int64_shr(a, pc_smi, kSmiShift));
  csa_dispatch_to(a, pc, caller, value);
}

void write_frame_header(Assembler *a, TRaw new_fp, TRaw return_pc,
                        const FrameHeader *header) {
  TValue caller_array = AS(Value, csa_bytecode_array(a));
  TInt64 start = csa_raw_to_int64(a, csa_object_address(a, caller_array, 0));
  TInt64 pc = csa_int64_sub(a, csa_raw_to_int64(a, return_pc), start);
  TInt64 fp = csa_int64_sub(a, csa_raw_to_int64(a, a->fp),
                            csa_raw_to_int64(a, a->isolate));
  TInt64 argc = csa_int64_shl(a, header->argc, kSmiShift);
  const struct {
    int slot;
    TValue value;
  } slots[] = {
      {kFrameNewTarget, header->new_target},
      {kFrameArgc, {argc.node}},
      {kFrameFeedbackVector, header->feedback_vector},
      {kFrameBytecodeArray, header->bytecode_array},
      {kFrameCallerPc, {csa_int64_shl(a, pc, kSmiShift).node}},
      {kFrameCallerFp, {fp.node}},
      {kFrameContext, header->context},
      {kFrameFunction, header->function},
  };
  for (size_t i = 0; i < ARRAY_LENGTH(slots); i++)
    csa_store_value(a, new_fp, slots[i].slot * kValueSize, slots[i].value);
}

void write_own_frame_header(Assembler *a, TRaw new_fp, TRaw return_pc,
                            TValue bytecode_array) {
  FrameHeader header = {
      .new_target = csa_undefined(a),
      .argc = csa_int64(a, 0),
      .feedback_vector = csa_undefined(a),
      .bytecode_array = bytecode_array,
      .context = csa_load_frame(a, kFrameContext),
      .function = csa_undefined(a),
  };
  write_frame_header(a, new_fp, return_pc, &header);
}

void count_down_to_feedback(Assembler *a, TJSFunction function, TRaw fp) {
  LABEL(done, kNormal);
  TFeedbackCell cell = csa_load_JSFunction_feedback_cell(a, function);
  TInt32 budget = csa_int32_sub(
      a, csa_load_FeedbackCell_interrupt_budget(a, cell), csa_int32(a, 1));
  csa_store_FeedbackCell_interrupt_budget(a, cell, budget);
  csa_goto_if(a, csa_int32_less(a, csa_int32(a, 0), budget), &done);
  csa_call_runtime_nothrow_n(a, kRuntimeAllocateFeedbackVector, 1,
                             (TValue[]){AS(Value, function)});
  csa_store_value(a, fp, kFrameFeedbackVector * kValueSize,
                  csa_load_FeedbackCell_value(a, cell));
  csa_bind(a, &done);
}

CallSlots begin_call(Assembler *a, TRaw top, TValue new_target, TValue callee,
                     TValue receiver) {
  csa_store_value(a, top, 0, new_target);
  csa_store_value(a, top, kValueSize, callee);
  csa_store_value(a, top, kCallHeaderSlots * kValueSize, receiver);
  CallSlots call = {
      csa_raw_add(a, top, csa_int64(a, kCallHeaderSlots * kValueSize)), callee};
  return call;
}

// Every frame ends below the limit, and there is slack above it for a few
// arguments; a long list is checked against the stack's very end.
static void check_list_fits(Assembler *a, TRaw end) {
  LABEL(overflow, kDeferred);
  LABEL(fits, kNormal);
  csa_branch(a, csa_raw_below(a, end, csa_isolate_load(a, raw, vm_stack_end)),
             &fits, &overflow);
  csa_bind(a, &overflow);
  csa_continue_in_stub(a, ThrowStackOverflow);
  csa_bind(a, &fits);
}
STUB(ThrowStackOverflow) {
  csa_save_stub_frame(a);
  csa_call_runtime_nothrow_n(a, kRuntimeThrowStackOverflow, 0, NULL);
  csa_throw_pending(a);
}

void push_arguments(Assembler *a, CallSlots *call, int first, TRaw from,
                    TInt64 count) {
  LABEL(loop, kNormal);
  LABEL(done, kNormal);
  TRaw to = csa_raw_add(a, call->argv, csa_int64(a, first * kValueSize));
  TRaw end = slot_address(a, to, count);
  check_list_fits(a, end);
  VariableInt64 index = csa_variable_Int64(a, csa_int64(a, 0));
  csa_bind(a, &loop);
  TInt64 i = csa_get_Int64(a, index);
  csa_goto_unless(a, csa_int64_less(a, i, count), &done);
  csa_store_value(a, slot_address(a, to, i), 0,
                  csa_load_value(a, slot_address(a, from, i), 0));
  csa_set_Int64(a, index, csa_int64_add(a, i, csa_int64(a, 1)));
  csa_goto(a, &loop);
  csa_bind(a, &done);
}

void finish_call(Assembler *a, const CallSlots *call, TInt64 argc,
                 TRaw return_pc, TRaw fp) {
  LABEL(slow, kDeferred);
  TInt64 argv = csa_raw_to_int64(a, call->argv);
  csa_goto_unless(a, csa_is_heap_object(a, call->callee), &slow);
  csa_goto_unless(a, csa_is_JSFunction(a, call->callee), &slow);
  TInt32 code = csa_load_JSFunction_code(a, AS(JSFunction, call->callee));
  TRaw entry = slot_address(a, a->isolate, csa_uint32_to_int64(a, code));
  TRaw target = csa_load_raw(a, entry, offsetof(Isolate, code_pointers));
  csa_tail_call(a, target.node, return_pc, fp, argv, argc,
                (TInt64){call->callee.node});
  csa_bind(a, &slow);
  csa_tail_call(a, csa_code(a, "Stub_CallSlow"), return_pc, fp, argv, argc,
                (TInt64){call->callee.node});
}

TNativeContext native_context(Assembler *a) {
  return AS(NativeContext,
            csa_isolate_root(a, kIsolateRoot_current_native_context));
}
TValue load_native_slot(Assembler *a, int index) {
  return csa_load_Context_slots(a, AS(Context, native_context(a)),
                                csa_int64(a, index));
}

TValue allocate_dynamic(Assembler *a, TInt64 size, TMap map) {
  LABEL(slow, kDeferred);
  LABEL(done, kNormal);
  VariableValue result = csa_variable_Value(a, (TValue){NULL});
  TRaw top = csa_isolate_load(a, raw, allocation_top);
  TRaw limit = csa_isolate_load(a, raw, allocation_limit);
  TRaw new_top = csa_raw_add(a, top, size);
  csa_goto_if(a, csa_raw_below(a, limit, new_top), &slow);
  csa_isolate_store(a, raw, allocation_top, new_top);
  TInt64 offset = csa_int64_sub(a, csa_raw_to_int64(a, top),
                                csa_raw_to_int64(a, a->isolate));
  csa_set_Value(
      a, result,
      (TValue){csa_int64_add(a, offset, csa_int64(a, kHeapObjectTag)).node});
  csa_goto(a, &done);
  csa_bind(a, &slow);
  TValue size_smi = {csa_int64_shl(a, size, kSmiShift).node};
  csa_set_Value(a, result,
                csa_call_runtime(a, AllocateRaw, size_smi, AS(Value, map)));
  csa_bind(a, &done);
  TValue object = csa_get_Value(a, result);
  csa_init_HeapObject_map(a, AS(HeapObject, object), map);
  return object;
}

void fill_undefined_slots(Assembler *a, TRaw from, TRaw to) {
  LABEL(loop, kNormal);
  LABEL(done, kNormal);
  TTagged undefined = csa_value_to_tagged(a, csa_undefined(a));
  VariableRaw at = csa_variable_Raw(a, from);
  csa_bind(a, &loop);
  TRaw slot = csa_get_Raw(a, at);
  csa_goto_unless(a, csa_raw_below(a, slot, to), &done);
  csa_store_tagged(a, slot, 0, undefined);
  csa_set_Raw(a, at, csa_raw_add(a, slot, csa_int64(a, kTaggedSize)));
  csa_goto(a, &loop);
  csa_bind(a, &done);
}

void copy_bytes(Assembler *a, TRaw to, TRaw from, TInt64 size_bytes) {
  LABEL(loop, kNormal);
  LABEL(done, kNormal);
  VariableInt64 offset = csa_variable_Int64(a, csa_int64(a, 0));
  csa_bind(a, &loop);
  TInt64 i = csa_get_Int64(a, offset);
  csa_goto_unless(a, csa_int64_less(a, i, size_bytes), &done);
  csa_store_int64(a, csa_raw_add(a, to, i), 0,
                  csa_load_int64(a, csa_raw_add(a, from, i), 0));
  csa_set_Int64(a, offset, csa_int64_add(a, i, csa_int64(a, 8)));
  csa_goto(a, &loop);
  csa_bind(a, &done);
}

TInt64 align_size(Assembler *a, TInt64 size_bytes) {
  TInt64 sum =
      csa_int64_add(a, size_bytes, csa_int64(a, kObjectAlignment - 1));
  return csa_int64_and(a, sum, csa_int64(a, -kObjectAlignment));
}

static TInt64 instance_bytes(Assembler *a, TMap map) {
  TInt64 words =
      csa_uint32_to_int64(a, csa_load_Map_instance_size_words(a, map));
  return csa_int64_shl(a, words, 2);
}
static void init_instance(Assembler *a, TValue object, TInt64 bytes) {
  csa_init_JSReceiver_properties_or_hash(a, AS(JSReceiver, object),
                                         csa_root(a, empty_fixed_array));
  csa_init_JSObject_elements(a, AS(JSObject, object),
                             csa_root_as(a, HeapObject, empty_fixed_array));
  TRaw end = csa_raw_add(a, csa_object_address(a, object, 0), bytes);
  fill_undefined_slots(a, csa_object_address(a, object, sizeof(JSObject)), end);
}

TValue allocate_instance(Assembler *a, TMap map) {
  TInt64 bytes = instance_bytes(a, map);
  TValue object = allocate_dynamic(a, align_size(a, bytes), map);
  init_instance(a, object, bytes);
  return object;
}

TValue allocate_instance_inline(Assembler *a, TMap map, Label *slow) {
  TInt64 bytes = instance_bytes(a, map);
  TValue object = csa_allocate_inline(a, align_size(a, bytes), map, slow);
  init_instance(a, object, bytes);
  return object;
}
