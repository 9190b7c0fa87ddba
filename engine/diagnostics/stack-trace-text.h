// SPDX-License-Identifier: MIT
//
// Captured stacks (engine/objects/stack-trace.h) as text in V8's shape, and as
// positions for messages.
#ifndef ENGINE_DIAGNOSTICS_STACK_TRACE_TEXT_H_
#define ENGINE_DIAGNOSTICS_STACK_TRACE_TEXT_H_

#include "engine/objects/stack-trace.h"

// A place in a script. Lines and columns count from 0, offsets of the origin
// included.
typedef struct SourceLocation {
  Script *script;  // NULL: unknown
  int line;
  int column;
  int start_position;
  int end_position;  // exclusive; start + 1 if only a point is known
} SourceLocation;

// Where a source position (UTF-16 units) is.
SourceLocation Script_locate(Isolate *isolate, Script *script, int position);
// The whole line of source text at a position, without its terminator.
String *Script_line_text(Isolate *isolate, Script *script, int position);

// Of a script that eval or Function() made: "eval at f (file:1:2)"; else NULL.
String *Script_eval_origin(Isolate *isolate, const Script *script);

// Where frame `index` of a captured stack is; false if it has no place.
bool StackTrace_locate_frame(Isolate *isolate, FixedArray *frames, int index,
                             SourceLocation *location);
// The innermost place of a captured stack in a script with a name.
bool StackTrace_locate(Isolate *isolate, FixedArray *frames,
                       SourceLocation *location);

// Whether the text has a line for the frame: it is no place in source alone, and
// no function of the embedder.
bool StackTrace_frame_is_shown(Isolate *isolate, FixedArray *frames, int index);

// The value of `stack`: header, then "\n    at ..." for every frame.
String *StackTrace_to_string(Isolate *isolate, String *header,
                             FixedArray *frames);

// ---- What frames are called; none of these runs user code ----

// Of a call without receiver, or on the global object.
bool StackFrame_is_top_level(Isolate *isolate, Value receiver);
// May be empty.
String *StackFrame_function_name(Isolate *isolate, Value function);
// "Foo" of `new Foo().bar()`; not of top-level calls.
String *StackFrame_type_name(Isolate *isolate, Value receiver);
// The property of the receiver that the function is; NULL if it cannot be told.
String *StackFrame_method_name(Isolate *isolate, Value function,
                               Value receiver);

#endif  // ENGINE_DIAGNOSTICS_STACK_TRACE_TEXT_H_
