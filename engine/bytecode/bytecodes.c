// SPDX-License-Identifier: MIT
#include "engine/bytecode/bytecodes.h"

#include <string.h>

#define OPERAND_COUNT(...) OPERAND_COUNT_(__VA_ARGS__, 5, 4, 3, 2, 1, 0)
#define OPERAND_COUNT_(use, a, b, c, d, e, count, ...) count
#define OPERANDS(...) OPERANDS_PASTE(OPERAND_COUNT(__VA_ARGS__), __VA_ARGS__)
#define OPERANDS_PASTE(count, ...) OPERANDS_PASTE_(count, __VA_ARGS__)
#define OPERANDS_PASTE_(count, ...) OPERANDS_##count(__VA_ARGS__)
#define OPERANDS_0(use) {0}
#define OPERANDS_1(use, a) {kOperand##a}
#define OPERANDS_2(use, a, b) {kOperand##a, kOperand##b}
#define OPERANDS_3(use, a, b, c) {kOperand##a, kOperand##b, kOperand##c}
#define OPERANDS_4(use, a, b, c, d) \
  {kOperand##a, kOperand##b, kOperand##c, kOperand##d}
#define OPERANDS_5(use, a, b, c, d, e) \
  {kOperand##a, kOperand##b, kOperand##c, kOperand##d, kOperand##e}
#define USE(...) USE_(__VA_ARGS__, _)
#define USE_(use, ...) kAccumulator##use

const BytecodeInfo kBytecodeInfos[kBytecodeCount] = {
#define BYTECODE(Name, ...)                                     \
  [kBytecode##Name] = {#Name, USE(__VA_ARGS__),                 \
                       OPERAND_COUNT(__VA_ARGS__), OPERANDS(__VA_ARGS__)},
#include "engine/bytecode/bytecodes.def"
#undef BYTECODE
};

_Static_assert(kBytecodeCount <= 256, "opcodes are one byte");
_Static_assert(kBytecodeStar15 == kBytecodeStar0 + 15, "Star0..15 in order");

int Bytecode_operand_offset(Bytecode bytecode, int operand, int scale) {
  const BytecodeInfo *info = &kBytecodeInfos[bytecode];
  int offset = 1;
  for (int i = 0; i < operand; i++)
    offset += OperandType_size(info->operands[i], scale);
  return offset;
}

int Bytecode_size(Bytecode bytecode, int scale) {
  return Bytecode_operand_offset(
      bytecode, kBytecodeInfos[bytecode].operand_count, scale);
}

int32_t Bytecode_operand(const uint8_t *opcode, int operand, int scale) {
  Bytecode bytecode = (Bytecode)*opcode;
  OperandType type = kBytecodeInfos[bytecode].operands[operand];
  const uint8_t *at =
      opcode + Bytecode_operand_offset(bytecode, operand, scale);
  int size = OperandType_size(type, scale);
  uint32_t bits = 0;
  memcpy(&bits, at, (size_t)size);
  if (!OperandType_is_signed(type) || size == 4) return (int32_t)bits;
  int shift = 32 - 8 * size;
  return (int32_t)(bits << shift) >> shift;
}

bool Bytecode_decode(const uint8_t *bytecodes, int length, int offset,
                     DecodedBytecode *decoded) {
  memset(decoded, 0, sizeof *decoded);
  decoded->scale = 1;
  decoded->offset = offset;
  int at = offset;
  if (at < length && bytecodes[at] <= kBytecodeExtraWide)
    decoded->scale = bytecodes[at++] == kBytecodeWide ? 2 : 4;
  if (at >= length || bytecodes[at] >= kBytecodeCount) return false;
  decoded->bytecode = (Bytecode)bytecodes[at];
  if (decoded->scale > 1 && Bytecode_is_prefix(decoded->bytecode)) return false;
  int size = Bytecode_size(decoded->bytecode, decoded->scale);
  if (size > length - at) return false;
  decoded->size = at - offset + size;
  int count = kBytecodeInfos[decoded->bytecode].operand_count;
  for (int i = 0; i < count; i++)
    decoded->operands[i] = Bytecode_operand(bytecodes + at, i, decoded->scale);
  return true;
}
