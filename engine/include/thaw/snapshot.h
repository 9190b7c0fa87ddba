// SPDX-License-Identifier: MIT
//
// The part of thaw.h about freezing a heap into a snapshot and reading back
// what was frozen. Loading a snapshot is thaw_isolate_new with
// ThawIsolateParams.snapshot_kind. Include <thaw.h>, not this file.
//
//   freeze                               thaw
//   thaw_snapshot_creator_new            thaw_isolate_new (bytes or file)
//   ... run code in its isolate ...
//   thaw_snapshot_creator_add_context -> thaw_context_from_snapshot
//   thaw_snapshot_creator_add_data    -> thaw_isolate_data_from_snapshot
//   thaw_snapshot_creator_write
//
// A frozen heap is the whole isolate: contexts, pending microtasks, scripts.
// Freezing fails with kThawSnapshotUnfreezable, and names the object and the
// path that holds it, for a C callback or pointer that is no external
// reference, or an internal pointer for which the callback gave no bytes.
#ifndef THAW_SNAPSHOT_H_
#define THAW_SNAPSHOT_H_

#ifndef THAW_H_
#error "include <thaw.h> instead"
#endif

#ifdef __cplusplus
extern "C" {
#endif

typedef struct ThawSnapshotCreator ThawSnapshotCreator;

// Bytes owned by whoever holds the struct; release with thaw_free(data).
typedef struct ThawBlob {
  void *data;
  size_t size_bytes;
} ThawBlob;

// Gives the bytes that stand for a non-NULL internal pointer of holder; data
// must come from malloc and is released by the engine. {NULL, 0}: thaws as
// NULL. Must not run JavaScript.
typedef ThawBlob (*ThawFreezePointerCallback)(ThawIsolate *isolate,
                                              ThawLocal holder, int index,
                                              void *pointer, void *data);
// Gives back the pointer for bytes frozen with holder's field index; bytes are
// valid during the call only. Must not run JavaScript.
typedef void *(*ThawThawPointerCallback)(ThawIsolate *isolate,
                                         ThawLocal holder, int index,
                                         const void *bytes, size_t size_bytes,
                                         void *data);

// Makes an isolate that will be frozen, and enters it. params may be NULL and
// may name a snapshot to start from. On failure *result is NULL.
// Effects: allocates; any thread.
ThawStatus thaw_snapshot_creator_new(const ThawIsolateParams *params,
                                     ThawSnapshotCreator **result);
// The isolate; owned by the creator, must not be disposed by itself.
ThawIsolate *thaw_snapshot_creator_isolate(ThawSnapshotCreator *creator);
// Frees creator and isolate. NULL is allowed.
void thaw_snapshot_creator_dispose(ThawSnapshotCreator *creator);

// What the first thaw_context_new gives in isolates thawed from the snapshot
// (later ones have fresh builtins and nothing else). freeze (or
// NULL) with data serves the internal pointers of all frozen objects.
// Effects: none.
void thaw_snapshot_creator_set_default_context(
    ThawSnapshotCreator *creator, ThawLocal context,
    ThawFreezePointerCallback freeze, void *data);
// Adds one more context; its index for thaw_context_from_snapshot, from 0.
size_t thaw_snapshot_creator_add_context(ThawSnapshotCreator *creator,
                                         ThawLocal context);
// Adds a value to be found again by the index returned, from 0; of the isolate,
// or of one context when context is not NULL.
size_t thaw_snapshot_creator_add_data(ThawSnapshotCreator *creator,
                                      ThawLocal context, ThawLocal value);

// Bytecode and feedback are always frozen with their functions.
typedef struct ThawFreezeOptions {
  bool compress;  // zlib per section: for shipping, slower to load
} ThawFreezeOptions;

// Collects garbage and freezes. options may be NULL: mapped form.
// No exception may be pending and no scope but the caller's own open. *blob is
// the caller's on success. The isolate can be used and frozen again.
// Effects: allocates.
ThawStatus thaw_snapshot_creator_create(ThawSnapshotCreator *creator,
                                        const ThawFreezeOptions *options,
                                        ThawBlob *blob);
// The same into a file, written under a temporary name and renamed: path holds
// either the old content or the whole snapshot.
ThawStatus thaw_snapshot_creator_write(ThawSnapshotCreator *creator,
                                       const ThawFreezeOptions *options,
                                       const char *path);

// Checks everything in a blob that can be checked without running it: header,
// all checksums, every pointer inside its section. Effects: none; any thread.
ThawStatus thaw_snapshot_verify(const void *bytes, size_t size_bytes);

// Sets how internal pointers come back; must be called before the objects that
// have them are used. data is passed on. Effects: those of thaw.
ThawStatus thaw_isolate_thaw_pointers(ThawIsolate *isolate,
                                      ThawThawPointerCallback thaw, void *data);
// A context that was frozen with thaw_snapshot_creator_add_context. It is the
// frozen one itself, so it can be had once per isolate. NULL if there is no
// such index or it was had before, see thaw_last_error.
// Effects: allocates.
ThawLocal thaw_context_from_snapshot(ThawIsolate *isolate, size_t index);
// A value frozen by thaw_snapshot_creator_add_data, with a NULL context or with
// the context given. NULL if there is no such index. Effects: none.
ThawLocal thaw_isolate_data_from_snapshot(ThawIsolate *isolate, size_t index);
ThawLocal thaw_context_data_from_snapshot(ThawIsolate *isolate,
                                          ThawLocal context, size_t index);
// True if the running program carries a program's snapshot of its own, appended
// by mksnapshot --exe; kThawSnapshotEmbedded then means that one.
// Effects: none; any thread.
bool thaw_program_has_snapshot(void);
// True if the isolate's heap came from a snapshot. Effects: none.
bool thaw_isolate_is_from_snapshot(ThawIsolate *isolate);

#ifdef __cplusplus
}
#endif

#endif  // THAW_SNAPSHOT_H_
