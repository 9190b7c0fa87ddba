// SPDX-License-Identifier: MIT
//
// The life of an isolate: its cage, VM stack, stack limits and heap.
#define _GNU_SOURCE
#include "engine/isolate/isolate.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "engine/heap/external-pointers.h"
#include "engine/heap/space.h"

_Static_assert(sizeof(Isolate) <= kIsolateDataBytes, "isolate too large");
_Static_assert(offsetof(Isolate, dispatch_table) == 0, "jmp [base + op * 8]");
_Static_assert(kRootsEnd < kSnapshotRegionEnd, "read-only heap too large");

// Native stack that C code may use beyond native_stack_limit, so that reporting
// the overflow has room.
enum { kNativeStackSlackBytes = 64 * 1024 };

// Set by the dynamic linker: where the main thread's stack begins.
extern void *__libc_stack_end;

// Highest address of the calling thread's stack, and its size.
static uintptr_t native_stack_start(size_t *size_bytes) {
  if (getpid() == (pid_t)syscall(SYS_gettid)) {
    // pthread_getattr_np would read /proc/self/maps here.
    struct rlimit limit;
    getrlimit(RLIMIT_STACK, &limit);
    *size_bytes = limit.rlim_cur == RLIM_INFINITY ||
                          limit.rlim_cur > ((rlim_t)1 << 30)
                      ? (size_t)1 << 30
                      : (size_t)limit.rlim_cur;
    return (uintptr_t)__libc_stack_end;
  }
  pthread_attr_t attributes;
  void *lowest;
  CHECK(pthread_getattr_np(pthread_self(), &attributes) == 0);
  pthread_attr_getstack(&attributes, &lowest, size_bytes);
  pthread_attr_destroy(&attributes);
  return (uintptr_t)lowest + *size_bytes;
}

void Isolate_bind_to_thread(Isolate *isolate) {
  size_t available;
  uintptr_t start = native_stack_start(&available);
  isolate->heap->native_stack_start = start;
  size_t wanted = (size_t)isolate->flags->stack_size << 10;
  size_t most = available > 4 * kNativeStackSlackBytes
                    ? available - 2 * kNativeStackSlackBytes
                    : available / 2;
  if (wanted > most) wanted = most;
  // What the embedder has used so far does not count.
  uintptr_t here = (uintptr_t)__builtin_frame_address(0);
  uintptr_t limit = here - wanted;
  if (limit < start - most) limit = start - most;
  isolate->native_stack_limit = limit;
}

static bool make_vm_stack(Isolate *isolate) {
  uintptr_t base = (uintptr_t)isolate;
  if (!Cage_commit(base, kVmStackOffset, kVmStackBytes)) return false;
  isolate->vm_stack_base = (Value *)(base + kVmStackOffset);
  isolate->vm_stack_end = isolate->vm_stack_base + kVmStackBytes / kValueSize;
  isolate->vm_stack_limit = Isolate_real_vm_stack_limit(isolate);
  return true;
}

Value *Isolate_real_vm_stack_limit(const Isolate *isolate) {
  return isolate->vm_stack_end - kVmStackSlackSlots;
}

Isolate *Isolate_new_bare(const Flags *flags) {
  uintptr_t base = Cage_reserve();
  if (base == 0) return NULL;
  Isolate *isolate = (Isolate *)base;
  Flags *own_flags = malloc(sizeof *own_flags);
  size_t limit_bytes =
      (size_t)(flags ? flags : Flags_process())->max_heap_size << 20;
  isolate->heap = Heap_new(isolate, limit_bytes);
  isolate->external_pointers = ExternalPointerTable_new();
  if (own_flags == NULL || isolate->heap == NULL ||
      isolate->external_pointers == NULL || !make_vm_stack(isolate)) {
    free(own_flags);
    if (isolate->heap) Heap_dispose(isolate->heap);
    ExternalPointerTable_dispose(isolate->external_pointers);
    Cage_release(base);
    return NULL;
  }
  *own_flags = flags ? *flags : *Flags_process();
  isolate->flags = own_flags;
  isolate->pending_exception = ROOT(the_hole);
  isolate->pending_message = ROOT(undefined_value);
  Heap_setup(isolate);
  Isolate_bind_to_thread(isolate);
  return isolate;
}

Isolate *Isolate_new_empty(const Flags *flags) {
  Isolate *isolate = Isolate_new_bare(flags);
  if (isolate != NULL) ReadOnlyHeap_create(isolate);
  return isolate;
}

void Isolate_dispose(Isolate *isolate) {
  ExternalPointerTable_dispose(isolate->external_pointers);
  Heap_dispose(isolate->heap);
  free(isolate->flags);
  free(isolate->json_shapes);
  Cage_release((uintptr_t)isolate);
}
