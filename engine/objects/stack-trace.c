// SPDX-License-Identifier: MIT
//
// Capturing the stack of JavaScript frames.
#include "engine/objects/stack-trace.h"

#include "engine/isolate/flags.h"
#include "engine/isolate/stack-walker.h"
#include "engine/objects/native-context.h"
#include "engine/objects/object-operations.h"
#include "engine/objects/string.h"

// --stack-trace-limit, or a lower or higher Error.stackTraceLimit; -1 if that is
// no number. Reads only a plain data property: no user code runs.
static int frame_limit(Isolate *isolate) {
  enum { kMaxFrames = 1 << 20 };
  int limit = isolate->flags->stack_trace_limit;
  Value context = Isolate_root(isolate, kIsolateRoot_current_native_context);
  if (!Value_is_NativeContext(isolate, context)) return limit;
  Value error = NativeContext_get(Value_as_NativeContext(isolate, context),
                                  kNativeSlot_error_function);
  if (!Value_is_JSFunction(isolate, error)) return limit;
  Value own = JSReceiver_get_own_data(
      isolate, Value_as_JSReceiver(isolate, error),
      ROOT_OBJECT(isolate, Name, stackTraceLimit_string));
  if (!Value_is_number(isolate, own)) return -1;
  double number = Value_number(isolate, own);
  if (!(number > 0)) return 0;
  return number < kMaxFrames ? (int)number : kMaxFrames;
}

// Room for the frames from `it` on, at most `limit`, and for some that wait.
static int frames_at_most(FrameIterator it, int limit) {
  enum { kSmall = 64, kMaxAsyncFrames = 64 };
  if (limit <= kSmall) return limit;
  int count = 0;
  for (; count < limit && FrameIterator_valid(&it); FrameIterator_next(&it))
    count++;
  return count < limit - kMaxAsyncFrames ? count + kMaxAsyncFrames : limit;
}

static void add_frame(Isolate *isolate, FixedArray *frames, int index,
                      const FrameIterator *it) {
  int at = index * kStackFrameSlots;
  bool is_builtin = FrameIterator_is_builtin(it);
  Value new_target = is_builtin ? it->builtin_argv[kArgvNewTarget]
                                : it->fp[kFrameNewTarget];
  int flags = Value_is_undefined(new_target) ? 0 : kStackFrameConstruct;
  Value receiver = FrameIterator_receiver(it);
  if (Value_is_unboxed_double(receiver)) receiver = ROOT(undefined_value);
  int offset = is_builtin ? -1 : FrameIterator_bytecode_offset(it);
  FixedArray_set_slots(frames, at + kStackFrameFunction,
                       FrameIterator_function(it));
  FixedArray_set_slots(frames, at + kStackFrameOffset, Value_from_smi(offset));
  FixedArray_set_slots(frames, at + kStackFrameReceiver, receiver);
  FixedArray_set_slots(frames, at + kStackFrameFlags, Value_from_smi(flags));
}

// Frames up to the limit, from `it` on, into the array behind `first` frames.
static int fill_frames(Isolate *isolate, FixedArray *frames, int first,
                       int capacity, FrameIterator it) {
  int count = first;
  for (; count < capacity && FrameIterator_valid(&it); FrameIterator_next(&it))
    add_frame(isolate, frames, count++, &it);
  return count;
}

static FixedArray *shrink(Isolate *isolate, FixedArray *frames, int count) {
  int32_t length = count * kStackFrameSlots;
  if (frames->length == length) return frames;
  FixedArray *result = FixedArray_new(isolate, length);
  for (int32_t i = 0; i < length; i++)
    FixedArray_set_slots(result, i, FixedArray_get_slots(frames, i));
  return result;
}

Value StackTrace_capture_for_error(Isolate *isolate, Value skip_until) {
  return frame_limit(isolate) < 0
             ? ROOT(undefined_value)
             : Value_from_object(StackTrace_capture(isolate, skip_until));
}

FixedArray *StackTrace_capture(Isolate *isolate, Value skip_until) {
  FrameIterator it = FrameIterator_begin(isolate);
  if (!Value_is_undefined(skip_until)) {
    while (FrameIterator_valid(&it) &&
           !Value_equals(FrameIterator_function(&it), skip_until))
      FrameIterator_next(&it);
    if (FrameIterator_valid(&it)) FrameIterator_next(&it);
  }
  int limit = frame_limit(isolate);
  if (limit < 0) limit = isolate->flags->stack_trace_limit;
  limit = frames_at_most(it, limit);
  FixedArray *frames = FixedArray_new(isolate, limit * kStackFrameSlots);
  int count = fill_frames(isolate, frames, 0, limit, it);
  if (count < limit)
    count = StackTrace_add_async_frames(isolate, frames, count, limit);
  return shrink(isolate, frames, count);
}

FixedArray *StackTrace_capture_place(Isolate *isolate) {
  FixedArray *frames = FixedArray_new(isolate, kStackFrameSlots);
  int count =
      fill_frames(isolate, frames, 0, 1, FrameIterator_begin(isolate));
  return shrink(isolate, frames, count);
}

SharedFunctionInfo *StackTrace_running_function(Isolate *isolate,
                                               int32_t *offset) {
  for (FrameIterator it = FrameIterator_begin(isolate);
       FrameIterator_valid(&it); FrameIterator_next(&it)) {
    if (FrameIterator_is_builtin(&it)) continue;
    SharedFunctionInfo *shared = JSFunction_shared(
        Value_as_JSFunction(isolate, FrameIterator_function(&it)));
    *offset = FrameIterator_bytecode_offset(&it);
    if (Value_is_Script(isolate, SharedFunctionInfo_script(shared)))
      return shared;
  }
  return NULL;
}

Script *StackTrace_running_script(Isolate *isolate) {
  int32_t offset;
  SharedFunctionInfo *running = StackTrace_running_function(isolate, &offset);
  return running == NULL
             ? NULL
             : Value_as_Script(isolate, SharedFunctionInfo_script(running));
}

FixedArray *StackTrace_capture_at_source(Isolate *isolate, Script *script,
                                         int start_position,
                                         int end_position) {
  int limit = frame_limit(isolate);
  if (limit < 0) limit = isolate->flags->stack_trace_limit;
  limit = frames_at_most(FrameIterator_begin(isolate), limit) + 1;
  FixedArray *frames = FixedArray_new(isolate, limit * kStackFrameSlots);
  FixedArray_set_slots(frames, kStackFrameFunction, Value_from_object(script));
  FixedArray_set_slots(frames, kStackFrameOffset,
                       Value_from_smi(start_position));
  FixedArray_set_slots(frames, kStackFrameFlags, Value_from_smi(end_position));
  int count = fill_frames(isolate, frames, 1, limit,
                          FrameIterator_begin(isolate));
  return shrink(isolate, frames, count);
}
