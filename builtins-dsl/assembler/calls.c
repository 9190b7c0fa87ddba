// SPDX-License-Identifier: MIT
//
// Calls out of generated code, and the handlers' view of bytecode and frame.
#include "builtins-dsl/assembler/assembler.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// A symbol whose address is a number that the stencil's user patches in.
static TInt64 hole_named(Assembler *a, const char *name) {
  LLVMValueRef symbol = LLVMGetNamedGlobal(a->module, name);
  if (symbol == NULL) {
    symbol = LLVMAddGlobal(a->module, a->i8, name);
    LLVMSetVisibility(symbol, LLVMHiddenVisibility);
    LLVMMetadataRef range[] = {
        LLVMValueAsMetadata(csa_int64(a, INT32_MIN).node),
        LLVMValueAsMetadata(csa_int64(a, INT32_MAX).node)};
    LLVMGlobalSetMetadata(symbol, a->absolute_symbol_kind,
                          LLVMMDNodeInContext2(a->context, range, 2));
  }
  return (TInt64){LLVMBuildPtrToInt(a->builder, symbol, a->i64, "")};
}

void csa_save_frame(Assembler *a) {
  csa_isolate_store(a, raw, fp, a->fp);
  TRaw pc = a->pc;
  // A stencil knows where it is: HOLE_pc counts from the BytecodeArray.
  if (a->is_stencil)
    pc = csa_raw_add(
        a, csa_object_address(a, AS(Value, csa_bytecode_array(a)), 0),
        hole_named(a, "HOLE_pc"));
  csa_isolate_store(a, raw, pc, pc);
}

TValue csa_call_runtime_nothrow_n(Assembler *a, RuntimeFunctionId id,
                                  size_t count, const TValue *arguments) {
  CHECK((int)count == kRuntimeFunctionInfos[id].arity);
  // Stubs have their caller's frame, and save what they must themselves.
  if (a->kind == kCodeHandler) csa_save_frame(a);
  LLVMTypeRef types[6];
  LLVMValueRef values[6];
  types[0] = a->ptr;
  values[0] = a->isolate.node;
  for (size_t i = 0; i < count; i++) {
    types[i + 1] = a->i64;
    values[i + 1] = arguments[i].node;
  }
  TRaw target = csa_load_raw(a, a->isolate,
                             offsetof(Isolate, runtime_functions) +
                                 id * sizeof(RuntimeFunction));
  LLVMTypeRef type = LLVMFunctionType(a->i64, types, count + 1, false);
  return (TValue){
      LLVMBuildCall2(a->builder, type, target.node, values, count + 1, "")};
}

static void check_exception(Assembler *a, TValue result) {
  LABEL(threw, kDeferred);
  LABEL(next, kNormal);
  csa_branch(a, csa_is_root(a, result, exception), &threw, &next);
  csa_bind(a, &threw);
  csa_throw_pending(a);
  csa_bind(a, &next);
}

TValue csa_call_runtime_n(Assembler *a, RuntimeFunctionId id, size_t count,
                          const TValue *arguments) {
  TValue result = csa_call_runtime_nothrow_n(a, id, count, arguments);
  check_exception(a, result);
  return result;
}

TValue csa_call_runtime_dynamic(Assembler *a, TInt64 id, TRaw arguments,
                                TInt64 count) {
  csa_save_frame(a);
  // All five argument registers are loaded: reading a few slots more of the VM
  // stack is harmless, and the callee ignores them.
  LLVMTypeRef types[6] = {a->ptr, a->i64, a->i64, a->i64, a->i64, a->i64};
  LLVMValueRef values[6] = {a->isolate.node};
  for (int i = 0; i < 5; i++)
    values[i + 1] = csa_load_value(a, arguments, i * kValueSize).node;
  TRaw entry = csa_raw_add(a, a->isolate, csa_int64_shl(a, id, 3));
  TRaw target = csa_load_raw(a, entry, offsetof(Isolate, runtime_functions));
  LLVMTypeRef type = LLVMFunctionType(a->i64, types, 6, false);
  TValue result = {
      LLVMBuildCall2(a->builder, type, target.node, values, 6, "")};
  check_exception(a, result);
  return result;
}

void csa_throw_pending(Assembler *a) {
  if (a->kind == kCodeJS || a->kind == kCodeCEntry) {
    csa_return(a, csa_root(a, exception));
    return;
  }
  csa_tail_call(a, csa_code(a, "Stub_Unwind"), a->pc, a->fp,
                (TInt64){LLVMGetPoison(a->i64)}, (TInt64){NULL},
                (TInt64){NULL});
}

void csa_save_stub_frame(Assembler *a) {
  csa_isolate_store(a, raw, fp, a->fp);
  csa_isolate_store(a, raw, pc, csa_raw_add(a, a->pc, csa_int64(a, -1)));
}

void csa_finish_stub(Assembler *a, TValue result, TValue accumulator) {
  LABEL(threw, kDeferred);
  csa_goto_if(a, csa_is_root(a, result, exception), &threw);
  csa_dispatch_to(a, a->pc, a->fp, accumulator);
  csa_bind(a, &threw);
  csa_throw_pending(a);
}

void csa_tail_call_stub(Assembler *a, const char *symbol, TRaw argv,
                        TInt64 argc, TValue callee) {
  csa_tail_call(a, csa_code(a, symbol), a->pc, a->fp, csa_raw_to_int64(a, argv),
                argc, (TInt64){callee.node});
}

void csa_return(Assembler *a, TValue value) {
  LLVMBuildRet(a->builder, value.node);
}

// ---- Operands ----

static OperandType operand_type(Assembler *a, int index) {
  const BytecodeInfo *info = &kBytecodeInfos[a->bytecode];
  CHECK(index < info->operand_count);
  return info->operands[index];
}

static int bytecode_size(Assembler *a) {
  return Bytecode_size(a->bytecode, a->scale) + (a->scale > 1);
}

// Registers are in bytes, so that the hole folds into an address.
static TInt64 hole(Assembler *a, int index) {
  char name[32];
  snprintf(name, sizeof name, "HOLE_operand%d", index);
  return hole_named(a, name);
}

TInt64 csa_operand(Assembler *a, int index) {
  if (a->is_stencil) return hole(a, index);
  OperandType type = operand_type(a, index);
  int offset = Bytecode_operand_offset(a->bytecode, index, a->scale) +
               (a->scale > 1);
  bool is_signed = OperandType_is_signed(type);
  TInt32 narrow;
  switch (OperandType_size(type, a->scale)) {
    case 1:
      narrow = is_signed ? csa_load_int8(a, a->pc, offset)
                         : csa_load_uint8(a, a->pc, offset);
      break;
    case 2:
      narrow = is_signed ? csa_load_int16(a, a->pc, offset)
                         : csa_load_uint16(a, a->pc, offset);
      break;
    default:
      narrow = csa_load_int32(a, a->pc, offset);
      break;
  }
  return is_signed ? csa_int32_to_int64(a, narrow)
                   : csa_uint32_to_int64(a, narrow);
}

TInt32 csa_operand_int32(Assembler *a, int index) {
  return csa_int64_to_int32(a, csa_operand(a, index));
}

TSmi csa_operand_smi(Assembler *a, int index) {
  return csa_smi_tag(a, csa_operand_int32(a, index));
}

TRaw csa_operand_address(Assembler *a, int index) {
  CHECK(OperandType_is_register(operand_type(a, index)));
  TInt64 slot = csa_operand(a, index);
  if (!a->is_stencil) slot = csa_int64_shl(a, slot, 3);
  return csa_raw_add(a, a->fp, slot);
}

TValue csa_load_register(Assembler *a, int index) {
  return csa_load_value(a, csa_operand_address(a, index), 0);
}
void csa_store_register(Assembler *a, int index, TValue value) {
  csa_store_value(a, csa_operand_address(a, index), 0, value);
}
TValue csa_load_frame(Assembler *a, int slot) {
  return csa_load_value(a, a->fp, slot * kValueSize);
}
void csa_store_frame(Assembler *a, int slot, TValue value) {
  csa_store_value(a, a->fp, slot * kValueSize, value);
}
TBytecodeArray csa_bytecode_array(Assembler *a) {
  return AS(BytecodeArray, csa_load_frame(a, kFrameBytecodeArray));
}
TValue csa_load_constant(Assembler *a, TInt64 index) {
  TFixedArray pool =
      csa_load_BytecodeArray_constant_pool(a, csa_bytecode_array(a));
  return csa_load_FixedArray_slots(a, pool, index);
}
TValue csa_load_constant_operand(Assembler *a, int index) {
  return csa_load_constant(a, csa_operand(a, index));
}

// ---- Dispatch ----

TRaw csa_next_pc(Assembler *a) {
  if (a->kind == kCodeStub) return a->pc;
  return csa_raw_add(a, a->pc, csa_int64(a, bytecode_size(a)));
}

void csa_dispatch_to(Assembler *a, TRaw pc, TRaw fp, TValue accumulator) {
  TInt64 opcode = csa_uint32_to_int64(a, csa_load_uint8(a, pc, 0));
  TRaw entry = csa_raw_add(a, a->isolate, csa_int64_shl(a, opcode, 3));
  TRaw target = csa_load_raw(a, entry, offsetof(Isolate, dispatch_table));
  csa_tail_call(a, target.node, pc, fp, (TInt64){accumulator.node},
                (TInt64){NULL}, (TInt64){NULL});
}

static void continue_stencil(Assembler *a, const char *symbol,
                             TValue accumulator) {
  csa_tail_call(a, csa_code(a, symbol), a->pc, a->fp,
                (TInt64){accumulator.node}, (TInt64){NULL}, (TInt64){NULL});
}

void csa_dispatch(Assembler *a, TValue accumulator) {
  if (a->is_stencil) {
    continue_stencil(a, "CONTINUE_next", accumulator);
    return;
  }
  csa_dispatch_to(a, csa_next_pc(a), a->fp, accumulator);
}

TRaw csa_jump_target(Assembler *a) {
  TInt64 distance = csa_operand(a, 0);
  if (a->bytecode == kBytecodeJumpLoop)
    distance = csa_int64_sub(a, csa_int64(a, 0), distance);
  return csa_raw_add(a, a->pc, distance);
}

void csa_jump(Assembler *a, TValue accumulator) {
  if (a->is_stencil) {
    continue_stencil(a, "CONTINUE_jump", accumulator);
    return;
  }
  csa_dispatch_to(a, csa_jump_target(a), a->fp, accumulator);
}

void csa_jump_if(Assembler *a, TBool condition, TValue accumulator) {
  LABEL(taken, kNormal);
  csa_goto_if(a, condition, &taken);
  csa_dispatch(a, accumulator);
  csa_bind(a, &taken);
  csa_jump(a, accumulator);
}

// ---- JS builtins ----

TValue csa_receiver(Assembler *a) { return csa_load_value(a, a->argv, 0); }

TValue csa_argument(Assembler *a, int index) {
  return csa_load_value(a, a->argv, (index + 1) * kValueSize);
}

void csa_tail_call_c_builtin(Assembler *a) {
  CHECK(a->kind == kCodeJS && a->c_builtin_slot >= 0);
  TRaw target = csa_load_raw(
      a, a->isolate,
      offsetof(Isolate, builtins) + a->c_builtin_slot * sizeof(void *));
  LLVMValueRef arguments[] = {a->isolate.node, a->argc.node, a->argv.node};
  LLVMValueRef call = LLVMBuildCall2(a->builder, a->js_type, target.node,
                                     arguments, 3, "");
  LLVMSetTailCallKind(call, LLVMTailCallKindMustTail);
  LLVMBuildRet(a->builder, call);
}

TString csa_cast_String(Assembler *a, TValue value, Label *otherwise) {
  csa_goto_unless(a, csa_is_heap_object(a, value), otherwise);
  TInt32 type = csa_load_instance_type(a, value);
  csa_goto_unless(
      a, csa_uint32_less(a, type, csa_int32(a, FIRST_NONSTRING_TYPE)),
      otherwise);
  return AS(String, value);
}

TJSArray csa_cast_fast_array(Assembler *a, TValue value, Label *otherwise) {
  csa_goto_unless(a, csa_is_heap_object(a, value), otherwise);
  TMap map = csa_load_map(a, value);
  csa_goto_unless(a,
                  csa_int32_equal(a, csa_load_Map_instance_type(a, map),
                                  csa_int32(a, JS_ARRAY_TYPE)),
                  otherwise);
  csa_goto_unless(
      a,
      csa_uint32_less_equal(a, csa_load_Map_elements_kind(a, map),
                            csa_int32(a, LAST_FAST_ELEMENTS)),
      otherwise);
  return AS(JSArray, value);
}
