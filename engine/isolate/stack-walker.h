// SPDX-License-Identifier: MIT
//
// Walking JavaScript frames from the top of the VM stack down: interpreted
// functions and builtins with JS linkage. The engine's own frames (entry,
// construct) are skipped.
//
//   for (FrameIterator it = FrameIterator_begin(isolate);
//        FrameIterator_valid(&it); FrameIterator_next(&it)) ...
#ifndef ENGINE_ISOLATE_STACK_WALKER_H_
#define ENGINE_ISOLATE_STACK_WALKER_H_

#include "engine/isolate/isolate.h"

typedef struct FrameIterator {
  Isolate *isolate;
  // A builtin's receiver (argv[0]; argv[-1] is the function) and arguments;
  // NULL in an interpreted frame.
  Value *builtin_argv;
  int64_t builtin_argc;
  bool is_builtin_frame;  // fp is the builtin's own frame
  // The interpreted frame, or the one below the builtin; NULL at the end.
  Value *fp;
  // Its current bytecode, for the topmost frame of an entry; the next bytecode
  // after the call for all others (is_return_address).
  const uint8_t *pc;
  bool is_return_address;
  const EntryRecord *entry_record;
} FrameIterator;

FrameIterator FrameIterator_begin(Isolate *isolate);
void FrameIterator_next(FrameIterator *it);
static inline bool FrameIterator_valid(const FrameIterator *it) {
  return it->fp != NULL || it->builtin_argv != NULL;
}
static inline bool FrameIterator_is_builtin(const FrameIterator *it) {
  return it->builtin_argv != NULL;
}
// JSFunction of the frame.
static inline Value FrameIterator_function(const FrameIterator *it) {
  return it->builtin_argv ? it->builtin_argv[kArgvFunction]
                          : it->fp[kFrameFunction];
}
// Of an interpreted frame.
static inline BytecodeArray *FrameIterator_bytecode_array(
    const FrameIterator *it) {
  return Value_as_BytecodeArray(it->isolate, it->fp[kFrameBytecodeArray]);
}
// Offset in the bytecodes that lies inside the current bytecode.
int32_t FrameIterator_bytecode_offset(const FrameIterator *it);
Value FrameIterator_receiver(const FrameIterator *it);

#endif  // ENGINE_ISOLATE_STACK_WALKER_H_
