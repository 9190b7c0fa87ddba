// SPDX-License-Identifier: MIT
//
// Contexts and the variables in them, lookups by name, module variables.
#include "builtins-dsl/definitions/frames.h"
#include "engine/objects/native-context.h"
#include "engine/objects/scope-info.h"

BYTECODE_HANDLER(PushContext) {
  csa_store_register(a, 0, csa_load_frame(a, kFrameContext));
  csa_store_frame(a, kFrameContext, a->accumulator);
  csa_dispatch(a, a->accumulator);
}
BYTECODE_HANDLER(PopContext) {
  csa_store_frame(a, kFrameContext, csa_load_register(a, 0));
  csa_dispatch(a, a->accumulator);
}

// ---- Slots ----

// Follows `previous` as often as operand 2 says.
static TContext walk_context(Assembler *a) {
  LABEL(loop, kNormal);
  LABEL(done, kNormal);
  VariableValue context = csa_variable_Value(a, csa_load_register(a, 0));
  VariableInt64 depth = csa_variable_Int64(a, csa_operand(a, 2));
  csa_bind(a, &loop);
  TInt64 left = csa_get_Int64(a, depth);
  TContext current = AS(Context, csa_get_Value(a, context));
  csa_goto_if(a, csa_int64_equal(a, left, csa_int64(a, 0)), &done);
  csa_set_Int64(a, depth, csa_int64_sub(a, left, csa_int64(a, 1)));
  csa_set_Value(
      a, context,
      csa_load_Context_slots(a, current, csa_int64(a, kContextPrevious)));
  csa_goto(a, &loop);
  csa_bind(a, &done);
  return AS(Context, csa_get_Value(a, context));
}
static TContext current_context(Assembler *a) {
  return AS(Context, csa_load_frame(a, kFrameContext));
}
static void load_slot(Assembler *a, TContext context, int operand) {
  csa_dispatch(a,
               csa_load_Context_slots(a, context, csa_operand(a, operand)));
}
static void store_slot(Assembler *a, TContext context, int operand) {
  LABEL(unboxed, kDeferred);
  TInt64 slot = csa_operand(a, operand);
  csa_goto_if(a, csa_is_unboxed_double(a, a->accumulator), &unboxed);
  csa_store_Context_slots(a, context, slot, a->accumulator);
  csa_dispatch(a, a->accumulator);
  csa_bind(a, &unboxed);
  csa_continue_in_stub(a, StoreContextSlot, a->accumulator,
                       AS(Value, context), (TValue){slot.node});
}
// value, context, slot index (raw).
STUB(StoreContextSlot) {
  TValue value = csa_stub_parameter(a, 0);
  TContext context = AS(Context, csa_stub_parameter(a, 1));
  TInt64 slot = csa_value_to_bits(a, csa_stub_parameter(a, 2));
  csa_save_stub_frame(a);
  TTagged boxed = csa_box(a, value);
  csa_store_Context_slots(a, context, slot, csa_tagged_to_value(a, boxed));
  csa_dispatch_to(a, a->pc, a->fp, value);
}
BYTECODE_HANDLER(LdaContextSlot) { load_slot(a, walk_context(a), 1); }
BYTECODE_HANDLER(LdaImmutableContextSlot) {
  load_slot(a, walk_context(a), 1);
}
BYTECODE_HANDLER(LdaCurrentContextSlot) {
  load_slot(a, current_context(a), 0);
}
BYTECODE_HANDLER(LdaImmutableCurrentContextSlot) {
  load_slot(a, current_context(a), 0);
}
BYTECODE_HANDLER(StaContextSlot) { store_slot(a, walk_context(a), 1); }
BYTECODE_HANDLER(StaCurrentContextSlot) {
  store_slot(a, current_context(a), 0);
}

// ---- By name ----

BYTECODE_HANDLER(LdaLookupSlot) {
  csa_dispatch(a, csa_call_runtime(a, LoadLookupSlot,
                                   csa_load_constant_operand(a, 0)));
}
BYTECODE_HANDLER(LdaLookupSlotInsideTypeof) {
  csa_dispatch(a, csa_call_runtime(a, LoadLookupSlotInsideTypeof,
                                   csa_load_constant_operand(a, 0)));
}
BYTECODE_HANDLER(StaLookupSlot) {
  TValue flags = csa_smi_to_value(a, csa_operand_smi(a, 1));
  csa_dispatch(a, csa_call_runtime(a, StoreLookupSlot,
                                   csa_load_constant_operand(a, 0),
                                   a->accumulator, flags));
}

// ---- Modules ----

BYTECODE_HANDLER(LdaModuleVariable) {
  csa_dispatch(
      a, csa_call_runtime(a, LoadModuleVariable,
                          csa_smi_to_value(a, csa_operand_smi(a, 0)),
                          csa_smi_to_value(a, csa_operand_smi(a, 1))));
}
BYTECODE_HANDLER(StaModuleVariable) {
  csa_call_runtime(a, StoreModuleVariable,
                   csa_smi_to_value(a, csa_operand_smi(a, 0)),
                   csa_smi_to_value(a, csa_operand_smi(a, 1)),
                   a->accumulator);
  csa_dispatch(a, a->accumulator);
}

// ---- New contexts ----

// `count` slots, the header included; variables are undefined.
static void create_context(Assembler *a, TMap map, TValue scope_info,
                           TInt64 count) {
  TInt64 bytes = csa_int64_add(
      a, csa_int64_shl(a, count, 2),
      csa_int64(a, offsetof(Context, slots) + kObjectAlignment - 1));
  TValue object = allocate_dynamic(
      a, csa_int64_and(a, bytes, csa_int64(a, -kObjectAlignment)), map);
  TContext context = AS(Context, object);
  csa_store_Context_length(a, context, csa_int64_to_int32(a, count));
  csa_init_Context_slots(a, context, csa_int64(a, kContextScopeInfo),
                         scope_info);
  csa_init_Context_slots(a, context, csa_int64(a, kContextPrevious),
                         csa_load_frame(a, kFrameContext));
  fill_undefined_slots(
      a, csa_Context_slots_address(a, context, csa_int64(a, 2)),
      csa_Context_slots_address(a, context, count));
  csa_dispatch(a, object);
}
static void create_with_operands(Assembler *a, TMap map) {
  TInt64 count = csa_int64_add(a, csa_operand(a, 1), csa_int64(a, 2));
  create_context(a, map, csa_load_constant_operand(a, 0), count);
}
BYTECODE_HANDLER(CreateFunctionContext) {
  create_with_operands(a, csa_root_as(a, Map, function_context_map));
}
BYTECODE_HANDLER(CreateEvalContext) {
  create_with_operands(a, csa_root_as(a, Map, eval_context_map));
}
BYTECODE_HANDLER(CreateBlockContext) {
  TValue scope_info = csa_load_constant_operand(a, 0);
  TInt32 flags = csa_load_ScopeInfo_flags(a, AS(ScopeInfo, scope_info));
  TInt32 length = csa_int32_shr(
      a, flags, csa_int32(a, kScopeInfoContextLengthShift));
  create_context(a, csa_root_as(a, Map, block_context_map), scope_info,
                 csa_uint32_to_int64(a, length));
}
BYTECODE_HANDLER(CreateCatchContext) {
  csa_dispatch(a, csa_call_runtime(a, CreateCatchContext,
                                   csa_load_register(a, 0),
                                   csa_load_constant_operand(a, 1),
                                   csa_load_frame(a, kFrameContext)));
}
BYTECODE_HANDLER(CreateWithContext) {
  csa_dispatch(a, csa_call_runtime(a, CreateWithContext,
                                   csa_load_register(a, 0),
                                   csa_load_constant_operand(a, 1),
                                   csa_load_frame(a, kFrameContext)));
}
