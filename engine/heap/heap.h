// SPDX-License-Identifier: MIT
//
// The collector's interface: spaces, limits, collections, roots, weak things.
// Non-moving, generational by sticky mark bits, precise on the heap, VM stack
// and tables, conservative on the native stack.
#ifndef ENGINE_HEAP_HEAP_H_
#define ENGINE_HEAP_HEAP_H_

#include "engine/heap/factory.h"

typedef enum GcKind { kGcMinor, kGcMajor } GcKind;
typedef enum GcReason {
  kGcAllocation,  // the young budget is used up
  kGcRequested,   // gc(), thaw_isolate_request_gc, freezing
  kGcStress,
  kGcLimit,  // the heap limit is near
} GcReason;

typedef struct HeapStatistics {
  size_t used_bytes;       // live after the last collection, plus since
  size_t committed_bytes;  // blocks and large objects
  size_t external_bytes;   // array-buffer data and the like
  size_t limit_bytes;
  uint64_t minor_collections;
  uint64_t major_collections;
  uint64_t total_pause_us;
} HeapStatistics;

// Collects now. Everything reachable from roots, VM stack, handles and the
// native stack of the calling thread survives.
void Heap_collect(Isolate *isolate, GcKind kind, GcReason reason);
void Heap_get_statistics(const Isolate *isolate, HeapStatistics *statistics);
// Tells the collector of memory that an object keeps outside the heap.
void Heap_adjust_external_bytes(Isolate *isolate, ptrdiff_t change_bytes);
// Checks every live object against object-layout.def; aborts with a report.
void Heap_verify(Isolate *isolate);
// Calls `visit` for every live object (after a full collection).
void Heap_for_each_object(Isolate *isolate,
                          void (*visit)(HeapObject *object, void *data),
                          void *data);
// Between these calls no collection happens, whatever is allocated. They nest.
void Heap_forbid_gc(Isolate *isolate);
void Heap_allow_gc(Isolate *isolate);
NORETURN void Heap_fatal_out_of_memory(Isolate *isolate, const char *where,
                                       size_t size_bytes);

// The heap limit; from --max-heap-size at first.
void Heap_set_limit(Isolate *isolate, size_t limit_bytes);

// Weak things, as the collector treats them:
//   slots with a weak tag    become kClearedWeakBits when the target died
//   EphemeronHashTable       entries (slots 2i, 2i+1) with a dead key become
//                            the_hole, the_hole; the counts are updated
//   string_table root        entries of dead strings become the_hole; likewise
//   JSFinalizationRegistry   cells with dead targets move from active_cells to
//                            cleared_cells; the registry is then prepended to
//                            the list in the root dirty_finalization_registries
//                            (linked by next_dirty, ended by undefined)

// Keeps a WeakRef's target alive until the current job ends
// (ECMA-262 #sec-addtokeptobjects, #sec-clear-kept-objects). May collect.
void Heap_keep_until_job_ends(Isolate *isolate, HeapObject *object);
void Heap_clear_kept_objects(Isolate *isolate);

// Extra strong roots: `visit` is called with each slot range at collections.
typedef struct RootVisitor RootVisitor;
struct RootVisitor {
  void (*visit_values)(RootVisitor *self, Value *begin, Value *end);
  void (*visit_tagged)(RootVisitor *self, Tagged *begin, Tagged *end);
};
typedef void (*RootProvider)(Isolate *isolate, RootVisitor *visitor,
                             void *data);
void Heap_add_root_provider(Isolate *isolate, RootProvider provider,
                            void *data);
// Called after marking, before sweeping: clear what `Heap_is_live` denies.
typedef void (*WeakProcessor)(Isolate *isolate, void *data);
void Heap_add_weak_processor(Isolate *isolate, WeakProcessor processor,
                             void *data);
bool Heap_is_live(Isolate *isolate, const HeapObject *object);
// True for objects of the read-only heap and of the mapped snapshot.
static inline bool Heap_is_immortal(const Isolate *isolate,
                                    const void *object) {
  return (uint32_t)(uintptr_t)object < isolate->snapshot_end;
}
static inline bool Heap_is_read_only(const Isolate *isolate,
                                     const void *object) {
  return (uint32_t)(uintptr_t)object < isolate->read_only_end;
}

#endif  // ENGINE_HEAP_HEAP_H_
