// SPDX-License-Identifier: MIT
//
// One collection from beginning to end.
#include <stdio.h>
#include <time.h>
#include <unistd.h>

#include "engine/heap/external-pointers.h"
#include "engine/heap/space.h"

#define kMinimumMajorThresholdBytes ((size_t)32 << 20)
#define kMinimumYoungBytes ((size_t)8 << 20)
#define kMaximumYoungBytes ((size_t)64 << 20)
#define kMinimumExternalBytes ((size_t)64 << 20)

// VM stack slots above the top that may be arguments in the making.
enum { kVmStackMarginSlots = 256 };

uint64_t Heap_now_us(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (uint64_t)time.tv_sec * 1000000 + (uint64_t)time.tv_nsec / 1000;
}

// Not inlined, so that the callers' spilled registers lie above this frame.
static NOINLINE void scan_native_stack(Heap *heap) {
  // Spills callee-saved registers into this frame.
  __builtin_unwind_init();
  uintptr_t here = (uintptr_t)__builtin_frame_address(0);
  // Spilled registers lie below the frame address.
  Heap_add_candidates(heap, (const void *)(here - 128),
                      (const void *)heap->native_stack_start);
}

static void scan_vm_stack_margin(Heap *heap) {
  const Isolate *isolate = heap->isolate;
  const Value *top = Isolate_vm_stack_top(isolate);
  const Value *end = top + kVmStackMarginSlots;
  if (end > isolate->vm_stack_end) end = isolate->vm_stack_end;
  Heap_add_candidates(heap, top, end);
}

static size_t larger(size_t a, size_t b) { return a > b ? a : b; }
static size_t smaller(size_t a, size_t b) { return a < b ? a : b; }

static void update_thresholds(Heap *heap) {
  if (heap->kind == kGcMajor) {
    heap->major_collections++;
    heap->old_bytes = heap->marked_bytes;
    heap->major_threshold_bytes =
        larger(kMinimumMajorThresholdBytes, 2 * heap->old_bytes);
    heap->external_threshold_bytes =
        larger(kMinimumExternalBytes, 2 * heap->external_bytes);
  } else {
    heap->minor_collections++;
    heap->old_bytes += heap->marked_bytes;
  }
  heap->young_bytes = 0;
  size_t limit = heap->limit_bytes / 4;
  heap->young_limit_bytes =
      smaller(smaller(limit, kMaximumYoungBytes),
              larger(kMinimumYoungBytes, heap->old_bytes / 2));
}

static void trace(const Heap *heap, GcReason reason, size_t before_bytes,
                  uint64_t start_us) {
  static const char *const kReasons[] = {"allocation", "requested",
                                         "stress", "heap limit"};
  uint64_t end_us = Heap_now_us();
  printf("[%d:%p] %8.1f ms: %s %.1f (%.1f) -> %.1f (%.1f) MB, %.2f ms %s\n",
         (int)getpid(), (void *)heap->isolate,
         (double)(start_us - heap->start_time_us) / 1e3,
         heap->kind == kGcMajor ? "Mark-Sweep" : "Minor Mark-Sweep",
         (double)before_bytes / 1048576,
         (double)(heap->used_blocks << kBlockShift) / 1048576,
         (double)heap->old_bytes / 1048576,
         (double)(heap->used_blocks << kBlockShift) / 1048576,
         (double)(end_us - start_us) / 1e3, kReasons[reason]);
}

// What only saves time, and would keep alive what nobody else holds.
static void drop_caches(Isolate *isolate) {
  Isolate_set_root(isolate, kIsolateRoot_split_cache, ROOT(undefined_value));
}

static void mark_and_sweep(Heap *heap) {
  Heap_resolve_candidates(heap);
  if (heap->kind == kGcMajor) Heap_prepare_mark_bits(heap);
  Heap_mark_dirty_cards(heap);
  Heap_mark_roots(heap);
  Heap_mark_transitively(heap);
  Heap_clear_weak(heap);
  Heap_sweep(heap);
}

NOINLINE void Heap_collect(Isolate *isolate, GcKind kind, GcReason reason) {
  Heap *heap = isolate->heap;
  if (heap->gc_forbidden > 0) return;
  CHECK(!heap->collecting);
  uint64_t start_us = Heap_now_us();
  size_t before_bytes = heap->old_bytes + heap->young_bytes;
  heap->collecting = true;
  heap->kind = kind;
  heap->marked_bytes = 0;
  heap->weak_holders.length = 0;
  heap->ephemerons.length = 0;
  heap->registries.length = 0;
  heap->candidates.length = 0;
  if (kind == kGcMajor) drop_caches(isolate);
  Heap_retire_holes(heap);
  if (isolate->flags->verify_heap) Heap_verify_barriers(heap);
  scan_native_stack(heap);
  scan_vm_stack_margin(heap);
  mark_and_sweep(heap);
  update_thresholds(heap);
  heap->collecting = false;
  ExternalPointerTable_sweep(isolate->external_pointers, kind);
  heap->total_pause_us += Heap_now_us() - start_us;
  if (isolate->flags->trace_gc) trace(heap, reason, before_bytes, start_us);
  if (isolate->flags->verify_heap) Heap_verify(isolate);
}
