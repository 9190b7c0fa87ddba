// SPDX-License-Identifier: MIT
#include "engine/bytecode/verifier.h"

#include <stdlib.h>

#include "engine/bytecode/disassembler.h"

typedef struct Verifier {
  const BytecodeOutput *output;
  bool *starts;  // by offset: a bytecode begins here
} Verifier;

static bool is_start(const Verifier *v, int64_t offset) {
  return offset >= 0 && offset < v->output->length && v->starts[offset];
}

static bool is_register(const Verifier *v, int64_t first, int count) {
  int64_t lowest = -kFrameHeaderSlots - v->output->parameter_count;
  return first >= lowest && count >= 0 &&
         (count == 0 || first + count <= v->output->register_count);
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

static const char *check_operand(const Verifier *v, const DecodedBytecode *code,
                                 int i) {
  OperandType type = (OperandType)kBytecodeInfos[code->bytecode].operands[i];
  int32_t value = code->operands[i];
  if (OperandType_is_register(type))
    return is_register(v, value, registers_of(code, i))
               ? NULL
               : "register out of range";
  if (type == kOperandIdx &&
      !(Bytecode_is_switch(code->bytecode)) &&
      (uint32_t)value >= (uint32_t)v->output->constant_count)
    return "constant pool index out of range";
  if (type == kOperandSlot) {
    int limit = v->output->feedback_slot_count;
    if (code->bytecode == kBytecodeCreateClosure)
      limit = v->output->closure_count;
    // Constants need no cell, and then the index is that of the next closure.
    if (code->bytecode == kBytecodeSetPrototypeProperties)
      limit = v->output->closure_count + 1;
    if ((uint32_t)value >= (uint32_t)limit)
      return "feedback slot out of range";
  }
  if (type == kOperandRuntimeId && (uint32_t)value >= kRuntimeFunctionCount)
    return "no such runtime function";
  return NULL;
}

static const char *check_table(const Verifier *v, const DecodedBytecode *code,
                               int first, int count) {
  if (first < 0 || count < 0 || first + count > v->output->constant_count)
    return "jump table out of range";
  for (int i = 0; i < count; i++) {
    const ConstantEntry *entry = &v->output->constants[first + i];
    if (entry->kind != kConstantSmi) return "jump table entry is no Smi";
    if (!is_start(v, (int64_t)code->offset + entry->smi))
      return "jump table entry leads into a bytecode";
  }
  return NULL;
}

static const char *check_control(const Verifier *v,
                                 const DecodedBytecode *code) {
  if (code->bytecode == kBytecodeSwitchOnSmiNoFeedback)
    return check_table(v, code, code->operands[0], code->operands[1]);
  if (code->bytecode == kBytecodeSwitchOnGeneratorState)
    return check_table(v, code, code->operands[1], code->operands[2]);
  if (!Bytecode_is_jump(code->bytecode)) return NULL;
  int64_t distance = (uint32_t)code->operands[0];
  if (code->bytecode == kBytecodeJumpLoop) distance = -distance;
  return is_start(v, code->offset + distance)
             ? NULL
             : "jump target is no bytecode's start";
}

static const char *check_handlers(const Verifier *v, int *offset) {
  const BytecodeOutput *output = v->output;
  for (int i = 0; i < output->handler_count; i++) {
    const HandlerTableEntry *entry = &output->handlers[i];
    *offset = entry->start;
    if (!is_start(v, entry->start) || entry->end <= entry->start ||
        (entry->end != output->length && !is_start(v, entry->end)))
      return "handler range is none";
    if (!is_start(v, entry->handler)) return "handler is no bytecode's start";
    if (!is_register(v, entry->context_register, 1))
      return "handler's context register out of range";
    // Ranges nest, the inner one first.
    for (int j = 0; j < i; j++) {
      const HandlerTableEntry *inner = &output->handlers[j];
      bool apart = inner->end <= entry->start || entry->end <= inner->start;
      bool within = inner->start >= entry->start && inner->end <= entry->end;
      if (!apart && !within) return "handler ranges overlap";
    }
  }
  return NULL;
}

static const char *find_error(const Verifier *v, int *offset) {
  const BytecodeOutput *output = v->output;
  DecodedBytecode code = {.bytecode = kBytecodeIllegal};
  for (*offset = 0; *offset < output->length; *offset += code.size) {
    if (!Bytecode_decode(output->bytes, output->length, *offset, &code))
      return "unknown or truncated bytecode";
    v->starts[*offset] = true;
  }
  if (!Bytecode_ends_block(code.bytecode)) return "control runs off the end";
  for (*offset = 0; *offset < output->length; *offset += code.size) {
    if (!Bytecode_decode(output->bytes, output->length, *offset, &code))
      return "unknown or truncated bytecode";
    const char *error = check_control(v, &code);
    int count = kBytecodeInfos[code.bytecode].operand_count;
    for (int i = 0; i < count && error == NULL; i++)
      error = check_operand(v, &code, i);
    if (error != NULL) return error;
  }
  return check_handlers(v, offset);
}

const char *BytecodeVerifier_find_error(const BytecodeOutput *output,
                                        int *offset) {
  Verifier verifier = {output, calloc((size_t)output->length + 1, 1)};
  CHECK(verifier.starts != NULL);
  const char *error = find_error(&verifier, offset);
  free(verifier.starts);
  return error;
}

void BytecodeVerifier_verify(const BytecodeOutput *output) {
  int offset = 0;
  const char *error = BytecodeVerifier_find_error(output, &offset);
  if (error == NULL) return;
  Disassembler_print_output(stderr, "?", output);
  FATAL("bytecode verifier: %s at offset %d", error, offset);
}
