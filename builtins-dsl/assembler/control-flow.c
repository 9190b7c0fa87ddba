// SPDX-License-Identifier: MIT
//
// Functions, labels and variables. A variable is a stack slot of the function
// being built; LLVM's mem2reg turns it into phis, so none is left in the code.
#include "builtins-dsl/assembler/assembler.h"

#include <stdlib.h>
#include <string.h>

// LLVM's number of the preserve_none calling convention.
enum { kPreserveNone = 21 };

Assembler *Assembler_new(const char *module_name) {
  Assembler *a = calloc(1, sizeof *a);
  CHECK(a != NULL);
  a->context = LLVMContextCreate();
  a->module = LLVMModuleCreateWithNameInContext(module_name, a->context);
  LLVMSetTarget(a->module, "x86_64-unknown-linux-gnu");
  a->builder = LLVMCreateBuilderInContext(a->context);
  a->i1 = LLVMInt1TypeInContext(a->context);
  a->i8 = LLVMInt8TypeInContext(a->context);
  a->i16 = LLVMInt16TypeInContext(a->context);
  a->i32 = LLVMInt32TypeInContext(a->context);
  a->i64 = LLVMInt64TypeInContext(a->context);
  a->f64 = LLVMDoubleTypeInContext(a->context);
  a->ptr = LLVMPointerTypeInContext(a->context, 0);
  LLVMTypeRef handler[] = {a->ptr, a->ptr, a->ptr, a->i64,
                           a->i64, a->i64, a->i64, a->i64};
  a->handler_type = LLVMFunctionType(a->i64, handler, 8, false);
  LLVMTypeRef js[] = {a->ptr, a->i64, a->ptr};
  a->js_type = LLVMFunctionType(a->i64, js, 3, false);
  a->prof_kind = LLVMGetMDKindIDInContext(a->context, "prof", 4);
  a->absolute_symbol_kind =
      LLVMGetMDKindIDInContext(a->context, "absolute_symbol", 15);
  return a;
}

void Assembler_delete(Assembler *a) {
  LLVMDisposeBuilder(a->builder);
  LLVMDisposeModule(a->module);
  LLVMContextDispose(a->context);
  free(a);
}

static void add_attribute(Assembler *a, const char *name, uint64_t value) {
  unsigned kind = LLVMGetEnumAttributeKindForName(name, strlen(name));
  LLVMAddAttributeAtIndex(a->function, LLVMAttributeFunctionIndex,
                          LLVMCreateEnumAttribute(a->context, kind, value));
}

static void add_string_attribute(Assembler *a, const char *name,
                                 const char *value) {
  LLVMAddAttributeAtIndex(
      a->function, LLVMAttributeFunctionIndex,
      LLVMCreateStringAttribute(a->context, name, strlen(name), value,
                                strlen(value)));
}

static void begin_function(Assembler *a, CodeKind kind, const char *symbol,
                           LLVMTypeRef type) {
  a->kind = kind;
  a->name = symbol;
  a->function = LLVMGetNamedFunction(a->module, symbol);
  if (a->function == NULL)
    a->function = LLVMAddFunction(a->module, symbol, type);
  add_attribute(a, "nounwind", 0);
  add_attribute(a, "uwtable", 2);
  // Jump tables would be data in the code, and a loop that LLVM recognizes as
  // memcpy a call that leaves it.
  add_string_attribute(a, "no-jump-tables", "true");
  add_string_attribute(a, "no-builtins", "");
  add_string_attribute(a, "target-cpu", "x86-64-v2");
  a->entry_block =
      LLVMAppendBasicBlockInContext(a->context, a->function, "entry");
  LLVMBasicBlockRef body =
      LLVMAppendBasicBlockInContext(a->context, a->function, "body");
  LLVMPositionBuilderAtEnd(a->builder, a->entry_block);
  LLVMBuildBr(a->builder, body);
  LLVMPositionBuilderAtEnd(a->builder, body);
}

void Assembler_begin(Assembler *a, CodeKind kind, const char *symbol) {
  begin_function(a, kind, symbol,
                 kind == kCodeJS ? a->js_type : a->handler_type);
  LLVMValueRef function = a->function;
  a->isolate = (TRaw){LLVMGetParam(function, 0)};
  if (kind == kCodeJS) {
    a->argc = (TInt64){LLVMGetParam(function, 1)};
    a->argv = (TRaw){LLVMGetParam(function, 2)};
    return;
  }
  LLVMSetFunctionCallConv(function, kPreserveNone);
  a->pc = (TRaw){LLVMGetParam(function, 1)};
  a->fp = (TRaw){LLVMGetParam(function, 2)};
  a->accumulator = (TValue){LLVMGetParam(function, 3)};
  a->argc = (TInt64){LLVMGetParam(function, 4)};
  a->callee = (TValue){LLVMGetParam(function, 5)};
  if (kind == kCodeStub)
    a->argv = (TRaw){LLVMBuildIntToPtr(a->builder, a->accumulator.node, a->ptr,
                                       "argv")};
}

void Assembler_begin_c_entry(Assembler *a, const char *symbol,
                             int parameter_count) {
  LLVMTypeRef types[6];
  types[0] = a->ptr;
  for (int i = 1; i < parameter_count; i++) types[i] = a->i64;
  begin_function(a, kCodeCEntry, symbol,
                 LLVMFunctionType(a->i64, types, parameter_count, false));
  a->isolate = (TRaw){LLVMGetParam(a->function, 0)};
}

TRaw csa_c_parameter_raw(Assembler *a, int index) {
  return (TRaw){LLVMBuildIntToPtr(
      a->builder, LLVMGetParam(a->function, index), a->ptr, "")};
}

TInt64 csa_c_parameter_int64(Assembler *a, int index) {
  return (TInt64){LLVMGetParam(a->function, index)};
}

static bool is_terminated(Assembler *a) {
  return LLVMGetBasicBlockTerminator(LLVMGetInsertBlock(a->builder)) != NULL;
}

// Labels that a definition declared and did not use have no code.
static void remove_unused_labels(Assembler *a) {
  LLVMBasicBlockRef block = LLVMGetFirstBasicBlock(a->function);
  while (block != NULL) {
    LLVMBasicBlockRef next = LLVMGetNextBasicBlock(block);
    if (LLVMGetFirstInstruction(block) == NULL &&
        LLVMGetFirstUse(LLVMBasicBlockAsValue(block)) == NULL)
      LLVMDeleteBasicBlock(block);
    block = next;
  }
}

void Assembler_end(Assembler *a) {
  remove_unused_labels(a);
  a->function = NULL;
}

LLVMValueRef csa_code(Assembler *a, const char *symbol) {
  LLVMValueRef function = LLVMGetNamedFunction(a->module, symbol);
  if (function == NULL) {
    function = LLVMAddFunction(a->module, symbol, a->handler_type);
    LLVMSetVisibility(function, LLVMHiddenVisibility);
  }
  LLVMSetFunctionCallConv(function, kPreserveNone);
  return function;
}

static void tail_call(Assembler *a, LLVMValueRef target, TRaw pc, TRaw fp,
                      const LLVMValueRef *rest, int count) {
  LLVMValueRef arguments[8] = {a->isolate.node, pc.node, fp.node};
  for (int i = 0; i < 5; i++)
    arguments[3 + i] =
        i < count && rest[i] != NULL ? rest[i] : LLVMGetPoison(a->i64);
  LLVMValueRef call = LLVMBuildCall2(a->builder, a->handler_type, target,
                                     arguments, 8, "");
  LLVMSetInstructionCallConv(call, kPreserveNone);
  // Each dispatch is a jump of its own, which branch prediction likes.
  unsigned kind = LLVMGetEnumAttributeKindForName("nomerge", 7);
  LLVMAddCallSiteAttribute(call, LLVMAttributeFunctionIndex,
                           LLVMCreateEnumAttribute(a->context, kind, 0));
  // From C code the call is an ordinary one: the interpreter returns there.
  if (a->kind == kCodeHandler || a->kind == kCodeStub)
    LLVMSetTailCallKind(call, LLVMTailCallKindMustTail);
  LLVMBuildRet(a->builder, call);
}

void csa_tail_call(Assembler *a, LLVMValueRef target, TRaw pc, TRaw fp,
                   TInt64 fourth, TInt64 fifth, TInt64 sixth) {
  LLVMValueRef rest[] = {fourth.node, fifth.node, sixth.node};
  tail_call(a, target, pc, fp, rest, 3);
}

void csa_tail_call_stub_n(Assembler *a, const char *symbol, int count,
                          const TValue *arguments) {
  LLVMValueRef rest[5];
  CHECK(count <= 5);
  for (int i = 0; i < count; i++) rest[i] = arguments[i].node;
  tail_call(a, csa_code(a, symbol), csa_next_pc(a), a->fp, rest, count);
}

TValue csa_stub_parameter(Assembler *a, int index) {
  CHECK(a->kind == kCodeStub && index < 5);
  return (TValue){LLVMGetParam(a->function, 3 + index)};
}

// ---- Labels ----

Label csa_new_label(Assembler *a, LabelKind kind, const char *name) {
  return (Label){LLVMAppendBasicBlockInContext(a->context, a->function, name),
                 kind};
}

void csa_bind(Assembler *a, Label *label) {
  if (!is_terminated(a)) LLVMBuildBr(a->builder, label->block);
  LLVMBasicBlockRef last = LLVMGetLastBasicBlock(a->function);
  if (last != label->block) LLVMMoveBasicBlockAfter(label->block, last);
  LLVMPositionBuilderAtEnd(a->builder, label->block);
}

void csa_goto(Assembler *a, Label *label) {
  LLVMBuildBr(a->builder, label->block);
}

void csa_unreachable(Assembler *a) { LLVMBuildUnreachable(a->builder); }

static void set_weights(Assembler *a, LLVMValueRef branch, unsigned if_true,
                        unsigned if_false) {
  LLVMMetadataRef operands[] = {
      LLVMMDStringInContext2(a->context, "branch_weights", 14),
      LLVMValueAsMetadata(LLVMConstInt(a->i32, if_true, false)),
      LLVMValueAsMetadata(LLVMConstInt(a->i32, if_false, false))};
  LLVMMetadataRef node = LLVMMDNodeInContext2(a->context, operands, 3);
  LLVMSetMetadata(branch, a->prof_kind,
                  LLVMMetadataAsValue(a->context, node));
}

void csa_branch(Assembler *a, TBool condition, Label *if_true,
                Label *if_false) {
  static const unsigned kWeights[] = {
      [kNormal] = 2000, [kUnlikely] = 200, [kDeferred] = 1};
  LLVMValueRef branch = LLVMBuildCondBr(a->builder, condition.node,
                                        if_true->block, if_false->block);
  if (if_true->kind != if_false->kind)
    set_weights(a, branch, kWeights[if_true->kind], kWeights[if_false->kind]);
}

void csa_goto_if(Assembler *a, TBool condition, Label *label) {
  LABEL(next, kNormal);
  csa_branch(a, condition, label, &next);
  csa_bind(a, &next);
}

void csa_goto_unless(Assembler *a, TBool condition, Label *label) {
  LABEL(next, kNormal);
  csa_branch(a, condition, &next, label);
  csa_bind(a, &next);
}

void csa_switch(Assembler *a, TInt32 value, Label *otherwise,
                const int32_t *values, Label *labels, int count) {
  LLVMValueRef instruction =
      LLVMBuildSwitch(a->builder, value.node, otherwise->block, count);
  for (int i = 0; i < count; i++)
    LLVMAddCase(instruction, LLVMConstInt(a->i32, (uint32_t)values[i], false),
                labels[i].block);
}

void csa_trap(Assembler *a) {
  unsigned id = LLVMLookupIntrinsicID("llvm.trap", 9);
  LLVMValueRef trap = LLVMGetIntrinsicDeclaration(a->module, id, NULL, 0);
  LLVMBuildCall2(a->builder, LLVMGlobalGetValueType(trap), trap, NULL, 0, "");
  LLVMBuildUnreachable(a->builder);
}

void csa_dcheck(Assembler *a, TBool condition) {
#ifdef THAW_DEBUG
  LABEL(failed, kDeferred);
  LABEL(holds, kNormal);
  csa_branch(a, condition, &holds, &failed);
  csa_bind(a, &failed);
  csa_trap(a);
  csa_bind(a, &holds);
#else
  (void)a;
  (void)condition;
#endif
}

// ---- Variables ----

static LLVMValueRef new_slot(Assembler *a, LLVMTypeRef type) {
  LLVMBasicBlockRef current = LLVMGetInsertBlock(a->builder);
  LLVMPositionBuilderBefore(a->builder,
                            LLVMGetBasicBlockTerminator(a->entry_block));
  LLVMValueRef slot = LLVMBuildAlloca(a->builder, type, "");
  LLVMPositionBuilderAtEnd(a->builder, current);
  return slot;
}

#define DEFINE_VARIABLE(Type, llvm_type)                                   \
  Variable##Type csa_variable_##Type(Assembler *a, T##Type initial) {      \
    Variable##Type variable = {new_slot(a, a->llvm_type)};                 \
    if (initial.node != NULL) csa_set_##Type(a, variable, initial);        \
    return variable;                                                       \
  }                                                                        \
  T##Type csa_get_##Type(Assembler *a, Variable##Type variable) {          \
    return (T##Type){                                                      \
        LLVMBuildLoad2(a->builder, a->llvm_type, variable.slot, "")};      \
  }                                                                        \
  void csa_set_##Type(Assembler *a, Variable##Type variable,               \
                      T##Type value) {                                     \
    LLVMBuildStore(a->builder, value.node, variable.slot);                 \
  }
DEFINE_VARIABLE(Value, i64)
DEFINE_VARIABLE(Smi, i32)
DEFINE_VARIABLE(Int32, i32)
DEFINE_VARIABLE(Int64, i64)
DEFINE_VARIABLE(Float64, f64)
DEFINE_VARIABLE(Raw, ptr)
