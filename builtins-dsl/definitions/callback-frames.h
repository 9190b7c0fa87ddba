// SPDX-License-Identifier: MIT
//
// Frames of builtins that call JavaScript from generated code: a call pushes a
// frame whose one bytecode is the builtin's step, to which what it calls
// returns (engine/builtins/array-callback-frame.h). For stubs that a call jumps
// to, and the handlers of such bytecodes.
#ifndef BUILTINS_DSL_DEFINITIONS_CALLBACK_FRAMES_H_
#define BUILTINS_DSL_DEFINITIONS_CALLBACK_FRAMES_H_

#include "builtins-dsl/definitions/frames.h"

// Argument `index` of the call becomes undefined where it is absent; those
// before it are there.
void pad_argument(Assembler *a, int index);

// Where the frame of a builtin with that many parameters (receiver included)
// and registers lies, above the arguments it was called with. Goes to slow
// unless it and a call of up to four arguments fit.
TRaw callback_frame(Assembler *a, int parameters, int registers, Label *slow);
// Writes its header. Its registers are the caller's business.
void push_callback_frame(Assembler *a, TRaw fp, int parameters,
                         TValue step_bytecode);

// How many arguments the callback, a JSFunction, can see of those passed.
TInt64 visible_arguments(Assembler *a, TValue callback, int passed);
// In a step: calls the JSFunction, to return to the same step.
void jump_to_callback(Assembler *a, TValue callback, TRaw argv, TInt64 argc);

#endif  // BUILTINS_DSL_DEFINITIONS_CALLBACK_FRAMES_H_
