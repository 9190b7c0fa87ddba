// SPDX-License-Identifier: MIT
//
// Frames of the VM stack; see frame-layout.h for what lies where.
#include "engine/isolate/stack-walker.h"

// First slot behind a builtin's arguments, those it declares included.
static Value *builtin_frame_end(const Isolate *isolate, Value *argv,
                                int64_t argc) {
  int64_t count = argc;
  Value function = argv[kArgvFunction];
  if (Value_is_JSFunction(isolate, function)) {
    const SharedFunctionInfo *shared =
        JSFunction_shared(Value_as_JSFunction(isolate, function));
    if (shared->formal_parameter_count > count)
      count = shared->formal_parameter_count;
  }
  return argv + 1 + count;
}

Value *Isolate_vm_stack_top(const Isolate *isolate) {
  if (isolate->builtin_argv != NULL)
    return builtin_frame_end(isolate, isolate->builtin_argv,
                             isolate->builtin_argc);
  if (isolate->fp == NULL) return isolate->vm_stack_base;
  const BytecodeArray *bytecode =
      Value_as_BytecodeArray(isolate, isolate->fp[kFrameBytecodeArray]);
  return isolate->fp + bytecode->register_count;
}

static Value *caller_fp(const FrameIterator *it) {
  uint32_t offset = (uint32_t)it->fp[kFrameCallerFp].bits;
  return offset == 0 ? NULL : (Value *)((uintptr_t)it->isolate + offset);
}

static void go_to_entry_caller(FrameIterator *it) {
  const EntryRecord *record = it->entry_record;
  if (record == NULL) {
    it->fp = NULL;
    return;
  }
  it->entry_record = record->previous;
  it->fp = record->fp;
  it->pc = record->pc;
  it->is_return_address = false;
  it->builtin_argv = record->builtin_argv;
  it->builtin_argc = record->builtin_argc;
}

static void go_to_caller(FrameIterator *it) {
  int32_t return_offset = Value_smi(it->fp[kFrameCallerPc]);
  it->fp = caller_fp(it);
  if (it->fp == NULL) return;
  it->pc = (const uint8_t *)FrameIterator_bytecode_array(it) + return_offset;
  it->is_return_address = true;
}

// A builtin that runs in generated code has a frame of its own: it is shown like
// one that runs in C.
static void recognize_builtin_frame(FrameIterator *it) {
  it->is_builtin_frame = false;
  if (it->builtin_argv != NULL || it->fp == NULL) return;
  const SharedFunctionInfo *shared = JSFunction_shared(
      Value_as_JSFunction(it->isolate, it->fp[kFrameFunction]));
  if (!Value_is_smi(SharedFunctionInfo_function_data(shared))) return;
  it->is_builtin_frame = true;
  int32_t parameters = FrameIterator_bytecode_array(it)->parameter_count;
  it->builtin_argv = it->fp - kFrameHeaderSlots - parameters;
  it->builtin_argc = Value_smi(it->fp[kFrameArgc]);
}

// Leaves the engine's own frames behind.
static void skip_internal_frames(FrameIterator *it) {
  while (it->builtin_argv == NULL && it->fp != NULL &&
         !Value_is_JSFunction(it->isolate, it->fp[kFrameFunction])) {
    if (Value_is_root(it->fp[kFrameBytecodeArray], interpreter_exit_bytecode))
      go_to_entry_caller(it);
    else
      go_to_caller(it);
  }
  recognize_builtin_frame(it);
}

FrameIterator FrameIterator_begin(Isolate *isolate) {
  FrameIterator it = {.isolate = isolate,
                      .builtin_argv = isolate->builtin_argv,
                      .builtin_argc = isolate->builtin_argc,
                      .fp = isolate->fp,
                      .pc = isolate->pc,
                      .entry_record = isolate->entry_record};
  skip_internal_frames(&it);
  return it;
}

void FrameIterator_next(FrameIterator *it) {
  bool has_frame = it->builtin_argv == NULL || it->is_builtin_frame;
  it->builtin_argv = NULL;
  if (has_frame) go_to_caller(it);
  skip_internal_frames(it);
}

int32_t FrameIterator_bytecode_offset(const FrameIterator *it) {
  const BytecodeArray *array = FrameIterator_bytecode_array(it);
  ptrdiff_t offset = it->pc - array->bytecodes - it->is_return_address;
  return offset < 0 ? 0 : (int32_t)offset;
}

Value FrameIterator_receiver(const FrameIterator *it) {
  if (it->builtin_argv) return it->builtin_argv[0];
  const BytecodeArray *array = FrameIterator_bytecode_array(it);
  return it->fp[-kFrameHeaderSlots - array->parameter_count];
}
