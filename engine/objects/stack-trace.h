// SPDX-License-Identifier: MIT
//
// What an error remembers of the stack: cheap to capture (no text is made), and
// turned into text and positions by engine/diagnostics/stack-trace-text.h.
//
// JSError.captured_stack is a FixedArray of frames, innermost first, of
// kStackFrameSlots slots each. The first frame of a SyntaxError that a parse
// reports is a Script with a source position; it has no line in the text.
#ifndef ENGINE_OBJECTS_STACK_TRACE_H_
#define ENGINE_OBJECTS_STACK_TRACE_H_

#include "engine/heap/factory.h"

enum {
  kStackFrameFunction,  // JSFunction, or Script (a place in source)
  kStackFrameOffset,    // Smi: bytecode offset; -1: builtin; Script: position
  kStackFrameReceiver,
  kStackFrameFlags,  // Smi of StackFrameFlags; Script: end position
  kStackFrameSlots,
};
typedef enum StackFrameFlags {
  kStackFrameConstruct = 1,
  kStackFrameAsync = 2,
  // Of CallSites: a strict function, or called by way of one; neither function
  // nor receiver is given away.
  kStackFrameIsStrict = 4,
  // Promise.all and its kin; the offset is the element's index.
  kStackFramePromiseAll = 8,
} StackFrameFlags;

// The current JavaScript stack, at most --stack-trace-limit frames (less if
// Error.stackTraceLimit says so). Frames above and including the topmost call
// of the function skip_until are left out (undefined: none; if it is not on the
// stack, everything is left out).
FixedArray *StackTrace_capture(Isolate *isolate, Value skip_until);
// The same for JSError.captured_stack: undefined if Error.stackTraceLimit is no
// number; errors then have no stack.
Value StackTrace_capture_for_error(Isolate *isolate, Value skip_until);
// The innermost frame alone: the place of a throw.
FixedArray *StackTrace_capture_place(Isolate *isolate);
// The topmost interpreted frame's function and place in its bytecodes. NULL if
// there is none.
SharedFunctionInfo *StackTrace_running_function(Isolate *isolate,
                                               int32_t *offset);
// Script of the topmost interpreted frame: #sec-getactivescriptormodule. NULL if
// there is none.
Script *StackTrace_running_script(Isolate *isolate);
// One frame that is a place in source text, for errors of the parser and of
// linking; then the current stack.
FixedArray *StackTrace_capture_at_source(Isolate *isolate, Script *script,
                                         int start_position, int end_position);

// Adds the async functions that wait for the promise job that runs, behind
// `count` frames of at most `capacity`. Returns the new count. (Defined in
// builtins/async-stack.c.)
int StackTrace_add_async_frames(Isolate *isolate, FixedArray *frames,
                                int count, int capacity);

// What Error.prepareStackTrace makes of an error's frames; the_hole if there is
// no such hook. Runs user code. (Defined in builtins/call-site.c.)
NODISCARD Value StackTrace_prepare_js(Isolate *isolate, JSObject *error,
                                      FixedArray *frames);

#endif  // ENGINE_OBJECTS_STACK_TRACE_H_
