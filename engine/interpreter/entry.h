// SPDX-License-Identifier: MIT
//
// The two doors from C into generated code (builtins-dsl/definitions/entry.c).
// Both save nothing but the native callee-saved registers: execution.c has
// pushed the frames beforehand, an entry frame (interpreter_exit_bytecode) at
// the bottom, whose one bytecode returns the accumulator from these functions.
#ifndef ENGINE_INTERPRETER_ENTRY_H_
#define ENGINE_INTERPRETER_ENTRY_H_

#include "engine/isolate/isolate.h"

// Calls the JSFunction at argv[kArgvFunction] through its code entry:
// code_pointers[function->code] with (isolate, pc, fp, argv, argc, function).
// fp is the frame to return to and pc its next bytecode. The arguments are
// padded up to the function's formal parameters. Result or sentinel.
NODISCARD Value Entry_invoke(Isolate *isolate, const uint8_t *pc, Value *fp,
                             Value *argv, int64_t argc);

// Continues the frame at fp with the bytecode at pc and this accumulator.
NODISCARD Value Entry_dispatch(Isolate *isolate, const uint8_t *pc, Value *fp,
                               Value accumulator);

#endif  // ENGINE_INTERPRETER_ENTRY_H_
