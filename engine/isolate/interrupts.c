// SPDX-License-Identifier: MIT
#include "engine/isolate/interrupts.h"

#include "engine/heap/cage.h"
#include "engine/heap/heap.h"

void Interrupts_request(Isolate *isolate, InterruptRequest request) {
  __atomic_fetch_or(&isolate->interrupt_requests, request, __ATOMIC_SEQ_CST);
  __atomic_store_n(&isolate->vm_stack_limit, NULL, __ATOMIC_SEQ_CST);
}

void Interrupts_set_callback(Isolate *isolate,
                             void (*callback)(Isolate *isolate, void *data),
                             void *data) {
  isolate->interrupt_callback = callback;
  isolate->interrupt_callback_data = data;
}

Value Interrupts_handle(Isolate *isolate) {
  uint32_t requests =
      __atomic_exchange_n(&isolate->interrupt_requests, 0, __ATOMIC_SEQ_CST);
  // A request made from here on sets the limit to 0 again.
  isolate->vm_stack_limit = isolate->vm_stack_end - kVmStackSlackSlots;
  if (isolate->interrupt_requests != 0) isolate->vm_stack_limit = NULL;
  if (requests & kInterruptCallback && isolate->interrupt_callback != NULL)
    isolate->interrupt_callback(isolate, isolate->interrupt_callback_data);
  if (requests & kInterruptCollect)
    Heap_collect(isolate, kGcMajor, kGcRequested);
  if (requests & kInterruptTerminate) {
    isolate->terminating = true;
    return Isolate_throw(isolate, ROOT(null_value));
  }
  if (Isolate_vm_stack_top(isolate) >= isolate->vm_stack_end - kVmStackSlackSlots)
    return Isolate_throw_stack_overflow(isolate);
  return ROOT(undefined_value);
}
