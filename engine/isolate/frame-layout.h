// SPDX-License-Identifier: MIT
//
// Interpreter frames on the VM stack, which lies inside the cage and grows
// upward in 64-bit slots. Every slot below the top is a valid Value.
//
//   caller pushes:   [new_target][function][receiver][arg 0] .. [arg argc-1]
//                     argv[-2]    argv[-1]   argv[0]   argv[1]
//   (padded with undefined up to the callee's formal parameters)
//   when argc > formals, the surplus is dropped: the header overwrites it; but
//   for a callee that reads it (kBytecodeReadsSurplus) receiver and formals are
//   copied again here, so that parameters lie at constant offsets from fp;
//   callee's header, then its registers:
//
//     fp[-8] new_target            undefined for a call
//     fp[-7] argc                  Smi, receiver excluded, as passed less what
//                                  was dropped
//     fp[-6] feedback vector       or undefined
//     fp[-5] BytecodeArray
//     fp[-4] caller's pc           Smi: offset from the caller's BytecodeArray
//                                  (the object's address) to its next bytecode
//     fp[-3] caller's fp           cage offset; 8-aligned, so it reads as a Smi
//     fp[-2] context               the current one
//     fp[-1] function
//     fp[0]  register 0 ..
//
// Parameter i (0 = receiver) is fp[-8 - parameter_count + i]; operands of
// bytecodes are such slot offsets. Originals of copied arguments start at
// fp[-8 - parameter_count - (argc + 1)].
//
// The engine's own frames (entry, construct, setter) have the same header, a
// BytecodeArray of the read-only roots, and undefined as function; r0 is theirs.
// Those of array callbacks have the builtin (array-callback-frame.h).
#ifndef ENGINE_ISOLATE_FRAME_LAYOUT_H_
#define ENGINE_ISOLATE_FRAME_LAYOUT_H_

enum {
  kFrameFunction = -1,
  kFrameContext = -2,
  kFrameCallerFp = -3,
  kFrameCallerPc = -4,
  kFrameBytecodeArray = -5,
  kFrameFeedbackVector = -6,
  kFrameArgc = -7,
  kFrameNewTarget = -8,
  kFrameHeaderSlots = 8,

  // Slots pushed by a caller below the receiver.
  kArgvFunction = -1,
  kArgvNewTarget = -2,
  kCallHeaderSlots = 2,

  // Register operand meaning "no register".
  kNoRegister = 0x7fffffff,
};

// BytecodeArray.flags.
typedef enum BytecodeArrayFlags {
  // Makes an arguments object or rest parameter, or forwards all arguments.
  kBytecodeReadsSurplus = 1 << 0,
} BytecodeArrayFlags;

#endif  // ENGINE_ISOLATE_FRAME_LAYOUT_H_
