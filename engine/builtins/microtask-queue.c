// SPDX-License-Identifier: MIT
//
// The microtask queue; see the header. The ring's length is a power of two.
#include "engine/builtins/microtask-queue.h"

#include "engine/builtins/atomics-wait.h"
#include "engine/builtins/promise-jobs.h"
#include "engine/builtins/weak.h"
#include "engine/interpreter/execution.h"

enum { kInitialRingLength = 64 };

static FixedArray *ring_with_room(Isolate *isolate) {
  Value root = Isolate_root(isolate, kIsolateRoot_microtask_queue);
  if (!Value_is_FixedArray(isolate, root) ||
      Value_as_FixedArray(isolate, root)->length == 0) {
    FixedArray *ring = FixedArray_new(isolate, kInitialRingLength);
    Isolate_set_root(isolate, kIsolateRoot_microtask_queue,
                     Value_from_object(ring));
    isolate->microtask_start = 0;
    return ring;
  }
  FixedArray *ring = Value_as_FixedArray(isolate, root);
  uint32_t length = (uint32_t)ring->length;
  if (isolate->microtask_count < length) return ring;
  FixedArray *larger = FixedArray_new(isolate, ring->length * 2);
  for (uint32_t i = 0; i < isolate->microtask_count; i++)
    larger->slots[i] =
        ring->slots[(isolate->microtask_start + i) & (length - 1)];
  WriteBarrier(larger);
  Isolate_set_root(isolate, kIsolateRoot_microtask_queue,
                   Value_from_object(larger));
  isolate->microtask_start = 0;
  return larger;
}

void MicrotaskQueue_enqueue(Isolate *isolate, MicrotaskKind kind, Value data0,
                            Value data1, Value data2) {
  Microtask *task = (Microtask *)Heap_allocate_raw(
      isolate, Object_align(sizeof *task),
      ROOT_OBJECT(isolate, Map, microtask_map));
  Value context = Isolate_root(isolate, kIsolateRoot_current_native_context);
  task->kind = kind;
  task->context = Value_tagged(context);
  task->data0 = Value_tagged(data0);
  task->data1 = Value_tagged(data1);
  task->data2 = Value_tagged(data2);
  FixedArray *ring = ring_with_room(isolate);
  uint32_t end = isolate->microtask_start + isolate->microtask_count;
  FixedArray_set_slots(ring, (int32_t)(end & ((uint32_t)ring->length - 1)),
                       Value_from_object(task));
  isolate->microtask_count++;
}

typedef struct NativeTask {
  NativeMicrotask run;
  void *data;
} NativeTask;

void MicrotaskQueue_enqueue_native(Isolate *isolate, NativeMicrotask run,
                                   void *data) {
  NativeTask task = {run, data};
  ByteArray *bytes = ByteArray_new(isolate, sizeof task);
  memcpy(bytes->bytes, &task, sizeof task);
  MicrotaskQueue_enqueue(isolate, kMicrotaskNative, Value_from_object(bytes),
                         ROOT(undefined_value), ROOT(undefined_value));
}

static Microtask *dequeue(Isolate *isolate) {
  FixedArray *ring =
      ISOLATE_ROOT_OBJECT(isolate, FixedArray, microtask_queue);
  uint32_t mask = (uint32_t)ring->length - 1;
  int32_t index = (int32_t)(isolate->microtask_start & mask);
  Microtask *task =
      Value_as_Microtask(isolate, FixedArray_get_slots(ring, index));
  FixedArray_set_slots(ring, index, ROOT(undefined_value));
  isolate->microtask_start = (isolate->microtask_start + 1) & mask;
  isolate->microtask_count--;
  return task;
}

static Value run_task_js(Isolate *isolate, Microtask *task) {
  switch ((MicrotaskKind)task->kind) {
    case kMicrotaskCallable:
      return Execution_call0_js(isolate, Microtask_data0(task),
                                ROOT(undefined_value));
    case kMicrotaskNative: {
      NativeTask native;
      ByteArray *bytes = Value_as_ByteArray(isolate, Microtask_data0(task));
      memcpy(&native, bytes->bytes, sizeof native);
      native.run(isolate, native.data);
      return Isolate_has_pending_exception(isolate) ? ROOT(exception)
                                                    : ROOT(undefined_value);
    }
    case kMicrotaskPromiseReaction:
      return PromiseReaction_run_js(
          isolate, Value_as_PromiseReaction(isolate, Microtask_data0(task)),
          Microtask_data1(task),
          (PromiseState)Value_smi(Microtask_data2(task)));
    case kMicrotaskAwait:
      return PromiseAwait_run_js(
          isolate, Microtask_data0(task), Microtask_data1(task),
          (PromiseState)Value_smi(Microtask_data2(task)));
    case kMicrotaskElement: {
      int32_t packed = Value_smi(Microtask_data2(task));
      return PromiseElement_run_js(
          isolate, Value_as_FixedArray(isolate, Microtask_data0(task)),
          packed >> 1, Microtask_data1(task),
          packed & 1 ? kPromiseFulfilled : kPromiseRejected);
    }
    case kMicrotaskResolveThenable:
      return PromiseThenable_run_js(isolate, Microtask_data0(task),
                                    Microtask_data1(task),
                                    Microtask_data2(task));
  }
  return ROOT(undefined_value);
}

// Takes the pending exception away and reports it.
static void report_exception(Isolate *isolate) {
  Value exception = isolate->pending_exception;
  isolate->pending_exception = ROOT(the_hole);
  if (isolate->microtask_exception_hook != NULL)
    isolate->microtask_exception_hook(isolate, exception);
}

static void run_tasks(Isolate *isolate) {
  while (isolate->microtask_count > 0 && !isolate->terminating) {
    Microtask *task = dequeue(isolate);
    Isolate_set_root(isolate, kIsolateRoot_current_native_context,
                     Microtask_context(task));
    Value result = run_task_js(isolate, task);
    if (Value_is_exception(result) && !isolate->terminating)
      report_exception(isolate);
    // Tasks that beget tasks must not starve what other threads notified.
    (void)Atomics_settle_waiters(isolate);
  }
}

bool MicrotaskQueue_run_checkpoint(Isolate *isolate) {
  if (isolate->in_microtask_checkpoint) return true;
  isolate->in_microtask_checkpoint = true;
  Value context = Isolate_root(isolate, kIsolateRoot_current_native_context);
  (void)Atomics_settle_waiters(isolate);
  run_tasks(isolate);
  // Cleanup callbacks are jobs of their own, behind all others.
  while (FinalizationRegistry_has_work(isolate) && !isolate->terminating) {
    if (!FinalizationRegistry_run_cleanup_js(isolate) && !isolate->terminating)
      report_exception(isolate);
    run_tasks(isolate);
  }
  Isolate_set_root(isolate, kIsolateRoot_current_native_context, context);
  isolate->in_microtask_checkpoint = false;
  // #sec-clear-kept-objects
  Isolate_set_root(isolate, kIsolateRoot_kept_objects, ROOT(undefined_value));
  return !isolate->terminating;
}
