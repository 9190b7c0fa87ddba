// SPDX-License-Identifier: MIT
//
// thaw.h: the public C API of the Thaw JavaScript engine. Everything that an
// embedder may use is here and in the three headers included at the end:
// thaw/value.h (values, objects, functions), thaw/script.h (source text,
// modules, exceptions, jobs) and thaw/snapshot.h (freezing and thawing).
//
// The model, in the order in which one meets it:
//
//   ThawIsolate  one heap with everything that lives in it. Two isolates share
//                nothing. One thread at a time may use an isolate.
//   ThawLocal    a handle: the address of a slot that holds a value and that
//                the collector knows. Every value, object, context, script or
//                module is reached through one. NULL is "no value".
//   ThawScope    the lifetime of locals: closing a scope frees all locals made
//                since it was opened. A native callback runs in a scope of its
//                own. ThawPersistent outlives scopes.
//   context      a realm: a global object and its own set of builtins. It is a
//                ThawLocal like the rest. Values are made in the context that
//                was entered last ("the current context").
//
// Errors. A function that may throw returns NULL, false or kThawNothing and
// leaves the exception *pending* on the isolate: return to JavaScript at once
// (a native callback returns NULL), or open a ThawTryCatch around the call.
// While an exception is pending no other function that may throw may be called.
// Errors that are not JavaScript's (a bad snapshot file, no memory for a cage)
// are a ThawStatus; thaw_last_error() tells the details.
//
// Each function's comment ends with its effects:
//   Effects: none          reads or writes, never collects garbage
//   Effects: allocates     may collect garbage, does not run JavaScript
//   Effects: runs JS       may allocate, run user code (getters, proxies,
//                          toString) and throw
// Every function must be called on the thread that has entered the isolate,
// unless "any thread" is said. No pointer argument may be NULL unless "or NULL"
// is said. Nothing passed in is kept after the call unless it says so.
//
// Freezing forbids absolute addresses in the heap: C callbacks and pointers
// that a snapshot is to keep must be in the table of external references
// (ThawIsolateParams.external_references), the same in the freezing and in the
// thawing process.
#ifndef THAW_H_
#define THAW_H_

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

// The API's version; a program built against MAJOR runs with any later MINOR.
#define THAW_VERSION_MAJOR 0
#define THAW_VERSION_MINOR 1
#define THAW_VERSION_PATCH 0
#define THAW_VERSION_STRING "0.1.0"

// As a length: the text ends at its first NUL.
#define THAW_AUTO_LENGTH ((size_t)-1)

typedef struct ThawIsolate ThawIsolate;
// A handle; never dereferenced by the embedder. Valid until its scope closes.
typedef const struct ThawSlot *ThawLocal;

// ---------------------------------------------------------------------------
// Status

// What can go wrong that is not a JavaScript exception: name and message.
// Append only: the numbers are part of the ABI.
#define THAW_STATUS_LIST(V)                                                   \
  V(Ok, "no error")                                                           \
  V(Exception, "a JavaScript exception is pending")                           \
  V(InvalidArgument, "invalid argument")                                      \
  V(OutOfMemory, "the system has no memory left")                             \
  V(BadFlag, "bad option")                                                    \
  V(Io, "input or output failed")                                             \
  V(SnapshotBadMagic, "not a Thaw snapshot")                                  \
  V(SnapshotBadVersion, "snapshot of another format version")                 \
  V(SnapshotForeignBuild, "snapshot made by a different build of Thaw")       \
  V(SnapshotTruncated, "snapshot is truncated")                               \
  V(SnapshotBadChecksum, "snapshot is damaged: checksum mismatch")            \
  V(SnapshotMalformed, "snapshot is malformed")                               \
  V(SnapshotExternalReferences, "snapshot needs other external references")   \
  V(SnapshotUnfreezable, "the heap holds something that cannot be frozen")    \
  V(NoSuchEntry, "the snapshot has no such entry")

typedef enum ThawStatus {
#define THAW_DECLARE_STATUS(name, message) kThaw##name,
  THAW_STATUS_LIST(THAW_DECLARE_STATUS)
#undef THAW_DECLARE_STATUS
  kThawStatusCount
} ThawStatus;

// The fixed one-line text of a status. Never NULL; static storage.
// Effects: none; any thread.
const char *thaw_status_message(ThawStatus status);

// What the last failing call on this thread had to say beyond its status, such
// as the file name and offset of a damaged snapshot. Never NULL; valid until
// the next failing call on the thread. Effects: none; any thread.
const char *thaw_last_error(void);

// An answer that may be missing because an exception is pending.
typedef enum ThawMaybe {
  kThawNothing = -1,
  kThawFalse = 0,
  kThawTrue = 1
} ThawMaybe;

// ---------------------------------------------------------------------------
// Process-wide settings

// Sets one engine flag from "--name", "--no-name" or "--name=value". Must be
// called before the first isolate is made. Returns kThawOk, kThawBadFlag for an
// unknown name or kThawInvalidArgument for a value that does not parse (see
// thaw_last_error). Effects: none; any thread, not concurrently.
ThawStatus thaw_flag_set(const char *flag);

// Calls visit for every engine flag in table order: name without dashes, type
// ("bool", "int", "size", "string"), default as text, one-line help. Effects:
// those of visit; any thread.
void thaw_flags_each(void (*visit)(void *data, const char *name,
                                   const char *type, const char *default_text,
                                   const char *help),
                     void *data);

// The engine's version, "0.1.0". Static storage. Effects: none; any thread.
const char *thaw_version(void);

// The version of Unicode that the engine knows, "17.0". Static storage.
// Effects: none; any thread.
const char *thaw_unicode_version(void);

// Releases memory that the API handed out (thaw_value_to_utf8,
// thaw_snapshot_creator_create). NULL is allowed. Effects: none; any thread.
void thaw_free(void *memory);

// ---------------------------------------------------------------------------
// Isolates

// Where an isolate's initial heap comes from.
typedef enum ThawSnapshotKind {
  kThawSnapshotEmbedded,  // linked into the program; from nothing if there is none
  kThawSnapshotNone,      // from nothing: the builtins are set up one by one
  kThawSnapshotBytes,     // in memory; copied into the cage
  kThawSnapshotFile       // mapped copy-on-write; must not be edited in place
} ThawSnapshotKind;

typedef struct ThawIsolateParams {
  ThawSnapshotKind snapshot_kind;
  const void *snapshot_bytes;  // kThawSnapshotBytes; read during the call only
  size_t snapshot_size_bytes;
  const char *snapshot_path;     // kThawSnapshotFile
  uint64_t snapshot_offset_bytes;  // kThawSnapshotFile: page aligned; 0: whole
  // Addresses (functions cast to intptr_t, or pointers) that heap objects may
  // name, ended by 0. Kept by the isolate. Or NULL for none.
  const intptr_t *external_references;
  // The heap's upper limit; past it the process reports and aborts. 0: the
  // default (--max-heap-size).
  size_t max_heap_size_bytes;
  // How much of the native stack JavaScript may use. 0: the default.
  size_t max_native_stack_size_bytes;
  // Any pointer, see thaw_isolate_data. Or NULL.
  void *embedder_data;
} ThawIsolateParams;

// Creates an isolate and enters it on the calling thread. params may be NULL:
// embedded snapshot, default limits. On success *result owns the isolate until
// thaw_isolate_dispose; on failure it is NULL and thaw_last_error() says more.
// No context is entered. Effects: allocates; any thread.
ThawStatus thaw_isolate_new(const ThawIsolateParams *params,
                            ThawIsolate **result);

// Frees an isolate with all that lives in it. Weak callbacks do not run,
// array-buffer release callbacks do. Must not be called from one of the
// isolate's callbacks. NULL is allowed. Effects: none.
void thaw_isolate_dispose(ThawIsolate *isolate);

// Makes the calling thread the one that uses the isolate. The outermost frame
// that may hold locals must be a caller of the function that enters: the native
// stack is scanned from there. Enter and exit nest. Effects: none; any thread,
// while no other thread has the isolate entered.
void thaw_isolate_enter(ThawIsolate *isolate);
void thaw_isolate_exit(ThawIsolate *isolate);

// The embedder's own pointer, NULL at first. Effects: none.
void *thaw_isolate_data(ThawIsolate *isolate);
void thaw_isolate_set_data(ThawIsolate *isolate, void *data);

typedef struct ThawHeapStatistics {
  size_t used_heap_size_bytes;      // live and not yet collected objects
  size_t committed_size_bytes;      // memory taken from the system for them
  size_t heap_size_limit_bytes;
  size_t snapshot_size_bytes;       // mapped, immortal part; not in used
  size_t external_memory_bytes;     // array-buffer data and what was reported
  size_t collection_count;          // of either generation
  uint64_t collection_time_us;      // sum of all pauses
} ThawHeapStatistics;

// Fills *statistics. Effects: none.
void thaw_isolate_heap_statistics(ThawIsolate *isolate,
                                  ThawHeapStatistics *statistics);

// Collects all garbage now. Weak callbacks run before it returns.
// Effects: collects; weak callbacks may not run JavaScript.
void thaw_isolate_collect_garbage(ThawIsolate *isolate);

// Tells the collector that native memory of delta_bytes (may be negative) now
// hangs on heap objects. Effects: allocates.
void thaw_isolate_adjust_external_memory(ThawIsolate *isolate,
                                         int64_t delta_bytes);

// Makes running JavaScript throw an exception that cannot be caught, at its
// next loop iteration or call. Stays in force until the outermost call into
// JavaScript has returned or the request is cancelled. Effects: none; any
// thread.
void thaw_isolate_terminate(ThawIsolate *isolate);
void thaw_isolate_cancel_terminate(ThawIsolate *isolate);
bool thaw_isolate_is_terminating(ThawIsolate *isolate);

typedef void (*ThawInterruptCallback)(ThawIsolate *isolate, void *data);

// Has callback called once on the isolate's thread, soon, in the middle of
// whatever JavaScript runs; it must not run JavaScript. data is passed on.
// Effects: none; any thread.
void thaw_isolate_request_interrupt(ThawIsolate *isolate,
                                    ThawInterruptCallback callback, void *data);

typedef void (*ThawFatalErrorHandler)(const char *location,
                                      const char *message);

// Replaces what happens on an unrecoverable error (out of memory, misuse of the
// API): by default a message on standard error. If the handler returns the
// process aborts. NULL restores the default. Process-wide. Effects: none.
void thaw_set_fatal_error_handler(ThawFatalErrorHandler handler);

// Reports misuse or an unrecoverable error through the handler; never returns.
// Effects: none; any thread.
#if defined(__GNUC__)
__attribute__((noreturn))
#endif
void thaw_fatal_error(const char *location, const char *message);

// ---------------------------------------------------------------------------
// Scopes and persistent handles

// On the embedder's stack, opened and closed in stack order.
typedef struct ThawScope {
  ThawIsolate *isolate;
  uintptr_t private_state[3];
} ThawScope;

// Locals made from now on live until thaw_scope_close(scope). Effects: none.
void thaw_scope_open(ThawIsolate *isolate, ThawScope *scope);
// Frees the locals made since the scope was opened. Effects: none.
void thaw_scope_close(ThawScope *scope);
// Closes the scope and returns value (or NULL) as a local of the scope around
// it. Effects: none.
ThawLocal thaw_scope_close_and_escape(ThawScope *scope, ThawLocal value);

// A scope from which one value may escape while the scope is still open.
typedef struct ThawEscapableScope {
  ThawScope scope;
  ThawLocal escape_slot;
  bool escaped;
} ThawEscapableScope;

void thaw_escapable_scope_open(ThawIsolate *isolate, ThawEscapableScope *scope);
// Returns a local of the surrounding scope for value. A second call on the same
// scope is a fatal error, "Escape value set twice". Effects: none.
ThawLocal thaw_escapable_scope_escape(ThawEscapableScope *scope,
                                      ThawLocal value);
void thaw_escapable_scope_close(ThawEscapableScope *scope);

typedef struct ThawPersistent ThawPersistent;

// A handle that keeps value alive until it is disposed or made weak. Owned by
// the caller. Effects: none.
ThawPersistent *thaw_persistent_new(ThawIsolate *isolate, ThawLocal value);
// A new local for the value; NULL if the value was collected. Effects: none.
ThawLocal thaw_persistent_get(ThawIsolate *isolate,
                              const ThawPersistent *persistent);
// Makes it refer to value instead; strong again. Effects: none.
void thaw_persistent_set(ThawPersistent *persistent, ThawLocal value);
// Frees the handle. NULL is allowed. Effects: none.
void thaw_persistent_dispose(ThawPersistent *persistent);

typedef void (*ThawWeakCallback)(ThawIsolate *isolate,
                                 ThawPersistent *persistent, void *data);

// The handle no longer keeps its value alive. Once the value is collected the
// handle is empty and callback (or NULL) is called, on the isolate's thread, at
// the end of that collection; it may dispose the handle, must not allocate on
// the heap and must not run JavaScript. Effects: none.
void thaw_persistent_make_weak(ThawPersistent *persistent,
                               ThawWeakCallback callback, void *data);
// Strong again; does nothing if the value is gone. Effects: none.
void thaw_persistent_clear_weak(ThawPersistent *persistent);
bool thaw_persistent_is_weak(const ThawPersistent *persistent);
// True if there is no value (any more). Effects: none.
bool thaw_persistent_is_empty(const ThawPersistent *persistent);

// ---------------------------------------------------------------------------
// Contexts

// A new realm with fresh builtins; from the snapshot's default context if there
// is one. The context is not entered. NULL if memory is short.
// Effects: allocates.
ThawLocal thaw_context_new(ThawIsolate *isolate);

// Makes context the current one, and back. Exits must match enters in reverse
// order; leaving another context is fatal, "Cannot exit non-entered context".
// Effects: none.
void thaw_context_enter(ThawLocal context);
void thaw_context_exit(ThawLocal context);

// The current context, or NULL when none is entered. Inside a native callback:
// the context of the function called. Effects: none.
ThawLocal thaw_context_current(ThawIsolate *isolate);

// The global object (globalThis) of a context. Effects: none.
ThawLocal thaw_context_global(ThawLocal context);

// A few embedder slots per context, 0 <= index < THAW_CONTEXT_SLOT_COUNT. The
// value is part of the heap and is frozen with the context; undefined at first.
// Effects: none.
#define THAW_CONTEXT_SLOT_COUNT 8
void thaw_context_set_embedder_value(ThawLocal context, int index,
                                     ThawLocal value);
ThawLocal thaw_context_embedder_value(ThawLocal context, int index);
// The same slots as plain pointers (NULL at first): kept beside the heap, never
// frozen. Effects: none.
void thaw_context_set_embedder_pointer(ThawLocal context, int index,
                                       void *pointer);
void *thaw_context_embedder_pointer(ThawLocal context, int index);

// ---------------------------------------------------------------------------
// Start-up profile

// One row of the start-up profile: the phase that *ended* at this moment.
typedef struct ThawStartupMark {
  const char *phase;           // static storage
  uint64_t time_ns;            // CLOCK_MONOTONIC
  uint64_t minor_faults;       // of the process so far
  uint64_t major_faults;
  uint64_t dirty_pages;        // private, of the process so far
  uint64_t resume_ns;          // when the mark was done: the next phase begins
} ThawStartupMark;

// Begins to record marks. Until then a mark costs one load and a branch.
// Process-wide. Effects: none; before other threads use the engine.
void thaw_startup_profile_begin(void);
// Records that phase (static storage) ends now. Effects: none.
void thaw_startup_mark(const char *phase);
// The marks so far, oldest first; *count is set. Owned by the engine.
// Effects: none.
const ThawStartupMark *thaw_startup_marks(size_t *count);

#ifdef __cplusplus
}
#endif

#include "thaw/script.h"
#include "thaw/snapshot.h"
#include "thaw/value.h"

#endif  // THAW_H_
