// SPDX-License-Identifier: MIT
//
// Requests to running JavaScript: terminate, collect, call back. Any thread may
// make one; generated code notices at function entries and loop back edges,
// because a request sets the VM stack limit to 0.
#ifndef ENGINE_ISOLATE_INTERRUPTS_H_
#define ENGINE_ISOLATE_INTERRUPTS_H_

#include "engine/isolate/isolate.h"

typedef enum InterruptRequest {
  kInterruptTerminate = 1,
  kInterruptCollect = 2,
  kInterruptCallback = 4,
} InterruptRequest;

// Thread-safe.
void Interrupts_request(Isolate *isolate, InterruptRequest request);
// What kInterruptCallback calls, on the isolate's thread.
void Interrupts_set_callback(Isolate *isolate,
                             void (*callback)(Isolate *isolate, void *data),
                             void *data);
// Called by the stack guard: serves requests, else reports a stack overflow.
// Undefined, or the sentinel.
NODISCARD Value Interrupts_handle(Isolate *isolate);

#endif  // ENGINE_ISOLATE_INTERRUPTS_H_
