// SPDX-License-Identifier: MIT
//
// Isolate: an independent instance of the engine. Its address is the base of
// its 4 GiB cage, so generated code reaches every field at a constant offset
// from the pinned base register, and any heap object finds its isolate by
// masking its own address.
//
// The struct is the first kIsolateDataBytes of the cage. Fields above
// `snapshot_end` are written into a snapshot's isolate section and mapped back;
// the rest is made anew by every process (tables of native addresses, limits,
// pointers to malloc'ed parts).
#ifndef ENGINE_ISOLATE_ISOLATE_H_
#define ENGINE_ISOLATE_ISOLATE_H_

#include "engine/isolate/frame-layout.h"
#include "engine/objects/layout/roots.h"

enum {
  kDispatchTableSize = 3 * 256,  // opcode, Wide opcode, ExtraWide opcode
  kMaxBuiltins = 1800,
  kMaxRuntimeFunctions = 512,
  kMaxCodePointers = 2048,
};

// ---- Isolate roots: heap objects that an isolate owns and may replace ----

// ISOLATE_ROOT(name): a Tagged slot, strong; read with Isolate_root.
#define ISOLATE_ROOT_LIST(V)                                                  \
  V(string_table)          /* StringTable of what is not in the snapshot */   \
  V(frozen_string_table)   /* StringTable mapped from the snapshot, or und. */ \
  V(symbol_registry)       /* NameDictionary: key string -> Symbol */         \
  V(native_contexts)       /* ArrayList of weak NativeContext */              \
  V(current_native_context) /* of the running code; undefined if none */      \
  V(script_list)           /* ArrayList of weak Script */                     \
  V(single_character_strings) /* FixedArray of 256 internalized strings */    \
  V(number_string_cache)   /* FixedArray of (number, string) */               \
  V(split_cache)           /* FixedArray: string-split.c */                   \
  V(microtask_queue)       /* FixedArray used as a ring buffer */             \
  V(pending_finalization_registries)                                          \
  V(dirty_finalization_registries)                                            \
  V(builtin_shared_infos)  /* FixedArray of SharedFunctionInfo by builtin */  \
  V(embedder_data)         /* FixedArray: data added to the snapshot */       \
  V(startup_main_function) /* startupSnapshot.setDeserializeMainFunction */   \
  V(serialize_callbacks)                                                      \
  V(deserialize_callbacks)                                                    \
  V(stub_cache)            /* FixedArray: megamorphic load cache */           \
  V(materialized_constants) /* FixedArray kept alive by generated code */     \
  V(promise_reject_handler) /* host hook: JSFunction or undefined */          \
  V(api_templates)          /* ArrayList of templates */                      \
  V(running_reaction)      /* PromiseReaction.promise_or_capability of the  \
                              job that runs; undefined if none */             \
  V(kept_objects)          /* ArrayList of WeakRef targets, or undefined */   \
  V(join_stack)            /* ArrayList of arrays being joined */             \
  V(async_waiters)         /* ArrayList: atomics-wait.c; undefined if none */ \
  V(temporary_root0)                                                          \
  V(temporary_root1)

typedef enum IsolateRootIndex {
#define ISOLATE_ROOT(name) kIsolateRoot_##name,
  ISOLATE_ROOT_LIST(ISOLATE_ROOT)
#undef ISOLATE_ROOT
  kIsolateRootCount
} IsolateRootIndex;

// Of the caches among the roots.
enum {
  kNumberStringCacheEntries = 256,  // by the lowest bits of a Smi
  kSplitCacheEntries = 64,
  kSplitCacheEntrySlots = 3,
};

typedef struct Heap Heap;
typedef struct HandleScopeData {
  Value *next;
  Value *limit;
  int level;
} HandleScopeData;

// One per nesting of C -> JS: what to restore when JS returns to C. On the
// native stack; linked from Isolate.entry_record.
typedef struct EntryRecord {
  struct EntryRecord *previous;
  Value *fp;
  const uint8_t *pc;
  Value *builtin_argv;
  int64_t builtin_argc;
} EntryRecord;

// Isolate.interrupt_requests: what Runtime_StackGuard is to do. Any thread may
// add bits; the isolate's thread takes them.
typedef enum InterruptRequest {
  // Set `terminating` and throw the termination exception: the pending
  // exception is termination_symbol, which no handler (see `terminating`)
  // catches.
  kInterruptTerminate = 1,
  kInterruptEmbedder = 2,  // call interrupt_hook
} InterruptRequest;

typedef uint64_t (*RuntimeFunction)(Isolate *, ...);
// A builtin with JS linkage: argv as in frame-layout.h; argc as passed, but
// argv[1..declared arguments] is always there (undefined if not passed).
typedef Value (*BuiltinFunction)(Isolate *isolate, int64_t argc, Value *argv);

struct Isolate {
  // ---- Hot in generated code ----

  // Bytecode handlers. Offset 0: `jmp [base + opcode * 8]`.
  const void *dispatch_table[kDispatchTableSize];

  // Bump allocation in the current hole: [top, limit).
  uint8_t *allocation_top;
  uint8_t *allocation_limit;

  // Last slot that a new frame may begin at; 0 asks for an interrupt check.
  Value *vm_stack_limit;
  // The lowest address that native code may push to.
  uintptr_t native_stack_limit;

  // The topmost interpreted frame and its current bytecode, stored before
  // every call from generated code into C.
  Value *fp;
  const uint8_t *pc;
  // The running builtin's receiver and argument count; NULL when none runs
  // above the frame at fp.
  Value *builtin_argv;
  int64_t builtin_argc;
  EntryRecord *entry_record;

  // What generated code must continue with after Runtime_Unwind: set when a
  // handler was found in an interpreted frame; unwind_fp is NULL when the
  // exception leaves to C.
  Value *unwind_fp;
  const uint8_t *unwind_pc;
  Value unwind_accumulator;

  // the_hole when none. message: see messages.h.
  Value pending_exception;
  Value pending_message;
  int32_t module_load_depth;  // loads of module graphs under way

  // ---- Written into snapshots ----

  Tagged roots[kIsolateRootCount];
  uint32_t next_script_id;
  uint32_t next_symbol_hash;
  uint32_t next_identity_hash;
  uint32_t next_async_order;
  uint32_t protector_flags;  // 1 = intact; protectors.h
  uint32_t microtask_count;
  uint32_t microtask_start;
  // Native contexts ever made. While there is one, calls need not ask which
  // realm they lead to.
  uint32_t realm_count;
  // Cage offset behind the last byte of mapped or built read-only and snapshot
  // objects.
  uint32_t read_only_end;
  uint32_t snapshot_begin;
  uint32_t snapshot_end;

  // ---- Made anew by every process ----

  const void *builtins[kMaxBuiltins];  // BuiltinFunction by BuiltinId
  RuntimeFunction runtime_functions[kMaxRuntimeFunctions];
  // Entry stubs (preserve_none) by code index: JSFunction.code.
  const void *code_pointers[kMaxCodePointers];

  Value *vm_stack_base;
  Value *vm_stack_end;
  HandleScopeData handle_scope;
  Heap *heap;
  struct ExternalPointerTable *external_pointers;
  struct ApiData *api;          // engine/api's own state
  void *embedder_data_slots[8];  // thaw_isolate_set_data
  const intptr_t *external_references;
  size_t external_reference_count;
  uint64_t random_state[2];  // Isolate_random; seeded on first use
  uint32_t hash_secret;      // Isolate_hash_secret; 0: not asked for yet
  volatile uint32_t interrupt_requests;
  bool terminating;
  bool in_microtask_checkpoint;
  bool building_snapshot;
  int32_t native_nesting;
  struct StartupProfile *startup_profile;
  struct JsonShapes *json_shapes;  // builtins/json-shape.h; malloc'ed, or NULL
  struct Flags *flags;
  // Host hooks of promises and microtasks (builtins/promise.h); NULL: none.
  // event: PromiseRejectEvent.
  void (*promise_reject_hook)(Isolate *isolate, int event, JSPromise *promise,
                              Value value);
  void (*microtask_exception_hook)(Isolate *isolate, Value exception);
  void (*interrupt_hook)(Isolate *isolate);
};

static ALWAYS_INLINE Value Isolate_root(const Isolate *isolate,
                                        IsolateRootIndex index) {
  return Value_from_tagged(isolate->roots[index]);
}
static ALWAYS_INLINE void Isolate_set_root(Isolate *isolate,
                                           IsolateRootIndex index,
                                           Value value) {
  isolate->roots[index] = Value_tagged(value);
}
#define ISOLATE_ROOT_OBJECT(isolate, Class, name) \
  Value_as_##Class(isolate, Isolate_root(isolate, kIsolateRoot_##name))

static ALWAYS_INLINE bool Isolate_has_pending_exception(
    const Isolate *isolate) {
  return !Value_is_the_hole(isolate->pending_exception);
}
static ALWAYS_INLINE NativeContext *Isolate_native_context(
    const Isolate *isolate) {
  return ISOLATE_ROOT_OBJECT(isolate, NativeContext, current_native_context);
}

// ---- Life ----

// Reserves a cage, and makes heap, VM stack and tables. With no snapshot the
// read-only heap is built (engine/isolate/read-only-heap.c); contexts come from
// the bootstrapper. Returns NULL when the system refuses address space.
Isolate *Isolate_new_empty(const struct Flags *flags);
// The same without any object: the caller maps a snapshot into it, or calls
// ReadOnlyHeap_create.
Isolate *Isolate_new_bare(const struct Flags *flags);
// Makes the calling thread the isolate's: sets native_stack_limit, and from
// where the collector scans the native stack.
void Isolate_bind_to_thread(Isolate *isolate);
// Frees everything. No handle or local of the isolate may be used afterwards.
void Isolate_dispose(Isolate *isolate);
// Fills the read-only heap and the isolate's own roots from nothing.
void ReadOnlyHeap_create(Isolate *isolate);
// Fills dispatch_table, builtins, runtime_functions and code_pointers with this
// process's addresses (from embedded.o and the C tables).
void Isolate_fill_native_tables(Isolate *isolate);

// Makes the next loop iteration or call come by Runtime_StackGuard. Any thread.
static inline void Isolate_request_interrupt(Isolate *isolate) {
  __atomic_store_n(&isolate->vm_stack_limit, NULL, __ATOMIC_SEQ_CST);
}
// What vm_stack_limit is without a request.
Value *Isolate_real_vm_stack_limit(const Isolate *isolate);

// ---- Chance (random.c) ----

// 64 bits by xorshift128+: --random-seed, or the system, says where it starts.
uint64_t Isolate_random(Isolate *isolate);
// Key of hash tables under attack, never 0: by --hash-seed or from the system;
// fixed while a snapshot is built.
uint32_t Isolate_hash_secret(Isolate *isolate);

// ---- Frames (stack-walker.c) ----

// First free VM stack slot above everything live.
Value *Isolate_vm_stack_top(const Isolate *isolate);

// ---- Exceptions ----

// Makes `exception` pending and returns the sentinel.
Value Isolate_throw(Isolate *isolate, Value exception);
// True if less than a safe margin of native stack is left.
static ALWAYS_INLINE bool Isolate_native_stack_exhausted(
    const Isolate *isolate) {
  return (uintptr_t)__builtin_frame_address(0) < isolate->native_stack_limit;
}
// RangeError: Maximum call stack size exceeded.
Value Isolate_throw_stack_overflow(Isolate *isolate);

#endif  // ENGINE_ISOLATE_ISOLATE_H_
