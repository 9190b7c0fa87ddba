// SPDX-License-Identifier: MIT
//
// The external pointer table: native pointers that heap objects own. The heap
// names them by index, so that no absolute address lies in it. Fields that hold
// indices: ExternalString.resource, JSArrayBuffer.resource, Foreign.pointer,
// JSExternal.pointer; 0 is no entry.
//
// An entry dies with the object that owns it; its finalizer then runs (after
// the collection, and for all entries when the isolate is disposed). It must
// not touch the heap. One index has one owner.
#ifndef ENGINE_HEAP_EXTERNAL_POINTERS_H_
#define ENGINE_HEAP_EXTERNAL_POINTERS_H_

#include "engine/heap/heap.h"

// What kind of pointer an entry is; a reader with another tag gets NULL.
typedef enum ExternalPointerTag {
  kExternalTagNone,
  kExternalTagStringResource,
  kExternalTagBackingStore,
  kExternalTagForeign,
  kExternalTagJSExternal,
  kExternalTagEmbedder,
} ExternalPointerTag;

typedef void (*ExternalFinalizer)(void *pointer, void *data);

typedef struct ExternalPointerTable ExternalPointerTable;

ExternalPointerTable *ExternalPointerTable_new(void);
// Runs all finalizers. NULL is allowed.
void ExternalPointerTable_dispose(ExternalPointerTable *table);

// Makes an entry that owner's field will hold; finalizer may be NULL. Never 0.
uint32_t ExternalPointer_new(Isolate *isolate, HeapObject *owner,
                             void *pointer, ExternalPointerTag tag,
                             ExternalFinalizer finalizer, void *data);
// NULL for index 0 and for entries of another tag.
void *ExternalPointer_get(const Isolate *isolate, uint32_t index,
                          ExternalPointerTag tag);
// kExternalTagNone if there is no such entry.
ExternalPointerTag ExternalPointer_tag(const Isolate *isolate, uint32_t index);
void *ExternalPointer_data(const Isolate *isolate, uint32_t index);
void ExternalPointer_set(Isolate *isolate, uint32_t index, void *pointer);
// Frees an entry early, without running its finalizer.
void ExternalPointer_release(Isolate *isolate, uint32_t index);

// ---- For the collector ----

void ExternalPointerTable_mark(ExternalPointerTable *table, uint32_t index);
// Frees what was not marked: entries made since the last collection, or (major)
// all that were not made immortal. Unmarks the rest.
void ExternalPointerTable_sweep(ExternalPointerTable *table, GcKind kind);
// For thawing: makes entry `index` of a frozen object, which never dies.
void ExternalPointerTable_restore(ExternalPointerTable *table, uint32_t index,
                                  void *pointer, ExternalPointerTag tag,
                                  ExternalFinalizer finalizer, void *data);

#endif  // ENGINE_HEAP_EXTERNAL_POINTERS_H_
