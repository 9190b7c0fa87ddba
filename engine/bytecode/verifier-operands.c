// SPDX-License-Identifier: MIT
//
// The half of the verifier that looks at single bytecodes: registers, constants
// and feedback slots that operands name.
#include "engine/bytecode/verifier-impl.h"

// ------------------------------------------------------------------ registers

// Parameters and locals; of the frame's header only what code may read.
static bool is_register(const BytecodeOutput *output, int64_t first, int count,
                        bool is_output) {
  if (count == 0) return true;
  if (count < 0) return false;
  if (first >= 0) return first + count <= output->register_count;
  if (first >= -kFrameHeaderSlots)
    return !is_output && count == 1 &&
           (first == kRegisterContext || first == kRegisterFunction);
  return first >= -kFrameHeaderSlots - output->parameter_count &&
         first + count <= -kFrameHeaderSlots;
}

static int registers_of(const DecodedBytecode *code, int operand) {
  switch ((OperandType)kBytecodeInfos[code->bytecode].operands[operand]) {
    case kOperandRegList:
      return code->operands[operand + 1];
    case kOperandRegOutPair:
      return 2;
    case kOperandRegOutTriple:
      return 3;
    default:
      return 1;
  }
}

static bool is_output(OperandType type) {
  return type == kOperandRegOut || type == kOperandRegOutPair ||
         type == kOperandRegOutTriple;
}

static const char *check_register(const BytecodeOutput *output,
                                  const DecodedBytecode *code, int i) {
  OperandType type = (OperandType)kBytecodeInfos[code->bytecode].operands[i];
  int32_t first = code->operands[i];
  // Resuming stores them.
  bool writes = is_output(type) || code->bytecode == kBytecodeForInStep ||
                (code->bytecode == kBytecodeResumeGenerator &&
                 type == kOperandRegList);
  return is_register(output, first, registers_of(code, i), writes)
             ? NULL
             : "register out of range";
}

// ------------------------------------------------------------------ constants

#define KIND(Name) (1u << kConstant##Name)

// The kinds of constants that a bytecode takes.
static uint32_t constant_kinds(Bytecode bytecode) {
  switch (bytecode) {
    case kBytecodeLdaConstant:
      return ~KIND(Smi);
    case kBytecodeGetNamedProperty:
    case kBytecodeGetNamedPropertyFromSuper:
    case kBytecodeSetNamedProperty:
    case kBytecodeDefineNamedOwnProperty:
      return KIND(String) | KIND(Root);
    case kBytecodeCreateObjectLiteral:
      return KIND(ObjectBoilerplate);
    case kBytecodeCreateArrayLiteral:
      return KIND(ArrayBoilerplate);
    case kBytecodeGetTemplateObject:
      return KIND(Template);
    case kBytecodeCreateClosure:
      return KIND(Function);
    case kBytecodeSetPrototypeProperties:
      return KIND(PrototypeProperties);
    case kBytecodeCreateBlockContext:
    case kBytecodeCreateCatchContext:
    case kBytecodeCreateFunctionContext:
    case kBytecodeCreateEvalContext:
    case kBytecodeCreateWithContext:
      return KIND(Scope);
    default:
      return KIND(String);
  }
}

static const char *check_constant(const BytecodeOutput *output,
                                  const DecodedBytecode *code, int i) {
  // Tables are checked with the targets in them.
  if (Bytecode_is_switch(code->bytecode)) return NULL;
  uint32_t index = (uint32_t)code->operands[i];
  if (index >= (uint32_t)output->constant_count)
    return "constant pool index out of range";
  if (!(constant_kinds(code->bytecode) &
        1u << output->constants[index].kind))
    return "constant of another kind";
  return NULL;
}

// ------------------------------------------------------------- feedback slots

#define SLOT(Name) (1u << kFeedbackSlot##Name)
_Static_assert(kFeedbackSlotKindCount <= 32, "kinds are bits");

static uint32_t operator_slot_kinds(Bytecode bytecode) {
  if (bytecode >= kBytecodeAdd && bytecode <= kBytecodeBitwiseNot)
    return SLOT(BinaryOp);
  if (bytecode >= kBytecodeTestEqual &&
      bytecode <= kBytecodeTestGreaterThanOrEqual)
    return SLOT(CompareOp);
  if (bytecode >= kBytecodeCallAnyReceiver &&
      bytecode <= kBytecodeConstructForwardAllArgs)
    return SLOT(Call);
  return ~0u;
}

// The kinds of feedback slots that operand i of a bytecode takes.
static uint32_t slot_kinds(Bytecode bytecode, int i) {
  switch (bytecode) {
    case kBytecodeGetNamedProperty:
    case kBytecodeGetNamedPropertyFromSuper:
      return SLOT(LoadProperty);
    case kBytecodeGetKeyedProperty:
      return SLOT(LoadKeyed);
    case kBytecodeLdaGlobal:
      return SLOT(LoadGlobal);
    case kBytecodeLdaGlobalInsideTypeof:
      return SLOT(LoadGlobalInsideTypeof);
    case kBytecodeStaGlobal:
    case kBytecodeTestGlobal:
      return SLOT(StoreGlobalSloppy) | SLOT(StoreGlobalStrict);
    case kBytecodeSetNamedProperty:
      return SLOT(SetNamedSloppy) | SLOT(SetNamedStrict);
    case kBytecodeSetKeyedProperty:
      return SLOT(SetKeyedSloppy) | SLOT(SetKeyedStrict);
    case kBytecodeDefineNamedOwnProperty:
      return SLOT(DefineNamedOwn);
    case kBytecodeDefineKeyedOwnProperty:
      return SLOT(DefineKeyedOwn);
    case kBytecodeStaInArrayLiteral:
      return SLOT(StoreInArrayLiteral);
    case kBytecodeTestIn:
      return SLOT(HasProperty);
    case kBytecodeTestInstanceOf:
      return SLOT(InstanceOf);
    case kBytecodeForInPrepare:
    case kBytecodeForInNext:
      return SLOT(ForIn);
    case kBytecodeCreateRegExpLiteral:
    case kBytecodeCreateArrayLiteral:
    case kBytecodeCreateEmptyArrayLiteral:
    case kBytecodeCreateObjectLiteral:
      return SLOT(Literal);
    case kBytecodeCloneObject:
      return SLOT(CloneObject);
    case kBytecodeGetTemplateObject:
      return SLOT(TemplateObject);
    case kBytecodeJumpLoop:
      return SLOT(JumpLoop);
    case kBytecodeGetIterator:
      return i == 1 ? SLOT(LoadProperty) : SLOT(Call);
    default:
      return operator_slot_kinds(bytecode);
  }
}

static const char *check_slot(const BytecodeOutput *output,
                              const DecodedBytecode *code, int i) {
  uint32_t slot = (uint32_t)code->operands[i];
  const char *error = "feedback slot out of range";
  if (code->bytecode == kBytecodeCreateClosure)
    return slot < (uint32_t)output->closure_count ? NULL : error;
  // Constants need no cell, and then the index is that of the next closure.
  if (code->bytecode == kBytecodeSetPrototypeProperties)
    return slot <= (uint32_t)output->closure_count ? NULL : error;
  if (slot >= (uint32_t)output->feedback_slot_count) return error;
  return slot_kinds(code->bytecode, i) & 1u << output->feedback_kinds[slot]
             ? NULL
             : "feedback slot of another kind";
}

// ----------------------------------------------------------------------- all

const char *Verifier_check_operands(const BytecodeOutput *output,
                                    const DecodedBytecode *code) {
  const BytecodeInfo *info = &kBytecodeInfos[code->bytecode];
  const char *error = NULL;
  for (int i = 0; i < info->operand_count && error == NULL; i++) {
    OperandType type = (OperandType)info->operands[i];
    if (OperandType_is_register(type))
      error = check_register(output, code, i);
    else if (type == kOperandIdx)
      error = check_constant(output, code, i);
    else if (type == kOperandSlot)
      error = check_slot(output, code, i);
    else if (type == kOperandRuntimeId &&
             (uint32_t)code->operands[i] >= kRuntimeFunctionCount)
      error = "no such runtime function";
  }
  return error;
}
