// SPDX-License-Identifier: MIT
//
// The microtask queue (ECMA-262 #sec-jobs): a ring buffer of Microtask objects
// in the isolate's roots, so that pending jobs are frozen with a snapshot.
#ifndef ENGINE_BUILTINS_MICROTASK_QUEUE_H_
#define ENGINE_BUILTINS_MICROTASK_QUEUE_H_

#include "engine/heap/factory.h"

typedef enum MicrotaskKind {
  kMicrotaskCallable,         // data0: function
  kMicrotaskNative,           // data0: ByteArray of function and data addresses
  kMicrotaskPromiseReaction,  // data0: PromiseReaction, data1: argument,
                              // data2: Smi PromiseState of the promise
  kMicrotaskResolveThenable,  // data0: promise, data1: thenable, data2: then
  // Reactions to what nobody else can react to, without a PromiseReaction:
  kMicrotaskAwait,    // data0: generator, data1: argument, data2: Smi state
  kMicrotaskElement,  // data0: state of a combinator, data1: argument,
                      // data2: Smi index * 2 + (1 if it was fulfilled)
} MicrotaskKind;

// Adds a task of the current realm to the end. data: boxed Values.
void MicrotaskQueue_enqueue(Isolate *isolate, MicrotaskKind kind, Value data0,
                            Value data1, Value data2);
static inline void MicrotaskQueue_enqueue_callable(Isolate *isolate,
                                                   Value function) {
  MicrotaskQueue_enqueue(isolate, kMicrotaskCallable, function,
                         ROOT(undefined_value), ROOT(undefined_value));
}
typedef void (*NativeMicrotask)(Isolate *isolate, void *data);
// Cannot be frozen.
void MicrotaskQueue_enqueue_native(Isolate *isolate, NativeMicrotask task,
                                   void *data);

static inline bool MicrotaskQueue_is_empty(const Isolate *isolate) {
  return isolate->microtask_count == 0;
}
// Runs tasks until the queue is empty; does nothing when called from a task. An
// exception that a task throws goes to isolate->microtask_exception_hook (if
// none, it is dropped). False if JavaScript was terminated.
bool MicrotaskQueue_run_checkpoint(Isolate *isolate);

#endif  // ENGINE_BUILTINS_MICROTASK_QUEUE_H_
