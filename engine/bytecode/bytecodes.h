// SPDX-License-Identifier: MIT
//
// The Bytecode enumeration and what bytecodes.def says of each bytecode. Data
// only: the generator of handlers reads this as well as the compiler.
#ifndef ENGINE_BYTECODE_BYTECODES_H_
#define ENGINE_BYTECODE_BYTECODES_H_

#include <stdbool.h>
#include <stdint.h>

typedef enum Bytecode {
#define BYTECODE(Name, ...) kBytecode##Name,
#include "engine/bytecode/bytecodes.def"
#undef BYTECODE
  kBytecodeCount
} Bytecode;

typedef enum AccumulatorUse {
  kAccumulatorNone,
  kAccumulatorRead,
  kAccumulatorWrite,
  kAccumulatorReadWrite,
  kAccumulatorClobber,
} AccumulatorUse;

typedef enum OperandType {
  kOperandNone,
  kOperandReg,
  kOperandRegOut,
  kOperandRegList,
  kOperandRegOutPair,
  kOperandRegOutTriple,
  kOperandRegCount,
  kOperandIdx,
  kOperandSlot,
  kOperandUImm,
  kOperandImm,
  kOperandFlag8,
  kOperandRuntimeId,
} OperandType;

enum { kMaxOperands = 5 };

typedef struct BytecodeInfo {
  const char *name;
  uint8_t accumulator;  // AccumulatorUse
  uint8_t operand_count;
  uint8_t operands[kMaxOperands];  // OperandType
} BytecodeInfo;

extern const BytecodeInfo kBytecodeInfos[kBytecodeCount];

static inline const char *Bytecode_name(Bytecode bytecode) {
  return kBytecodeInfos[bytecode].name;
}
static inline bool OperandType_is_signed(OperandType type) {
  return (type >= kOperandReg && type <= kOperandRegOutTriple) ||
         type == kOperandImm;
}
static inline bool OperandType_is_register(OperandType type) {
  return type >= kOperandReg && type <= kOperandRegOutTriple;
}
// Bytes of an operand at a scale of 1, 2 (after Wide) or 4 (after ExtraWide).
static inline int OperandType_size(OperandType type, int scale) {
  return type == kOperandFlag8 ? 1 : type == kOperandRuntimeId ? 2 : scale;
}
// Jumps that take their target as a UImm distance in operand 0.
static inline bool Bytecode_is_jump(Bytecode bytecode) {
  return bytecode >= kBytecodeJumpLoop && bytecode <= kBytecodeJumpIfForInDone;
}
static inline bool Bytecode_is_switch(Bytecode bytecode) {
  return bytecode == kBytecodeSwitchOnSmiNoFeedback ||
         bytecode == kBytecodeSwitchOnGeneratorState;
}
// Control never continues behind it.
static inline bool Bytecode_ends_block(Bytecode bytecode) {
  return bytecode == kBytecodeJump || bytecode == kBytecodeJumpLoop ||
         bytecode == kBytecodeThrow || bytecode == kBytecodeReThrow ||
         bytecode == kBytecodeReturn || bytecode == kBytecodeSuspendGenerator;
}
static inline bool Bytecode_is_prefix(Bytecode bytecode) {
  return bytecode <= kBytecodeExtraWide;
}
// Bytes of a bytecode with its operands, without prefix.
int Bytecode_size(Bytecode bytecode, int scale);
// Offset of an operand from the opcode byte (not from its prefix).
int Bytecode_operand_offset(Bytecode bytecode, int operand, int scale);
// The value of an operand; `opcode` points at the opcode byte.
int32_t Bytecode_operand(const uint8_t *opcode, int operand, int scale);

// One bytecode of an array, decoded.
typedef struct DecodedBytecode {
  Bytecode bytecode;
  int scale;           // 1, 2, 4
  int offset;          // of the prefix, if it has one
  int size;            // prefix included
  int32_t operands[kMaxOperands];
} DecodedBytecode;
// Returns false for an unknown opcode or one that is cut off by `length`.
bool Bytecode_decode(const uint8_t *bytecodes, int length, int offset,
                     DecodedBytecode *decoded);

// ---- Flag operands, shared with handlers and runtime functions ----

// StaLookupSlot.
typedef enum StoreLookupSlotFlags {
  kStoreLookupStrict = 1,
  // A function in a block of sloppy eval, copied to the var of its name: skip
  // the bindings of blocks.
  kStoreLookupHoisting = 2,
} StoreLookupSlotFlags;

// DefineKeyedOwnProperty.
typedef enum DefineKeyedOwnPropertyFlags {
  kDefineKeyedSetFunctionName = 1,
  // The property is not enumerable (methods of classes).
  kDefineKeyedDontEnum = 2,
} DefineKeyedOwnPropertyFlags;

// TestTypeOf.
typedef enum TypeOfFlag {
  kTypeOfNumber,
  kTypeOfString,
  kTypeOfSymbol,
  kTypeOfBoolean,
  kTypeOfBigInt,
  kTypeOfUndefined,
  kTypeOfFunction,
  kTypeOfObject,
  kTypeOfOther,  // compares with no type: false
} TypeOfFlag;

// CreateObjectLiteral, CreateArrayLiteral.
typedef enum LiteralFlags {
  // All elements are constants: arrays may share copy-on-write elements, and
  // the literal needs no further stores.
  kLiteralIsComplete = 1,
  // { __proto__: null, ... }
  kLiteralHasNullPrototype = 2,
  // Some keys are array indices.
  kLiteralHasElements = 4,
  // Nested literals are part of the boilerplate: copy deeply.
  kLiteralIsDeep = 8,
} LiteralFlags;

// CreateClosure: none so far.

// How a generator was resumed (JSGeneratorObject.resume_mode).
typedef enum GeneratorResumeMode {
  kGeneratorResumeNext,
  kGeneratorResumeReturn,
  kGeneratorResumeThrow,
} GeneratorResumeMode;

// JSGeneratorObject.continuation: an index of the generator's jump table when
// suspended, else one of these. Resuming sets kGeneratorExecuting; it is still
// that when the function has returned or thrown, and the resumer (C) closes it.
enum {
  kGeneratorExecuting = -2,
  kGeneratorClosed = -1,
};

// SetFunctionName's prefix argument.
typedef enum FunctionNamePrefix {
  kFunctionNamePlain,
  kFunctionNameGet,
  kFunctionNameSet,
} FunctionNamePrefix;

// ClassBoilerplate.slots: triples of flags, key, Smi index of the closure in
// DefineClass's array. The key of a computed member is a Smi: the index of the
// key (already a property key) in that array.
typedef enum ClassMemberFlags {
  kClassMemberMethod = 0,
  kClassMemberGetter = 1,
  kClassMemberSetter = 2,
  kClassMemberKindMask = 3,
  kClassMemberStatic = 4,
  kClassMemberComputed = 8,  // also: the closure takes its name from the key
} ClassMemberFlags;

// DeclareGlobals' FixedArray: name, then undefined (var) or
// SharedFunctionInfo; two slots each. Its second argument is a Smi:
typedef enum DeclareGlobalsFlags {
  kDeclareGlobalsEval = 1,  // declared by eval: deletable
} DeclareGlobalsFlags;

// ---- Handler table ----

// What happens to an exception that reaches a handler.
typedef enum CatchPrediction {
  kCaught,
  kUncaught,        // rethrown (finally)
  kCaughtAsPromise,  // becomes a promise's rejection (async functions)
  kCaughtSynthetic,  // the engine's own, e.g. closing iterators
} CatchPrediction;

// BytecodeArray.handler_table is an array of these. The innermost range that
// contains a bytecode's offset is the first one in the table that does. On
// entry the handler finds the exception in the accumulator, and the context is
// that in context_register.
typedef struct HandlerTableEntry {
  int32_t start;  // offsets; end is exclusive
  int32_t end;
  int32_t handler;
  int32_t context_register;
  int32_t prediction;  // CatchPrediction
} HandlerTableEntry;

#endif  // ENGINE_BYTECODE_BYTECODES_H_
