// SPDX-License-Identifier: MIT
//
// Frames of the VM stack: pushing, leaving, and what calls share.
// See engine/isolate/frame-layout.h.
#ifndef BUILTINS_DSL_DEFINITIONS_FRAMES_H_
#define BUILTINS_DSL_DEFINITIONS_FRAMES_H_

#include "builtins-dsl/definitions/definitions.h"

// Leaves the frame at a->fp; its caller goes on with the value.
void return_to_caller(Assembler *a, TValue value);

// First free slot above the frame at a->fp.
TRaw frame_top(Assembler *a);

// Counts a call or a loop of a function without feedback vector; when it was
// often enough, makes one and puts it in the frame. isolate->fp and pc are set.
void count_down_to_feedback(Assembler *a, TJSFunction function, TRaw fp);

// Writes the header of a frame whose caller is a->fp, to go on at return_pc.
typedef struct FrameHeader {
  TValue new_target;
  TInt64 argc;
  TValue feedback_vector;
  TValue bytecode_array;
  TValue context;
  TValue function;
} FrameHeader;
void write_frame_header(Assembler *a, TRaw new_fp, TRaw return_pc,
                        const FrameHeader *header);
// The header of a frame of the engine's own: of no function, it runs bytecodes
// that what is called above it returns to.
void write_own_frame_header(Assembler *a, TRaw new_fp, TRaw return_pc,
                            TValue bytecode_array);

// Where a bytecode array's bytecodes begin.
TRaw first_bytecode(Assembler *a, TValue bytecode_array);

// A call in the making: slots above the frame.
typedef struct CallSlots {
  TRaw argv;  // the receiver's slot
  TValue callee;
} CallSlots;
// Writes [new_target][callee][receiver] at the frame's top.
CallSlots begin_call(Assembler *a, TRaw top, TValue new_target, TValue callee,
                     TValue receiver);
// Copies `count` values to argv[first..]. Checks the stack for long lists.
void push_arguments(Assembler *a, CallSlots *call, int first, TRaw from,
                    TInt64 count);
// Jumps to the callee; it returns to return_pc of the frame at fp.
void finish_call(Assembler *a, const CallSlots *call, TInt64 argc,
                 TRaw return_pc, TRaw fp);

// In stubs that a call jumps to. While C code runs for the call, the callee's
// arguments are a builtin's frame: nothing is pushed over them. The saved pc lies
// in the calling bytecode.
void save_call(Assembler *a);
void end_call(Assembler *a);
// The end of one: the caller goes on with the value; or the C builtin that the
// stub stands for does the call from the start.
void return_from_entry(Assembler *a, TValue value);
void go_to_c_builtin(Assembler *a);

// Calls that are put together from elsewhere (function-calls.c). Handlers: calls
// register 0 with a list of receiver and `count` values, the last of which is
// spread, if that is an array whose iteration nobody can observe.
void call_with_spread_array(Assembler *a, TRaw list, TInt64 count,
                            Label *otherwise);
// In stubs that a call jumps to: calls what the callee binds.
void call_bound_function(Assembler *a, Label *otherwise);

// The realm of the running code.
TNativeContext native_context(Assembler *a);
TValue load_native_slot(Assembler *a, int index);

// Copies 8 bytes at a time; what pads the source's end is padding in the copy.
void copy_bytes(Assembler *a, TRaw to, TRaw from, TInt64 size_bytes);
TInt64 align_size(Assembler *a, TInt64 size_bytes);

// Memory of a size computed at run time (a multiple of 8), map set.
TValue allocate_dynamic(Assembler *a, TInt64 size_bytes, TMap map);
// An object of the map: no properties, no elements, in-object slots undefined.
TValue allocate_instance(Assembler *a, TMap map);
// The same without any call, or goes to slow.
TValue allocate_instance_inline(Assembler *a, TMap map, Label *slow);
// Fills [from, to) with undefined, in 4-byte slots.
void fill_undefined_slots(Assembler *a, TRaw from, TRaw to);

#endif  // BUILTINS_DSL_DEFINITIONS_FRAMES_H_
