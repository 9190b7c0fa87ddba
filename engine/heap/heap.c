// SPDX-License-Identifier: MIT
//
// When to collect, the limit, and what the rest of the engine registers.
#include "engine/heap/heap.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "engine/heap/space.h"

#define kMinimumMajorThreshold ((size_t)32 << 20)

bool Heap_is_over_limit(const Heap *heap, size_t size_bytes) {
  // Memory outside of the heap is the system's to refuse; it only makes major
  // collections come sooner.
  return heap->old_bytes + heap->young_bytes + size_bytes > heap->limit_bytes;
}

// Which collection, if any, should come before size_bytes more are allocated.
static bool wants_collection(const Heap *heap, size_t size_bytes,
                             GcKind *kind) {
  size_t old = heap->old_bytes + heap->young_bytes;
  if (heap->external_bytes > heap->external_threshold_bytes ||
      Heap_is_over_limit(heap, size_bytes)) {
    *kind = kGcMajor;
    return true;
  }
  if (heap->young_bytes + size_bytes <= heap->young_limit_bytes) return false;
  *kind = old > heap->major_threshold_bytes ? kGcMajor : kGcMinor;
  return heap->young_bytes > 0;
}

static void collect_for_stress(Heap *heap) {
  if (--heap->stress_countdown > 0) return;
  heap->stress_countdown = heap->isolate->flags->gc_stress_interval;
  // Mostly minor ones: they have more to get wrong.
  uint64_t count = heap->minor_collections + heap->major_collections;
  Heap_collect(heap->isolate, count % 8 == 7 ? kGcMajor : kGcMinor, kGcStress);
}

static uint8_t *try_allocate(Heap *heap, size_t size_bytes) {
  if (size_bytes > kMaxRegularObjectBytes)
    return Heap_allocate_large(heap, size_bytes);
  return Heap_allocate_in_next_hole(heap, size_bytes);
}

NOINLINE uint8_t *Heap_allocate_slow(Isolate *isolate, size_t size_bytes) {
  Heap *heap = isolate->heap;
  DCHECK(!heap->collecting);
  if (heap->gc_forbidden == 0) {
    GcKind kind;
    if (heap->stress)
      collect_for_stress(heap);
    else if (wants_collection(heap, size_bytes, &kind))
      Heap_collect(isolate, kind, kGcAllocation);
    if (UNLIKELY(Heap_is_over_limit(heap, size_bytes))) {
      Heap_collect(isolate, kGcMajor, kGcLimit);
      if (Heap_is_over_limit(heap, size_bytes))
        Heap_fatal_out_of_memory(isolate, "allocation", size_bytes);
    }
  }
  uint8_t *result = try_allocate(heap, size_bytes);
  if (UNLIKELY(result == NULL)) {
    if (heap->gc_forbidden == 0) {
      Heap_collect(isolate, kGcMajor, kGcLimit);
      result = try_allocate(heap, size_bytes);
    }
    if (result == NULL)
      Heap_fatal_out_of_memory(isolate, "allocation", size_bytes);
  }
  return result;
}

void Heap_forbid_gc(Isolate *isolate) { isolate->heap->gc_forbidden++; }

void Heap_allow_gc(Isolate *isolate) {
  DCHECK(isolate->heap->gc_forbidden > 0);
  isolate->heap->gc_forbidden--;
}

void Heap_fatal_out_of_memory(Isolate *isolate, const char *where,
                              size_t size_bytes) {
  const Heap *heap = isolate->heap;
  fflush(stdout);
  fprintf(stderr,
          "\n<--- Last GCs: %llu minor, %llu major; %zu KB live after the "
          "last, %zu KB allocated since, %zu KB external --->\n"
          "FATAL ERROR: Reached heap limit (%zu MB, --max-heap-size) in %s of "
          "%zu bytes: JavaScript heap out of memory\n",
          (unsigned long long)heap->minor_collections,
          (unsigned long long)heap->major_collections, heap->old_bytes >> 10,
          heap->young_bytes >> 10, heap->external_bytes >> 10,
          heap->limit_bytes >> 20, where, size_bytes);
  fflush(stderr);
  _exit(1);
}

static size_t unused_hole_bytes(const Heap *heap) {
  const Isolate *isolate = heap->isolate;
  return (size_t)(isolate->allocation_limit - isolate->allocation_top) +
         (size_t)(heap->overflow_limit - heap->overflow_top) +
         (size_t)(heap->stress_limit - heap->stress_top);
}

void Heap_get_statistics(const Isolate *isolate, HeapStatistics *statistics) {
  const Heap *heap = isolate->heap;
  *statistics = (HeapStatistics){
      .used_bytes =
          heap->old_bytes + heap->young_bytes - unused_hole_bytes(heap),
      .committed_bytes = heap->used_blocks << kBlockShift,
      .external_bytes = heap->external_bytes,
      .limit_bytes = heap->limit_bytes,
      .minor_collections = heap->minor_collections,
      .major_collections = heap->major_collections,
      .total_pause_us = heap->total_pause_us,
  };
}

void Heap_set_limit(Isolate *isolate, size_t limit_bytes) {
  isolate->heap->limit_bytes = limit_bytes;
}

void Heap_adjust_external_bytes(Isolate *isolate, ptrdiff_t change_bytes) {
  Heap *heap = isolate->heap;
  DCHECK(change_bytes >= 0 || heap->external_bytes >= (size_t)-change_bytes);
  heap->external_bytes += (size_t)change_bytes;
  // The next allocation that leaves its hole collects; do not let a program
  // that only makes big buffers wait for that.
  if (change_bytes > 0 && !heap->collecting && heap->gc_forbidden == 0 &&
      heap->external_bytes > heap->external_threshold_bytes)
    Heap_collect(isolate, kGcMajor, kGcAllocation);
}

void Heap_add_root_provider(Isolate *isolate, RootProvider provider,
                            void *data) {
  Heap *heap = isolate->heap;
  CHECK(heap->root_provider_count < kMaxRootProviders);
  heap->root_providers[heap->root_provider_count++] =
      (RootProviderEntry){provider, data};
}

void Heap_add_weak_processor(Isolate *isolate, WeakProcessor processor,
                             void *data) {
  Heap *heap = isolate->heap;
  CHECK(heap->weak_processor_count < kMaxRootProviders);
  heap->weak_processors[heap->weak_processor_count++] =
      (WeakProcessorEntry){processor, data};
}

void Heap_keep_until_job_ends(Isolate *isolate, HeapObject *object) {
  Value list = Isolate_root(isolate, kIsolateRoot_kept_objects);
  ArrayList *kept = Value_is_undefined(list)
                        ? ArrayList_new(isolate, 8)
                        : Value_as_ArrayList(isolate, list);
  kept = ArrayList_add(isolate, kept, Tagged_from_object(object));
  Isolate_set_root(isolate, kIsolateRoot_kept_objects, Value_from_object(kept));
}

void Heap_clear_kept_objects(Isolate *isolate) {
  Isolate_set_root(isolate, kIsolateRoot_kept_objects, ROOT(undefined_value));
}

void Heap_setup(Isolate *isolate) {
  const Flags *flags = isolate->flags;
  Heap *heap = isolate->heap;
  heap->young_limit_bytes = (size_t)8 << 20;
  if (heap->young_limit_bytes > heap->limit_bytes / 4)
    heap->young_limit_bytes = heap->limit_bytes / 4;
  heap->major_threshold_bytes = kMinimumMajorThreshold;
  heap->external_threshold_bytes = (size_t)64 << 20;
  if (flags->trace_gc) heap->start_time_us = Heap_now_us();
  heap->stress = flags->gc_stress;
  heap->stress_countdown = flags->gc_stress_interval;
}
